"""Parse dates with an era, a doubt in words, a century or a decade: "44 BC", "c. 1450", "1980s"."""

from __future__ import annotations

import re

from geo.ancient_time import CYCLE_YEARS, cycles_before, time_of
from geo.calendar_periods import first_moment
from geo.formats.times.timestamps import EXPECTED_MOMENT, Moment, parse_moment
from geo.formats.times.written_dates import parse_written_date
from geo.story import Doubt, Precision

_ABOUT = re.compile(
    r"(?:about|around|approx(?:imately|\.)?|circa|c(?:a)?\.?|~|≈|hacia|vers|env(?:iron|\.)|um|约)"
    r"(?:\s*(?=[0-9])|\s+(?=\w))",
    re.IGNORECASE,
)
_UNCERTAIN = re.compile(r"\s*(?:\(\?\)|\?|\(uncertain\))$", re.IGNORECASE)
_BEFORE = re.compile(
    r"\s*(?:B\.? ?C\.?(?: ?E\.?)?|a\. ?C\.?|av\. J\.-C\.|v\. ?(?:Chr|u\. ?Z)\.)$", re.IGNORECASE
)
_SINCE = re.compile(
    r"\s*(?:A\.? ?D\.?|C\.? ?E\.?|d\. ?C\.?|apr\. J\.-C\.|n\. ?(?:Chr|u\. ?Z)\.)$", re.IGNORECASE
)
_SINCE_FIRST = re.compile(r"^(?:A\.? ?D\.?|公元)\s*(?=[0-9])", re.IGNORECASE)
_BEFORE_FIRST = re.compile(r"^公元前\s*")
_CENTURY = re.compile(
    r"(?:the )?([0-9]{1,2})(?:(?:st|nd|rd|th) (?:century|cent\.|c\.)|\. (?:Jahrhundert|Jh\.)|世纪)",
    re.IGNORECASE,
)
_ROMAN_CENTURY = re.compile(r"(?:siglo ([IVX]+)|([IVX]+)(?:e|er|ème) siècle)", re.IGNORECASE)
_DECADE = re.compile(r"(?:the )?([0-9]{3}0)(?:['’]?s|er(?: Jahre)?|年代)", re.IGNORECASE)
# The year of a date is its last or its first number, or its only one.
_YEAR = re.compile(r"(?<![0-9])[0-9]{1,4}(?=年|$)|^[0-9]{1,4}(?=-|$)")
_ROMAN = {"I": 1, "V": 5, "X": 10}


def is_doubted(text: str) -> bool:
    """Return whether a text begins with a word such as "about", or ends with a question mark."""
    core = text.strip()
    return _ABOUT.match(core) is not None or _UNCERTAIN.search(core) is not None


def parse_written_era(text: str) -> Moment:
    """Parse a date with an era, a doubt in words, a century or a decade.

    Raises:
        ValueError: it has another form, or there is no such date; the message says what was
            expected.
    """
    core, doubt = _without_doubt(" ".join(text.split()))
    core, is_before, has_era = _without_era(core)
    if not has_era and doubt is None and not _is_long_period(core):
        raise ValueError(EXPECTED_MOMENT)
    return _certain(core, is_before=is_before)._replace(doubt=doubt)


def _without_doubt(text: str) -> tuple[str, Doubt | None]:
    shorter = _UNCERTAIN.sub("", text)
    core = _ABOUT.sub("", shorter, count=1) if _ABOUT.match(shorter) else shorter
    is_about, is_uncertain = core != shorter, shorter != text
    if is_about:
        return core, "both" if is_uncertain else "approximate"
    return core, "uncertain" if is_uncertain else None


def _without_era(text: str) -> tuple[str, bool, bool]:
    """Return the date without its era, whether it is before the year 1, and whether it has one."""
    for era, is_before in (
        *((_BEFORE, True), (_BEFORE_FIRST, True)),
        *((_SINCE, False), (_SINCE_FIRST, False)),
    ):
        core = era.sub("", text)
        if core != text:
            return core, is_before, True
    return text, False, False


def _is_long_period(text: str) -> bool:
    return any(form.fullmatch(text) for form in (_CENTURY, _ROMAN_CENTURY, _DECADE))


def _certain(text: str, *, is_before: bool) -> Moment:
    century = _CENTURY.fullmatch(text)
    roman = _ROMAN_CENTURY.fullmatch(text)
    if century or roman:
        number = int(century[1]) if century else _roman_number((roman[1] or roman[2]).upper())  # type: ignore[index]
        if not 1 <= number <= 100:
            raise ValueError("a century from 1 to 100")
        return _period(-100 * number + 1 if is_before else 100 * (number - 1), "century")
    decade = _DECADE.fullmatch(text)
    if decade and decade[1].endswith("00"):
        ten, hundred = f"{decade[1][:-1]}X", f"{decade[1][:-2]}XX"
        raise ValueError(f"{ten} for ten years, or {hundred} for a hundred")
    if decade and not is_before:
        return _period(int(decade[1]), "decade")
    return _date(text, is_before=is_before)


def _period(year: int, precision: Precision) -> Moment:
    start = time_of(max(year, 1) if year >= 0 else year)
    return Moment(first_moment(start, precision), precision)


def _date(text: str, *, is_before: bool) -> Moment:
    """Parse a date with a year of any number of digits."""
    found = _YEAR.search(text)
    if found is None:
        raise ValueError(EXPECTED_MOMENT)
    given = int(found[0])
    if given == 0:
        raise ValueError("a year from 1, because there is no year 0 in this era")
    year = 1 - given if is_before else given
    # A year of `datetime` with the same days.
    cycles = 0 if year > 0 else cycles_before(year)
    written = f"{text[: found.start()]}{year + cycles * CYCLE_YEARS:04d}{text[found.end() :]}"
    try:
        moment = parse_moment(written)
    except ValueError:
        moment = parse_written_date(written).moment
    time = moment.time
    if cycles:
        time = time_of(year, time.month, time.day, time.hour, time.minute, time.second)
    return moment._replace(time=time)


def _roman_number(numeral: str) -> int:
    values = [_ROMAN[letter] for letter in numeral]
    following = [*values[1:], 0]
    return sum(-one if one < other else one for one, other in zip(values, following, strict=True))
