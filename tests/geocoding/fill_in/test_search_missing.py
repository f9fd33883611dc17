"""Searching all places of a story: existing points stay, certain ones are added, others listed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

import pytest

from geo.errors import ServiceUnavailable
from geo.formats import geojson_writer, parse
from geo.geocoding import Answer, Candidate
from geo.geocoding.fill_in.search_missing import Located, locate, queries
from geo.geodesy import distance_m
from geo.story import Event, Person, Place, Position, Source, Story, Where

TODAY: Final = date(2026, 1, 31)
CORNER: Final = "Wilshire Blvd & Western Ave, Los Angeles"
HERE: Final = Position(-118.4, 34.0)


class FakeGeocoder:
    """A geocoder with fixed answers by query, or one that always fails. It records the queries."""

    def __init__(self, answers: dict[str, Answer] | None = None, fails: bool = False) -> None:
        self.answers, self.fails, self.queries = answers or {}, fails, list[str]()

    def lookup(self, query: str) -> Answer:
        self.queries.append(query)
        if self.fails:
            raise ServiceUnavailable("Elsewhere cannot be reached.")
        return self.answers.get(query, Answer(query, "none"))


def answer(lat: float, lon: float, radius_m: float = 40) -> Answer:
    source = "Nominatim at example.org, queried 2026-01-30; © OpenStreetMap contributors, ODbL"
    return Answer("q", "found", (Candidate("A café", lat, lon, radius_m, "cafe", 0.85, source),))


def story(*places: Place, events: tuple[Event, ...] = ()) -> Story:
    made = events or tuple(
        Event(place.id, place.name or "Unnamed", where=Where(place=place.id)) for place in places
    )
    return Story("A story", made, places=places, people=(Person("ann", "Venice"),))


def place_of(located: Located, id_: str) -> Place:
    return next(place for place in located.story.places if place.id == id_)


def test_a_certain_point_is_added_with_its_source() -> None:
    located = locate(story(Place("corner", "A corner", address=CORNER)), today=TODAY)
    corner = place_of(located, "corner")
    assert corner.position is not None
    assert distance_m(corner.position, Position(-118.3091, 34.0618)) < 100
    assert corner.radius_m is not None
    assert corner.radius_m <= 200
    assert corner.confidence is not None
    assert 0.7 <= corner.confidence <= 1
    (source,) = located.story.sources
    assert corner.sources == (source.id,)
    assert source.title.startswith("geocoded on 2026-01-31; ")
    assert corner.note is not None
    assert corner.note.startswith("Found under the name “")
    event = located.story.events[0]
    assert event.where.path == (corner.position,)
    assert (event.where.radius_m, event.where.confidence) == (corner.radius_m, corner.confidence)
    assert located.events == ("corner",)
    assert [row.id for row in located.found] == ["corner"]


def test_existing_points_are_kept() -> None:
    place = Place("corner", "A corner", position=HERE, address=CORNER)
    event = Event("a", "A", where=Where((Position(1, 2), Position(3, 4)), place="corner"))
    before = story(place, events=(event,))
    located = locate(before, today=TODAY, online=lambda _: FakeGeocoder(fails=True))
    assert located.story == before
    assert located == Located(before, kept=1)


def test_an_event_without_a_point_gets_the_point_of_its_place() -> None:
    place = Place("here", "Nowhere", position=HERE, radius_m=80, confidence=0.6)
    event = Event("a", "A", where=Where(place="here", radius_m=30, confidence=0.9))
    located = locate(story(place, events=(event,)), today=TODAY)
    where = located.story.events[0].where
    assert (where.path, where.radius_m, where.confidence) == ((HERE,), 80, 0.6)


def test_a_larger_radius_and_a_lower_confidence_in_the_story_are_kept() -> None:
    guess = Place("guess", "A guess", address=CORNER, radius_m=9_000, confidence=0.1)
    located = locate(story(guess), today=TODAY)
    filled = place_of(located, "guess")
    assert (filled.radius_m, filled.confidence) == (9_000, 0.1)
    assert not located.story.events[0].where.has_marker


@pytest.mark.parametrize(
    ("name", "status"),
    [("Venice, Italy", "none"), ("asdfgh", "none"), ("", "none"), ("Wilmington Avenue", "found")],
)
def test_a_place_gets_a_point_only_if_it_is_found(name: str, status: str) -> None:
    located = locate(story(Place("place", name)), today=TODAY)
    rows = {"found": located.found, "ambiguous": located.ambiguous, "none": located.none}
    assert [row.id for row in rows[status]] == ["place"]
    assert (place_of(located, "place").position is None) == (status != "found")


def test_an_ambiguous_answer_adds_no_point() -> None:
    two = Answer("q", "ambiguous", (*answer(34, -118).candidates, *answer(33, -117).candidates))
    service = FakeGeocoder({"Blue Café": two})
    located = locate(story(Place("cafe", "Blue Café")), today=TODAY, online=lambda _: service)
    assert place_of(located, "cafe").position is None
    assert [row.id for row in located.ambiguous] == ["cafe"]
    assert "; or " in str(located.ambiguous[0])


def test_an_address_and_a_name_that_lead_to_different_places_are_ambiguous() -> None:
    service = FakeGeocoder({"Blue Café": answer(34, -118), "1 Elm Way": answer(33, -117, 3_000)})
    place = Place("cafe", "Blue Café", address="1 Elm Way")
    located = locate(story(place), today=TODAY, online=lambda _: service)
    assert [row.id for row in located.ambiguous] == ["cafe"]
    assert located.ambiguous[0].answer.note == "the address and the name lead to different places"


def test_an_answer_that_is_only_a_guess_is_listed_and_not_written() -> None:
    service = FakeGeocoder({"Blue Café": answer(34, -118, 20_000)})
    located = locate(story(Place("cafe", "Blue Café")), today=TODAY, online=lambda _: service)
    assert place_of(located, "cafe").position is None
    assert [row.id for row in located.ambiguous] == ["cafe"]


def test_a_service_is_queried_only_for_places_that_are_not_found_offline() -> None:
    service = FakeGeocoder({"Blue Café": answer(34, -118)})
    places = (Place("cafe", "Blue Café"), Place("corner", "A corner", address=CORNER))
    seen: list[Story] = []

    def online(located: Story) -> FakeGeocoder:
        seen.append(located)
        return service

    located = locate(story(*places), today=TODAY, online=online)
    assert service.queries == ["Blue Café"]
    assert [row.id for row in located.found] == ["cafe", "corner"]
    assert "OpenStreetMap" in (located.story.attribution or "")
    assert "queried 2026-01-30" in located.story.sources[0].title
    # The service gets the story with the points found offline, for the area of the story.
    assert place_of(Located(seen[0]), "corner").position is not None


def test_a_failing_service_is_reported_once_and_not_used_after_three_failures() -> None:
    service = FakeGeocoder(fails=True)
    places = [Place(f"p{number}", f"Blue Café {number}") for number in range(10)]
    corner = Place("corner", "A corner", address=CORNER)
    located = locate(story(*places, corner), today=TODAY, online=lambda _: service)
    assert len(service.queries) == 3
    assert located.troubles == (
        "Elsewhere cannot be reached.",
        "7 more places were not looked up online, because the service kept failing.",
    )
    assert [row.id for row in located.found] == ["corner"]
    assert len(located.none) == 10


def test_a_service_that_sometimes_fails_is_queried_for_every_place() -> None:
    """Two failures, an answer, two failures: never three in a row."""

    class Unsteady(FakeGeocoder):
        def lookup(self, query: str) -> Answer:
            self.fails = query != "Blue Café 2"
            return super().lookup(query)

    service = Unsteady()
    places = [Place(f"p{number}", f"Blue Café {number}") for number in range(5)]
    located = locate(story(*places), today=TODAY, online=lambda _: service)
    assert len(service.queries) == 5
    assert located.troubles == ("Elsewhere cannot be reached.",)


def test_points_with_the_same_origin_share_a_source_with_an_unused_id() -> None:
    service = FakeGeocoder({name: answer(34, -118) for name in ("Blue Café", "Red Café")})
    places = (Place("a", "Blue Café", sources=("geocoded-1",)), Place("b", "Red Café"))
    before = replace(story(*places), sources=(Source("geocoded-1", "A book"),))
    located = locate(before, today=TODAY, online=lambda _: service)
    assert [source.id for source in located.story.sources] == ["geocoded-1", "geocoded-2"]
    assert place_of(located, "a").sources == ("geocoded-1", "geocoded-2")
    assert place_of(located, "b").sources == ("geocoded-2",)


def test_progress_is_reported_before_each_place() -> None:
    reports: list[tuple[int, int, str]] = []
    locate(
        story(Place("a", "One"), Place("b", "Two")),
        today=TODAY,
        progress=lambda *report: reports.append(report),
    )
    assert reports == [(1, 2, "One"), (2, 2, "Two")]


def test_events_without_a_place_are_listed() -> None:
    located = locate(story(events=(Event("a", "A"),)), today=TODAY)
    assert located.unplaced == ("a",)


def test_the_queries_for_a_place_are_its_address_and_its_name_without_the_brackets() -> None:
    assert queries(Place("a", "The Bank (the big one)", address=" 1 Elm Way ")) == (
        "1 Elm Way",
        "The Bank",
    )
    assert queries(Place("a", "(nameless)")) == ("(nameless)",)
    assert queries(Place("a", " ")) == ()


def test_a_story_with_added_points_can_be_written_and_read_again() -> None:
    located = locate(story(Place("corner", "A corner", address=CORNER)), today=TODAY)
    again, problems = parse(geojson_writer.to_text(located.story), "x.geojson")
    assert problems == ()
    assert again.places == located.story.places
    assert again.events == located.story.events
