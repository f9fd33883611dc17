from __future__ import annotations

from dataclasses import FrozenInstanceError
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import geo
from geo import Event, Place, Position, StoryError, Where
from geo.errors import AtlasError, ExportError, GeoError, NotSelfContained, Problem, RenderError
from geo.position import position_from
from geo.story import GUESS_CONFIDENCE, GUESS_RADIUS_M
from tests.sample import small_story

HERE = (Position(longitude=-118.25, latitude=34.05),)


def test_a_position_is_longitude_first() -> None:
    assert tuple(Position(longitude=-118.25, latitude=34.05)) == (-118.25, 34.05)


def test_the_height_of_a_position_is_ignored() -> None:
    assert position_from([-118.25, 34.05, 90.0]) == Position(-118.25, 34.05)


def test_a_position_may_be_a_numpy_array() -> None:
    path: Any = (np.array([-118.25, 34.05]),)
    assert Where(path).path == (Position(-118.25, 34.05),)


def test_values_are_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        Event("a", "b").title = "c"  # type: ignore[misc]


def test_equal_values_have_the_same_hash() -> None:
    assert len({small_story(), small_story()}) == 1
    assert len({Place("a", "b"), Place("a", "b")}) == 1


@pytest.mark.parametrize(
    ("where", "pinned"),
    [
        (Where(), False),
        (Where(HERE), True),
        (Where(HERE, radius_m=GUESS_RADIUS_M - 1, confidence=GUESS_CONFIDENCE), True),
        (Where(HERE, radius_m=GUESS_RADIUS_M), False),
        (Where(HERE, confidence=GUESS_CONFIDENCE - 0.01), False),
        (Where((), radius_m=10, confidence=1.0), False),
    ],
)
def test_an_event_with_only_a_guessed_location_has_no_marker(where: Where, pinned: bool) -> None:
    assert where.has_marker is pinned


def test_a_written_story_is_read_back_unchanged(tmp_path: Path) -> None:
    path = tmp_path / "small.geojson"
    geo.write(small_story(), path)
    assert geo.read(path) == small_story()


def test_every_error_is_a_geo_error_and_a_built_in_error() -> None:
    for error, built_in in [
        (StoryError, ValueError),
        (NotSelfContained, ValueError),
        (ExportError, OSError),
        (AtlasError, ValueError),
        (RenderError, GeoError),
    ]:
        assert issubclass(error, GeoError)
        assert issubclass(error, built_in)


def test_a_problem_is_one_line_from_the_file_to_the_value() -> None:
    problem = Problem("heat.geojson", 'event "S01"', "start", '"yesterday"', "an ISO 8601 date")
    line = 'heat.geojson: event "S01": start: found "yesterday", expected an ISO 8601 date'
    assert str(problem) == line
    assert str(StoryError((problem, problem))) == f"{line}\n{line}"


def test_a_warning_is_marked_as_a_warning() -> None:
    problem = Problem("heat.geojson", None, "year", '"1995"', "a year from 1 to 9999", "warning")
    line = 'heat.geojson: year: warning: found "1995", expected a year from 1 to 9999'
    assert str(problem) == line


def test_a_problem_with_its_own_sentence_keeps_what_was_found_and_expected() -> None:
    problem = Problem("a.json", None, None, "no such file", "a file", message="no such file")
    assert str(problem) == "a.json: no such file"
    assert (problem.found, problem.expected) == ("no such file", "a file")


def test_an_event_with_areas_has_a_marker_inside_them() -> None:
    square = [[(0, 0), (4, 0), (4, 4), (0, 4)]]
    given_lists: Any = [square]
    where = Where(areas=given_lists)
    assert where.path == (Position(2, 2),)
    assert where.has_marker
    assert where.areas[0][0][0] == where.areas[0][0][-1] == Position(0, 0)
    given = Where((Position(1, 1),), areas=where.areas)
    assert given.path == (Position(1, 1),)
