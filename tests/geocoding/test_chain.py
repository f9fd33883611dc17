"""Offline first; a service may confirm and add, and its failures change nothing."""

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


class Told:
    """A geocoder that answers what it was told to, and notes what it was asked."""

    def __init__(self, answer: Answer | Exception) -> None:
        self.answer, self.asked = answer, list[str]()

    def lookup(self, query: str) -> Answer:
        self.asked.append(query)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def place(lat: float, lon: float, radius_m: float = 50, score: float = 0.85) -> Candidate:
    return Candidate("A place", lat, lon, radius_m, "cafe", score, "told")


def found(*candidates: Candidate) -> Answer:
    return Answer("q", "found" if len(candidates) == 1 else "ambiguous", candidates)


NONE = Answer("q", "none")
SLOW = ServiceTimedOut("Elsewhere did not answer in time.")


def test_what_the_gazetteer_is_sure_of_is_asked_of_nobody_else(town: Gazetteer) -> None:
    other = Told(found(place(1, 1)))
    assert Chain(town, other).lookup("Main St").candidates[0].name == "Main St"
    assert other.asked == []


def test_the_first_sure_answer_wins(town: Gazetteer) -> None:
    first, second = Told(found(place(10, 20))), Told(found(place(1, 1)))
    assert Chain(town, Told(NONE), first, second).lookup("Blue Café") == first.answer
    assert second.asked == []


def test_the_failures_are_told_and_the_offline_answer_stands(town: Gazetteer) -> None:
    alone, chained = town.lookup("the branch"), Chain(town, Told(SLOW)).lookup("the branch")
    assert chained.status == alone.status == "ambiguous"
    assert chained.candidates == alone.candidates
    assert "Elsewhere did not answer in time" in describe(chained)


def test_after_a_failure_the_next_one_is_asked(town: Gazetteer) -> None:
    outcome = Chain(town, Told(SLOW), Told(found(place(10, 20)))).ask("Blue Café")
    assert outcome.answer.status == "found"
    assert outcome.troubles == (str(SLOW),)


@pytest.mark.parametrize(
    "query",
    ["", "  ", "\u200b", "10.0, 20.0", "95, 200", "Ann Oak", "annie", "12345", "x" * 1_000_000,
     "&/@", "\x00\x1b"],
)  # fmt: skip
def test_what_is_no_place_is_asked_of_no_service(town: Gazetteer, query: str) -> None:
    other = Told(found(place(1, 1)))
    chain = Chain(town, other, people=["Ann Oak", "Annie"])
    chain.lookup(query)
    assert other.asked == []


def test_a_service_may_confirm_one_of_several_meanings(town: Gazetteer) -> None:
    assert town.lookup("the branch").status == "ambiguous"
    bank = town.lookup("First Bank").candidates[0]
    answer = Chain(town, Told(found(place(bank.lat, bank.lon)))).lookup("the branch")
    assert answer.status == "found"


def test_a_service_does_not_overrule_what_is_ambiguous(town: Gazetteer) -> None:
    answer = Chain(town, Told(found(place(45, 12)))).lookup("the branch")
    assert answer == town.lookup("the branch")


@pytest.mark.parametrize(
    "query", ["Venice", "Hollywood", "Silver Lake", "Hollywood Freeway", "Ventura Fwy"]
)
def test_a_place_of_another_kind_does_not_settle_what_is_ambiguous(query: str) -> None:
    """Wherever it lies: far from all that is meant, on one of the roads, or inside the district."""
    offline = Gazetteer()
    alone = offline.lookup(query)
    points = [(34.1, -118.3), *((one.lat, one.lon) for one in alone.candidates)]
    for lat, lon in points:
        amenity = found(place(lat, lon))
        assert Chain(offline, Told(amenity)).lookup(query) == alone


def test_an_area_or_a_road_is_settled_by_its_like(town: Gazetteer) -> None:
    for kind, settled in (("district", True), ("street", False)):
        like = Answer("q", "found", (Candidate("Harbour", 10.21, 20.25, 900, kind, 0.85, "told"),))
        assert (Chain(town, Told(like)).lookup("Harbour") == like) == settled


@pytest.mark.parametrize(
    "query",
    ["Anna's flat", "Anna’s", "anna's place, Elm City", "the flat of Anna", "Anna Berg villa",
     "Chris' house", "Annie's bar"],
)  # fmt: skip
def test_what_is_said_to_be_a_persons_is_asked_of_no_service(town: Gazetteer, query: str) -> None:
    other = Told(found(place(1, 1)))
    Chain(town, other, people=["Anna Berg", "Chris Shaw", "Annie"]).lookup(query)
    assert other.asked == []


def test_a_name_that_only_sounds_like_a_persons_is_asked_for(town: Gazetteer) -> None:
    other = Told(found(place(1, 1)))
    chain = Chain(town, other, people=["Anna Berg", "Chris Shaw"])
    queries = ["Santa Anna Church", "St. Mary's Hospital", "Shaw Library", "Bergamo"]
    for query in queries:
        chain.lookup(query)
    assert other.asked == queries


def test_a_house_is_looked_for_where_only_its_street_is_known(town: Gazetteer) -> None:
    street = town.lookup("900 Main St")
    assert street.candidates[0].is_only_a_guess
    assert not is_conclusive("900 Main St", street)
    at = street.candidates[0]
    house = found(place(at.lat, at.lon + 0.01))
    assert Chain(town, Told(house)).lookup("900 Main St") == house
    elsewhere = Told(found(place(45, 12)))
    assert Chain(town, elsewhere).lookup("900 Main St") == street


def test_without_any_answer_geopys_error_says_why(town: Gazetteer) -> None:
    chain = Chain(town, Told(SLOW))
    with pytest.raises(GeocoderUnavailable, match="did not answer in time"):
        chain.geocode("Blue Café")
    assert chain.geocode("the branch").address == "First Bank"  # type: ignore[union-attr]


def test_a_story_makes_its_chain(service: Service, tmp_path: Path) -> None:
    service.default = nominatim(osm("Blue Café, Main Street", 10, 20))
    settings = OnlineSettings(endpoint=service.url, interval_s=0, cache_folder=tmp_path)
    chain = Chain.for_story(STORY, settings)
    for _ in range(2):
        assert chain.lookup("Blue Café").status == "found"
        assert chain.lookup("Joe's Bar").candidates[0].kind == "place"
    assert [asked.options["viewbox"] for asked in service.asked] == ["19.75,9.75,20.75,10.5"]


def test_a_story_makes_a_chain_without_a_service(service: Service) -> None:
    service.default = Reply(status=500)
    assert Chain.for_story(STORY).lookup("Blue Café").status == "none"
    assert service.asked == []
