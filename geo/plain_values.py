"""Convert values of numpy and pandas (scalars, timestamps, missing values) to plain Python values.

NaN, NaT and NA mean "no value" and become None. Types are recognised by name, so no library is
imported.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from geo.ancient_time import AncientTime, time_since_epoch

_PLAIN = frozenset({str, int, bool, type(None), datetime, date, AncientTime})
_STRINGS = frozenset({str})
_MISSING = frozenset({"NaTType", "NAType"})


def to_plain_value(value: Any) -> Any:
    """Return a plain Python value; None if the value is missing. Lists and arrays become tuples."""
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is tuple or kind is list:
        return _plain_items(value)
    if isinstance(value, (float, datetime)) and value != value:  # noqa: PLR0124  NaN and NaT
        return None
    library = kind.__module__.partition(".")[0]
    if library == "pandas":
        if kind.__name__ in _MISSING:
            return None
        if isinstance(value, datetime):
            return _from_timestamp(value)
    elif library != "numpy":
        return value
    if getattr(value, "ndim", 0):
        return _plain_items(value.tolist())
    return _from_numpy(value) if library == "numpy" else value


def _from_timestamp(value: Any) -> Any:
    try:
        return value.to_pydatetime(warn=False)
    except ValueError:  # not a year of `datetime`
        return _from_datetime64(value.asm8)


def _plain_items(values: tuple[Any, ...] | list[Any]) -> tuple[Any, ...]:
    if type(values) is tuple and _STRINGS.issuperset(map(type, values)):
        return values
    return tuple(map(to_plain_value, values))


def _from_numpy(value: Any) -> Any:
    if value.dtype.kind == "M":
        return _from_datetime64(value)
    return to_plain_value(value.item())


def _from_datetime64(value: Any) -> Any:
    try:
        item = value.item()
    except ValueError:  # not a year of `datetime`
        item = 0
    if not isinstance(item, int):
        return to_plain_value(item)
    if value != value:  # noqa: PLR0124  NaT
        return None
    microseconds = int(value.astype("datetime64[us]").astype("int64"))
    try:
        return time_since_epoch(timedelta(microseconds=microseconds))
    except OverflowError:
        return str(value)  # the readers report it
