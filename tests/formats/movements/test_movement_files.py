"""Whole files as other programs write them: movements, areas, and the 180th meridian."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

import geo
from geo import Position, Story
from tests.formats.moving_van import LINE, PATH

START = datetime(2024, 6, 1, 10)


def read(features: list[Any], warnings: int = 0) -> Story:
    story, problems, _ = geo.check({"type": "FeatureCollection", "features": features})
    assert story is not None, problems
    assert len(problems) == warnings, problems
    return story


def feature(geometry: Any, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def line(coordinates: Any) -> dict[str, Any]:
    return {"type": "LineString", "coordinates": coordinates}


def test_the_points_of_movingpandas_are_one_movement() -> None:
    features = [
        feature(
            {"type": "Point", "coordinates": [-118.3 + step / 100, 34.05]},
            t=(START + timedelta(minutes=10 * step)).isoformat(),
            id=1,
            traj_id=1,
        )
        for step in range(5)
    ]
    (event,) = read(features, warnings=1).events
    assert event.where.times == tuple(START + timedelta(minutes=10 * n) for n in range(5))
    assert len(event.where.path) == 5


def test_the_moving_features_of_movingpandas_are_a_movement() -> None:
    moving = {
        "type": "MovingPoint",
        "coordinates": LINE,
        "datetimes": ["2024-06-01 10:00:00", "2024-06-01 10:10:00", "2024-06-01 10:20:00"],
    }
    made = {"type": "Feature", "properties": {"name": "Van"}, "temporalGeometry": moving}
    (event,) = read([made]).events
    assert event.where.path == PATH
    assert event.where.times[1] == START + timedelta(minutes=10)


def test_the_trips_of_kepler_move_with_the_fourth_number() -> None:
    trips = [
        feature(line([[*at, 0, first + 33 * n] for n, at in enumerate(LINE)]), name="Trip")
        for first in (1564184363, 1564184463)
    ]
    first, second = read(trips).events
    assert first.where.times[0] == datetime(2019, 7, 26, 23, 39, 23)
    assert second.where.times[2] == datetime(2019, 7, 26, 23, 42, 9)


def test_an_hour_of_rest_in_a_recorded_hike_is_an_hour_at_one_place() -> None:
    hike = [LINE[0], LINE[1], LINE[1], LINE[2]]
    times = ["2023-06-03T10:00:00Z", "2023-06-03T12:00:00Z", "2023-06-03T13:00:00Z"]
    times.append("2023-06-03T18:00:00Z")
    (event,) = read([feature(line(hike), name="Hike", time=times[0], coordTimes=times)]).events
    assert event.when.start == datetime(2023, 6, 3, 10)
    assert event.when.end == datetime(2023, 6, 3, 18)
    assert event.where.times[2] - event.where.times[1] == timedelta(hours=1)


def test_five_vehicles_are_five_movements_of_five_people() -> None:
    features = [
        feature(
            {"type": "Point", "coordinates": [-118.3 + second / 1e4, 34.05 + truck / 100]},
            name=f"Truck {truck}",
            who=f"Truck {truck}",
            time=(START + timedelta(seconds=second)).isoformat(),
            speed=30 + second,
        )
        for second in range(3)
        for truck in range(1, 6)
    ]
    story = read(features, warnings=1)
    assert [event.title for event in story.events] == [f"Truck {n}" for n in range(1, 6)]
    assert all(len(event.where.times) == 3 for event in story.events)
    assert [person.name for person in story.people] == [f"Truck {n}" for n in range(1, 6)]


def test_the_perimeters_of_a_fire_are_areas_from_start_to_end() -> None:
    features = [
        feature(
            {"type": "Polygon", "coordinates": [[[0, 0], [day, 0], [day, day], [0, 0]]]},
            name=f"Perimeter {day}",
            start=f"2025-01-{day:02}T06:00",
            end=f"2025-01-{day + 1:02}T06:00",
        )
        for day in range(1, 9)
    ]
    story = read(features)
    assert all(len(event.where.areas) == 1 for event in story.events)
    assert all(event.where.radius_m is None for event in story.events)
    assert story.events[7].when.end == datetime(2025, 1, 9, 6)
    report = geo.check(features).report
    assert report.areas == 8
    assert report.used["areas"].columns == ("geometry",)


@pytest.mark.parametrize(
    ("given", "path", "warnings"),
    [
        ([[175, -18], [-175, -18]], [(175, -18), (-175, -18)], 0),
        (
            [[170, -18], [179, -18], [181, -17.5], [185, -21.1]],
            [(170, -18), (179, -18), (-179, -17.5), (-175, -21.1)],
            1,
        ),
        ([[-179, 0], [-181, 0]], [(-179, 0), (179, 0)], 1),
    ],
)
def test_a_line_across_the_antimeridian_keeps_its_shape(
    given: list[list[float]], path: list[tuple[float, float]], warnings: int
) -> None:
    sail = feature(line(given), title="Sail", start="2024-01-10T08:00", end="2024-01-12T18:00")
    (event,) = read([sail], warnings).events
    assert event.where.path == tuple(Position(*at) for at in path)


def test_a_timed_flight_across_the_antimeridian_is_not_too_fast() -> None:
    times = ["2024-01-10T08:00Z", "2024-01-10T09:00Z"]
    read([feature(line([[175, -18], [-178, -18]]), name="Flight", times=times)])
