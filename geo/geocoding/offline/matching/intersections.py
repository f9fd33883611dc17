"""Intersections of two roads, in the forms that people write.

Examples: "Wilshire & Doheny", "5th at Flower", "Flower between 4th and 5th", "Venice Blvd just east
of Normandie".
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from geo.geocoding.offline.matching.road_crossing import (
    Road,
    RoadCrossing,
    crossings,
    extended_crossings,
)
from geo.geocoding.offline.matching.same_spot import first_of_each_spot, most_exact_of_each_spot
from geo.geocoding.offline.parsing.freeways import freeway
from geo.geocoding.offline.parsing.words import DIRECTIONS, ordinal, street_parts, words
from geo.geocoding.offline.place_index import KnownPlace, PlaceIndex, split_corner
from geo.geocoding.offline.ranking.match import (
    ALIAS,
    CORNER,
    NEAR,
    NEAR_M,
    STORY_ALIAS,
    VAGUE,
    WEIGHTS,
    Match,
)
from geo.geodesy import fast_distance_m
from geo.story import Position

# Trust in two roads without a word between them. It is too low for a certain answer.
_ADJACENT: Final = 0.65
# Largest distance (metres) of a station from the corner that it is named after.
_PLATFORM_M: Final = 100.0
_CALCULATED: Final = "Calculated from the lines of the two roads, not measured."
_RELATIONS: Final = frozenset({"near", "by", "off", "above", "below", "opposite"})


class Intersections:
    """Finds the intersections of the roads in an index."""

    def __init__(self, index: PlaceIndex) -> None:
        self._index = index
        self._roads: dict[int, Road] = {}

    def find_corners(self, parts: tuple[str, ...]) -> list[Match]:
        """The corner of "A and B"."""
        sides = split_corner(parts)
        return [] if sides is None else self.corners_of(*sides)

    def find_misspelt_corners(self, parts: tuple[str, ...]) -> list[Match]:
        """The corner of "A and B" if the names of the roads may be misspelt."""
        sides = split_corner(parts)
        return [] if sides is None else self.corners_of(*sides, allow_typos=True)

    def corners_of(
        self, one: tuple[str, ...], other: tuple[str, ...], *, allow_typos: bool = False
    ) -> list[Match]:
        """The corners of two roads. `allow_typos`: also match misspelt names."""
        trust = 1.0
        found: list[set[str]] = []
        for side in (one, other):
            keys = self._index.road_keys(side)
            if not keys and allow_typos:
                near = self._index.similar_names(side)
                for guess in near:
                    keys |= self._index.road_keys(self._index.spelt[guess.key])
                trust = min([trust, *(guess.trust for guess in near)])
            found.append(keys)
        if not allow_typos:  # a corner of the story may be on a road that is not on the map
            found = [
                keys or {_unmapped_key(side)}
                for keys, side in zip(found, (one, other), strict=True)
            ]
        return self._known_corners(found, (one, other), trust)

    def find_adjacent_roads(self, parts: tuple[str, ...]) -> list[Match]:
        """The corner of two roads named without "and": "Wilshire Fairfax". Never certain."""
        matches = []
        for middle in range(1, len(parts)):
            one, other = parts[:middle], parts[middle:]
            if self._index.road_keys(one) and self._index.road_keys(other):
                matches += [
                    replace(match, base=min(match.base, _ADJACENT))
                    for match in self.corners_of(one, other)
                ]
        return matches

    def find_described(self, parts: tuple[str, ...]) -> list[Match]:
        """A stretch of road or the surroundings of a corner: "Flower between 4th and 5th"."""
        parts = _strip_side(parts)
        if "between" in parts:
            at = parts.index("between")
            ends = split_corner(parts[at + 1 :])
            return [] if at == 0 or ends is None else self._stretch_between(parts[:at], ends)
        related = _split_relation(parts)
        if related is None:
            return []
        road, others = related
        matches = [
            replace(match, base=match.base * NEAR, calculated=self._vicinity_of(match), numbers=())
            for other in others
            for match in self.corners_of(road, other)
        ]
        return first_of_each_spot(matches) or [
            match for other in others for match in self.find_half_known((*road, "and", *other))
        ]

    def find_half_known(self, parts: tuple[str, ...]) -> list[Match]:
        """The road of a corner whose other road is not on the map but is clearly a street."""
        sides = split_corner(parts)
        if sides is None:
            return []
        known = [side for side in sides if self._index.road_keys(side)]
        unknown = [side for side in sides if side not in known]
        if len(known) != 1 or street_parts(unknown[0])[1] in (None, "fwy"):
            return []
        missing = " ".join(unknown[0]).title()
        note = f"The map has no {missing}; the corner is somewhere along this road."
        return [
            Match((number,), WEIGHTS["street"], VAGUE, explicit=True, note=note)
            for key in sorted(self._index.road_keys(known[0]))
            for number in self._index.lines_of(key)
        ]

    def find_station_corners(self, parts: tuple[str, ...]) -> list[Match]:
        """The corner of two roads, from the station that is named after both."""
        sides = split_corner(parts)
        if sides is None:
            return []
        one, other = (sorted(self._index.road_keys(side)) for side in sides)
        stations = {
            number: (first, second)
            for first in one
            for second in other
            for number in self._index.stations.get(frozenset((first, second)), ())
        }
        matches = []
        for number in most_exact_of_each_spot(self._index, stations):
            station = self._index.places[number]
            names = [
                self._index.places[self._index.lines_of(road)[0]].name for road in stations[number]
            ]
            calculated = replace(
                station,
                name=" & ".join(names),
                kind="corner",
                radius_m=station.radius_m + _PLATFORM_M,
                note=f"The location of {station.name}, which is named after both roads.",
            )
            matches.append(Match((), WEIGHTS["corner"], ALIAS, calculated=calculated))
        return matches

    def find_extended(self, parts: tuple[str, ...]) -> list[Match]:
        """Where two roads would meet if their lines were extended. Never certain."""
        sides = split_corner(parts)
        if sides is None:
            return []
        keys = [sorted(self._index.road_keys(side)) for side in sides]
        note = "Estimated by extending the drawn lines of the two roads."
        return self._calculated_corners(
            [(one, other) for one in keys[0] for other in keys[1]], extension_note=note
        )

    def _known_corners(
        self, found: list[set[str]], sides: tuple[tuple[str, ...], ...], trust: float
    ) -> list[Match]:
        pairs = [(one, other) for one in found[0] for other in found[1] if one != other]
        matches = []
        for one, other in pairs:
            for number in self._index.corners.get(frozenset((one, other)), ()):
                place = self._index.places[number]
                if place.kind == "place":
                    matches.append(Match((number,), STORY_ALIAS, ALIAS * trust))
                elif _suffixes_fit(place.name, sides):
                    matches.append(Match((number,), WEIGHTS["corner"], CORNER * trust))
        if matches:
            return matches
        return [
            replace(match, base=match.base * trust) for match in self._calculated_corners(pairs)
        ]

    def _calculated_corners(
        self, pairs: list[tuple[str, str]], extension_note: str | None = None
    ) -> list[Match]:
        """Corners calculated from lines. `extension_note`: extend the lines and add this note."""
        matches = []
        for one, other in pairs:
            for first in self._index.lines_of(one):
                for second in self._index.lines_of(other):
                    if self._are_parallel(first, second):
                        continue
                    roads = self._road(first), self._road(second)
                    for crossing in (
                        extended_crossings(*roads) if extension_note else crossings(*roads)
                    ):
                        calculated = self._corner(
                            first, second, crossing, extension_note or _CALCULATED
                        )
                        matches.append(
                            Match(
                                (),
                                WEIGHTS["corner"],
                                CORNER * crossing.trust,
                                calculated=calculated,
                            )
                        )
        return matches

    def _are_parallel(self, first: int, second: int) -> bool:
        """Whether both are numbered streets of one kind. Those are parallel: 5th St and 6th St."""
        (one, kind), (other, same) = (
            street_parts(words(self._index.places[number].name)) for number in (first, second)
        )
        return kind == same and None not in (ordinal("".join(one)), ordinal("".join(other)))

    def _corner(self, first: int, second: int, crossing: RoadCrossing, note: str) -> KnownPlace:
        a, b = self._index.places[first], self._index.places[second]
        return KnownPlace(
            f"{a.name} & {b.name}",
            "corner",
            f"calculated from two lines of the atlas: {a.source}",
            crossing.position,
            round(crossing.error_m, -1),
            note=note,
        )

    def _road(self, number: int) -> Road:
        if number not in self._roads:
            self._roads[number] = Road(self._index.places[number].lines)
        return self._roads[number]

    def _best_corner(self, one: tuple[str, ...], other: tuple[str, ...]) -> KnownPlace | None:
        """The most certain corner of two roads that has a position."""
        matches = sorted(self.corners_of(one, other), key=lambda match: -match.weight * match.base)
        places = (match.calculated or self._index.places[match.numbers[0]] for match in matches)
        return next((place for place in places if place.position is not None), None)

    def _stretch_between(
        self, road: tuple[str, ...], ends: tuple[tuple[str, ...], tuple[str, ...]]
    ) -> list[Match]:
        a, b = (self._best_corner(road, end) for end in ends)
        if a is None or b is None or a.position is None or b.position is None:
            return []
        middle = Position(
            longitude=(a.position.longitude + b.position.longitude) / 2,
            latitude=(a.position.latitude + b.position.latitude) / 2,
        )
        calculated = KnownPlace(
            f"between {a.name} and {b.name}",
            "corner",
            a.source,
            middle,
            fast_distance_m(a.position, b.position) / 2 + max(a.radius_m, b.radius_m),
            note="Halfway between the two corners.",
        )
        return [Match((), WEIGHTS["corner"], CORNER * NEAR, calculated=calculated)]

    def _vicinity_of(self, match: Match) -> KnownPlace:
        place = match.calculated or self._index.places[match.numbers[0]]
        return replace(
            place,
            name=f"near {place.name}",
            kind="corner",
            radius_m=place.radius_m + NEAR_M,
            place=None,
            note="Somewhere near the corner, at an unknown distance.",
        )


def _strip_side(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Remove a leading "west side of" or similar."""
    if len(parts) > 3 and parts[0] in DIRECTIONS and parts[1:3] == ("side", "of"):
        return parts[3:]
    return parts


def _split_relation(
    parts: tuple[str, ...],
) -> tuple[tuple[str, ...], list[tuple[str, ...]]] | None:
    """Split "A near B" or "A east of B" into A and the roads of B. None for other forms."""
    useful = tuple(word for word in parts if word != "just")
    for at in range(1, len(useful) - 1):
        rest = useful[at + 1 :]
        if useful[at] not in _RELATIONS:
            if useful[at] not in DIRECTIONS or rest[0] != "of" or len(rest) < 2:
                continue
            rest = rest[1:]
        sides = split_corner(rest)
        return useful[:at], list(sides) if sides else [rest]
    return None


def _unmapped_key(side: tuple[str, ...]) -> str:
    """The key of a road in the name of a corner if the map has no line of the road."""
    named = freeway(side)
    return named.road if named else "".join(street_parts(side)[0])


def _suffixes_fit(corner: str, sides: tuple[tuple[str, ...], ...]) -> bool:
    """Whether the kinds of street in the query (Dr, Blvd) agree with the corner's name."""
    known = dict(street_parts(words(half)) for half in corner.split("&"))
    for side in sides:
        core, suffix = street_parts(side)
        if suffix is not None and known.get(core, suffix) not in (None, suffix):
            return False
    return True
