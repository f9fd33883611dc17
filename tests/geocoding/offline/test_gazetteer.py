"""Queries in an invented town whose answers can be checked by hand."""

from __future__ import annotations

import json

import pytest

from geo.geocoding import Candidate, Gazetteer, describe
from geo.geodesy import fast_distance_m
from geo.story import Event, Place, Position, Story


def test_a_street_has_its_lines_and_the_part_with_events_comes_first(
    town: Gazetteer,
) -> None:
    answer = town.lookup("Main Street")
    assert answer.status == "found"
    (street,) = answer.candidates
    assert street.kind == "street"
    assert len(street.line) == 2
    assert street.line[0][0].longitude == 20.05
    assert street.lon == pytest.approx(20.07)
    assert street.events == ("meet",)


def test_the_whole_line_lies_within_the_radius_of_its_point(town: Gazetteer) -> None:
    (street,) = town.lookup("Main St").candidates
    middle = Position(longitude=street.lon, latitude=street.lat)
    farthest = max(fast_distance_m(middle, vertex) for part in street.line for vertex in part)
    assert street.radius_m == pytest.approx(farthest)


@pytest.mark.parametrize(
    "query", ["I-10", "I10", "interstate 10", "the 10", "10 Fwy", "Coast Freeway"]
)
def test_a_freeway_is_found_in_all_spellings(town: Gazetteer, query: str) -> None:
    answer = town.lookup(query)
    assert (answer.status, answer.candidates[0].name) == ("found", "I-10")


def test_a_number_in_two_networks_is_one_road_unless_the_network_is_named(town: Gazetteer) -> None:
    assert town.lookup("the 110").candidates[0].name == "I-110 / SR-110"
    assert town.lookup("SR-110").candidates[0].name == "SR-110"


@pytest.mark.parametrize(
    "query", ["10/110", "110 and 10", "the 10 & the 110", "I-10/I-110 interchange"]
)
def test_an_interchange_is_found_in_either_order(town: Gazetteer, query: str) -> None:
    answer = town.lookup(query)
    assert (answer.status, answer.candidates[0].kind) == ("found", "interchange")


@pytest.mark.parametrize("query", ["Main & Oak", "Oak and Main St", "Oak Ave at Main", "oak/main"])
def test_a_corner_is_calculated_from_two_lines(town: Gazetteer, query: str) -> None:
    answer = town.lookup(query)
    (corner,) = answer.candidates
    assert corner.kind == "corner"
    assert corner.lat == pytest.approx(10.0)
    assert corner.lon == pytest.approx(20.0)
    assert corner.note is not None


def test_a_corner_that_is_only_in_the_story_is_its_place(town: Gazetteer) -> None:
    assert town.lookup("Oak & Quay").candidates[0].name == "First Bank"


def test_roads_that_do_not_meet_have_no_corner(town: Gazetteer) -> None:
    answer = town.lookup("Main & Harbour")
    assert answer.status == "none"
    assert answer.note is not None


def test_a_city_lists_the_events_inside_it(town: Gazetteer) -> None:
    answer = town.lookup("Elm City")
    assert (answer.status, answer.candidates[0].kind) == ("found", "city")
    assert answer.candidates[0].events == ("rob",)


def test_an_alias_that_is_also_the_name_of_a_district_is_ambiguous(town: Gazetteer) -> None:
    answer = town.lookup("Harbour")
    assert answer.status == "ambiguous"
    assert {candidate.kind for candidate in answer.candidates} == {"district", "street", "place"}
    assert town.lookup("Harbour Blvd").status == "found"


def test_two_places_with_the_same_alias_are_ambiguous(town: Gazetteer) -> None:
    answer = town.lookup("the branch")
    assert answer.status == "ambiguous"
    assert [candidate.name for candidate in answer.candidates] == ["First Bank", "Savings Bank"]


def test_an_airport_in_the_story_and_in_the_atlas_is_one_candidate(town: Gazetteer) -> None:
    answer = town.lookup("Elm City Airport")
    assert (answer.status, len(answer.candidates)) == ("found", 1)
    assert answer.candidates[0].kind == "airport"


def test_a_place_with_an_unknown_location_is_not_found_and_the_note_gives_the_reason(
    town: Gazetteer,
) -> None:
    answer = town.lookup("the lair")
    assert (answer.status, answer.candidates) == ("none", ())
    assert answer.note == "the location of “The hideout” is unknown (1 event)"


def test_a_person_is_not_a_place_even_if_a_place_has_that_alias(town: Gazetteer) -> None:
    for query in ("Ann Oak", "Annie"):
        answer = town.lookup(query)
        assert answer.status == "none"
        assert answer.note is not None
        assert "Ann Oak" in answer.note


def test_a_listed_address_is_its_place_and_an_unlisted_one_is_its_street(town: Gazetteer) -> None:
    assert town.lookup("12 Main Street").candidates[0].name == "Joe's Bar"
    other = town.lookup("99 Main St").candidates[0]
    assert other.kind == "street"
    assert other.note is not None
    assert "99" in other.note


@pytest.mark.parametrize("query", ["Main St, Rome", "Elm City, Italy", "Elm City Italy", "Italy"])
def test_a_place_outside_the_map_is_not_found(town: Gazetteer, query: str) -> None:
    assert town.lookup(query).status == "none"


def test_a_misspelt_name_is_found_with_a_note(town: Gazetteer) -> None:
    answer = town.lookup("Harbuor Blvd")
    assert answer.status == "found"
    assert answer.candidates[0].name == "Harbour Blvd"
    assert answer.candidates[0].score < town.lookup("Harbour Blvd").candidates[0].score
    assert answer.candidates[0].note == "Found despite a spelling mistake."


@pytest.mark.parametrize("query", ["near Elm City Airport", "somewhere near Elm City Airport"])
def test_near_a_place_has_a_lower_score_and_a_larger_radius(town: Gazetteer, query: str) -> None:
    (near,), (there,) = (town.lookup(one).candidates for one in (query, "at Elm City Airport"))
    assert (near.name, there.name) == ("Elm City Airport", "Elm City Airport")
    assert near.score < there.score
    assert near.radius_m == 2 * there.radius_m
    assert near.note == "Somewhere near this place, at an unknown distance."


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("University of California, Los Angeles, CA 90095", "UCLA"),
        ("L.A. International Airport", "Los Angeles International Airport"),
        ("Compton Airport", "Compton/Woodley Airport"),
        ("Marina del Ray", "Marina del Rey"),
    ],
)
def test_long_and_short_forms_of_a_name_are_found(query: str, name: str) -> None:
    answer = Gazetteer().lookup(query)
    assert (answer.status, answer.candidates[0].name) == ("found", name)


def test_words_at_the_beginning_of_one_name_and_the_end_of_another_are_ambiguous() -> None:
    answer = Gazetteer().lookup("Civic Center")
    assert answer.status == "ambiguous"
    assert len(answer.candidates) > 1


@pytest.mark.parametrize("query", ["Ventura", "Anaheim", "Ventura, CA"])
def test_a_bare_street_name_that_is_also_a_city_outside_the_map_is_ambiguous(query: str) -> None:
    answer = Gazetteer().lookup(query)
    assert answer.status == "ambiguous"
    assert answer.candidates[0].note is not None
    assert "this map does not cover it" in answer.candidates[0].note
    assert Gazetteer().lookup("Ventura Blvd").status == "found"


@pytest.mark.parametrize("query", ["Lakewood, Colorado", "Venice, Colorado"])
def test_a_part_after_a_comma_that_does_not_fit_is_not_ignored(query: str) -> None:
    assert Gazetteer().lookup(query).status == "none"


def test_a_name_with_two_typos_is_not_certain() -> None:
    assert Gazetteer().lookup("Monticello").status == "ambiguous"


@pytest.mark.parametrize("query", ["Walt Disney", "Will Rogers", "Bob Hope"])
def test_the_person_that_a_place_is_named_after_is_not_the_place(query: str) -> None:
    assert Gazetteer().lookup(query).status == "none"


@pytest.mark.parametrize("query", ["Oak Avenue", "Oak Ave", "N Oak Ave"])
def test_spellings_of_one_street_agree(town: Gazetteer, query: str) -> None:
    assert town.lookup(query).candidates[0].name == "Oak Ave"


def test_scores_are_sorted_and_add_up_to_at_most_one(town: Gazetteer) -> None:
    for query in ("Harbour", "Main St", "the branch", "10, 20", "Elm City"):
        scores = [candidate.score for candidate in town.lookup(query).candidates]
        assert scores
        assert sum(scores) <= 1
        assert scores == sorted(scores, reverse=True)


def test_as_dict_has_the_documented_keys(town: Gazetteer) -> None:
    printed = json.loads(json.dumps(town.lookup("the bank").as_dict()))
    assert set(printed) == {"query", "status", "candidates"}
    (candidate,) = printed["candidates"]
    assert set(candidate) == {"name", "lat", "lon", "radius_m", "kind", "score", "source"}
    assert candidate["name"] == "First Bank"
    assert candidate["radius_m"] == 60


JOES = (
    "Joe's Bar: Joe's Bar (place of the story), 10.00010, 20.07000, accurate to about 50 m, 1 event"
)
WHICH = (
    "the branch: which of these? 1. First Bank (place of the story, 1 event); "
    "2. Savings Bank (place of the story)"
)


@pytest.mark.parametrize(
    ("query", "description"),
    [
        ("Joe's Bar", JOES),
        ("the branch", WHICH),
        ("asdfgh", "asdfgh: no location found for this name"),
        ("Main & Asdf", "Main & Asdf: the map has no road named asdf"),
        ("Qwer & Asdf", "Qwer & Asdf: no location found for this name"),
        ("Main & Harbour Blvd", "Main & Harbour Blvd: these roads do not meet on the map"),
        ("  ", "empty query: enter the name of a place"),
    ],
)  # fmt: skip
def test_an_answer_is_described_in_one_line(town: Gazetteer, query: str, description: str) -> None:
    assert describe(town.lookup(query)) == description


def test_coordinates_are_described_once(town: Gazetteer) -> None:
    description = describe(town.lookup("10.01, 20.05"))
    assert description.startswith("10.01, 20.05: 10.01000, 20.05000 (coordinate), accurate to")


def test_a_single_guess_is_a_question_with_its_reason() -> None:
    assert describe(Gazetteer().lookup("Hope")) == (
        "Hope: a common word; do you mean Hope St (street)?"
    )


def test_without_a_story_only_the_atlas_is_searched() -> None:
    bare = Gazetteer()
    assert bare.lookup("Venice Blvd").candidates[0].events == ()
    assert bare.lookup("the bank").status == "none"


def test_the_map_of_los_angeles_is_not_searched_for_a_story_elsewhere() -> None:
    rialto = Place("rialto", "Rialto", position=Position(longitude=12.336, latitude=45.438))
    story = Story(title="Elsewhere", events=(Event("e", "E"),), places=(rialto,))
    gazetteer = Gazetteer.for_story(story)
    assert gazetteer.lookup("Rialto").status == "found"
    assert gazetteer.lookup("Venice Blvd").status == "none"


def test_a_gazetteer_of_a_story_searches_the_story_s_places() -> None:
    bar = Place("bar", "Zorro Bar", position=Position(-118.3, 34.0))
    story = Story("S", (Event("e", "E"),), places=(bar,))
    for gazetteer in (Gazetteer(story=story), Gazetteer.for_story(story)):
        assert gazetteer.lookup("Zorro Bar").status == "found"
    assert Gazetteer((), story=story).lookup("Zorro Bar").status == "none"


def test_a_city_after_the_comma_excludes_streets_but_a_postal_code_does_not() -> None:
    kinds = {
        query: [one.kind for one in Gazetteer().lookup(query).candidates]
        for query in ("Venice", "Venice, 90291", "Venice, CA", "Venice, Los Angeles")
    }
    assert kinds["Venice"] == kinds["Venice, 90291"] == ["district", "street"]
    assert kinds["Venice, CA"] == kinds["Venice, Los Angeles"] == ["district"]


@pytest.mark.parametrize(
    ("radius_m", "words"),
    [
        (0.2, "1 m"),
        (1.46, "1 m"),
        (19.6, "20 m"),
        (24.9, "20 m"),
        (949.0, "950 m"),
        (960, "1.0 km"),
    ],
)
def test_the_accuracy_of_a_candidate_is_rounded(radius_m: float, words: str) -> None:
    candidate = Candidate("Elm", 10.0, 20.0, radius_m, "landmark", 0.5, "a map")
    assert candidate.precision == f"accurate to about {words}"
