"""The places of `events.geojson` (Heat): set locations, filming locations and sources.

Most tests use the raw JSON, so that default values of the reader cannot hide missing ones.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any, Final

import pytest

from geo import basemap
from geo.geodesy import distance_m
from geo.story import GUESS_CONFIDENCE, GUESS_RADIUS_M, Event, Position

WEST, SOUTH, EAST, NORTH = -118.95, 33.65, -117.95, 34.35
SEARCH_ONLY: Final = {"neil_house", "kelso_house", "lax", "bonaventure"}
ON_THE_STREET_M: Final = 1.0
NIGHT: Final = "#0b1020"
READABLE: Final = 4.5  # WCAG 2.2, contrast of text
MOVEMENTS: Final = {
    "s08b-trejo-tails",
    "s10a-300-yards",
    "s53c-neil-crosses",
    "s54a-chris-last",
    "s55a-down-flower",
    "s55c-breedan-dies",
    "s71a-fence",
    "s71b-exchange",
}


def _positions(geometry: dict[str, Any] | None) -> list[Position]:
    if geometry is None:
        return []
    points = geometry["coordinates"]
    return [Position(*point) for point in ([points] if geometry["type"] == "Point" else points)]


def _length_m(way: tuple[Position, ...]) -> float:
    return sum(distance_m(one, later) for one, later in pairwise(way))


def _detour_m(point: Position, one: Position, other: Position) -> float:
    """Return the detour in metres of the way from `one` to `other` over the point."""
    return distance_m(one, point) + distance_m(point, other) - distance_m(one, other)


def _luminance(colour: str) -> float:
    """Return the relative luminance as in WCAG 2.2, 0 to 1."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_place_has_an_event_or_is_listed_only_for_search(
    shared: dict[str, Any], events: list[dict[str, Any]]
) -> None:
    used = {event.get(field) for event in events for field in ("place", "filmed_at")}
    assert {place["id"] for place in shared["places"]} - used == SEARCH_ONLY


def test_all_positions_are_in_or_near_los_angeles(
    raw: dict[str, Any], shared: dict[str, Any]
) -> None:
    positions = [p for feature in raw["features"] for p in _positions(feature["geometry"])]
    for place in shared["places"]:
        found = [place, *place.get("alternatives", ())]
        positions += [Position(*item["position"]) for item in found if item["position"]]
    for longitude, latitude in positions:
        assert WEST < longitude < EAST
        assert SOUTH < latitude < NORTH


def test_only_guessed_locations_have_no_marker(raw: dict[str, Any]) -> None:
    for feature in raw["features"]:
        event = feature["properties"]
        guess = "place" not in event or (
            event["radius_m"] >= GUESS_RADIUS_M or event["confidence"] < GUESS_CONFIDENCE
        )
        assert guess == (feature["geometry"] is None), event["id"]


def test_a_place_with_an_unknown_location_has_no_position(shared: dict[str, Any]) -> None:
    for place in shared["places"]:
        assert (place["position"] is None) == (place["radius_m"] >= GUESS_RADIUS_M), place["id"]


def test_the_location_of_an_event_is_not_more_certain_than_its_place(
    raw: dict[str, Any], shared: dict[str, Any]
) -> None:
    places = {place["id"]: place for place in shared["places"]}
    for feature in raw["features"]:
        event = feature["properties"]
        if "place" in event:
            place = places[event["place"]]
            assert event["radius_m"] >= place["radius_m"], event["id"]
            assert event["confidence"] <= place["confidence"], event["id"]


def test_the_geometry_of_an_event_includes_the_point_of_its_place(
    raw: dict[str, Any], shared: dict[str, Any]
) -> None:
    places = {place["id"]: place for place in shared["places"]}
    for feature in raw["features"]:
        path = _positions(feature["geometry"])
        if path:
            position = Position(*places[feature["properties"]["place"]]["position"])
            assert position in path, feature["properties"]["id"]


def test_only_known_movements_are_lines(raw: dict[str, Any]) -> None:
    lines = {
        feature["properties"]["id"]
        for feature in raw["features"]
        if feature["geometry"] and feature["geometry"]["type"] == "LineString"
    }
    assert lines == MOVEMENTS


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("s08b-trejo-tails", "s10a-300-yards"),
        ("s55a-down-flower", "s55c-breedan-dies"),
        ("s71a-fence", "s71b-exchange"),
    ],
)
def test_a_movement_continues_where_it_ended(
    event_by_id: dict[str, Event], first: str, second: str
) -> None:
    assert event_by_id[first].where.path[-1] == event_by_id[second].where.path[0]


def test_the_armoured_car_drives_a_mile_and_a_half_from_the_west(
    event_by_id: dict[str, Event],
) -> None:
    way = event_by_id["s08b-trejo-tails"].where.path + event_by_id["s10a-300-yards"].where.path[1:]
    assert way[0].longitude < way[-1].longitude
    assert _length_m(way) == pytest.approx(1.5 * 1609.344, rel=0.01)
    last = event_by_id["s10a-300-yards"].where.path
    assert _length_m(last) == pytest.approx(300 * 0.9144, rel=0.02)


def test_the_armoured_car_follows_the_street_on_the_map(event_by_id: dict[str, Event]) -> None:
    (street,) = (entry for entry in basemap.load().entries if entry.id == "street-venice-blvd")
    way = event_by_id["s08b-trejo-tails"].where.path
    drawn = [pair for line in street.lines for pair in pairwise(line)]
    assert all(min(_detour_m(point, *pair) for pair in drawn) < ON_THE_STREET_M for point in way)
    assert all(
        min(_detour_m(corner, *pair) for pair in pairwise(way)) < ON_THE_STREET_M
        for line in street.lines
        for corner in line
        if way[0].longitude < corner.longitude < way[-1].longitude
    )


def test_the_robbery_was_filmed_where_it_is_set_and_the_opening_was_not(
    event_by_id: dict[str, Event],
) -> None:
    robbery, opening = event_by_id["s11c-ram"].where, event_by_id["s01-off-the-train"].where
    assert (robbery.place, robbery.filmed_at) == ("venice_heist", "venice_heist")
    assert (opening.place, opening.filmed_at) == ("firestone_station", "marine_redondo_station")
    hospital = event_by_id["s02-ambulance-taken"].where
    assert (hospital.path, hospital.filmed_at) == ((), "st_mary")


# ------------------------------------------------------------------------------------- sources


def test_every_place_and_every_event_has_sources(
    shared: dict[str, Any], events: list[dict[str, Any]]
) -> None:
    for item in [*shared["places"], *events]:
        assert item["sources"], item["id"]
    assert all("synopsis" in event["sources"] for event in events)


def test_every_source_is_used_and_listed_once(
    shared: dict[str, Any], events: list[dict[str, Any]]
) -> None:
    listed = [source["id"] for source in shared["sources"]]
    assert len(listed) == len(set(listed))
    used = {source for item in [*shared["places"], *events] for source in item["sources"]}
    assert used == set(listed)
    urls = [source["url"] for source in shared["sources"] if "url" in source]
    assert len(urls) == len(set(urls))


def test_places_without_a_published_source_say_so(shared: dict[str, Any]) -> None:
    titles = {source["id"]: source["title"] for source in shared["sources"]}
    assert titles["no_source"] == "Not confirmed by anything published"
    for place in shared["places"]:
        if place["position"] is None:
            assert place["sources"] == ["no_source"], place["id"]


def test_every_source_except_the_synopsis_has_an_address(shared: dict[str, Any]) -> None:
    without = {source["id"] for source in shared["sources"] if "url" not in source}
    assert without == {"synopsis", "no_source"}


def test_rival_claims_are_both_listed(shared: dict[str, Any]) -> None:
    others = {place["id"]: place.get("alternatives", ()) for place in shared["places"]}
    for place in ("marine_redondo_station", "st_mary", "bank", "harbor", "lax_runway"):
        assert others[place], place
    assert all(other["why"] for place in others.values() for other in place)


def test_the_licence_is_the_odbl_and_the_attribution_names_openstreetmap(
    shared: dict[str, Any],
) -> None:
    assert "ODbL" in shared["licence"]
    assert "OpenStreetMap" in shared["attribution"]


# -------------------------------------------------------------------------------------- groups


def test_every_group_colour_is_readable_on_the_dark_map(shared: dict[str, Any]) -> None:
    ground = _luminance(NIGHT) + 0.05
    for group in shared["groups"]:
        assert (_luminance(group["colour"]) + 0.05) / ground >= READABLE, group["id"]


def test_the_crew_has_a_warm_colour_and_the_police_a_cool_one(shared: dict[str, Any]) -> None:
    colours = {group["id"]: group["colour"] for group in shared["groups"]}
    assert len(set(colours.values())) == len(colours)
    assert colours["crew"][1:3] > colours["crew"][5:7]
    assert colours["police"][1:3] < colours["police"][5:7]
