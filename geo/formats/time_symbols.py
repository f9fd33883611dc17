"""Read columns such as `t`, which are times only if their values look like times."""

from __future__ import annotations

from typing import Any

from geo.formats.field_aliases import NamedValue
from geo.formats.loose_values import number_in
from geo.formats.timestamps import has_date_form

_SYMBOLS = (("start_symbol", "start"), ("end_symbol", "end"))
# A smaller number of seconds since 1970 may be anything else: a temperature, or a count.
_LEAST_TIME = 10**8


def with_time_symbols(fields: dict[str, NamedValue]) -> dict[str, NamedValue]:
    """Return the fields with `t` and `start_t` as the start, and `end_t` as the end."""
    if "start_symbol" not in fields and "end_symbol" not in fields:
        return fields
    made = {name: value for name, value in fields.items() if not name.endswith("_symbol")}
    for symbol, field in _SYMBOLS:
        given = fields.get(symbol)
        if given is not None and field not in made and _is_time(given.value):
            made[field] = given
    return made


def _is_time(value: Any) -> bool:
    if has_date_form(value):
        return True
    number = number_in(value)
    return number is not None and abs(number) >= _LEAST_TIME
