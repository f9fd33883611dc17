from __future__ import annotations

from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

import geo
from geo import Event, Place, Position, StoryError, Where
from geo.errors import AtlasError, ExportError, GeoError, NotSelfContained, Problem, RenderError
from geo.story import GUESS_CONFIDENCE, GUESS_RADIUS_M
from tests.sample import small_story

HERE = (Position(longitude=-118.25, latitude=34.05),)


def test_a_position_is_longitude_first() -> None:
    assert tuple(Position(longitude=-118.25, latitude=34.05)) == (-118.25, 34.05)


def test_values_are_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        Event("a", "b").title = "c"  # type: ignore[misc]


def test_values_that_are_equal_are_one_key() -> None:
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
def test_an_event_whose_place_is_only_a_guess_has_no_pin(where: Where, pinned: bool) -> None:
    assert where.is_pinned is pinned


def test_a_story_goes_to_disk_and_back(tmp_path: Path) -> None:
    path = tmp_path / "small.geojson"
    geo.write(small_story(), path)
    assert geo.read(path) == small_story()


def test_every_error_is_a_geo_error_and_also_a_fitting_built_in() -> None:
    for error, built_in in [
        (StoryError, ValueError),
        (NotSelfContained, ValueError),
        (ExportError, OSError),
        (AtlasError, ValueError),
        (RenderError, GeoError),
    ]:
        assert issubclass(error, GeoError)
        assert issubclass(error, built_in)


def test_a_fault_is_one_line_in_the_order_a_person_looks() -> None:
    problem = Problem("heat.geojson", 'event "S01"', "start", '"yesterday"', "an ISO 8601 date")
    line = 'heat.geojson: event "S01": start: found "yesterday", expected an ISO 8601 date'
    assert str(problem) == line
    assert str(StoryError((problem, problem))) == f"{line}\n{line}"


def test_a_warning_says_that_it_is_one() -> None:
    problem = Problem("heat.geojson", None, "titel", "an unknown field", "title", "warning")
    assert str(problem) == "heat.geojson: titel: warning: found an unknown field, expected title"
