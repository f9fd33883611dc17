"""The first view of the document, if the author sets one: a part of the payload."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo.degrees import normal_longitude
from geo.errors import ViewError
from geo.render.bounds import map_range
from geo.text_safety import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

# The highest zoom level of the map (Web Mercator tiles), and folium's default.
MOST_ZOOM = 22
DEFAULT_ZOOM = 10


@dataclass(frozen=True, slots=True)
class FirstView:
    """The box that is in view when the document opens, until the story moves the camera.

    In degrees, with `west` <= `east`. `padding` is the smallest distance in pixels from the box to
    the left, top, right and bottom of the free part of the map (without panels). None: the player's
    default. `max_zoom` None: the player's default.
    """

    south: float
    west: float
    north: float
    east: float
    padding: tuple[float, float, float, float] | None = None
    max_zoom: float | None = None

    def for_payload(self) -> dict[str, Any]:
        """Return the view in the structure that camera.js reads. `bounds` are latitude first."""
        return {
            "bounds": [[self.south, self.west], [self.north, self.east]],
            "padding": None if self.padding is None else list(self.padding),
            "maxZoom": self.max_zoom,
        }


def view_of_bounds(
    bounds: Sequence[Sequence[float | None]],
    padding_top_left: Sequence[float] | None = None,
    padding_bottom_right: Sequence[float] | None = None,
    padding: Sequence[float] | None = None,
    max_zoom: float | None = None,
) -> FirstView:
    """Return the view that shows all of `bounds` at the highest possible zoom.

    Args:
        bounds: latitude and longitude (degrees) of two corners, or of more points. If the first
            of two corners is the southern one and over 180 degrees east of the second one, the box
            crosses the 180th meridian. None, which `get_bounds` of an empty map returns, is an
            error.
        padding_top_left: pixels (x, y). None: the value of `padding`.
        padding_bottom_right: the same for the other corner.
        padding: the value for both corners.
        max_zoom: the highest zoom level.

    Raises:
        ViewError: a value is invalid. The message says what was expected.
    """
    points = _points(bounds)
    if padding_top_left is padding_bottom_right is padding is None:
        sides = None
    else:
        left, top = _pixels("padding_top_left", padding_top_left, padding)
        right, bottom = _pixels("padding_bottom_right", padding_bottom_right, padding)
        sides = (left, top, right, bottom)
    latitudes = [latitude for latitude, _ in points]
    west, east = _range_of(points)
    return FirstView(
        min(latitudes),
        west,
        max(latitudes),
        east,
        sides,
        None if max_zoom is None else _zoom("max_zoom", max_zoom),
    )


def _range_of(points: list[tuple[float, float]]) -> tuple[float, float]:
    """Return the western and the eastern end of corners or points, latitude first."""
    longitudes = [longitude for _, longitude in points]
    west, east = min(longitudes), max(longitudes)
    if east - west <= 180:
        return west, east
    if len(points) > 2:
        return map_range([normal_longitude(longitude) for longitude in longitudes])
    south_west, north_east = points
    if south_west[0] <= north_east[0] and south_west[1] == east:
        return east, west + 360
    return west, east


def view_of_location(location: Sequence[float], zoom_start: float | None) -> FirstView:
    """Return the view with this latitude and longitude in the middle of the map's free part.

    `zoom_start` None: `DEFAULT_ZOOM`.

    Raises:
        ViewError: a value is invalid. The message says what was expected.
    """
    zoom = DEFAULT_ZOOM if zoom_start is None else _zoom("zoom_start", zoom_start)
    point = _point(location)
    if point is None:
        raise ViewError(
            f"location: found {_short_repr(location)}, expected [latitude, longitude] in degrees"
            f"{_swapped_hint([location])}"
        )
    return FirstView(*point, *point, max_zoom=zoom)


def _points(bounds: object) -> list[tuple[float, float]]:
    try:
        points = [_point(value) for value in bounds]  # type: ignore[attr-defined]  # TypeError below
    except TypeError:
        points = []
    valid = [point for point in points if point is not None]
    if len(valid) < 2 or len(valid) < len(points):
        is_empty = points and "None" in repr(bounds)
        reason = " (nothing on the map has a location)" if is_empty else ""
        raise ViewError(
            f"bounds: found {_short_repr(bounds)}{reason}, "
            f"expected [[south, west], [north, east]] in degrees{_swapped_hint(bounds)}"
        )
    return valid


def _point(value: object) -> tuple[float, float] | None:
    """Return latitude and longitude, or None for any other value.

    A longitude may be up to 540 degrees: the map shows a copy of the world on each side.
    """
    numbers = _numbers(value)
    if numbers is None or abs(numbers[0]) > 90 or abs(numbers[1]) > 540:
        return None
    return numbers


def _swapped_hint(points: Any) -> str:
    """Return a hint if points that are not valid would be valid with the longitude second."""
    try:
        pairs = [_numbers(point) for point in points]
    except TypeError:
        return ""
    looks_swapped = bool(pairs) and all(pair and _point(pair[::-1]) for pair in pairs)
    return " (they look swapped: latitude comes first)" if looks_swapped else ""


def _pixels(
    name: str, own: Sequence[float] | None, both: Sequence[float] | None
) -> tuple[float, float]:
    value = both if own is None else own
    numbers = (0, 0) if value is None else _numbers(value)
    if numbers is None or min(numbers) < 0:
        name = "padding" if own is None else name
        raise ViewError(
            f"{name}: found {_short_repr(value)}, expected (x, y) in pixels, each 0 or more"
        )
    return numbers


def _zoom(name: str, value: object) -> float:
    number = _number(value)
    if number is None or not 0 <= number <= MOST_ZOOM:
        raise ViewError(
            f"{name}: found {_short_repr(value)}, expected a zoom level from 0 to {MOST_ZOOM}"
        )
    return number


def _numbers(value: object) -> tuple[float, float] | None:
    try:
        pair = [_number(number) for number in value]  # type: ignore[attr-defined]  # TypeError below
    except TypeError:
        return None
    if len(pair) != 2 or pair[0] is None or pair[1] is None:
        return None
    return pair[0], pair[1]


def _number(value: object) -> float | None:
    """Return a finite `int` or `float`; None for other values and for text.

    Numbers of numpy are converted, because they cannot be written as JSON.
    """
    if isinstance(value, (str, bytes, bool)):
        return None
    try:
        number = float(value)  # type: ignore[arg-type]  # anything else is a TypeError
    except (TypeError, ValueError):
        return None
    if not math.isfinite(number):
        return None
    return int(number) if number.is_integer() else number


def _short_repr(value: object) -> str:
    return one_line(repr(value), limit=80)
