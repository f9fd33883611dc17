"""Split a range of dates as people write it: "May-June 1940", "4–17 August 1914"."""

from __future__ import annotations

import re

from geo.formats.times.timestamps import has_date_form, parse_moment
from geo.formats.times.written_dates import is_date_in_numbers, parse_written_date
from geo.formats.times.written_eras import parse_written_era

_LONGEST = 80
_FROM = re.compile(r"^(?:from|de|du|von|vom|desde|del)\s+", re.IGNORECASE)
_BETWEEN = re.compile(
    r"\s+(?:to|until|till|through|thru|bis|au|à|hasta|al|a|至|到)\s+|\s*[–—]\s*|\s+-\s+",
    re.IGNORECASE,
)
# 1914-18: there is no month 18. 1914-21 can also be the spring of 1914, as in EDTF.
_SHORT_YEARS = re.compile(r"(?P<first>[0-9]{4})[-–](?P<last>1[3-9]|20|2[5-9]|[3-9][0-9])")
_HYPHEN = re.compile(r"(?<=[\w.])-(?=\w)")


def split_range(text: str) -> tuple[str, str] | None:
    """Return the first and the last date of a range, each with what it leaves out.

    "May-June 1940" is "May 1940" and "June 1940". None: the text is no range, or a date itself.
    """
    plain = text.strip()
    is_iso = has_date_form(plain) and plain[7:8] in ("", "-") and " " not in plain
    if len(plain) > _LONGEST or (is_iso and not _SHORT_YEARS.fullmatch(plain)):
        return None
    short = _SHORT_YEARS.fullmatch(plain)
    if short is not None and short["last"] > short["first"][2:]:
        return short["first"], short["first"][:2] + short["last"]
    between = _BETWEEN.findall(plain) or (["-"] if len(_HYPHEN.findall(plain)) == 1 else [])
    if len(between) != 1 or _is_date(plain):
        return None
    first, last = (part.strip() for part in _FROM.sub("", plain).split(between[0], 1))
    if not first or not last:
        return None
    begins, ends = _completed(first, last), _continued(first, last)
    return None if begins is None or ends is None else (begins, ends)


def _completed(first: str, last: str) -> str | None:
    """Return the first date with the month, year or era that only the last one has."""
    words = last.split()
    return _first_date(
        first, *(" ".join((first, *words[n:])) for n in range(len(words) - 1, 0, -1))
    )


def _continued(first: str, last: str) -> str | None:
    """Return the last date with the month that only the first one has: "May 3–5, 1940"."""
    words = first.split()
    return _first_date(last, *(" ".join((*words[:n], last)) for n in range(1, len(words))))


def _first_date(*texts: str) -> str | None:
    return next((text for text in texts if _is_date(text)), None)


def _is_date(text: str) -> bool:
    if is_date_in_numbers(text):
        return True
    for parse in (parse_moment, parse_written_date, parse_written_era):
        try:
            parse(text)
        except ValueError:
            continue
        return True
    return False
