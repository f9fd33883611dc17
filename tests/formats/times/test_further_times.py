"""The time of an event on a further time scale, in a file."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest

from geo.ancient_time import AncientTime
from geo.formats import parse
from geo.formats.geojson_writer import to_text
from tests.formats.story_texts import feature, problems_of, text
from tests.sample import diary_story


@pytest.mark.parametrize(
    ("given", "time", "precision"),
    [
        ("1872-12-21", datetime(1872, 12, 21), "day"),
        ("1872-12-21T20:45", datetime(1872, 12, 21, 20, 45), "time"),
        ("1872", datetime(1872, 1, 1), "year"),
        ("-0043-03", AncientTime(-43, 3), "month"),
    ],
)
def test_it_is_read_as_precisely_as_it_is_written(given: str, time: Any, precision: str) -> None:
    shared = {"further_scale": "Travellers' diary", "timezone": "Europe/London"}
    story, problems = parse(text(feature(further_time=given, start="1872"), **shared), "x.geojson")
    (event,) = story.events
    assert problems == ()
    assert (event.when.further_time, event.when.further_precision) == (time, precision)
    assert json.loads(to_text(story))["features"][0]["properties"]["further_time"] == given


@pytest.mark.parametrize(
    ("given", "what"),
    [("1872-12-21T20:45Z", "with a time zone"), ("1872~", "with a sign of doubt")],
)
def test_a_time_zone_or_a_doubt_is_an_error_that_says_to_remove_it(given: str, what: str) -> None:
    shared = {"further_scale": "Diary", "timezone": "Europe/London"}
    content = text(feature(further_time=given, start="1872"), **shared)
    (problem,) = problems_of(content)
    assert (problem.feature, problem.field) == ('event "S01"', "further_time")
    assert what in problem.message
    assert problem.message.endswith("so remove it")


def test_an_invalid_name_of_the_scale_is_the_only_error() -> None:
    (problem,) = problems_of(text(feature(further_time="1872"), further_scale=""))
    assert (problem.feature, problem.field) == ("story", "further_scale")
    assert problem.expected.startswith("a name of 1 to 60 characters")


def test_it_is_read_in_a_file_without_lists_of_people_and_places() -> None:
    raw = {
        "type": "FeatureCollection",
        "story": {"further_scale": "Diary"},
        "features": [feature(further_time="1872-12-21", start="1872")],
    }
    story, _ = parse(json.dumps(raw), "x.geojson")
    assert story.events[0].when.further_time == datetime(1872, 12, 21)
    (problem,) = problems_of(json.dumps(raw | {"story": {}}))
    assert (problem.severity, problem.field) == ("error", "further_time")
    assert "name it in story.further_scale" in problem.message


def test_a_written_story_keeps_its_further_time_scale() -> None:
    assert parse(to_text(diary_story()), "x.geojson") == (diary_story(), ())
