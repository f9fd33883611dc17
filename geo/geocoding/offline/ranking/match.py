"""One meaning that a query may have, how much it weighs, and how sure its match is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from geo.geocoding.offline.place_index import KnownPlace, PlaceIndex

# How much a meaning weighs against the others that the same words have. A city outweighs the street
# that is named after it; a district does not, nor does a story's alias outweigh something real.
WEIGHTS: Final = {
    "city": 16.0,
    "district": 9.0,
    "airport": 8.0,
    "landmark": 8.0,
    "station": 8.0,
    "runway": 8.0,
    "freeway": 10.0,
    "interchange": 10.0,
    "corner": 10.0,
    "street": 10.0,
}
STORY_NAME: Final = 40.0
STORY_ALIAS: Final = 8.0

# How often an answer is right that was matched in this way, when nothing else has the name;
# `bench/geocoding.py` shows how well that holds.
NAME, ALIAS, NICKNAME, ADDRESS, CORNER, BARE = 0.98, 0.96, 0.95, 0.97, 0.97, 0.93
ADDRESS_ON_STREET, ADDRESS_IN_BLOCK, HEAD, VAGUE = 0.95, 0.88, 0.8, 0.5
# A station by what it is named after ("Downtown Long Beach"), which is more often meant itself.
HALF_NAMED: Final = 0.65
# "Near" a place is not at it, and how near nobody says: trust, and metres more at least.
NEAR, NEAR_M = 0.85, 200.0
# Only the area of an address whose street is not drawn.
AREA_ONLY: Final = 0.5


@dataclass(frozen=True, slots=True)
class Match:
    """One meaning. `numbers` are things of the index (several when one road has several entries).

    `explicit`: the words say that a road is meant (Blvd, Fwy, I-). `made` is a thing that is in no
    index, worked out for this query; `numbers` is then empty. `slack_m` is how far beyond the
    thing's own reach the meant spot may lie: a street goes on where the map stops drawing it.
    `anywhere`: it may be anywhere along the road, wherever the story plays.
    """

    numbers: tuple[int, ...]
    weight: float
    base: float
    explicit: bool = False
    note: str | None = None
    made: KnownPlace | None = None
    slack_m: float = 0.0
    anywhere: bool = False

    def things(self, index: PlaceIndex) -> list[KnownPlace]:
        """The things that it means."""
        return [self.made] if self.made else [index.things[number] for number in self.numbers]
