"""Many points of one thing that moves are one movement."""

from __future__ import annotations

from datetime import datetime, timedelta
from io import StringIO
from typing import Any

import pytest

import geo
from geo import Position, Story, StoryError
from geo.errors import Problem

START = datetime(2024, 6, 1, 10)


def fixes(column: str, names: Any = ("A", "B"), number: int = 4, **others: Any) -> list[Any]:
    """Rows of a table: for each name a straight way, a point a minute; the names take turns."""
    return [
        {
            column: name,
            "time": (START + timedelta(minutes=minute)).isoformat(),
            "lon": -118 + minute / 100,
            "lat": 34.0 + east / 10,
        }
        | others
        for minute in range(number)
        for east, name in enumerate(names)
    ]


def read(rows: Any, **choices: Any) -> tuple[Story, list[Problem]]:
    story, problems, _ = geo.check(rows, **choices)
    if story is None:
        raise StoryError(problems)
    geo.StoryMap(story)  # valid
    return story, list(problems)


def are_events(rows: Any, **choices: Any) -> bool:
    story, _ = read(rows, **choices)
    return len(story.events) == len(rows) and not any(event.where.times for event in story.events)


@pytest.mark.parametrize(
    "column",
    [
        *("track", "track_id", "traj_id", "trajectory_id", "trip_id", "vehicle", "Vehicle ID"),
        *("MMSI", "icao24", "device_id", "tag-local-identifier", "individual-local-identifier"),
        *("id", "who", "name"),
    ],
)
@pytest.mark.parametrize("as_features", [False, True])
def test_the_points_of_each_thing_that_moves_are_one_movement(
    column: str, as_features: bool
) -> None:
    rows = fixes(column)
    source: Any = rows
    if as_features:
        source = {"type": "FeatureCollection", "features": [to_feature(row) for row in rows]}
    story, (problem,) = read(source)
    assert [event.title for event in story.events] == ["A", "B"]
    assert [event.id for event in story.events] == ["A", "B"]
    first = story.events[0]
    assert first.where.path == tuple(Position(-118 + n / 100, 34.0) for n in range(4))
    assert first.where.times == tuple(START + timedelta(minutes=n) for n in range(4))
    assert (first.when.start, first.when.end) == (START, START + timedelta(minutes=3))
    assert problem.message == (
        f"8 points are 2 movements, by `{column}`; --tracks none reads each point as an event"
    )


def to_feature(row: dict[str, Any]) -> dict[str, Any]:
    point = {"type": "Point", "coordinates": [row["lon"], row["lat"]]}
    properties = {name: value for name, value in row.items() if name not in ("lon", "lat")}
    return {"type": "Feature", "geometry": point, "properties": properties}


def test_the_ids_of_features_can_repeat_too() -> None:
    features = [to_feature(row) | {"id": row["name"]} for row in fixes("name", number=3)]
    for feature in features:
        del feature["properties"]["name"]
    story, _ = read(features)
    assert [len(event.where.path) for event in story.events] == [3, 3]


def test_a_number_names_a_movement() -> None:
    story, _ = read(fixes("traj_id", [7, 12.0]))
    assert [event.title for event in story.events] == ["7", "12"]


def test_the_points_are_sorted_by_time() -> None:
    story, (problem,) = read(fixes("vehicle", number=5)[::-1])
    assert story.events[0].where.times == tuple(START + timedelta(minutes=n) for n in range(5))
    assert problem.field == "vehicle"


def test_the_person_in_the_column_moves() -> None:
    rows = [row | {"name": row["who"]} for row in fixes("who", ["Truck 1", "Truck 2"])]
    story, _ = read(rows)
    assert [event.people for event in story.events] == [("truck-1",), ("truck-2",)]
    assert [person.name for person in story.people] == ["Truck 1", "Truck 2"]


def test_what_all_points_of_a_movement_share_is_kept() -> None:
    rows = fixes("mmsi", [1, 2], name="Ever Given", category="ship", colour="#c0392b")
    story, _ = read(rows)
    assert [event.title for event in story.events] == ["Ever Given"] * 2
    assert story.events[0].group == "ship"
    assert story.groups[0].colour == "#c0392b"


def test_numbers_that_differ_within_a_movement_are_named_as_not_used() -> None:
    rows = [row | {"accuracy": index + 3} for index, row in enumerate(fixes("vehicle"))]
    story, problems = read(rows)
    assert story.events[0].where.radius_m is None
    assert problems[1].message == (
        "the values of `accuracy` differ within a movement, so they are not used for it"
    )


@pytest.mark.parametrize("field", ["title", "text", "place", "who"])
def test_points_stay_events_if_a_text_would_be_lost(field: str) -> None:
    rows = [row | {field: f"Stop {index}"} for index, row in enumerate(fixes("vehicle"))]
    assert are_events(rows)
    story, problems = read(rows, tracks="vehicle")
    assert [event.title for event in story.events] == ["A", "B"]
    assert f"`{field}` differ" in problems[0].message


@pytest.mark.parametrize(
    "rows",
    [
        fixes("vehicle", number=2),  # two points each
        fixes("vehicle", end="2024-06-02T10:00"),
        fixes("group"),
        fixes("who", title="Visit"),
        [row | {"time": "2024-06-01T10:00"} for row in fixes("device")],
        [row | {"lon": 1.0, "lat": 2.0} for row in fixes("device")],
        [*fixes("vehicle"), {"title": "Here", "time": "2024-06-01T10:00", "lon": 1.0, "lat": 2.0}],
        [{key: row[key] for key in row if key != "time"} for row in fixes("vehicle")],
        [to_feature(row) | {"geometry": {"type": "Polygon", "coordinates": []}}
         for row in fixes("vehicle")],
    ],
)  # fmt: skip
def test_points_that_can_be_events_stay_events(rows: list[Any]) -> None:
    story, _ = read(rows)
    assert len(story.events) == len(rows)


def test_events_with_the_same_title_are_no_movement() -> None:
    places = [(-116.8, 33.7), (-118.5, 36.1), (-117.0, 34.9), (-120.1, 35.2), (-115.9, 33.1)]
    rows = [
        {"title": "Earthquake", "time": f"2024-06-{day:02}", "lon": lon, "lat": lat}
        for day, (lon, lat) in enumerate(places * 3, start=1)
    ]
    assert are_events(rows)


def test_kinds_of_vehicles_are_no_movements() -> None:
    places = [(-116.8, 33.7), (-118.5, 36.1), (-117.0, 34.9), (-120.1, 35.2), (-115.9, 33.1)]
    rows = [
        {"vehicle": ("car", "bike")[day % 2], "date": f"2024-06-{day:02}", "lon": lon, "lat": lat}
        for day, (lon, lat) in enumerate(places * 4, start=1)
    ]
    assert are_events(rows)
    numbered = [row | {"vehicle": f"{row['vehicle']} {3}"} for row in rows]
    assert len(read(numbered)[0].events) == 2


def test_two_columns_with_different_movements_are_named() -> None:
    rows = [row | {"trip": index % 4} for index, row in enumerate(fixes("vehicle", number=6))]
    story, problems = read(rows)
    assert len(story.events) == 12
    assert problems[0].message == (
        "the points can be movements by `vehicle` or `trip`; each is read as an event, until you "
        "choose --tracks vehicle (or --tracks none)"
    )
    story, _ = read(rows, tracks="trip")
    assert len(story.events) == 4


def test_none_reads_each_point_as_an_event() -> None:
    assert are_events(fixes("vehicle"), tracks="none")


def test_a_chosen_column_takes_only_points_with_a_value() -> None:
    rows = [*fixes("what"), {"title": "Stop", "time": "2024-06-01", "lon": 1.0, "lat": 2.0}]
    story, problems = read(rows, tracks="what")
    assert [event.title for event in story.events] == ["A", "B", "Stop"]
    assert problems == []


def test_one_point_of_a_movement_is_an_event_there() -> None:
    rows = [*fixes("vehicle", ["A"], number=6), *fixes("vehicle", ["B"], number=1)]
    story, _ = read(rows)
    assert story.events[1].where.path == (Position(-118, 34.0),)
    assert story.events[1].where.times == ()
    assert story.events[1].when.start == START


def test_points_without_a_time_make_a_line_in_the_order_of_the_file() -> None:
    rows = [{key: row[key] for key in row if key != "time"} for row in fixes("vehicle")]
    story, _ = read(rows, tracks="vehicle")
    assert [len(event.where.path) for event in story.events] == [4, 4]
    assert story.events[0].when.start is None


def test_points_at_the_same_time_are_counted() -> None:
    rows = fixes("vehicle", ["A"])
    story, problems = read([*rows, *rows[:2]])
    assert len(story.events[0].where.path) == 4
    assert problems[1].message == (
        "found 2 points with the time of another one; the first one of each time is used"
    )


def test_a_point_without_a_time_is_left_out_and_counted() -> None:
    rows = fixes("vehicle", number=30)
    rows[8] = rows[8] | {"time": None}
    story, problems = read(rows)
    assert [len(event.where.path) for event in story.events] == [29, 30]
    assert "found 1 point without a time" in problems[1].message


def test_dates_and_times_in_two_columns_are_combined() -> None:
    rows = [row | {"date": "2024-06-01", "time": row["time"][11:]} for row in fixes("vehicle")]
    story, _ = read(rows)
    assert story.events[0].where.times[1] == START + timedelta(minutes=1)


def test_an_unknown_column_is_an_error_that_names_the_others() -> None:
    with pytest.raises(StoryError, match=r'there is no column "vehicles" for tracks \(did you'):
        read(fixes("vehicle"), tracks="vehicles")
    with pytest.raises(ValueError, match="tracks: found ''"):
        geo.check(fixes("vehicle"), tracks="")


def test_an_error_in_a_point_names_its_row_and_can_be_left_out() -> None:
    rows = fixes("vehicle", number=9)
    rows[4] = rows[4] | {"time": "31 June 2024"}
    with pytest.raises(StoryError, match="row 5: time: found"):
        read(rows)
    story, _ = read(rows, keep_going=True)
    assert [len(event.where.path) for event in story.events] == [8, 9]


def test_check_counts_movements_as_events() -> None:
    report = geo.check(fixes("vehicle")).report
    assert report.events == 2
    assert report.used["tracks"].columns == ("vehicle",)
    assert report.unused == ()


def test_tables_and_data_frames_have_movements_too() -> None:
    with pytest.warns(geo.errors.StoryWarning, match="8 points are 2 movements"):
        story = geo.from_records(fixes("vehicle"))
    assert len(story.events) == 2
    assert len(geo.from_records(fixes("what"), tracks="what").events) == 2
    assert len(geo.from_records(fixes("vehicle", title="x"), tracks="none").events) == 8


def test_a_story_file_has_no_column_of_tracks() -> None:
    collection = {
        "type": "FeatureCollection",
        "story": {"people": []},
        "features": [to_feature(row) for row in fixes("vehicle", title="x")],
    }
    with pytest.raises(StoryError, match="--tracks has no effect"):
        read(collection, tracks="vehicle")
    assert len(read(collection, tracks="none")[0].events) == 8


def test_the_times_of_points_are_read_in_the_zone_of_the_story() -> None:
    rows = [row | {"time": f"{row['time']}Z"} for row in fixes("vehicle")]
    assert read(rows)[0].events[0].where.times[0] == START
    story, _ = read(rows, timezone="Europe/Rome")
    assert story.events[0].where.times[1] == START + timedelta(hours=2, minutes=1)


def test_points_stay_events_if_a_chosen_number_differs() -> None:
    rows = [row | {"speed": index} for index, row in enumerate(fixes("vehicle"))]
    assert are_events(rows, size="speed")
    story, problems = read(rows, size="speed", tracks="vehicle")
    assert story.events[0].size_value is None
    assert any("`speed` differ within a movement" in problem.message for problem in problems)
    rows = [row | {"tons": 7 if row["vehicle"] == "A" else 9} for row in rows]
    story, _ = read(rows, size="tons")
    assert [event.size_value for event in story.events] == [7, 9]


def test_a_track_written_and_read_again_is_the_same() -> None:
    story, _ = read(fixes("vehicle"))
    stream = StringIO()
    geo.write(story, stream)
    assert geo.read(stream.getvalue()) == story
