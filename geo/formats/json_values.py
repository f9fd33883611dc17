"""Values from Python as JSON has them: what a table's cells or a dict hold, for the readers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from geo.plain_values import plain

_JSON = frozenset({str, int, bool, type(None)})


def json_value(value: Any) -> Any:
    """The value as JSON has it: times as ISO 8601, a missing one as None, tuples as lists.

    NaN stays NaN here: in a position it is an error, elsewhere it means that there is no value.
    What JSON cannot hold stays as it is, for the readers to name.
    """
    if type(value) in _JSON:
        return value
    if isinstance(value, Mapping):
        return {str(name): json_value(one) for name, one in value.items()}
    if isinstance(value, float) and value != value:  # noqa: PLR0124
        return float("nan")
    if isinstance(value, (list, tuple)):
        return [json_value(one) for one in value]
    made = plain(value)
    if isinstance(made, (datetime, date, time)):
        return made.isoformat()
    if isinstance(made, Decimal):
        return float(made)
    return [json_value(one) for one in made] if isinstance(made, tuple) else made
