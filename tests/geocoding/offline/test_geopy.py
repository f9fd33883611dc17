"""The gazetteer keeps geopy's contract, so anyone's geopy code can use it."""

from __future__ import annotations

import subprocess
import sys

import pytest
from geopy.exc import GeocoderQueryError, GeocoderUnavailable
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders.base import Geocoder
from geopy.location import Location

from geo.geocoding import Candidate, Gazetteer


def test_it_is_a_geopy_geocoder(town: Gazetteer) -> None:
    assert isinstance(town, Geocoder)


def test_one_answer_is_a_location_whose_raw_is_the_candidate(town: Gazetteer) -> None:
    location = town.geocode("the bank")
    assert isinstance(location, Location)
    assert location.address == "First Bank"
    assert (location.latitude, location.longitude) == (10.003, 20.003)
    assert location.point.altitude == 0
    assert isinstance(location.raw, Candidate)
    assert location.raw.events == ("rob",)


def test_all_answers_are_a_list_best_first(town: Gazetteer) -> None:
    locations = town.geocode("the branch", exactly_one=False)
    assert isinstance(locations, list)
    assert [location.address for location in locations] == ["First Bank", "Savings Bank"]


@pytest.mark.parametrize("query", ["asdfgh", "", "   ", None])
@pytest.mark.parametrize("exactly_one", [True, False])
def test_no_match_is_none(town: Gazetteer, query: str | None, exactly_one: bool) -> None:
    assert town.geocode(query, exactly_one=exactly_one) is None


def test_exactly_one_may_be_given_by_position_and_timeout_is_accepted(town: Gazetteer) -> None:
    assert len(town.geocode("the branch", False, timeout=1)) == 2  # type: ignore[arg-type]


def test_a_query_that_is_no_text_is_refused(town: Gazetteer) -> None:
    with pytest.raises(GeocoderQueryError):
        town.geocode(17)  # type: ignore[arg-type]


def test_it_works_behind_geopys_rate_limiter(town: Gazetteer) -> None:
    limited = RateLimiter(town.geocode, min_delay_seconds=0, swallow_exceptions=False)
    assert limited("Oak Ave").address == "Oak Ave"


def test_it_has_no_way_to_the_network(town: Gazetteer) -> None:
    for ask in (town.adapter.get_json, town.adapter.get_text):
        with pytest.raises(GeocoderUnavailable):
            ask("https://example.org", timeout=1, headers={})


def test_importing_it_reads_no_atlas_and_no_story_format() -> None:
    code = (
        "import sys, geo.geocoding; "
        "print([m for m in ('geo.basemap', 'geo.formats', 'folium', 'streamlit', 'pydantic') "
        "if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
