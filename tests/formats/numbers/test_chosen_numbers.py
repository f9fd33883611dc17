"""Columns of numbers that are chosen for the size and the colour of the markers."""

from __future__ import annotations

import json
from math import isnan
from typing import Any

import pandas as pd
import pytest

import geo
from geo.errors import Problem
from geo.formats import check_content
from geo.formats.geojson_writer import to_text
from geo.formats.numbers.number_columns import legend_name
from geo.formats.reading_choices import ReadingChoices
from geo.formats.report.reading_report import UsedField
from geo.formats.report.reading_summary import use_of_columns


def quakes(*rows: dict[str, Any], depth: float | None = None) -> dict[str, Any]:
    """A file of events with these properties, at points with this third coordinate."""
    point = [-117.0, 33.7] if depth is None else [-117.0, 33.7, depth]
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": point},
                "properties": {"title": f"Quake {number}", **row},
            }
            for number, row in enumerate(rows, start=1)
        ],
    }


def sizes(story: geo.Story) -> list[float | None]:
    return [event.size_value for event in story.events]


def colours(story: geo.Story) -> list[float | None]:
    return [event.colour_value for event in story.events]


def only_problem(source: Any, **choices: Any) -> Problem:
    (problem,) = geo.check(source, **choices).problems
    return problem


def test_a_property_gives_the_sizes_and_another_one_the_colours() -> None:
    file = quakes({"mag": 2.5, "depth_km": 8}, {"mag": 6, "depth_km": None})
    story = geo.read(file, size="mag", colour="depth_km")
    assert (sizes(story), colours(story)) == ([2.5, 6.0], [8.0, None])
    assert (story.size_by, story.colour_by) == ("Magnitude", "Depth (km)")


def test_one_property_can_give_both() -> None:
    story = geo.read(quakes({"mag": 2.5}, {"mag": 6}), size="mag", colour="mag")
    assert sizes(story) == colours(story) == [2.5, 6.0]


def test_a_property_that_has_a_meaning_of_its_own_keeps_it() -> None:
    story = geo.read(quakes({"importance": 1}, {"importance": 3}), size="importance")
    assert sizes(story) == [1.0, 3.0]
    assert [event.importance for event in story.events] == [1, 3]


def test_case_does_not_matter_unless_two_names_differ_only_by_it() -> None:
    assert sizes(geo.read(quakes({"Mag": 2}), size="MAG")) == [2.0]
    assert sizes(geo.read(quakes({"Mag": 2, "mag": 3}), size="mag")) == [3.0]
    problem = only_problem(quakes({"Mag": 2, "mag": 3}), size="MAG")
    assert problem.message.startswith('there is no column "MAG" for size')


def test_a_name_that_the_file_does_not_have_gets_a_hint_and_the_columns_of_numbers() -> None:
    problem = only_problem(
        quakes({"mag": 2, "place": "Ridgecrest"}, {"mag": 3, "place": "Trona"}), size="magn"
    )
    assert problem.severity == "error"
    assert problem.message == (
        'there is no column "magn" for size (did you mean "mag"?); the columns of numbers are "mag"'
    )


def test_heights_that_give_a_number_are_not_named_as_not_used() -> None:
    file = quakes({"start": "2001"}, {"start": "2002"}, depth=8.5)
    assert geo.check(file).report.unused == ("heights in geometry",)
    assert geo.check(file, colour="depth").report.unused == ()


def test_the_columns_that_an_error_offers_may_have_equal_numbers() -> None:
    rows = [{"start": f"200{year}", "mag": 4, "depth": year, "net": "ci"} for year in range(3)]
    problem = only_problem(quakes(*rows), size="nosuch")
    assert problem.message.endswith('the columns of numbers are "mag", "depth"')


def test_a_column_with_some_texts_is_offered_too() -> None:
    rows = [{"mag": value, "net": net} for value, net in ((1, "ci"), ("big", "us"), (3, 7))]
    problem = only_problem(quakes(*rows), size="nosuch")
    assert problem.message.endswith('the columns of numbers are "mag"')


def test_columns_of_times_positions_and_ids_are_not_offered() -> None:
    rows = [
        {"id": n, "year": 2000 + n, "month": n + 1, "lon": n, "lat": n, "n": 1} for n in range(3)
    ]
    problem = only_problem(quakes(*rows), size="nosuch")
    assert problem.message.endswith('the columns of numbers are "n"')
    own = quakes(*({"id": f"S{n}", "start": "2020", "importance": 1} for n in range(3)))
    problem = only_problem(own | {"story": {"people": []}}, size="nosuch")
    assert problem.message.endswith('the columns of numbers are "importance"')


def test_a_column_of_times_is_not_offered_if_no_other_has_numbers() -> None:
    problem = only_problem(quakes({"start": 2001}, {"start": 2002}), size="nosuch")
    assert problem.message.endswith("; no column has numbers")


def test_a_column_without_numbers_is_an_error() -> None:
    problem = only_problem(quakes({"net": "ci"}), colour="net")
    assert (problem.severity, problem.field) == ("error", "colour")
    assert problem.message == 'the column "net" for colour has no numbers; no column has numbers'


def test_numbers_in_texts_are_read_and_others_are_one_warning() -> None:
    rows: list[dict[str, Any]] = [
        {"n": "1,200"},
        {"n": "n/a"},
        {"n": "many"},
        {"n": "few"},
        {"n": True},
        {},
    ]
    checked = geo.check(quakes(*rows), size="n")
    assert checked.story is not None
    assert sizes(checked.story) == [1200.0, None, None, None, None, None]
    (warning,) = checked.problems
    assert (warning.severity, warning.count, len(warning.examples)) == ("warning", 3, 3)
    assert 'found "many", expected a number, because `n` gives the size' in warning.message


def test_a_size_below_0_is_read_with_a_warning() -> None:
    checked = geo.check(quakes({"mag": -0.3}, {"mag": 2}), size="mag")
    assert checked.story is not None
    assert sizes(checked.story) == [-0.3, 2.0]
    (warning,) = checked.problems
    assert warning.message == "-0.3 is below 0, so the marker has the smallest size"


def test_a_colour_below_0_has_no_warning() -> None:
    assert geo.check(quakes({"c": -40}, {"c": 2}), colour="c").problems == ()


def test_the_third_coordinate_can_be_chosen() -> None:
    story = geo.read(quakes({"mag": 2}, depth=8.1), size="mag", colour="depth")
    assert (colours(story), story.colour_by) == ([8.1], "Depth")


def test_a_property_comes_before_the_third_coordinate() -> None:
    assert colours(geo.read(quakes({"depth": 3}, depth=8.1), colour="depth")) == [3.0]


def test_check_says_which_columns_were_used_and_for_how_many_events() -> None:
    file = quakes({"mag": 2, "depth": "3,5"}, {"mag": None, "depth": "4,5"})
    report = geo.check(file, size="mag", colour="depth").report
    assert report.used["size_value"] == UsedField(("mag",), 1)
    assert use_of_columns(report)[-2:] == [
        "sizes from `mag`, 1 of 2",
        "colours from `depth`, decimal comma, 2 of 2",
    ]
    assert report.unused == ()


def test_a_story_file_can_be_read_with_a_column_of_numbers() -> None:
    lists: dict[str, list[Any]] = {"groups": [], "people": [], "places": [], "sources": []}
    file = quakes({"mag": 2, "size_value": 7, "other": 1}) | {"story": {"size_by": "Old", **lists}}
    story, problems, _ = geo.check(file, size="mag")
    assert story is not None
    assert (sizes(story), story.size_by) == ([2.0], "Magnitude")
    assert [problem.field for problem in problems] == ["other"]


def test_the_numbers_and_their_names_are_kept_in_a_story_file() -> None:
    story = geo.read(quakes({"mag": 2.5, "depth": 8}, {"mag": 3}), size="mag", colour="depth")
    again = geo.read(to_text(story))
    assert again == story
    member, (first, second) = (json.loads(to_text(story))[name] for name in ("story", "features"))
    assert (member["size_by"], member["colour_by"]) == ("Magnitude", "Depth")
    assert first["properties"]["size_value"] == 2.5
    assert "colour_value" not in second["properties"]


def test_the_fields_of_the_format_are_read_from_files_without_lists_too() -> None:
    story = geo.read(quakes({"size_value": "2.5", "colour_value": 8}))
    assert (sizes(story), colours(story)) == ([2.5], [8.0])


def test_a_table_takes_the_names_for_the_legend_as_fields_of_the_story() -> None:
    frame = pd.DataFrame({"title": ["a", "b"], "mag": [4.6, None]})
    story = geo.from_dataframe(frame, size="mag", size_by="Strength")
    assert (sizes(story), story.size_by) == ([4.6, None], "Strength")
    assert sizes(geo.from_records([{"title": "a", "t": 3}], size="t")) == [3.0]


def test_events_that_are_left_out_do_not_move_the_numbers_of_others() -> None:
    file = quakes({"mag": 1, "date": "never"}, {"mag": 2, "date": "2020-01-01"})
    assert sizes(geo.read(file, size="mag", keep_going=True)) == [2.0]


@pytest.mark.parametrize("value", ["", 5])
def test_a_choice_that_is_no_name_is_refused(value: Any) -> None:
    with pytest.raises(ValueError, match=r"size: found .*, expected the name of a column"):
        geo.read(quakes({"mag": 1}), size=value)


@pytest.mark.parametrize(
    ("column", "name"),
    [
        ("mag", "Magnitude"),
        ("depth_km", "Depth (km)"),
        ("temp_c", "Temp (°C)"),
        ("total_passengers", "Total passengers"),
        ("PASSENGERS", "PASSENGERS"),
        ("km", "Km"),
        ("_", "Value"),
        ("x" * 80, "X" + "x" * 59),
    ],
)
def test_the_legend_names_a_column_with_its_unit(column: str, name: str) -> None:
    assert legend_name(column) == name


def test_the_report_has_the_columns_of_numbers_that_vary_if_they_are_asked_for() -> None:
    rows: list[dict[str, Any]] = [
        {"mag": 2, "same": 1, "net": "ci", "when": 1700000000000, "n": "1,200"},
        {"mag": None, "same": 1, "net": "ci", "when": 1700000000001, "n": "3"},
        {"mag": 4, "same": 1, "net": "1", "when": 1700000000002, "n": "x"},
    ]
    content = json.dumps(quakes(*rows))
    report = check_content(content, "x.geojson", ReadingChoices(keep_numbers=True)).report
    assert list(report.numbers) == ["mag"]
    first, second, third = report.numbers["mag"]
    assert (first, isnan(second), third) == (2.0, True, 4.0)
    assert check_content(content, "x.geojson").report.numbers == {}
