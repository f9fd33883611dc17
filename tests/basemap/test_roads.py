"""Compare the roads of the atlas with independently measured points and with the coast."""

from __future__ import annotations

import csv
import itertools
import json
import math
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from geo import basemap
from geo.story import Position

ROOT = Path(__file__).parents[2]
CONTROL_POINTS = ROOT / "tests" / "data" / "control_points.csv"

# Only control points within this distance of a drawn line are checked. Others are on a part of the
# road that is not drawn, because it is not measured.
BESIDE_M = 1_000
CORNER_M = 150
LONGEST_STREET_SEGMENT_M = 3_000
# State highways follow their published waypoints, which are closer together in curves.
BY_WAYPOINTS = {"Pacific Coast Hwy", "Topanga Canyon"}
LONGEST_HIGHWAY_SEGMENT_M = 5_000
# Freeways run nearly straight between interchanges, which are far apart in the passes and in the
# east of the county.
LONGEST_FREEWAY_SEGMENT_M = 13_000

Line = tuple[Position, ...]


def metres(origin: Position, point: Position) -> tuple[float, float]:
    """Metres east and north of an origin, on a plane. The error is a few decimetres in 10 km."""
    east = (point.longitude - origin.longitude) * 111_320 * math.cos(math.radians(origin.latitude))
    return east, (point.latitude - origin.latitude) * 110_930


def distance_between(a: Position, b: Position) -> float:
    return math.hypot(*metres(a, b))


def distance_to_line(point: Position, line: Line) -> float:
    """Metres from a point to the nearest place on a line."""
    nearest = math.inf
    for a, b in itertools.pairwise(line):
        (ax, ay), (bx, by) = metres(point, a), metres(point, b)
        length = (bx - ax) ** 2 + (by - ay) ** 2
        share = 0.0 if length == 0 else -(ax * (bx - ax) + ay * (by - ay)) / length
        share = min(1.0, max(0.0, share))
        nearest = min(nearest, math.hypot(ax + share * (bx - ax), ay + share * (by - ay)))
    return nearest


def lines_named(name: str) -> list[Line]:
    return [
        line
        for entry in basemap.load().entries_of("street", "freeway")
        if re.sub(r" \(.*\)$", "", entry.name) == name or name in entry.aliases
        for line in entry.lines
    ]


def control_points(kind: str) -> list[tuple[str, Position, float]]:
    with CONTROL_POINTS.open(encoding="utf-8", newline="") as file:
        return [
            (
                row["name"],
                Position(float(row["longitude"]), float(row["latitude"])),
                float(row["tolerance_m"]),
            )
            for row in csv.DictReader(file)
            if row["kind"] == kind
        ]


def test_every_corner_lies_on_both_of_its_roads() -> None:
    off, checked = [], 0
    for name, corner, _ in control_points("intersection"):
        for road in name.split(" & "):
            distance = min(
                (distance_to_line(corner, line) for line in lines_named(road)), default=9e9
            )
            checked += distance < BESIDE_M
            if CORNER_M < distance < BESIDE_M:
                off.append(f"{name}: {road} is {distance:.0f} m away")
    assert not off
    # Nearly all roads are drawn at their corners.
    assert checked > 0.9 * 2 * len(control_points("intersection"))


def test_every_interchange_lies_on_the_freeways_it_joins() -> None:
    off, checked = [], 0
    for name, point, tolerance in control_points("interchange"):
        numbers = re.findall(r"\d+", name.split("(")[0])
        for number in numbers:
            distance = min(
                (distance_to_line(point, line) for line in lines_named(number)), default=9e9
            )
            checked += distance < BESIDE_M
            if max(CORNER_M, tolerance) < distance < BESIDE_M:
                off.append(f"{name}: {number} is {distance:.0f} m away")
    assert not off
    assert checked > 50


def test_every_runway_has_its_published_ends() -> None:
    ends = {name: end for name, end, _ in control_points("runway end")}
    assert len(ends) == 8
    for runway in basemap.load().entries_of("runway"):
        (line,) = runway.lines
        for number, position in zip(runway.name.split()[-1].split("/"), line, strict=True):
            assert distance_between(position, ends[f"{runway.name}, end {number}"]) < 1


def segments(*kinds: basemap.Kind) -> Iterator[tuple[str, Position, Position]]:
    for entry in basemap.load().entries_of(*kinds):
        for line in entry.lines:
            for a, b in itertools.pairwise(line):
                yield entry.name, a, b


def test_no_segment_of_a_street_is_longer_than_three_kilometres() -> None:
    longest = dict.fromkeys(BY_WAYPOINTS, LONGEST_HIGHWAY_SEGMENT_M)
    assert not [
        (name, a, b)
        for name, a, b in segments("street")
        if distance_between(a, b) > longest.get(name, LONGEST_STREET_SEGMENT_M)
    ]


def test_no_segment_of_a_freeway_is_longer_than_thirteen_kilometres() -> None:
    assert not [
        (name, a, b)
        for name, a, b in segments("freeway")
        if distance_between(a, b) > LONGEST_FREEWAY_SEGMENT_M
    ]


def test_no_road_turns_back_on_itself() -> None:
    back = []
    for entry in basemap.load().entries_of("street", "freeway"):
        for line in entry.lines:
            for a, b, c in zip(line, line[1:], line[2:], strict=False):
                (ux, uy), (vx, vy) = metres(a, b), metres(b, c)
                turn = math.degrees(abs(math.atan2(ux * vy - uy * vx, ux * vx + uy * vy)))
                if turn > 100:
                    back.append(f"{entry.name} at {b}: {turn:.0f} degrees")
    assert not back


def test_pacific_coast_highway_has_no_gap_from_santa_monica_to_the_county_line() -> None:
    west = [
        line
        for line in lines_named("Pacific Coast Hwy")
        if min(p.longitude for p in line) < -118.5 < max(p.longitude for p in line) + 0.02
    ]
    (line,) = west
    assert min(p.longitude for p in line) < -118.93


@pytest.mark.parametrize(
    ("road", "west", "east"),
    [
        ("I-10", -118.49, -117.71),
        ("I-210", -118.49, -117.71),
        ("SR-60", -118.22, -117.71),
        ("Venice Blvd", -118.45, -118.27),
        ("Sunset Blvd", -118.55, -118.25),
        ("Ventura Blvd", -118.61, -118.37),
    ],
)
def test_a_long_road_has_no_gap_from_end_to_end(road: str, west: float, east: float) -> None:
    ends = [
        (min(p.longitude for p in line), max(p.longitude for p in line))
        for line in lines_named(road)
    ]
    assert any(w <= west and e >= east for w, e in ends), ends


def is_inside(point: Position, ring: Line) -> bool:
    inside = False
    for a, b in itertools.pairwise((*ring, ring[0])):
        if (a.latitude > point.latitude) != (b.latitude > point.latitude):
            share = (point.latitude - a.latitude) / (b.latitude - a.latitude)
            inside ^= point.longitude < a.longitude + share * (b.longitude - a.longitude)
    return inside


def is_at_sea(point: Position) -> bool:
    """Whether a point is on the sea side of the coast and not on an island."""
    lines = [line for entry in basemap.load().entries_of("coast") for line in entry.lines]
    (coast,) = (line for line in lines if line[0] != line[-1])
    islands = [line for line in lines if line[0] == line[-1]]
    far = (Position(coast[-1].longitude, 33.0), Position(-120, 33.0), Position(-120, 34.05))
    return is_inside(point, (*coast, *far)) and not any(is_inside(point, i) for i in islands)


def test_a_point_in_the_ocean_is_at_sea_and_downtown_is_not() -> None:
    assert is_at_sea(Position(-118.6, 33.9))
    assert not is_at_sea(Position(-118.25, 34.05))


# This freeway crosses two channels of the harbour on bridges.
OVER_BRIDGES = "SR-47"


@pytest.mark.parametrize("kind", ["freeway", "street"])
def test_no_road_crosses_the_sea(kind: basemap.Kind) -> None:
    wet = set()
    for name, a, b in segments(kind):
        if name == OVER_BRIDGES:
            continue
        if min(a.latitude, b.latitude) > 34.06:
            continue
        steps = max(1, round(distance_between(a, b) / 100))
        for i in range(steps + 1):
            share = i / steps
            point = Position(
                a.longitude + share * (b.longitude - a.longitude),
                a.latitude + share * (b.latitude - a.latitude),
            )
            if is_at_sea(point):
                wet.add(name)
    assert not wet


def venice_events() -> list[tuple[str, Position, float]]:
    """All places and events of Heat on Venice Boulevard: id, a point and the radius."""
    document = json.loads((ROOT / "events.geojson").read_text(encoding="utf-8"))
    places = {place["id"]: place for place in document["story"]["places"]}
    wanted = {"venice_heist", "venice_1_5mi", "venice_300yd", "ambulance_wait"}
    assert wanted <= places.keys()
    found = [(p, Position(*places[p]["position"]), places[p]["radius_m"]) for p in sorted(wanted)]
    for feature in document["features"]:
        about, geometry = feature["properties"], feature["geometry"]
        if about.get("place") in wanted and geometry is not None:
            point = geometry["type"] == "Point"
            path = [geometry["coordinates"]] if point else geometry["coordinates"]
            radius = about.get("radius_m") or places[about["place"]]["radius_m"]
            found += [(about["id"], Position(*at[:2]), radius) for at in path]
    return found


def test_every_event_on_venice_boulevard_lies_on_its_line() -> None:
    lines = lines_named("Venice Blvd")
    off = [
        f"{id_}: {distance:.0f} m away, radius {radius}"
        for id_, point, radius in venice_events()
        if (distance := min(distance_to_line(point, line) for line in lines)) > radius
    ]
    assert not off
