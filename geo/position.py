"""Positions on WGS84, and their conversion from other values."""

from __future__ import annotations

from typing import Any, NamedTuple

from geo.degrees import MOST_LATITUDE, MOST_LONGITUDE, expected_degrees
from geo.plain_values import to_plain_value


class Position(NamedTuple):
    """A WGS84 point: longitude (degrees east), then latitude (degrees north)."""

    longitude: float
    latitude: float

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: Any) -> Any:
        """Validate both numbers together, so that swapped ones are recognised."""
        return {
            "type": "function-plain",
            "function": {"type": "no-info", "function": position_from},
        }


def position_from(value: Any) -> Position:
    """Return a position from a list of longitude, latitude and an optional, ignored height.

    Raises:
        ValueError: the value is not a valid position; the message says what was expected.
    """
    given = value if isinstance(value, (tuple, list)) else ()
    if len(given) < 2 or any(type(number) not in (float, int) for number in given):
        raise ValueError("longitude and latitude in degrees, such as [-118.25, 34.05]")
    longitude, latitude = given[:2]
    if abs(longitude) <= MOST_LONGITUDE and abs(latitude) <= MOST_LATITUDE:
        return Position(float(longitude), float(latitude))
    raise ValueError(expected_degrees(longitude, latitude))


def to_position(value: Any) -> Any:
    """Convert two or more numbers to a position, without the height. Return others unchanged."""
    if type(value) is Position and type(value[0]) is float and type(value[1]) is float:
        return value
    if type(value).__module__.startswith("numpy"):
        value = to_plain_value(value)
    if not isinstance(value, (tuple, list)) or len(value) < 2:
        return value
    # NaN stays NaN: a position with one unknown number is an error.
    return Position(
        *(float(part) if isinstance(part, float) else to_plain_value(part) for part in value[:2])
    )
