"""The gazetteer as a geopy geocoder, in addition to `test_contract.py`."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from geopy.exc import GeocoderUnavailable

from geo.geocoding import Gazetteer
from geo.story import Event, Place, Position, Story
from tests.geocoding.conftest import ATLAS


def test_raw_is_a_dict_with_the_documented_keys(town: Gazetteer) -> None:
    location: Any = town.geocode("the bank")
    box = location.raw.pop("boundingbox")
    assert location.raw == {
        "display_name": "First Bank",
        "name": "First Bank",
        "lat": 10.003,
        "lon": 20.003,
        "radius_m": 60,
        "kind": "place",
        "score": 0.96,
        "source": "the story, no source given",
        "status": "found",
        "events": ["rob"],
        "note": None,
    }
    south, north, west, east = box
    assert (south + north) / 2 == pytest.approx(10.003)
    assert (west + east) / 2 == pytest.approx(20.003)
    # A circle of 60 m; a degree of latitude is 110.6 km here, one of longitude 109.6 km.
    assert north - south == pytest.approx(2 * 60 / 110_600, rel=0.02)
    assert east - west == pytest.approx(2 * 60 / 109_600, rel=0.02)


def test_the_bounding_box_of_a_road_is_the_box_of_its_lines(town: Gazetteer) -> None:
    location: Any = town.geocode("Main St")
    assert location.raw["boundingbox"] == [10, 10, 19.99, 20.09]


def test_every_location_of_an_ambiguous_answer_has_that_status(town: Gazetteer) -> None:
    locations: Any = town.geocode("the branch", exactly_one=False)
    assert [location.address for location in locations] == ["First Bank", "Savings Bank"]
    assert {location.raw["status"] for location in locations} == {"ambiguous"}
    assert town.geocode("the branch", exactly_one=False, limit=1) == locations[:1]


def test_places_in_the_viewbox_come_first_and_bounded_leaves_out_all_others(
    town: Gazetteer,
) -> None:
    def names(**how: Any) -> list[str] | None:
        found: Any = town.geocode("the branch", exactly_one=False, **how)
        return None if found is None else [one.address for one in found]

    around_savings = ((10.1, 20.2), (10.3, 20.4))
    assert names(viewbox=around_savings) == ["Savings Bank", "First Bank"]
    assert names(viewbox=around_savings, bounded=True) == ["Savings Bank"]
    assert names(viewbox=((0, 0), (1, 1)), bounded=True) is None
    assert names(bounded=True) == ["First Bank", "Savings Bank"]


def test_the_point_of_a_road_through_the_viewbox_is_moved_into_it(town: Gazetteer) -> None:
    location: Any = town.geocode("Main St", viewbox=[(9.9, 19.9), (10.1, 20.005)], bounded=True)
    assert location.latitude == 10
    assert 19.99 <= location.longitude <= 20.005
    # The radius reaches to the far end of the street, at 20.09.
    assert location.raw["radius_m"] >= (20.09 - location.longitude) * 109_000


def test_country_codes_filter_the_map_of_los_angeles_and_keep_places_of_unknown_country() -> None:
    atlas = Gazetteer()
    assert atlas.geocode("LAX", country_codes="us") is not None
    assert atlas.geocode("LAX", country_codes=["US", "ca"]) is not None
    assert atlas.geocode("LAX", country_codes="fr") is None
    rialto = Place("rialto", "Rialto", position=Position(longitude=12.336, latitude=45.438))
    venice = Gazetteer.for_story(Story("Elsewhere", (Event("e", "E"),), places=(rialto,)))
    assert venice.geocode("Rialto", country_codes="it") is not None


def test_a_query_by_parts_of_an_address_is_found() -> None:
    parts = {"street": "Venice Blvd", "city": "Los Angeles", "state": "CA", "country": "USA"}
    location: Any = Gazetteer().geocode(parts)
    assert location.address == "Venice Blvd"
    assert Gazetteer().geocode({"city": "Rome", "country": "Italy"}) is None


def test_the_gazetteer_accepts_the_arguments_of_geopys_nominatim() -> None:
    geocoder = Gazetteer(timeout=3, user_agent="mine", domain="example.org", scheme="http")
    assert geocoder.geocode("LAX", language="en") is not None
    with pytest.raises(TypeError, match="colour"):
        Gazetteer(colour="red")  # type: ignore[call-arg]


# --------------------------------------------------------------------------------- reverse


@pytest.mark.parametrize(
    ("point", "names"),
    [
        # In the bank's circle, then 110 m outside it, then 330 m away, where only the city is.
        ((10.003, 20.003), ["First Bank", "Elm City"]),
        ((10.0045, 20.003), ["First Bank", "Elm City"]),
        ((10.006, 20.003), ["Elm City"]),
        # 110 m north of a crossing of two streets, the street that runs north is nearer.
        ((10.001, 20.0), ["Oak Ave", "Main St", "Elm City"]),
        # Within the airport's circle of 900 m, and 1.2 km from its middle.
        ((10.107, 20.1), ["Elm City Airport"]),
        ((10.111, 20.1), None),
        # A district's circle; nothing lies at the edge of the map.
        ((10.205, 20.245), ["Harbour"]),
        ((0.0, 0.0), None),
    ],
)
def test_reverse_returns_the_places_at_a_point_best_first(
    town: Gazetteer, point: tuple[float, float], names: list[str] | None
) -> None:
    found: Any = town.reverse(point, exactly_one=False)
    assert (found and [location.address for location in found]) == names
    one: Any = town.reverse(point)
    assert (one and one.address) == (names and names[0])


def test_reverse_returns_the_nearest_point_of_a_road_with_its_distance(town: Gazetteer) -> None:
    location: Any = town.reverse((10.001, 19.995))
    assert location.raw["kind"] == "street"
    assert (location.latitude, location.longitude) == (pytest.approx(10), pytest.approx(19.995))
    # A thousandth of a degree of latitude is 110.6 m at this latitude.
    assert location.raw["distance_m"] == pytest.approx(110.6, abs=0.3)
    assert set(location.raw) == {
        "display_name", "name", "lat", "lon", "boundingbox", "radius_m", "kind", "source",
        "distance_m",
    }  # fmt: skip


def test_reverse_leaves_out_places_that_are_only_a_guess() -> None:
    here = Position(20.5, 10.5)
    guess = Place("a", "Somewhere", position=here, radius_m=6_000)
    exact = Place("b", "Here", position=here, radius_m=60)
    assert Gazetteer([guess], ATLAS).reverse((10.5, 20.5)) is None
    found: Any = Gazetteer([guess, exact], ATLAS).reverse((10.5, 20.5), exactly_one=False)
    assert [one.address for one in found] == ["Here"]


def test_reverse_works_across_the_180th_meridian() -> None:
    island = Place("a", "Island", position=Position(179.9995, -17), radius_m=50)
    location: Any = Gazetteer([island]).reverse((-17, -179.9995))
    assert location.address == "Island"
    assert location.raw["distance_m"] == pytest.approx(106.5, abs=1)
    south, north, west, east = Gazetteer([island]).geocode("Island").raw["boundingbox"]  # type: ignore[union-attr]
    assert west == pytest.approx(179.99903, abs=1e-5)
    assert east == pytest.approx(179.99997, abs=1e-5)
    assert south < -17 < north


def test_reverse_finds_places_of_the_map_of_los_angeles() -> None:
    location: Any = Gazetteer().reverse("33.9425, -118.4081")
    assert location.address == "Los Angeles International Airport"


# --------------------------------------------------------------------------------- network


def test_the_gazetteer_refuses_network_requests(town: Gazetteer) -> None:
    for ask in (town.adapter.get_json, town.adapter.get_text):
        with pytest.raises(GeocoderUnavailable):
            ask("https://example.org", timeout=1, headers={})


def test_importing_the_gazetteer_loads_no_atlas_and_no_story_format() -> None:
    code = (
        "import sys; from geo.geocoding import Gazetteer;"
        "print([m for m in ('geo.basemap', 'geo.formats', 'folium', 'streamlit', 'pydantic',"
        " 'geo.geocoding.online.http_adapter') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_importing_the_package_loads_no_library() -> None:
    code = "import sys, geo.geocoding; print([m for m in ('geopy', 'shapely') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
