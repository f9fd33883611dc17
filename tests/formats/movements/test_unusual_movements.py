"""Lists of times that belong to no line, of the wrong depth, or in forms that are not read."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

import geo
from tests.formats.moving_van import ISO, LINE, PATH, TIMES, line, read


@pytest.mark.parametrize("times", [[ISO], [[[ISO]]], 5, "x", {"a": 1}, [], "[1, 2"])
def test_lists_of_the_wrong_depth_never_stop_the_reading(times: Any) -> None:
    event, _ = read(line(times=times, start="2024-06-01T10:00"))
    assert event.where.path == PATH


def test_times_without_positions_give_the_start_and_the_end() -> None:
    point = {"type": "Point", "coordinates": LINE[0]}
    for geometry in (None, point):
        properties = {"name": "A", "times": ISO}
        feature = {"type": "Feature", "geometry": geometry, "properties": properties}
        event, (problem,) = read(feature)
        assert (event.when.start, event.when.end) == (TIMES[0], TIMES[-1])
        assert event.where.times == ()
        assert problem.found == "3 times, but no line"


def test_two_times_for_many_positions_are_the_start_and_the_end() -> None:
    event, (problem,) = read(line([[n, 0] for n in range(9)], times=ISO[:2]))
    assert len(event.where.path) == 9
    assert event.where.times == ()
    assert (event.when.start, event.when.end) == TIMES[:2]
    assert problem.message == (
        "found 2 times for 9 positions; the first is read as the start and the last as the end"
    )


def test_two_times_in_the_lists_of_parts_are_the_start_and_the_end_too() -> None:
    parts = [[[n, m] for n in range(3)] for m in range(2)]
    for times in ([ISO[:2]], [[ISO[0]], [ISO[1]]]):
        event, (_, problem) = read(line(parts, "MultiLineString", coordTimes=times))
        assert event.where.times == ()
        assert (event.when.start, event.when.end) == TIMES[:2]
        assert problem.found == "2 times for 6 positions"


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_each_part_of_a_line_has_its_list_of_times(number: int) -> None:
    parts = [[[n, m] for n in range(6)] for m in range(number)]
    times = [[f"2024-07-0{m + 1}T06:0{n}" for n in range(6)] for m in range(number)]
    event, problems = read(line(parts, "MultiLineString", coordTimes=times))
    flat = tuple(datetime.fromisoformat(time) for part in times for time in part)
    assert event.where.times == flat
    assert problems == []


@pytest.mark.parametrize("number", [3, 12])
def test_a_list_without_a_line_is_a_warning_unless_it_has_two_times(number: int) -> None:
    times = [f"2024-06-01T10:{minute:02}" for minute in range(number)]
    feature = {"type": "Feature", "geometry": None, "properties": {"name": "A", "times": times}}
    _, (problem,) = read(feature)
    assert problem.found == f"{number} times, but no line"


def test_the_parts_of_a_line_of_movingpandas_begin_at_the_time_of_the_part_before() -> None:
    event, _ = read(line(LINE[:2], t=ISO[1], prev_t=ISO[0], traj_id=1))
    assert (event.when.start, event.when.end) == TIMES[:2]


@pytest.mark.parametrize("value", [21.5, 300, "warm", "-3"])
def test_a_column_t_that_is_no_time_is_not_used(value: object) -> None:
    checked = geo.check([line(t=value)])
    assert checked.story is not None
    assert checked.report.unused == ("t",)


def test_a_chosen_column_has_the_times_of_positions() -> None:
    event, problems = read(line(fixes=ISO, times=[1]), columns={"times": "fixes"})
    assert event.where.times == TIMES
    assert problems == []


def test_a_story_file_says_where_it_has_the_times_of_positions() -> None:
    times = [[*at, 0, 1717236000 + number] for number, at in enumerate(LINE)]
    collection = {"type": "FeatureCollection", "story": {"people": []}, "features": [line(times)]}
    checked = geo.check(collection)
    assert checked.story is not None
    assert checked.story.events[0].where.times == ()
    assert any(
        problem.message.endswith("if they are times, write them in the property times")
        for problem in checked.problems
    )


@pytest.mark.parametrize(
    "moving",
    [{"type": "MovingPolygon", "coordinates": [], "datetimes": []}, 3, {}, {"type": []}],
)
def test_other_moving_geometries_are_named_as_not_read(moving: Any) -> None:
    feature = {"type": "Feature", "properties": {"name": "A"}, "temporalGeometry": moving}
    event, (problem,) = read(feature)
    assert event.where.path == ()
    assert problem.field == "temporalGeometry"
    assert "only MovingPoint is read" in problem.message


def test_an_interpolation_that_jumps_is_said() -> None:
    moving = {"type": "MovingPoint", "coordinates": LINE, "datetimes": ISO}
    feature = {"type": "Feature", "properties": {"name": "A"}}
    _, (problem,) = read(feature | {"temporalGeometry": moving | {"interpolation": "Discrete"}})
    assert 'the interpolation "discrete" is read as Linear' in problem.message


@pytest.mark.parametrize(
    ("value", "found"),
    [("now", '"now"'), ([], "an empty list"), ({"a": 1}, "an object"), (5, "5")],
)
def test_a_value_that_is_no_list_beside_lists_is_a_warning(value: Any, found: str) -> None:
    values = (ISO, value, value, None)
    _, (problem,) = read(*(line(times=times, start=ISO[0]) for times in values))
    assert problem.message == (
        f"found {found}, expected a list of times, one for each position; the value is ignored"
    )
    assert (problem.field, problem.row, problem.count) == ("times", 2, 2)


def test_values_that_are_no_lists_are_one_warning_with_examples() -> None:
    values: tuple[Any, ...] = (ISO, "now", [], {"a": 1})
    _, (problem,) = read(*(line(times=times, start=ISO[0]) for times in values))
    assert problem.sentence.endswith(
        "; the value is ignored; 2 more like this: event 3 (an empty list), event 4 (an object)"
    )


def test_vertex_properties_without_a_list_of_times_are_a_warning() -> None:
    given = ({"times": ISO}, {"times": "now"}, {"speed": [1, 2, 3]})
    _, (problem,) = read(*(line(coordinateProperties=value, start=ISO[0]) for value in given))
    assert (problem.row, problem.found) == (2, '"now"')


def test_no_list_is_expected_of_points_and_of_starts() -> None:
    point = {"type": "Feature", "geometry": {"type": "Point", "coordinates": LINE[0]}}
    empty = point | {"properties": {"name": "P", "times": [], "start": ISO[0]}}
    assert read(line(times=ISO), empty)[1] == []
    single = point | {"properties": {"name": "P", "time": ISO[0]}}
    assert read(line(time=ISO), single)[1] == []


def test_warnings_about_times_with_other_consequences_are_other_lines() -> None:
    path = [[n / 1000, 0] for n in range(20)]
    good = [f"2024-06-01T10:{minute:02}" for minute in range(20)]
    some = [*good[:9], None, None, *good[11:]]
    none = [None] * 20
    _, problems = read(
        *(line(path, times=times, start=good[0]) for times in (some, none, some, none, none))
    )
    unknown = "of 20 times missing or not readable"
    placed = f"found 2 {unknown}; their positions are placed between their neighbours"
    not_used = f"found 20 {unknown}; the times are not used"
    found = [(problem.row, problem.count, problem.message) for problem in problems]
    assert found == [(1, 2, placed), (2, 3, not_used)]


@pytest.mark.parametrize("number", [3, 20])
def test_positions_far_from_each_other_at_one_time_are_one_step(number: int) -> None:
    path = [[0, n * 0.072 / (number - 1)] for n in range(number)]  # 8 km
    times = [*[ISO[0]] * number, ISO[1]]
    _, (problem,) = read(line([*path, path[-1]], times=times))
    assert problem.field == f"times[{number - 1}]"
    assert problem.message == (
        f"position {number} is 8 km in 0 s after position 1, faster than any aircraft "
        "(12,000 km/h); check its time and its position"
    )


def test_positions_near_each_other_at_one_time_are_no_problem() -> None:
    _, problems = read(line([[0, n / 10_000] for n in range(20)], times=[ISO[0]] * 20))
    assert problems == []


def test_several_impossible_speeds_are_one_warning_with_their_number() -> None:
    _, (problem,) = read(line([[0, 0], [90, 0], [0, 0]], times=ISO[:1] * 2 + ISO[1:2]))
    assert "like" not in problem.message
    _, (problem,) = read(line([[0, 0], [90, 0], [0, 0], [90, 0]], times=[*ISO, "2024-06-01T12:06"]))
    assert "(12,000 km/h), like 1 more step; check its time" in problem.message
