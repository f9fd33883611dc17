"""Lines with a time for each position, in the conventions of other programs."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

import geo
from geo import Position, StoryError
from tests.formats.moving_van import ISO, LINE, PATH, SECONDS, TIMES, line, read


@pytest.mark.parametrize(
    "feature",
    [
        line(times=ISO),
        line(coordTimes=ISO),
        line(coordinateProperties={"times": ISO, "heart": [90, 91, 92]}),
        line(datetimes=[text.replace("T", " ") for text in ISO]),
        line(timestamps=SECONDS),
        line(linestringTimestamps=[1000 * number for number in SECONDS]),
        line(time=[1000 * number for number in SECONDS]),
        line(times=str(SECONDS)),
        line(times=[f"{text}Z" for text in ISO]),
        line(time=ISO[0], coordTimes=ISO),
        line(LINE, "MultiPoint", time=[1000 * number for number in SECONDS]),
        line(LINE, "MultiPoint", times=ISO),
        line([LINE[:1], LINE[1:]], "MultiLineString", coordTimes=[ISO[:1], ISO[1:]]),
        line([LINE[:1], LINE[1:]], "MultiLineString", coordinateProperties={"times": [ISO]}),
        line([LINE[:1], LINE[1:]], "MultiLineString", times=ISO),
        line([LINE[1:], LINE[:1]], "MultiLineString", times=[ISO[1:], ISO[:1]]),
        line([[*at, 0, time] for at, time in zip(LINE, SECONDS, strict=True)]),
        line([[*at, 80.5, 1000 * time] for at, time in zip(LINE, SECONDS, strict=True)]),
        {
            "type": "Feature",
            "geometry": {"type": "GeometryCollection", "geometries": [line()["geometry"]]},
            "properties": {"name": "Van 1", "times": ISO},
        },
        {
            "type": "Feature",
            "properties": {"name": "Van 1"},
            "temporalGeometry": {
                "type": "MovingPoint",
                "coordinates": LINE,
                "datetimes": ISO,
                "interpolation": "Linear",
            },
        },
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": LINE[0]},
            "properties": {"name": "Van 1"},
            "temporalGeometry": {
                "type": "MovingPoint",
                "sequences": [
                    {"coordinates": LINE[:2], "datetimes": ISO[:2]},
                    {"coordinates": LINE[2:], "datetimes": ISO[2:]},
                ],
            },
        },
    ],
)
def test_a_line_with_times_in_any_convention_is_a_movement(feature: Any) -> None:
    event, problems = read(feature)
    assert event.where.path == PATH
    assert event.where.times == TIMES
    assert (event.when.start, event.when.end) == (TIMES[0], TIMES[-1])
    assert problems == []


def test_pauses_are_kept() -> None:
    rest = [LINE[0], LINE[1], LINE[1], LINE[2]]
    hours = [f"2023-06-03T{hour:02}:00:00Z" for hour in (10, 11, 17, 18)]
    event, problems = read(line(rest, coordTimes=hours, time=hours[0]))
    assert event.where.path[1] == event.where.path[2]
    assert event.where.times[2] - event.where.times[1] == timedelta(hours=6)
    assert problems == []


def test_a_bare_moving_point_is_a_movement() -> None:
    moving = {"type": "MovingPoint", "coordinates": LINE, "datetimes": ISO}
    story = geo.read(moving)
    assert story.events[0].where.times == TIMES


def test_the_unit_of_the_numbers_is_decided_once_for_all_lists_of_a_column() -> None:
    with pytest.raises(StoryError, match="looks like seconds since 1970 and"):
        read(line(times=SECONDS), line(times=[1000 * number for number in SECONDS]))


def test_small_numbers_are_asked_for_and_an_option_confirms_them() -> None:
    feature = line(timestamps=[0, 60, 90])
    with pytest.raises(StoryError, match="do not show what they count") as caught:
        read(feature)
    assert any(problem.asks for problem in caught.value.problems)
    event, problems = read(feature, elapsed="s")
    passed = [after - before for before, after in pairwise(event.where.times)]
    assert passed == [timedelta(seconds=60), timedelta(seconds=30)]
    assert problems == []
    event, _ = read(feature, epoch="s")
    assert event.where.times[1] == datetime(1970, 1, 1, 0, 1)


def test_fourth_numbers_that_are_no_times_are_named_as_not_used() -> None:
    measured = [[*at, 0, distance] for at, distance in zip(LINE, (0, 900, 9000), strict=True)]
    event, (problem,) = read(line(measured))
    assert event.where.times == ()
    assert event.where.path == PATH
    assert problem.message == (
        "the fourth numbers of the positions, such as 0, are not used; if they are times, choose "
        "--epoch s or --elapsed s"
    )
    event, problems = read(line(measured), elapsed="s")
    assert event.where.times[1] - event.where.times[0] == timedelta(seconds=900)
    assert problems == []


def test_positions_of_five_numbers_are_named() -> None:
    longer = [[*at, 0, time, 7] for at, time in zip(LINE, SECONDS, strict=True)]
    event, (problem,) = read(line(longer))
    assert event.where.times == TIMES
    assert problem.message == ("found positions of 5 numbers; those after the fourth are not used")


def test_check_says_where_the_times_came_from_and_that_heights_are_not_used() -> None:
    report = geo.check([line([[*at, 0, time] for at, time in zip(LINE, SECONDS, strict=True)])])[2]
    assert report.used["times"].columns == ("geometry",)
    assert report.used["times"].readings == ("fourth numbers", "seconds since 1970")
    assert report.unused == ("heights in geometry",)
    report = geo.check([line(coordTimes=ISO)])[2]
    assert report.used["times"].columns == ("coordTimes",)
    assert report.unused == ()


@pytest.mark.parametrize(
    ("count", "times", "message"),
    [
        (3, 2, "found 2 times for 3 positions; the first 2 are used"),
        (2, 3, "found 3 times for 2 positions; the first 2 are used"),
        (3, 1, "found 1 time for 3 positions; only the first time is used"),
    ],
)
def test_what_both_lists_have_is_used_if_they_differ_in_number(
    count: int, times: int, message: str
) -> None:
    event, (problem,) = read(line(LINE[:count], times=ISO[:times]))
    assert problem.message == message
    both = min(count, times)
    if both > 1:
        assert event.where.path == PATH[:both]
        assert event.where.times == TIMES[:both]
    else:
        assert event.where.path == PATH
        assert event.where.times == ()
    assert event.when.start == TIMES[0]


def test_parts_and_lists_of_different_lengths_are_paired_part_by_part() -> None:
    parts = [[*LINE[:2], [-118.28, 34.05]], LINE[2:]]
    event, (problem,) = read(line(parts, "MultiLineString", coordTimes=[ISO[:2], ISO[2:]]))
    assert event.where.path == PATH
    assert event.where.times == TIMES
    assert problem.found == "3 times for 4 positions"


def test_a_position_without_a_time_is_placed_between_its_neighbours_by_length() -> None:
    path = [[0, 0], [0.1, 0], [0.4, 0], [0.4, 0.001]]
    times = ["2024-06-01T10:00", None, "2024-06-01T14:00", "2024-06-01T15:00"]
    event, (problem,) = read(line(path, times=times))
    assert event.where.times[1] == datetime(2024, 6, 1, 11, 0)
    assert problem.message == (
        "found 1 of 4 times missing or not readable; their positions are placed between their "
        "neighbours"
    )


def test_positions_before_the_first_and_after_the_last_time_are_left_out() -> None:
    path = [[0, 0], [0.1, 0], [0.2, 0], [0.3, 0]]
    event, (problem,) = read(line(path, times=[None, ISO[0], ISO[1], "late"]))
    assert event.where.path == (Position(0.1, 0), Position(0.2, 0))
    assert "2 before the first or after the last time are left out" in problem.message


@pytest.mark.parametrize("times", [["a", "b", "c"], [None, None, None], [{}, {}, {}]])
def test_a_list_without_a_readable_time_is_not_used(times: list[Any]) -> None:
    event, problems = read(line(times=times, start="2024-06-01T10:00"))
    assert event.where.times == ()
    assert event.where.path == PATH
    assert any("the times are not used" in problem.message for problem in problems)


def test_a_list_in_descending_order_is_read_from_its_end() -> None:
    event, (problem,) = read(line(LINE[::-1], times=ISO[::-1]))
    assert event.where.path == PATH
    assert event.where.times == TIMES
    assert problem.message == (
        "the times run from the last to the first, so the line is read from its end"
    )


def test_a_time_that_runs_back_is_put_in_order_with_a_warning() -> None:
    event, (problem,) = read(line([LINE[0], LINE[2], LINE[1]], times=[ISO[0], ISO[2], ISO[1]]))
    assert event.where.path == PATH
    assert event.where.times == TIMES
    assert problem.message == (
        "the times run back once, at number 3 (2024-06-01T12:00:00 after 2024-06-01T12:05:00); "
        "the positions are read in order of time"
    )


def test_equal_times_are_in_order() -> None:
    event, problems = read(line(times=[ISO[0], ISO[0], ISO[1]]))
    assert event.where.times == (TIMES[0], TIMES[0], TIMES[1])
    assert problems == []


@pytest.mark.parametrize(
    ("given", "start", "end", "count"),
    [
        ({"start": "2024-06-01T09:00"}, datetime(2024, 6, 1, 9), TIMES[-1], 0),
        ({"start": "2024-06-01"}, datetime(2024, 6, 1), TIMES[-1], 0),
        ({"start": "2024-06-01T11:00"}, TIMES[0], TIMES[-1], 1),
        ({"end": "2024-06-01T13:00"}, TIMES[0], datetime(2024, 6, 1, 13), 0),
        ({"end": "2024-06-01"}, TIMES[0], datetime(2024, 6, 2), 0),
        ({"end": "2024-06-01T12:00"}, TIMES[0], TIMES[-1], 1),
        ({"start": "2025-01-01", "end": "2025-02-01"}, TIMES[0], datetime(2025, 2, 2), 1),
    ],
)
def test_times_outside_the_given_start_and_end_win(
    given: dict[str, str], start: datetime, end: datetime, count: int
) -> None:
    event, problems = read(line(times=ISO, **given))
    assert (event.when.start, event.when.end) == (start, end)
    assert len(problems) == count


def test_an_impossible_speed_is_named_with_its_place() -> None:
    event, (problem,) = read(line([[0, 0], [0.1, 0], [90, 0]], times=ISO))
    assert event.where.times == TIMES
    assert problem.field == "times[2]"
    assert problem.message == (
        "position 3 is 10,008 km in 300 s after the one before it, faster than any aircraft "
        "(12,000 km/h); check its time and its position"
    )


@pytest.mark.parametrize(
    ("longitudes", "others"),
    [((0, 90, 0), "like 1 more step"), ((0, 90, 0, 90), "like 2 more steps")],
)
def test_further_impossible_steps_are_counted(longitudes: tuple[int, ...], others: str) -> None:
    times = [f"2024-06-01T10:0{n}:00" for n in range(len(longitudes))]
    _, (problem,) = read(line([[longitude, 0] for longitude in longitudes], times=times))
    assert problem.message.endswith(f", {others}; check its time and its position")


def test_two_fixes_in_the_same_second_are_not_too_fast() -> None:
    assert read(line([[0, 0], [0.001, 0]], times=[ISO[0], ISO[0]]))[1] == []


def test_days_and_years_keep_their_precision() -> None:
    event, problems = read(line(times=["2024-06-01", "2024-06-03", "2024-06-05"]))
    assert event.when.precision == "day"
    assert event.when.end_precision == "day"
    assert event.where.times[2] == datetime(2024, 6, 5)
    assert problems == []


def test_times_of_day_go_on_after_midnight_from_the_day_of_the_start() -> None:
    event, problems = read(line(times=["23:30", "23:50", "00:10"], date="2024-06-01"))
    assert event.where.times[0] == datetime(2024, 6, 1, 23, 30)
    assert event.where.times[2] == datetime(2024, 6, 2, 0, 10)
    assert problems == []


def test_offsets_and_the_zone_of_the_story_count() -> None:
    utc = [f"{text}Z" for text in ISO]
    event, _ = read(line(coordTimes=utc), timezone="Europe/Rome")
    assert event.where.times[0] == datetime(2024, 6, 1, 12)
    event, _ = read(line(coordTimes=[f"{text}+02:00" for text in ISO]))
    assert event.where.times == TIMES
    event, _ = read(line(times=["2024-06-01T10:00+02:00", "2024-06-01T10:00+01:00", utc[1]]))
    assert event.when.timezone == "+02:00"
    assert event.when.end_timezone == "+00:00"
    assert event.where.times[1] == datetime(2024, 6, 1, 11)


def test_a_movement_while_summer_time_ends_does_not_jump() -> None:
    utc = ["2024-10-27T00:30:00Z", "2024-10-27T01:30:00Z", "2024-10-27T02:30:00Z"]
    event, problems = read(line(times=utc), timezone="Europe/Rome")
    assert event.when.timezone == "+02:00"
    passed = [after - before for before, after in pairwise(event.where.times)]
    assert passed == [timedelta(hours=1)] * 2
    assert problems == []
