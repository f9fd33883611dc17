"""Convert Python values (table cells, members of a dict) to the values that JSON has."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from geo.ancient_time import AncientTime
from geo.event_zones import iana_zone, name_of_zone
from geo.plain_values import to_plain_value

_JSON = frozenset({str, int, bool, type(None)})


def json_value(value: Any) -> Any:
    """Return the value as JSON has it: times as ISO 8601 text, missing as None, tuples as lists.

    NaN stays NaN: in a position it is an error, elsewhere it means "no value". Other values that
    JSON does not have are returned unchanged, so that the readers report them.
    """
    if type(value) in _JSON:
        return value
    if isinstance(value, Mapping):
        return {str(name): json_value(member) for name, member in value.items()}
    if isinstance(value, float) and value != value:  # noqa: PLR0124
        return float("nan")
    if isinstance(value, (list, tuple)):
        return [json_value(item) for item in value]
    made = to_plain_value(value)
    if isinstance(made, datetime) and made.tzinfo is not None:
        return _with_zone(made)
    if isinstance(made, (datetime, date, time, AncientTime)):
        return made.isoformat()
    if isinstance(made, Decimal):
        return float(made)
    return [json_value(item) for item in made] if isinstance(made, tuple) else made


def _with_zone(made: datetime) -> str:
    """Write an aware time, with the name of its zone if it has one (RFC 9557)."""
    text, name = made.isoformat(), name_of_zone(made)
    try:
        iana_zone(name)
    except ValueError:  # an offset, or a zone of the library alone
        return text
    return f"{text}[{name}]"
