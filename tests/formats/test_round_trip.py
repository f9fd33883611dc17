from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

import geo
from geo import Position, Story, StoryError, Where
from geo.errors import ExportError
from geo.formats import parse, write
from geo.formats.geojson_writer import to_text
from tests.formats.strategies import stories
from tests.sample import small_story


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(story=stories())
def test_a_written_story_is_read_back_unchanged(story: Story) -> None:
    again, problems = parse(to_text(story), "story.geojson")
    assert again == story
    # Some events of the random stories have no time. Every file with such events gets a warning.
    assert {problem.severity for problem in problems} <= {"warning"}
    assert {problem.feature for problem in problems} <= {None, "story"}
    assert {problem.field for problem in problems} <= {
        "start",
        "film_start_s",
        "further_time",
        "further_scale",
    }


@pytest.mark.parametrize("end", ["1986~", "1986-05?", "1985-05-02%", "1985-05-02T10:58~"])
def test_the_doubt_about_an_end_is_read_and_written(end: str) -> None:
    features = [{"type": "Feature", "properties": {"title": "x", "start": "1984-05", "end": end}}]
    story = geo.read({"type": "FeatureCollection", "features": features})
    assert (story.events[0].when.doubt, story.events[0].when.end_doubt is None) == (None, False)
    (feature,) = json.loads(to_text(story))["features"]
    assert feature["properties"]["end"] == end


@pytest.mark.parametrize("end", ["1914-08-17", "1914-08", "1914", "1914-08-17T00:00"])
def test_an_end_is_written_as_precisely_as_it_was_given(end: str) -> None:
    features = [
        {"type": "Feature", "properties": {"title": "x", "start": "1914-08-04", "end": end}}
    ]
    story = geo.read({"type": "FeatureCollection", "features": features})
    (feature,) = json.loads(to_text(story))["features"]
    assert feature["properties"]["end"] == end


@pytest.mark.parametrize("end", ["-00XX", "-000X", "00XX", "000X", "0000", "-04XX", "18XX"])
def test_the_end_of_a_century_or_decade_is_read_back_unchanged(end: str) -> None:
    features = [{"type": "Feature", "properties": {"title": "x", "start": "-0600", "end": end}}]
    story = geo.read({"type": "FeatureCollection", "features": features})
    (feature,) = json.loads(to_text(story))["features"]
    assert feature["properties"]["end"] == end


def test_the_same_story_gives_the_same_bytes(tmp_path: Path) -> None:
    geo.write(small_story(), tmp_path / "one.geojson")
    geo.write(geo.read(tmp_path / "one.geojson"), tmp_path / "two.geojson")
    assert (tmp_path / "one.geojson").read_bytes() == (tmp_path / "two.geojson").read_bytes()


def test_a_written_story_is_plain_geojson() -> None:
    collection = json.loads(to_text(small_story()))
    assert collection["type"] == "FeatureCollection"
    for feature in collection["features"]:
        assert feature.keys() == {"type", "geometry", "properties"}
        assert feature["geometry"] is None or feature["geometry"]["type"] in {"Point", "LineString"}


def test_short_lists_are_on_one_line_and_long_texts_are_not_split() -> None:
    story = small_story()
    event = replace(story.events[0], text="word " * 100)
    lines = to_text(replace(story, events=(event,))).splitlines()
    point = '"geometry": {"type": "Point", "coordinates": [-118.256, 34.0519]},'
    assert point in map(str.strip, lines)
    assert any("word word" in line for line in lines)


def test_whole_numbers_are_written_without_a_fraction() -> None:
    story = replace(small_story(), running_time_s=10200.0)
    assert '"running_time_s": 10200,' in to_text(story)


def test_defaults_are_omitted_except_for_the_four_lists() -> None:
    story = Story("A story", (replace(small_story().events[0], people=(), sources=()),))
    story = replace(story, events=(replace(story.events[0], where=Where(), group=None),))
    collection = json.loads(to_text(story))
    lists: dict[str, list[object]] = {
        name: [] for name in ("groups", "people", "places", "sources")
    }
    assert collection["story"] == {"title": "A story", "language": "en"} | lists
    assert "dies" not in collection["features"][0]["properties"]


def test_an_invalid_story_is_not_written_and_an_existing_file_is_intact(
    tmp_path: Path,
) -> None:
    target = tmp_path / "story.geojson"
    target.write_text("old")
    story = small_story()
    nowhere = Where((Position(longitude=float("nan"), latitude=0.0),))
    broken = replace(story, events=(replace(story.events[0], where=nowhere),))
    with pytest.raises(StoryError, match=r"where\.path\[0\]: found \[NaN, 0\.0\]"):
        write(broken, target)
    assert target.read_text() == "old"


def test_a_story_is_written_only_to_a_file_name_that_can_be_read(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"the name must end in \.geojson or \.json"):
        geo.write(small_story(), tmp_path / "story.txt")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "title",
    ["{{7*7}}", "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\x1b[31m"],
)
def test_a_hostile_title_stays_plain_text(title: str) -> None:
    story, _ = parse(to_text(replace(small_story(), title=title)), "story.geojson")
    assert story.title == title


def test_letters_are_written_as_they_are() -> None:
    assert "Café Ōsaka" in to_text(Story("Café Ōsaka", ()))
