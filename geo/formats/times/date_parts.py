"""Put a date together from columns of its parts: year, month, day, hour, minute, second."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time

from geo.formats.foreign.field_aliases import NamedValue
from geo.formats.foreign.loose_values import number_in
from geo.formats.times.written_dates import month_number

# The fields of the parts in `field_aliases.ALIASES`, each with its separator in ISO 8601.
_PARTS = (
    ("year_part", ""),
    ("month_part", "-"),
    ("day_part", "-"),
    ("hour_part", "T"),
    ("minute_part", ":"),
    ("second_part", ":"),
)
_DIGITS = {"year_part": 4}


def clock_from_parts(fields: Mapping[str, NamedValue]) -> tuple[time, tuple[str, ...]] | None:
    """Return the time of day in columns of the hour, minute and second, and their names.

    None: there is no hour from 0 to 23.
    """
    units: list[int] = []
    names: list[str] = []
    for field, most in (("hour_part", 23), ("minute_part", 59), ("second_part", 59)):
        part = fields.get(field)
        number = None if part is None else number_in(part.value)
        if part is None or number is None or not 0 <= number <= most or number != int(number):
            break
        units.append(int(number))
        names.append(part.name)
    if not units:
        return None
    hour, minute, second = (*units, 0, 0)[:3]
    return time(hour, minute, second), tuple(names)


def _number(field: str, value: object) -> float | None:
    """Return the number of a part of a date. A month can have a name."""
    number = number_in(value)
    if number is None and field == "month_part" and isinstance(value, str):
        return month_number(value.strip())
    return number


def date_from_parts(fields: Mapping[str, NamedValue]) -> NamedValue | None:
    """Return the date as ISO 8601 text, named after its columns, such as `year, month, day`.

    A negative year is one of historians' tables: -44 becomes "0044-03-15 BC".

    None: there is no year with a month, or another column has the whole date.
    """
    if "year_part" not in fields or "month_part" not in fields:
        return None
    text, era = "", ""
    names: list[str] = []
    for field, separator in _PARTS:
        part = fields.get(field)
        number = None if part is None else _number(field, part.value)
        if part is None or number is None:
            break
        if number != int(number):
            if field == "second_part" and number > 0:
                text += f"{separator}{number:06.3f}"
                names.append(part.name)
            break
        if field == "year_part" and number < 0:
            era, number = " BC", -number
        if number < 0:
            break
        text += f"{separator}{int(number):0{_DIGITS.get(field, 2)}d}"
        names.append(part.name)
    start = fields.get("start")
    if len(names) < 2 or (start is not None and start.name not in names):
        return None
    # ISO 8601 has no time with an hour alone.
    text = text + ":00" if len(names) == 4 else text
    return NamedValue(text + era, ", ".join(names), tuple(names))
