"""What a query means in a town that can be checked by eye."""

from __future__ import annotations

import json

import pytest

from geo.geocoding import Gazetteer, describe
from geo.geodesy import fast_distance_m
from geo.story import Place, Position, Story


def test_a_street_answers_as_a_line_and_the_part_where_the_story_plays_comes_first(
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
def test_a_freeway_is_found_in_every_way_it_is_written(town: Gazetteer, query: str) -> None:
    answer = town.lookup(query)
    assert (answer.status, answer.candidates[0].name) == ("found", "I-10")


def test_one_number_on_two_networks_is_one_road_until_the_network_is_named(town: Gazetteer) -> None:
    assert town.lookup("the 110").candidates[0].name == "I-110 / SR-110"
    assert town.lookup("SR-110").candidates[0].name == "SR-110"


@pytest.mark.parametrize(
    "query", ["10/110", "110 and 10", "the 10 & the 110", "I-10/I-110 interchange"]
)
def test_an_interchange_is_found_in_either_order(town: Gazetteer, query: str) -> None:
    answer = town.lookup(query)
    assert (answer.status, answer.candidates[0].kind) == ("found", "interchange")


@pytest.mark.parametrize("query", ["Main & Oak", "Oak and Main St", "Oak Ave at Main", "oak/main"])
def test_a_corner_is_worked_out_from_two_lines(town: Gazetteer, query: str) -> None:
    answer = town.lookup(query)
    (corner,) = answer.candidates
    assert corner.kind == "corner"
    assert corner.lat == pytest.approx(10.0)
    assert corner.lon == pytest.approx(20.0)
    assert corner.note is not None


def test_a_corner_that_only_the_story_knows_is_its_place(town: Gazetteer) -> None:
    assert town.lookup("Oak & Quay").candidates[0].name == "First Bank"


def test_roads_that_do_not_meet_have_no_corner(town: Gazetteer) -> None:
    answer = town.lookup("Main & Harbour")
    assert answer.status == "none"
    assert answer.note is not None


def test_a_city_lists_the_scenes_inside_it(town: Gazetteer) -> None:
    answer = town.lookup("Elm City")
    assert (answer.status, answer.candidates[0].kind) == ("found", "city")
    assert answer.candidates[0].events == ("rob",)


def test_an_alias_that_also_names_something_larger_is_ambiguous(town: Gazetteer) -> None:
    answer = town.lookup("Harbour")
    assert answer.status == "ambiguous"
    assert {candidate.kind for candidate in answer.candidates} == {"district", "street", "place"}
    assert town.lookup("Harbour Blvd").status == "found"


def test_two_places_with_one_alias_are_ambiguous(town: Gazetteer) -> None:
    answer = town.lookup("the branch")
    assert answer.status == "ambiguous"
    assert [candidate.name for candidate in answer.candidates] == ["First Bank", "Savings Bank"]


def test_the_storys_place_and_the_atlas_agree_on_one_airport(town: Gazetteer) -> None:
    answer = town.lookup("Elm City Airport")
    assert (answer.status, len(answer.candidates)) == ("found", 1)
    assert answer.candidates[0].kind == "airport"


def test_a_place_that_nobody_can_locate_is_none_with_the_reason(town: Gazetteer) -> None:
    answer = town.lookup("the lair")
    assert (answer.status, answer.candidates) == ("none", ())
    assert answer.note == "nobody knows where “The hideout” is (1 scene)"


def test_a_person_is_not_a_place_even_when_a_place_is_called_so(town: Gazetteer) -> None:
    for query in ("Ann Oak", "Annie"):
        answer = town.lookup(query)
        assert answer.status == "none"
        assert answer.note is not None
        assert "Ann Oak" in answer.note


def test_a_listed_address_is_its_place_and_any_other_is_its_street(town: Gazetteer) -> None:
    assert town.lookup("12 Main Street").candidates[0].name == "Joe's Bar"
    other = town.lookup("99 Main St").candidates[0]
    assert other.kind == "street"
    assert other.note is not None
    assert "99" in other.note


@pytest.mark.parametrize("query", ["Main St, Rome", "Elm City, Italy", "Elm City Italy", "Italy"])
def test_another_place_is_none(town: Gazetteer, query: str) -> None:
    assert town.lookup(query).status == "none"


def test_a_slip_of_the_pen_is_forgiven_and_told(town: Gazetteer) -> None:
    answer = town.lookup("Harbuor Blvd")
    assert answer.status == "found"
    assert answer.candidates[0].name == "Harbour Blvd"
    assert answer.candidates[0].score < town.lookup("Harbour Blvd").candidates[0].score
    assert answer.candidates[0].note == "Read as a slip of the pen."


@pytest.mark.parametrize("query", ["near Elm City Airport", "somewhere near Elm City Airport"])
def test_near_a_place_is_less_sure_and_reaches_farther_than_at_it(
    town: Gazetteer, query: str
) -> None:
    (near,), (there,) = (town.lookup(one).candidates for one in (query, "at Elm City Airport"))
    assert (near.name, there.name) == ("Elm City Airport", "Elm City Airport")
    assert near.score < there.score
    assert near.radius_m == 2 * there.radius_m
    assert near.note == "Near it; how near is not said."


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("University of California, Los Angeles, CA 90095", "UCLA"),
        ("L.A. International Airport", "Los Angeles International Airport"),
        ("Compton Airport", "Compton/Woodley Airport"),
        ("Marina del Ray", "Marina del Rey"),
    ],
)
def test_a_name_is_found_however_much_of_it_is_written(query: str, name: str) -> None:
    answer = Gazetteer().lookup(query)
    assert (answer.status, answer.candidates[0].name) == ("found", name)


def test_a_name_that_begins_one_and_ends_another_is_asked_back() -> None:
    answer = Gazetteer().lookup("Civic Center")
    assert answer.status == "ambiguous"
    assert len(answer.candidates) > 1


@pytest.mark.parametrize("query", ["Ventura", "Anaheim", "Ventura, CA"])
def test_a_bare_street_name_that_is_a_city_beyond_the_map_is_asked_back(query: str) -> None:
    answer = Gazetteer().lookup(query)
    assert answer.status == "ambiguous"
    assert answer.candidates[0].note is not None
    assert "this map does not reach there" in answer.candidates[0].note
    assert Gazetteer().lookup("Ventura Blvd").status == "found"


@pytest.mark.parametrize("query", ["Lakewood, Colorado", "Venice, Colorado"])
def test_a_comma_before_a_road_that_is_not_met_drops_nothing(query: str) -> None:
    assert Gazetteer().lookup(query).status == "none"


def test_two_slips_make_no_certain_answer() -> None:
    assert Gazetteer().lookup("Monticello").status == "ambiguous"


@pytest.mark.parametrize("query", ["Walt Disney", "Will Rogers", "Bob Hope"])
def test_a_person_a_place_is_named_after_is_not_the_place(query: str) -> None:
    assert Gazetteer().lookup(query).status == "none"


@pytest.mark.parametrize("query", ["Oak Avenue", "Oak Ave", "N Oak Ave"])
def test_spellings_of_one_street_agree(town: Gazetteer, query: str) -> None:
    assert town.lookup(query).candidates[0].name == "Oak Ave"


def test_scores_stay_between_nothing_and_certain(town: Gazetteer) -> None:
    for query in ("Harbour", "Main St", "the branch", "10, 20", "Elm City"):
        scores = [candidate.score for candidate in town.lookup(query).candidates]
        assert scores
        assert sum(scores) <= 1
        assert scores == sorted(scores, reverse=True)


def test_the_answer_prints_as_the_command_line_promises(town: Gazetteer) -> None:
    printed = json.loads(json.dumps(town.lookup("the bank").as_dict()))
    assert set(printed) == {"query", "status", "candidates"}
    (candidate,) = printed["candidates"]
    assert set(candidate) == {"name", "lat", "lon", "radius_m", "kind", "score", "source"}
    assert candidate["name"] == "First Bank"
    assert candidate["radius_m"] == 60


JOES = "Joe's Bar: Joe's Bar (place of the story), 10.00010, 20.07000, within 50 m, 1 scene"
WHICH = (
    "the branch: which of these? 1. First Bank (place of the story, 1 scene); "
    "2. Savings Bank (place of the story)"
)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("Joe's Bar", JOES),
        ("the branch", WHICH),
        ("asdfgh", "asdfgh: not a place of the story or the map"),
        ("  ", "nothing: nothing was asked"),
    ],
)  # fmt: skip
def test_an_answer_is_described_in_one_plain_line(town: Gazetteer, query: str, told: str) -> None:
    assert describe(town.lookup(query)) == told


def test_without_a_story_the_atlas_alone_answers() -> None:
    bare = Gazetteer()
    assert bare.lookup("Venice Blvd").candidates[0].events == ()
    assert bare.lookup("the bank").status == "none"


def test_a_story_elsewhere_is_not_searched_on_the_shipped_map() -> None:
    rialto = Place("rialto", "Rialto", position=Position(longitude=12.336, latitude=45.438))
    story = Story(title="Elsewhere", events=(), places=(rialto,))
    gazetteer = Gazetteer.for_story(story)
    assert gazetteer.lookup("Rialto").status == "found"
    assert gazetteer.lookup("Venice Blvd").status == "none"
