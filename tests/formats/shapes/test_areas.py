"""Polygons as areas: what is said about them."""

from __future__ import annotations

import pytest

from geo.formats.shapes import areas
from geo.position import Position

SQUARE = [Position(0, 0), Position(1, 0), Position(1, 1), Position(0, 1)]
HOLE = [Position(0.2, 0.2), Position(0.6, 0.2), Position(0.6, 0.6)]


def test_areas_of_so_many_corners_that_a_browser_is_slow_are_read_with_a_warning(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(areas, "MOST_SMOOTH_CORNERS", 6)
    said: list[str] = []

    def warn(*texts: str) -> None:
        said.append(texts[2])

    assert areas.usable_polygons([[SQUARE]], warn) == [[SQUARE]]
    assert said == []
    assert areas.usable_polygons([[SQUARE, HOLE]], warn) == [[SQUARE, HOLE]]
    assert said == [
        "areas of 7 corners may be slow in a browser; simplify them to at most 6 corners"
    ]
