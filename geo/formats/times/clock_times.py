"""Read times of day as people write them: 18:05, 6:05 PM, 6 p.m., 下午6:05, 18点5分."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import time

from geo.formats.foreign.loose_values import number_in
from geo.formats.times.chinese_numerals import with_digits
from geo.formats.times.timestamps import has_date_form

# A time of day in a longer pattern. Of the names of the groups, a pattern can have each one once.
CLOCK = (
    r"(?:(?P<half_before>上午|下午) ?)?(?P<hour>[0-9]{1,2})"
    r"(?::(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:[.,](?P<fraction>[0-9]{1,9}))?)?"
    r"|(?P<hour_sign>[点點时時])(?:(?P<minute_chinese>[0-9]{1,2})分?)?)?"
    r"(?: ?(?P<half>[AaPp]\.? ?[Mm]\b\.?))?"
)
_CLOCK = re.compile(CLOCK)
_WIDE = str.maketrans("０１２３４５６７８９：\u3000\u00a0\u202f", "0123456789:   ")
# Beside a date, a number up to this is a time of day: 930 is 09:30.
_LATEST_NUMBER = 2359
_LONGEST = 40
EXPECTED_CLOCK = "a time of day such as 10:58"


def with_plain_digits(text: str) -> str:
    """Return a text without spaces around it, and with the digits 0 to 9 instead of wide ones."""
    return text.translate(_WIDE).strip()


def parse_clock(value: object) -> time | None:
    """Return the time of day in a text. None: it is none. A number alone is none."""
    if not isinstance(value, str) or len(value) > _LONGEST or has_date_form(value):
        return None
    found = _CLOCK.fullmatch(with_digits(with_plain_digits(value)))
    try:
        return None if found is None else time_from(found.groupdict())
    except ValueError:
        return None


def clock_beside_date(value: object) -> time | None:
    """Return a time of day that stands beside a date, where 930 is 09:30. None: it is none."""
    clock = parse_clock(value)
    number = number_in(value)
    if clock is not None or number is None or number != int(number):
        return clock
    hour, minute = divmod(int(number), 100)
    return time(hour, minute) if 0 <= number <= _LATEST_NUMBER and minute < 60 else None


def time_from(parts: Mapping[str, str | None]) -> time:
    """Return the time of day from the groups of `CLOCK`.

    Raises:
        ValueError: there is no such time, or an hour alone, which could be any number.
    """
    half = (parts.get("half") or parts.get("half_before") or "").lower().replace(".", "")
    minute = parts.get("minute") or parts.get("minute_chinese")
    if minute is None and not half and not parts.get("hour_sign"):
        raise ValueError(EXPECTED_CLOCK)
    hour = int(parts["hour"] or 0)
    if half:
        if not 1 <= hour <= 12:
            raise ValueError("an hour from 1 to 12 before AM or PM")
        hour = hour % 12 + (12 if half in ("pm", "p m", "下午") else 0)
    fraction = (parts.get("fraction") or "0")[:6].ljust(6, "0")
    return time(hour, int(minute or 0), int(parts.get("second") or 0), int(fraction))
