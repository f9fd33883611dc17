"""All geocoders can replace geopy's Nominatim: the same arguments, results and errors."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from geopy.exc import GeocoderQueryError, GeocoderServiceError
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import Nominatim as GeopyNominatim
from geopy.geocoders.base import Geocoder
from geopy.location import Location
from geopy.point import Point

from geo.geocoding import (
    Answer,
    CachedGeocoder,
    Chain,
    Gazetteer,
    Nominatim,
    OnlineSettings,
    Photon,
)
from geo.geocoding.online.rate_limit import Limiter
from tests.geocoding.service import Reply, Service, komoot, nominatim, osm, photon

NAMES = ("gazetteer", "nominatim", "photon", "cached", "chain", "online chain")
USES_A_SERVICE = ("nominatim", "photon", "cached", "online chain")

# "Main St" is a street of the town. The services return it and a second street of this name.
STREET = (osm("Main St, Elm City", 10.0, 20.0), osm("Main St, Harbour", 10.3, 20.3))
FEATURES = [komoot(p, q, name="Main St", type="street") for p, q in ((10.0, 20.0), (10.3, 20.3))]
# A point on Main St, and a point without named places.
POINT, NOWHERE = (10.0, 20.06), (0.0, 0.0)
KEYWORDS: dict[str, Any] = {
    "timeout": 5,
    "limit": 3,
    "language": "en",
    "viewbox": [Point(9, 19), Point(11, 21)],
    "bounded": True,
    "country_codes": ["us"],
    "addressdetails": True,
    "geometry": "geojson",
    "extratags": True,
    "namedetails": True,
    "featuretype": "settlement",
}


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def geocoder(name: str, town: Gazetteer, service: Service, tmp_path: Path) -> Geocoder:
    answer = photon(*FEATURES) if name == "photon" else nominatim(*STREET)
    service.replies |= dict.fromkeys(("Main St", "main st", "Main St, Elm City"), answer)
    settings = OnlineSettings(endpoint=service.url, interval_s=0, cache_folder=tmp_path)
    online = Nominatim(settings, limiter=Limiter())
    if name == "photon":
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
    return made[name]()


@pytest.fixture
def at_point(name: str, service: Service) -> Service:
    """The service with a place at `POINT`. The query text of a reverse request is empty."""
    known = photon(*FEATURES[:1]) if name == "photon" else Reply(json.dumps(STREET[0]))
    service.replies[""] = known
    return service


@pytest.fixture
def nowhere(name: str, service: Service) -> Service:
    """The service without a place at any point."""
    none = photon() if name == "photon" else Reply(json.dumps({"error": "Unable to geocode"}))
    service.replies[""] = none
    return service


# ------------------------------------------------------------------------------- signature


def test_a_geocoder_has_the_attributes_of_geopys_base_class(geocoder: Geocoder) -> None:
    assert isinstance(geocoder, Geocoder)
    assert geocoder.headers["User-Agent"]
    assert geocoder.adapter
    with geocoder as same:
        assert same is geocoder


@pytest.mark.parametrize("method", ["geocode", "reverse"])
def test_a_geocoder_accepts_all_arguments_of_geopys_nominatim(
    geocoder: Geocoder, method: str
) -> None:
    theirs = inspect.signature(getattr(GeopyNominatim, method)).parameters
    own = inspect.signature(getattr(geocoder, method)).parameters
    assert set(theirs) - {"self"} <= set(own)
    assert list(own)[:2] == ["query", "exactly_one"]
    assert own["exactly_one"].default is True


@pytest.mark.parametrize("keyword", KEYWORDS)
def test_each_keyword_of_nominatim_is_accepted(
    geocoder: Geocoder, service: Service, name: str, keyword: str
) -> None:
    usa = {"countrycode": "US"}
    if name == "photon":  # its answers are filtered by their country
        features = [komoot(10, 20, name="Main St", type="street", **usa)]
        service.replies["Main St"] = photon(*features)
    location = geocoder.geocode("Main St", **{keyword: KEYWORDS[keyword]})
    assert location.address.startswith("Main St")


def test_all_keywords_of_nominatim_can_be_combined(geocoder: Geocoder, name: str) -> None:
    found = geocoder.geocode("Main St", exactly_one=False, **KEYWORDS)
    # The answers of Photon in this test have no country, so the filter removes them.
    assert (found is None) == (name == "photon")


@pytest.mark.parametrize("method", ["geocode", "reverse"])
def test_an_unknown_keyword_raises_a_type_error_with_its_name(
    geocoder: Geocoder, method: str
) -> None:
    with pytest.raises(TypeError, match="colour"):
        getattr(geocoder, method)("Main St", colour="red")


# --------------------------------------------------------------------------------- answers


@pytest.mark.parametrize("how", [{}, {"exactly_one": True}, {"timeout": 5}, {"timeout": None}])
def test_geocode_returns_a_location_with_all_fields(
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
    address, (latitude, longitude) = location
    assert (address, latitude, longitude) == (
        location.address, location.latitude, location.longitude
    )  # fmt: skip


def test_raw_is_a_dict_that_can_be_written_as_json(geocoder: Geocoder, name: str) -> None:
    raw = geocoder.geocode("Main St").raw
    assert isinstance(raw, dict)
    assert json.loads(json.dumps(raw)) == raw
    if name != "photon":  # Photon sends a GeoJSON feature
        assert raw["display_name"].startswith("Main St")
        assert float(raw["lat"]) == pytest.approx(10, abs=0.01)
        south, north, west, east = map(float, raw["boundingbox"])
        assert south <= float(raw["lat"]) <= north
        assert west <= float(raw["lon"]) <= east


def test_with_exactly_one_false_geocode_returns_a_list_best_first(geocoder: Geocoder) -> None:
    locations = geocoder.geocode("Main St", exactly_one=False)
    assert isinstance(locations, list)
    assert all(isinstance(location, Location) for location in locations)
    assert locations[0].point == geocoder.geocode("Main St").point
    assert geocoder.geocode("Main St", False)[0].point == locations[0].point
    assert geocoder.geocode("Main St", exactly_one=False, limit=1) == locations[:1]


@pytest.mark.parametrize("limit", [0, -1])
def test_a_limit_below_one_is_an_error(geocoder: Geocoder, limit: int) -> None:
    with pytest.raises(ValueError, match="limit: found"):
        geocoder.geocode("Main St", exactly_one=False, limit=limit)


@pytest.mark.parametrize("viewbox", ["here", [1, 2, 3], [(95, 0)], [("a", "b"), (1, 2)], 7])
def test_an_invalid_viewbox_is_an_error(geocoder: Geocoder, viewbox: Any) -> None:
    with pytest.raises(GeocoderQueryError, match="viewbox: found"):
        geocoder.geocode("Main St", viewbox=viewbox)


# --------------------------------------------------------------------------------- queries


@pytest.mark.parametrize("exactly_one", [True, False])
@pytest.mark.parametrize("query", ["asdfgh", "\u200b\x00", "y" * 1_000_000])
def test_without_a_match_the_result_is_none(
    geocoder: Geocoder, query: str, exactly_one: bool
) -> None:
    assert geocoder.geocode(query, exactly_one=exactly_one) is None


@pytest.mark.parametrize("exactly_one", [True, False])
@pytest.mark.parametrize(
    "query", [None, float("nan"), np.float32("nan"), pd.NaT, pd.NA, "", " \n", {}, {"city": None}]
)
def test_an_empty_cell_of_a_table_gives_none_without_a_request(
    geocoder: Geocoder, service: Service, query: object, exactly_one: bool
) -> None:
    assert geocoder.geocode(query, exactly_one=exactly_one) is None
    assert geocoder.reverse(query if not isinstance(query, dict) else None) is None
    assert service.requests == []


@pytest.mark.parametrize("query", [17, ["Main St"], object(), b"Main St", {"city": ["Elm City"]}])
def test_a_query_of_another_type_raises_geopys_query_error(
    geocoder: Geocoder, query: object
) -> None:
    with pytest.raises(GeocoderQueryError, match="found"):
        geocoder.geocode(query)


def test_a_query_may_be_a_dict_with_the_parts_of_an_address(
    geocoder: Geocoder, service: Service, name: str
) -> None:
    service.replies[""] = nominatim(*STREET)  # the query text of a structured request is empty
    parts = {"street": "Main St", "city": "Elm City", "postalcode": np.nan}
    assert geocoder.geocode(parts).address.startswith("Main St")
    if name in ("nominatim", "cached"):
        assert service.requests[0].options["street"] == "Main St"
        assert service.requests[0].options["city"] == "Elm City"
    with pytest.raises(GeocoderQueryError, match="found key 'town', expected one of amenity"):
        geocoder.geocode({"town": "Elm City"})


def test_a_column_of_a_table_can_be_geocoded_with_apply(geocoder: Geocoder) -> None:
    table = pd.DataFrame({"place": ["Main St", None, "asdfgh", np.nan]})
    found = table["place"].apply(geocoder.geocode)
    assert [location and location.address[:7] for location in found] == ["Main St", *[None] * 3]


def test_a_geocoder_works_with_geopys_rate_limiter(geocoder: Geocoder) -> None:
    limited = RateLimiter(geocoder.geocode, min_delay_seconds=0, swallow_exceptions=False)
    table = pd.DataFrame({"place": ["Main St", None]})
    locations = table["place"].apply(limited)
    assert locations[0].address.startswith("Main St")
    assert locations[1] is None


def test_lookup_returns_an_answer_with_scores(geocoder: Any) -> None:
    answer = geocoder.lookup("Main St")
    assert isinstance(answer, Answer)
    assert answer.status in ("found", "ambiguous")
    assert 0 < sum(one.score for one in answer.candidates) <= 1
    assert geocoder.lookup("asdfgh").status == "none"
    with pytest.raises(TypeError, match="expected text"):
        geocoder.lookup(17)


# --------------------------------------------------------------------------------- reverse


@pytest.mark.parametrize(
    "query", [POINT, list(POINT), "10.0, 20.06", "10.0,20.06", Point(*POINT), np.array(POINT)]
)
@pytest.mark.usefixtures("at_point")
def test_reverse_returns_a_location(geocoder: Geocoder, query: Any) -> None:
    location = geocoder.reverse(query)
    assert isinstance(location, Location)
    assert location.address.startswith("Main St")
    assert isinstance(location.raw, dict)


@pytest.mark.usefixtures("at_point")
def test_with_exactly_one_false_reverse_returns_a_list_best_first(geocoder: Geocoder) -> None:
    locations = geocoder.reverse(POINT, exactly_one=False)
    assert isinstance(locations, list)
    assert locations[0].address == geocoder.reverse(POINT).address
    assert len(geocoder.reverse(POINT, exactly_one=False, limit=1)) == 1


@pytest.mark.usefixtures("at_point")
def test_reverse_accepts_the_keywords_of_nominatim(geocoder: Geocoder) -> None:
    how = {"timeout": 5, "language": "en", "addressdetails": False, "zoom": 18, "namedetails": True}
    assert geocoder.reverse(POINT, **how).address.startswith("Main St")


@pytest.mark.usefixtures("nowhere")
@pytest.mark.parametrize("exactly_one", [True, False])
def test_reverse_returns_none_where_no_place_is_near(geocoder: Geocoder, exactly_one: bool) -> None:
    assert geocoder.reverse(NOWHERE, exactly_one=exactly_one) is None


@pytest.mark.parametrize("query", [(float("nan"), 20), (10, None), ""])
def test_reverse_of_a_pair_with_an_empty_cell_returns_none_without_a_request(
    geocoder: Geocoder, service: Service, query: Any
) -> None:
    assert geocoder.reverse(query) is None
    assert service.requests == []


@pytest.mark.parametrize("query", ["Main St", (95, 0), 17, (10,), object(), (10, float("inf"))])
def test_reverse_accepts_only_coordinates(geocoder: Geocoder, query: Any) -> None:
    with pytest.raises(ValueError, match=r"query: found .*, expected \(latitude, longitude\)"):
        geocoder.reverse(query)


# -------------------------------------------------------------------------------- failures


def test_a_failing_service_raises_geopys_error_if_there_is_no_other_answer(
    geocoder: Geocoder, service: Service, name: str
) -> None:
    service.default = service.replies[""] = Reply("<html>", 500)
    if name in USES_A_SERVICE:
        with pytest.raises(GeocoderServiceError):
            geocoder.geocode("Nowhere Plaza")
        with pytest.raises(GeocoderServiceError):
            geocoder.reverse(NOWHERE)
    else:
        assert geocoder.geocode("Nowhere Plaza") is None
        assert geocoder.reverse(NOWHERE) is None
