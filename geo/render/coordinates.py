"""Round positions for the document. Longitude comes first."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.story import Position

# About a metre. More digits would only make the document larger.
COORDINATE_DIGITS = 5
STEPS_PER_DEGREE: int = 10**COORDINATE_DIGITS


def rounded_steps(degrees: float) -> int:
    """Return degrees as a whole number of steps, which is shorter than a decimal number."""
    return round(degrees * STEPS_PER_DEGREE)


def rounded_path(path: Iterable[Position]) -> list[list[float]]:
    """Return the longitude and latitude of each position, in degrees."""
    return [
        [round(p.longitude, COORDINATE_DIGITS), round(p.latitude, COORDINATE_DIGITS)] for p in path
    ]


def rounded_point(position: Position | None) -> list[float] | None:
    """Return the longitude and latitude in degrees, or None without a position."""
    return None if position is None else rounded_path([position])[0]
