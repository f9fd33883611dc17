"""What the map shows when the document opens, where the author chose it: part of the payload."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo.errors import ViewError
from geo.text_safety import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

# The zoom levels of Web Mercator tiles that the map has; folium uses 10 where none is given.
MOST_ZOOM = 22
DEFAULT_ZOOM = 10


@dataclass(frozen=True, slots=True)
class FirstView:
    """A box that is in view when the document opens, until the story moves the camera.

    Degrees, `west` at most `east`. `padding` is the least distance in pixels between the box and
    the left, top, right and bottom of the part of the map that no panel covers; None: the player's
    usual distance. `max_zoom` None: the player's usual limit.
    """

    south: float
    west: float
    north: float
    east: float
    padding: tuple[float, float, float, float] | None = None
    max_zoom: float | None = None

    def for_payload(self) -> dict[str, Any]:
        """The view as the player's camera.js reads it; `bounds` are latitude first."""
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
    """The view that shows all of `bounds`, as near as possible.

    Args:
        bounds: latitude and longitude of two corners or more points, degrees. None, which
            `get_bounds` of an empty map returns, is refused.
        padding_top_left: pixels to the right and down; `padding` where it is not given.
        padding_bottom_right: the same at the other corner.
        padding: the same at both corners.
        max_zoom: the nearest zoom level.

    Raises:
        ViewError: a value that cannot be used; the message states what was expected.
    """
    points = _points(bounds)
    if padding_top_left is padding_bottom_right is padding is None:
        sides = None
    else:
        left, top = _pixels("padding_top_left", padding_top_left, padding)
        right, bottom = _pixels("padding_bottom_right", padding_bottom_right, padding)
        sides = (left, top, right, bottom)
    latitudes, longitudes = zip(*points, strict=True)
    return FirstView(
        min(latitudes),
        min(longitudes),
        max(latitudes),
        max(longitudes),
        sides,
        None if max_zoom is None else _zoom("max_zoom", max_zoom),
    )


def view_of_location(location: Sequence[float], zoom_start: float | None) -> FirstView:
    """The view with a latitude and longitude in the middle of the free part of the map.

    `zoom_start` None: `DEFAULT_ZOOM`.

    Raises:
        ViewError: a value that cannot be used; the message states what was expected.
    """
    zoom = DEFAULT_ZOOM if zoom_start is None else _zoom("zoom_start", zoom_start)
    point = _point(location)
    if point is None:
        raise ViewError(
            f"location: found {_shown(location)}, expected [latitude, longitude] in degrees"
        )
    return FirstView(*point, *point, max_zoom=zoom)


def _points(bounds: object) -> list[tuple[float, float]]:
    try:
        points = [_point(value) for value in bounds]  # type: ignore[attr-defined]  # TypeError below
    except TypeError:
        points = []
    sound = [point for point in points if point is not None]
    if len(sound) < 2 or len(sound) < len(points):
        nothing = points and "None" in repr(bounds)
        why = ": nothing on the map has a location" if nothing else ""
        raise ViewError(
            f"bounds: found {_shown(bounds)}{why}, "
            "expected [[south, west], [north, east]] in degrees"
        )
    return sound


def _point(value: object) -> tuple[float, float] | None:
    """Latitude and longitude; None for anything else. A map shows one copy of the world around."""
    numbers = _numbers(value)
    if numbers is None or abs(numbers[0]) > 90 or abs(numbers[1]) > 540:
        return None
    return numbers


def _pixels(
    name: str, own: Sequence[float] | None, both: Sequence[float] | None
) -> tuple[float, float]:
    value = both if own is None else own
    numbers = (0, 0) if value is None else _numbers(value)
    if numbers is None or min(numbers) < 0:
        name = "padding" if own is None else name
        raise ViewError(f"{name}: found {_shown(value)}, expected (x, y) in pixels, 0 or more")
    return numbers


def _zoom(name: str, value: object) -> float:
    number = _number(value)
    if number is None or not 0 <= number <= MOST_ZOOM:
        raise ViewError(f"{name}: found {_shown(value)}, expected a zoom level, 0 to {MOST_ZOOM}")
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
    """A finite number, plain: numpy's would not become JSON. Text is no number here."""
    if isinstance(value, (str, bytes, bool)):
        return None
    try:
        number = float(value)  # type: ignore[arg-type]  # anything else is a TypeError
    except (TypeError, ValueError):
        return None
    if not math.isfinite(number):
        return None
    return int(number) if number.is_integer() else number


def _shown(value: object) -> str:
    return one_line(repr(value), limit=80)
