"""How much each kind of place outweighs others of the same name, with scores calculated by hand.

The score is the trust in a match by name, 0.98, times the share of its weight in the weights of all
matches. A street given without its suffix ("Elm" for Elm St) weighs 3. From a share of 0.79 on, the
answer is certain and has only one candidate.
"""

from __future__ import annotations

import pytest

from geo.basemap import Atlas, Entry, Kind
from geo.geocoding import Answer, Gazetteer
from geo.geodesy import BoundingBox
from geo.story import Place
from tests.geocoding.conftest import at, line, point

BOUNDS = BoundingBox(19, 9, 21, 11)
STREET = line("Elm St", "street", (at(20, 10), at(20.02, 10)))


def ask(query: str, *entries: Entry, places: tuple[Place, ...] = ()) -> Answer:
    return Gazetteer(places, atlas=Atlas("x", entries, BOUNDS, "", "")).lookup(query)


def elm(kind: Kind) -> Entry:
    """Make a place with the name of the street, 40 km away from it."""
    return point("Elm", kind, at(20.4, 10.2), 100)


@pytest.mark.parametrize(
    ("kind", "weight", "status"),
    [
        ("city", 16, "found"),
        ("district", 9, "ambiguous"),
        ("airport", 8, "ambiguous"),
        ("landmark", 8, "ambiguous"),
        ("station", 8, "ambiguous"),
        ("runway", 8, "ambiguous"),
    ],
)
def test_a_city_outweighs_a_street_named_after_it_and_other_places_do_not(
    kind: Kind, weight: int, status: str
) -> None:
    answer = ask("Elm", elm(kind), STREET)
    assert answer.status == status
    assert answer.candidates[0].kind == kind
    assert answer.candidates[0].score == pytest.approx(0.98 * weight / (weight + 3), abs=1e-4)


def test_a_name_in_the_story_outweighs_a_district_and_an_alias_does_not() -> None:
    bar = Place("bar", "Elm", position=at(20.1, 10.1), radius_m=50)
    named = ask("Elm", elm("district"), places=(bar,))
    assert named.status == "found"
    assert named.candidates[0].score == pytest.approx(0.98 * 40 / 49, abs=1e-4)
    other = Place("bar", "Joe's Bar", position=at(20.1, 10.1), radius_m=50, aliases=("Elm",))
    by_alias = ask("Elm", elm("district"), places=(other,))
    assert [one.kind for one in by_alias.candidates] == ["district", "place"]
    # The trust in a match by an alias is 0.96.
    assert [one.score for one in by_alias.candidates] == pytest.approx(
        [0.98 * 9 / 17, 0.96 * 8 / 17], abs=1e-4
    )


@pytest.mark.parametrize(
    ("query", "kind", "trust", "weight"),
    [
        # The main road of a name weighs four times as much as others of that name.
        ("Elm St", "street", 0.98, 4 * 10),
        ("I-10", "freeway", 0.96, 10),
        ("I-10 & I-110", "interchange", 0.97, 10),
        ("Oak & Pine", "corner", 0.97, 10),
    ],
)
def test_a_road_or_a_crossing_outweighs_an_alias_of_the_story(
    query: str, kind: str, trust: float, weight: int
) -> None:
    roads = (
        STREET,
        line("Oak Ave", "street", (at(20.1, 9.99), at(20.1, 10.01))),
        line("Pine Ave", "street", (at(20.09, 10), at(20.11, 10))),
        point("Oak Ave & Pine Ave", "corner", at(20.1, 10), 30),
        line("I-10", "freeway", (at(19.9, 10.05), at(20.1, 10.05))),
        line("I-110", "freeway", (at(20.02, 9.9), at(20.02, 10.1))),
        point("10/110 interchange", "interchange", at(20.02, 10.05), 150),
    )
    bar = Place("bar", "Joe's Bar", position=at(20.6, 10.6), radius_m=50, aliases=(query,))
    best = ask(query, *roads, places=(bar,)).candidates[0]
    assert best.kind == kind
    assert best.score == pytest.approx(trust * weight / (weight + 8), abs=1e-4)
