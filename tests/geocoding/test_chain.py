"""The chain: offline first, services may confirm or add places, failures do not change answers."""

from __future__ import annotations

from pathlib import Path

import pytest
from geopy.exc import GeocoderUnavailable

from geo.errors import ServiceTimedOut
from geo.geocoding import Answer, Candidate, Gazetteer, describe
from geo.geocoding.chain import Chain
from geo.geocoding.consensus import is_conclusive
from geo.geocoding.online.settings import OnlineSettings
from tests.geocoding.conftest import STORY
from tests.geocoding.service import Reply, Service, nominatim, osm


class FakeGeocoder:
    """A geocoder with a fixed answer or error. It records the queries."""

    def __init__(self, answer: Answer | Exception) -> None:
        self.answer, self.queries = answer, list[str]()

    def lookup(self, query: str) -> Answer:
        self.queries.append(query)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def place(lat: float, lon: float, radius_m: float = 50, score: float = 0.85) -> Candidate:
    return Candidate("A place", lat, lon, radius_m, "cafe", score, "a test")


def answer_of(*candidates: Candidate) -> Answer:
    return Answer("q", "found" if len(candidates) == 1 else "ambiguous", candidates)


NONE = Answer("q", "none")
SLOW = ServiceTimedOut("Elsewhere did not answer in time.")


def test_a_conclusive_offline_answer_sends_no_query_to_a_service(town: Gazetteer) -> None:
    other = FakeGeocoder(answer_of(place(1, 1)))
    assert Chain(town, other).lookup("Main St").candidates[0].name == "Main St"
    assert other.queries == []


def test_the_first_conclusive_answer_is_returned(town: Gazetteer) -> None:
    first, second = FakeGeocoder(answer_of(place(10, 20))), FakeGeocoder(answer_of(place(1, 1)))
    assert Chain(town, FakeGeocoder(NONE), first, second).lookup("Blue Café") == first.answer
    assert second.queries == []


def test_after_a_failure_the_offline_answer_is_returned_with_a_note(town: Gazetteer) -> None:
    alone, chained = town.lookup("the branch"), Chain(town, FakeGeocoder(SLOW)).lookup("the branch")
    assert chained.status == alone.status == "ambiguous"
    assert chained.candidates == alone.candidates
    assert "Elsewhere did not answer in time" in describe(chained)


def test_after_a_failure_the_next_service_is_queried(town: Gazetteer) -> None:
    outcome = Chain(town, FakeGeocoder(SLOW), FakeGeocoder(answer_of(place(10, 20)))).ask(
        "Blue Café"
    )
    assert outcome.answer.status == "found"
    assert outcome.troubles == (str(SLOW),)


@pytest.mark.parametrize(
    "query",
    ["", "  ", "\u200b", "10.0, 20.0", "95, 200", "Ann Oak", "annie", "12345", "x" * 1_000_000,
     "&/@", "\x00\x1b"],
)  # fmt: skip
def test_text_that_is_not_a_place_is_not_sent_to_a_service(town: Gazetteer, query: str) -> None:
    other = FakeGeocoder(answer_of(place(1, 1)))
    chain = Chain(town, other, people=["Ann Oak", "Annie"])
    chain.lookup(query)
    assert other.queries == []


def test_a_service_may_confirm_one_of_several_candidates(town: Gazetteer) -> None:
    assert town.lookup("the branch").status == "ambiguous"
    bank = town.lookup("First Bank").candidates[0]
    answer = Chain(town, FakeGeocoder(answer_of(place(bank.lat, bank.lon)))).lookup("the branch")
    assert answer.status == "found"


def test_a_service_does_not_overrule_an_ambiguous_answer(town: Gazetteer) -> None:
    answer = Chain(town, FakeGeocoder(answer_of(place(45, 12)))).lookup("the branch")
    assert answer == town.lookup("the branch")


@pytest.mark.parametrize(
    "query", ["Venice", "Hollywood", "Silver Lake", "Hollywood Freeway", "Ventura Fwy"]
)
def test_a_place_of_another_kind_does_not_resolve_an_ambiguous_answer(query: str) -> None:
    """Far from all candidates, on one of the roads, or inside the district."""
    offline = Gazetteer()
    alone = offline.lookup(query)
    points = [(34.1, -118.3), *((one.lat, one.lon) for one in alone.candidates)]
    for lat, lon in points:
        amenity = answer_of(place(lat, lon))
        assert Chain(offline, FakeGeocoder(amenity)).lookup(query) == alone


def test_an_area_is_confirmed_only_by_an_area(town: Gazetteer) -> None:
    for kind, is_confirmed in (("district", True), ("street", False)):
        like = Answer(
            "q", "found", (Candidate("Harbour", 10.21, 20.25, 900, kind, 0.85, "a test"),)
        )
        assert (Chain(town, FakeGeocoder(like)).lookup("Harbour") == like) == is_confirmed


@pytest.mark.parametrize(
    "query",
    ["Anna's flat", "Anna’s", "anna's place, Elm City", "the flat of Anna", "Anna Berg villa",
     "Chris' house", "Annie's bar"],
)  # fmt: skip
def test_a_place_that_belongs_to_a_person_is_not_sent_to_a_service(
    town: Gazetteer, query: str
) -> None:
    other = FakeGeocoder(answer_of(place(1, 1)))
    Chain(town, other, people=["Anna Berg", "Chris Shaw", "Annie"]).lookup(query)
    assert other.queries == []


def test_a_place_name_similar_to_a_persons_name_is_sent_to_a_service(town: Gazetteer) -> None:
    other = FakeGeocoder(answer_of(place(1, 1)))
    chain = Chain(town, other, people=["Anna Berg", "Chris Shaw"])
    names = ["Santa Anna Church", "St. Mary's Hospital", "Shaw Library", "Bergamo"]
    for query in names:
        chain.lookup(query)
    assert other.queries == names


def test_a_house_is_searched_online_if_only_its_street_is_known(town: Gazetteer) -> None:
    street = town.lookup("900 Main St")
    assert street.candidates[0].is_only_a_guess
    assert not is_conclusive("900 Main St", street)
    at = street.candidates[0]
    house = answer_of(place(at.lat, at.lon + 0.01))
    assert Chain(town, FakeGeocoder(house)).lookup("900 Main St") == house
    elsewhere = FakeGeocoder(answer_of(place(45, 12)))
    assert Chain(town, elsewhere).lookup("900 Main St") == street


def test_without_an_answer_geopys_error_has_the_reason(town: Gazetteer) -> None:
    chain = Chain(town, FakeGeocoder(SLOW))
    with pytest.raises(GeocoderUnavailable, match="did not answer in time"):
        chain.geocode("Blue Café")
    assert chain.geocode("the branch").address == "First Bank"  # type: ignore[union-attr]


def test_the_chain_of_a_story_searches_its_area_and_caches_answers(
    service: Service, tmp_path: Path
) -> None:
    service.default = nominatim(osm("Blue Café, Main Street", 10, 20))
    settings = OnlineSettings(endpoint=service.url, interval_s=0, cache_folder=tmp_path)
    chain = Chain.for_story(STORY, settings)
    for _ in range(2):
        assert chain.lookup("Blue Café").status == "found"
        assert chain.lookup("Joe's Bar").candidates[0].kind == "place"
    assert [request.options["viewbox"] for request in service.requests] == ["19.75,9.75,20.75,10.5"]


def test_the_chain_of_a_story_without_settings_uses_no_service(service: Service) -> None:
    service.default = Reply(status=500)
    assert Chain.for_story(STORY).lookup("Blue Café").status == "none"
    assert service.requests == []
