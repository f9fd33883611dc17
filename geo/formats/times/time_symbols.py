"""Read columns such as `t`, which are times only if their values look like times."""

from __future__ import annotations

from typing import Any

from geo.formats.foreign.field_aliases import NamedValue
from geo.formats.foreign.loose_values import number_in
from geo.formats.times.timestamps import has_date_form

# A smaller number of seconds since 1970 may be anything else: a temperature, or a count.
_LEAST_TIME = 10**8


def with_time_symbols(fields: dict[str, NamedValue]) -> dict[str, NamedValue]:
    """Return the fields with `start_t`, `prev_t` or `t` as the start, and `end_t` as the end.

    A `t` beside a `prev_t` is the end: so movingpandas writes the parts of a line.
    """
    start, end = fields.get("start_symbol"), fields.get("end_symbol")
    if start is None and end is None:
        return fields
    made = {name: value for name, value in fields.items() if not name.endswith("_symbol")}
    if start is not None and "start" not in made and _is_time(start.value):
        made["start"] = start
        if end is not None and "end" not in made and end.name != start.name and _is_time(end.value):
            made["end"] = end
    return made


def _is_time(value: Any) -> bool:
    if has_date_form(value):
        return True
    number = number_in(value)
    return number is not None and abs(number) >= _LEAST_TIME
