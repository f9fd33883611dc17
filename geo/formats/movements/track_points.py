"""The points of a possible movement: whether they follow each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import hypot
from typing import Any

from geo.degrees import short_way_east
from geo.formats.foreign.field_aliases import NamedValue
from geo.formats.foreign.loose_values import number_in

# Points that share only a title are a movement if their path is nearly straight, or if a step is at
# most this share of the diagonal of their box: between random points, it is 0.37 on average.
_STRAIGHT = 1.2
_LONGEST_STEP = 0.25


def follow_each_other(points: Sequence[tuple[float, float]]) -> bool:
    """Return whether points are in an order in which one thing can have visited them."""
    steps = [
        hypot(short_way_east(one[0], other[0]), other[1] - one[1])
        for one, other in pairwise(points)
    ]
    longest = max(_STRAIGHT, _LONGEST_STEP * len(steps))
    return sum(steps) <= longest * _diagonal(points)


def _diagonal(points: Sequence[tuple[float, float]]) -> float:
    east = [short_way_east(points[0][0], at[0]) for at in points]
    north = [at[1] for at in points]
    return hypot(max(east) - min(east), max(north) - min(north))


def points_of(
    indexes: Sequence[int], features: Sequence[Any], fields: Sequence[Mapping[str, NamedValue]]
) -> list[tuple[float, float]]:
    """Return the longitudes and latitudes of these Features that have a point."""
    return [at for i in indexes if (at := _point(features[i], fields[i])) is not None]


def moves(
    indexes: Sequence[int], features: Sequence[Any], fields: Sequence[Mapping[str, NamedValue]]
) -> bool:
    """Return whether the points of these Features are not all the same."""
    points = (_point(features[index], fields[index]) for index in indexes)
    first = next((at for at in points if at is not None), None)
    return any(at not in (None, first) for at in points)


def _point(feature: Any, given: Mapping[str, NamedValue]) -> tuple[float, float] | None:
    geometry = feature.get("geometry")
    if isinstance(geometry, dict):
        coordinates = geometry.get("coordinates")
        pair = coordinates[:2] if isinstance(coordinates, list) else []
    else:
        pair = [given[axis].value for axis in ("longitude", "latitude") if axis in given]
    numbers = [number for value in pair if (number := number_in(value)) is not None]
    return (numbers[0], numbers[1]) if len(numbers) == 2 else None
