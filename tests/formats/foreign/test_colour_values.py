from __future__ import annotations

from typing import Any

import pytest

import geo
from geo.formats.foreign.colour_values import colour_in_style, parse_colour
from geo.formats.geojson_writer import to_text


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        *(("#C0392B", "#c0392b"), ("c0392b", "#c0392b"), (" #0f0 ", "#00ff00"), ("0f0", "#00ff00")),
        *(("#0f08", "#00ff00"), ("#00ff0080", "#00ff00")),
        *(("red", "#ff0000"), ("RebeccaPurple", "#663399"), ("grey", "#808080")),
        *(("rgb(192, 57, 43)", "#c0392b"), ("rgba(192,57,43,0.5)", "#c0392b")),
        *(("rgb(192 57 43 / 50%)", "#c0392b"), ([192, 57, 43], "#c0392b")),
        ([192, 57, 43, 255], "#c0392b"),
    ],
    ids=str,
)
def test_a_colour_is_read_in_every_usual_form(value: Any, expected: str) -> None:
    assert parse_colour(value) == expected


@pytest.mark.parametrize(
    "value",
    [
        "reddish",
        "#12345",
        "12",
        "rgb(300, 0, 0)",
        "rgb(1, 2)",
        "",
        None,
        True,
        255,
        [1, 2],
        [1.0, 2, 3],
    ],
    ids=str,
)
def test_other_values_are_no_colours(value: Any) -> None:
    assert parse_colour(value) is None


def test_a_style_has_a_colour_of_its_line_or_its_area() -> None:
    assert colour_in_style({"weight": 1, "fillColor": "blue", "color": "green"}) == "green"
    assert colour_in_style({"fill": True, "fillColor": "blue"}) == "blue"
    assert colour_in_style({"weight": 1}) is None
    assert colour_in_style("circle") is None


def story_of(*rows: dict[str, Any]) -> geo.Story:
    return geo.read([{"title": "x", "lon": 1, "lat": 2} | row for row in rows])


@pytest.mark.parametrize("name", ["marker-color", "color", "stroke", "fill", "Colour"])
def test_a_colour_without_a_group_is_that_of_the_event(name: str) -> None:
    story = story_of({name: "red"}, {})
    assert [event.colour for event in story.events] == ["#ff0000", None]
    assert geo.read(to_text(story)) == story


def test_the_style_of_a_feature_has_its_colour() -> None:
    (event,) = story_of({"icon": "circle", "style": {"color": "green", "weight": 1}}).events
    assert event.colour == "#008000"


def test_a_group_made_from_a_category_takes_the_colour_of_its_events() -> None:
    rows = [("a", "#ff0000"), ("b", "0000ff"), ("a", "red"), ("a", None), ("b", "#0f0")]
    story = story_of(*({"category": group, "marker-color": colour} for group, colour in rows))
    assert [group.colour for group in story.groups] == ["#ff0000", "#0000ff"]
    assert [event.colour for event in story.events] == [None, None, None, None, "#00ff00"]


def test_a_colour_that_cannot_be_read_is_ignored_with_a_warning() -> None:
    story, problems, _ = geo.check([{"title": "x", "marker-color": "reddish"}])
    (problem,) = problems
    assert story is not None
    assert (problem.field, problem.found) == ("marker-color", '"reddish"')
    assert "a colour such as #c0392b or red" in str(problem)
