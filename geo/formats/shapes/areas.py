"""Read polygons as areas. Rings without an area are left out; crossing ones are drawn as given."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from geo.polygons import has_three_corners, is_simple
from geo.position import Position

Polygon = list[list[Position]]
Warn = Callable[[str, str, str], None]
"""Warns about a geometry: what was found, what was expected, and the message."""

MOST_SMOOTH_CORNERS = 500_000
"""The areas of an event with more corners may be slow to draw in a browser."""

_EXPECTED = "rings of three or more different positions"


def usable_polygons(polygons: Sequence[Polygon], warn: Warn) -> list[Polygon]:
    """Return the polygons that have an outline with three corners, without smaller holes."""
    usable: list[Polygon] = []
    for rings in polygons:
        if not rings or not rings[0]:
            message = "an empty polygon is left out"
            warn("an empty polygon", "polygons with positions", message)
            continue
        kept = [ring for ring in rings if has_three_corners(ring)]
        small = len(rings) - len(kept)
        if small:
            found = "a ring with fewer than three different positions"
            rest = "it" if has_three_corners(rings[0]) else "its polygon"
            warn(found, _EXPECTED, f"{found} has no area, so {rest} is left out")
        if has_three_corners(rings[0]):
            _warn_crossing(kept, warn)
            usable.append(kept)
    corners = sum(len(ring) for rings in usable for ring in rings)
    if corners > MOST_SMOOTH_CORNERS:
        found, most = f"{corners:,} corners", f"at most {MOST_SMOOTH_CORNERS:,} corners"
        message = f"areas of {found} may be slow in a browser; simplify them to {most}"
        warn("areas with very many corners", most, message)
    return usable


def _warn_crossing(rings: Polygon, warn: Warn) -> None:
    if is_simple(rings):
        return
    message = (
        "an outline crosses itself or a hole, or a hole lies outside; the area is drawn as given, "
        "with gaps where it covers itself twice"
    )
    warn("an outline that crosses itself", "rings that do not cross", message)
