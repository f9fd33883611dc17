"""An invented town for the tests, small enough to check every answer by hand.

Main St runs east along latitude 10, Oak Ave runs north along longitude 20. A tenth of a degree is
about 11 km, a thousandth about 110 m.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from geo.basemap import Atlas, Entry, Kind
from geo.geocoding import Gazetteer
from geo.geodesy import BoundingBox
from geo.story import Event, Person, Place, Position, Story, Where
from tests.geocoding.service import Service, running_service


def at(longitude: float, latitude: float) -> Position:
    return Position(longitude=longitude, latitude=latitude)


def line(
    name: str, kind: Kind, *parts: tuple[Position, ...], aliases: tuple[str, ...] = ()
) -> Entry:
    return Entry(f"{kind}-{name}", name, kind, parts, None, None, aliases, "survey", 3)


def point(
    name: str,
    kind: Kind,
    position: Position,
    radius_m: float,
    *,
    aliases: tuple[str, ...] = (),
    id_: str = "",
) -> Entry:
    entry_id = id_ or f"{kind}-{name}"
    return Entry(entry_id, name, kind, (), position, radius_m, aliases, "survey", 3)


ATLAS = Atlas(
    "A town",
    (
        line("Main St", "street", (at(19.99, 10), at(20.01, 10)), (at(20.05, 10), at(20.09, 10)),
             aliases=("Main",)),
        line("Oak Ave", "street", (at(20, 9.99), at(20, 10.01)), aliases=("Oak",)),
        line("Harbour Blvd", "street", (at(20.2, 10.2), at(20.3, 10.2)), aliases=("Harbour",)),
        line("I-10", "freeway", (at(19.9, 10.05), at(20.1, 10.05)), aliases=("Coast Freeway",)),
        line("I-110", "freeway", (at(20.02, 9.9), at(20.02, 10.1))),
        line("SR-110", "freeway", (at(20.02, 10.1), at(20.02, 10.2))),
        point("10/110 interchange", "interchange", at(20.02, 10.05), 150, aliases=("10/110",)),
        point("Harbour", "district", at(20.25, 10.2), 1_500),
        point("Elm City", "city", at(20.0, 10.0), 3_000),
        point("Elm City Airport", "airport", at(20.1, 10.1), 900, aliases=("ELM",)),
    ),
    BoundingBox(19, 9, 21, 11),
    "none",
    "none",
)  # fmt: skip

STORY = Story(
    title="A small story",
    events=(
        Event("meet", "They meet", where=Where((at(20.07, 10.0001),), place="bar")),
        Event("rob", "They rob", where=Where((at(20.003, 10.003),), place="bank", radius_m=60)),
        Event("hide", "They hide", where=Where(place="hideout")),
        Event("shot", "Filmed far off", where=Where((at(20.25, 10.2),), filmed_at="pier")),
    ),
    people=(Person("ann", "Ann Oak", variants=("Annie",)),),
    places=(
        Place("bar", "Joe's Bar", position=at(20.07, 10.0001), radius_m=50, address="12 Main St",
              aliases=("the bar", "Annie")),
        Place("bank", "First Bank", position=at(20.003, 10.003), radius_m=60,
              aliases=("the bank", "the branch", "Quay & Oak")),
        Place("savings", "Savings Bank", position=at(20.3, 10.2), radius_m=60,
              aliases=("the branch",)),
        Place("hideout", "The hideout", aliases=("the lair",)),
        Place("pier", "Pier", position=at(20.25, 10.2), radius_m=100, aliases=("Harbour",)),
        Place("airport", "Elm City Airport", position=at(20.1, 10.1), radius_m=900),
    ),
)  # fmt: skip


@pytest.fixture(scope="session")
def town() -> Gazetteer:
    return Gazetteer.for_story(STORY, ATLAS)


@pytest.fixture
def service() -> Iterator[Service]:
    with running_service() as running:
        yield running
