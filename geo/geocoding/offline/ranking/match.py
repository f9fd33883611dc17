"""One place that a query may mean, with its weight against others and the trust in the match."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from geo.geocoding.offline.place_index import KnownPlace, PlaceIndex

# The weight of a match against other matches of the same words, by kind. A city outweighs a street
# that is named after it, but a district does not. An alias in the story does not outweigh a place.
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

# The trust in a match of each type: the share of right answers when it is the only match.
# `bench/geocoding.py` measures how well these values hold.
NAME, ALIAS, NICKNAME, ADDRESS, CORNER, BARE = 0.98, 0.96, 0.95, 0.97, 0.97, 0.93
ADDRESS_ON_STREET, ADDRESS_IN_BLOCK, HEAD, VAGUE = 0.95, 0.88, 0.8, 0.5
# A station by its alias alone ("Downtown Long Beach"), which more often means the place itself.
HALF_NAMED: Final = 0.65
# For "near X": the factor for the trust, and the metres added to the radius (at least).
NEAR, NEAR_M = 0.85, 200.0
# The city or district of an address whose street is not on the map.
AREA_ONLY: Final = 0.5


@dataclass(frozen=True, slots=True)
class Match:
    """One place that a query may mean.

    `numbers` are the numbers of the place in the index; a road may have several entries. `weight`
    ranks it against other matches, and `base` is the trust in the match (0 to 1). `explicit`: the
    words say that they mean a road (Blvd, Fwy, I-). `made` is a place that is not in the index but
    calculated for this query; `numbers` is then empty. `slack_m` is added to the radius: the place
    may lie this many metres outside it, as on the undrawn part of a street. `anywhere`: it may be
    anywhere along the road, so the events on the road do not matter.
    """

    numbers: tuple[int, ...]
    weight: float
    base: float
    explicit: bool = False
    note: str | None = None
    calculated: KnownPlace | None = None
    slack_m: float = 0.0
    anywhere: bool = False

    def places(self, index: PlaceIndex) -> list[KnownPlace]:
        """The places of the match."""
        return (
            [self.calculated]
            if self.calculated
            else [index.places[number] for number in self.numbers]
        )
