"""One contract for every geocoder: whoever knows geopy can use any of them in place of another."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from geopy.exc import GeocoderQueryError, GeocoderServiceError
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders.base import Geocoder
from geopy.location import Location

from geo.geocoding import Answer, Gazetteer
from geo.geocoding.chain import Chain
from geo.geocoding.online.cached_geocoder import CachedGeocoder
from geo.geocoding.online.nominatim import Nominatim
from geo.geocoding.online.photon import Photon
from geo.geocoding.online.rate_limit import Limiter
from geo.geocoding.online.settings import OnlineSettings
from tests.geocoding.service import Reply, Service, komoot, nominatim, osm, photon

NAMES = ("gazetteer", "nominatim", "photon", "cached", "chain", "online chain")
ASKS_A_SERVICE = ("nominatim", "photon", "cached")

# "Main St" is a street of the town; the services know it, too, and a second one.
STREET = (osm("Main St, Elm City", 10.0, 20.0), osm("Main St, Harbour", 10.3, 20.3))
FEATURES = [komoot(p, q, name="Main St", type="street") for p, q in ((10.0, 20.0), (10.3, 20.3))]


@pytest.fixture(params=NAMES)
def geocoder(
    request: pytest.FixtureRequest, town: Gazetteer, service: Service, tmp_path: Path
) -> Geocoder:
    service.replies |= {"Main St": nominatim(*STREET), "main st": nominatim(*STREET)}
    settings = OnlineSettings(endpoint=service.url, interval_s=0, cache_folder=tmp_path)
    online = Nominatim(settings, limiter=Limiter())
    if request.param == "photon":
        service.replies["Main St"] = photon(*FEATURES)
        service.default = photon()
        as_photon = OnlineSettings("photon", service.url, interval_s=0, cache_folder=tmp_path)
        return Photon(as_photon, limiter=Limiter())
    made: dict[str, Callable[[], Geocoder]] = {
        "gazetteer": lambda: town,
        "nominatim": lambda: online,
        "cached": lambda: CachedGeocoder(online),
        "chain": lambda: Chain(town),
        "online chain": lambda: Chain(town, CachedGeocoder(online)),
    }
    return made[request.param]()


def test_it_is_a_geocoder_with_geopys_attributes(geocoder: Geocoder) -> None:
    assert isinstance(geocoder, Geocoder)
    assert geocoder.headers["User-Agent"]
    assert geocoder.adapter
    with geocoder as same:
        assert same is geocoder


def test_it_is_called_as_geopys_geocoders_are(geocoder: Geocoder) -> None:
    parameters = inspect.signature(geocoder.geocode).parameters
    assert list(parameters)[:2] == ["query", "exactly_one"]
    assert parameters["exactly_one"].default is True
    assert parameters["timeout"].kind is inspect.Parameter.KEYWORD_ONLY


@pytest.mark.parametrize("how", [{}, {"exactly_one": True}, {"timeout": 5}, {"timeout": None}])
def test_one_answer_is_a_location_with_all_its_fields(
    geocoder: Geocoder, how: dict[str, Any]
) -> None:
    location = geocoder.geocode("Main St", **how)
    assert isinstance(location, Location)
    assert isinstance(location.address, str)
    assert location.address.startswith("Main St")
    assert isinstance(location.latitude, float)
    assert isinstance(location.longitude, float)
    assert (location.latitude, location.longitude) == tuple(location.point)[:2]
    assert location.altitude == 0
    assert location.raw
    address, (latitude, longitude) = location
    assert (address, latitude, longitude) == (
        location.address, location.latitude, location.longitude
    )  # fmt: skip


def test_all_answers_are_a_list_of_which_the_first_is_the_one(geocoder: Geocoder) -> None:
    locations = geocoder.geocode("Main St", exactly_one=False)
    assert isinstance(locations, list)
    assert all(isinstance(location, Location) for location in locations)
    assert locations[0].point == geocoder.geocode("Main St").point
    assert geocoder.geocode("Main St", False)[0].point == locations[0].point


@pytest.mark.parametrize("exactly_one", [True, False])
@pytest.mark.parametrize("query", ["asdfgh", "", "  ", "\u200b\x00", None, "y" * 1_000_000])
def test_no_match_is_none(geocoder: Geocoder, query: str | None, exactly_one: bool) -> None:
    assert geocoder.geocode(query, exactly_one=exactly_one) is None


@pytest.mark.parametrize("query", [17, ["Main St"], object(), b"Main St"])
def test_a_query_that_is_no_text_is_refused_as_geopy_does(
    geocoder: Geocoder, query: object
) -> None:
    with pytest.raises(GeocoderQueryError):
        geocoder.geocode(query)


def test_it_works_behind_geopys_own_limiter(geocoder: Geocoder) -> None:
    limited = RateLimiter(geocoder.geocode, min_delay_seconds=0, swallow_exceptions=False)
    assert limited("Main St").address.startswith("Main St")


def test_it_says_its_doubts_to_who_asks_for_them(geocoder: Any) -> None:
    answer = geocoder.lookup("Main St")
    assert isinstance(answer, Answer)
    assert answer.status in ("found", "ambiguous")
    assert 0 < sum(one.score for one in answer.candidates) <= 1
    assert geocoder.lookup("asdfgh").status == "none"


def test_a_failing_service_raises_geopys_error_when_there_is_no_answer(
    geocoder: Geocoder, service: Service, request: pytest.FixtureRequest
) -> None:
    service.default = Reply("<html>", 500)
    name = request.node.callspec.params["geocoder"]
    if name in (*ASKS_A_SERVICE, "online chain"):
        with pytest.raises(GeocoderServiceError):
            geocoder.geocode("Nowhere Plaza")
    else:
        assert geocoder.geocode("Nowhere Plaza") is None
