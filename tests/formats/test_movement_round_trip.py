"""Movements with times and areas are the same after they are written and read."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

import geo
from geo.story import Event, Position, Story, Where


def test_the_times_of_a_path_are_written_and_read(tmp_path: Path) -> None:
    path = (Position(0, 0), Position(1, 0), Position(1, 0))
    times = tuple(datetime(2024, 6, 1, 9, minute) for minute in (0, 30, 45))
    story = Story("Rides", (Event("ride", "Ride", where=Where(path, times)),))
    geo.write(story, tmp_path / "rides.geojson")
    assert geo.read(tmp_path / "rides.geojson") == story


SQUARE = ((Position(0, 0), Position(1, 0), Position(1, 1), Position(0, 1)),)
FIJI = ((Position(179, -18), Position(-179, -18), Position(-179, -17)),)


@pytest.mark.parametrize("areas", [(SQUARE,), (SQUARE, FIJI)])
@pytest.mark.parametrize("path", [(), (Position(0.1, 0.2),)])
def test_areas_and_their_marker_are_written_and_read(
    tmp_path: Path, areas: Any, path: tuple[Position, ...]
) -> None:
    story = Story("Fires", (Event("fire", "Fire", where=Where(path, areas=areas)),))
    geo.write(story, tmp_path / "fires.geojson")
    assert geo.check(tmp_path / "fires.geojson")[:2] == (story, ())
