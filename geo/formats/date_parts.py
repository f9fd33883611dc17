"""Put a date together from columns of its parts: year, month, day, hour, minute, second."""

from __future__ import annotations

from collections.abc import Mapping

from geo.formats.field_aliases import NamedValue
from geo.formats.loose_values import number_in

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
        number = None if part is None else number_in(part.value)
        if part is None or number is None or number != int(number):
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
