"""All places that the gazetteer can return, and the tables that find them by key."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Any, Final, Literal

from geo.geocoding.offline.matching.polyline import Line
from geo.geocoding.offline.matching.typos import Guess, Spelling
from geo.geocoding.offline.parsing.freeways import freeway
from geo.geocoding.offline.parsing.words import DIRECTIONS, key, ordinal, street_parts, words
from geo.geodesy import fast_distance_m
from geo.story import Place, Position

if TYPE_CHECKING:
    from geo.basemap import Atlas, Entry

Way = Literal["name", "alias", "bare", "address", "nickname", "corner"]

_ROADS: Final = frozenset({"street", "freeway"})
LINES: Final = frozenset({"street", "freeway", "runway", "coast"})
AREAS: Final = frozenset({"city", "district"})
SITES: Final = frozenset({"airport", "landmark"})
_BRACKETS: Final = re.compile(r"\s*\([^)]*\)\s*")
# Words after the two streets in the name of a station: Expo / Crenshaw E-Line Station.
_STATION_WORDS: Final = frozenset({"station", "e", "k", "line"})
# The area in which house numbers grow by one hundred from one numbered street to the next.
_COUNTED: Final = "Downtown"
_HOUSE_NUMBER: Final = re.compile(r"\d{1,5}[a-z]?")


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place that can be an answer: of the story (`place` is set) or of the atlas.

    Roads have `lines` and no `position`. A place of the story whose location is unknown has
    neither. `area` is the city or district that distinguishes it from others of the same name, or
    None.
    """

    name: str
    kind: str
    source: str
    position: Position | None = None
    radius_m: float = 0.0
    lines: tuple[Line, ...] = ()
    place: Place | None = None
    area: str | None = None
    note: str | None = None

    @property
    def main(self) -> bool:
        """Whether it is the main one of several roads with the same name: it needs no district."""
        return self.area is None


@dataclass(frozen=True, slots=True)
class Road:
    """A street, by its number in the index. `suffix` is blvd, st, …, or None if it has none."""

    number: int
    suffix: str | None


class PlaceIndex:
    """Known places by number, and tables from keys to these numbers."""

    def __init__(
        self, places: Iterable[Place], atlas: Atlas | None, titles: dict[str, str]
    ) -> None:
        self.places: list[KnownPlace] = []
        self.names: dict[str, dict[int, Way]] = defaultdict(dict)
        self.roads: dict[str, list[Road]] = defaultdict(list)
        self.freeways: dict[str, list[int]] = {}
        self.corners: dict[frozenset[str], list[int]] = defaultdict(list)
        self.interchanges: dict[frozenset[str], list[int]] = defaultdict(list)
        # Two street keys → the stations named after both. They are at the corner of the two.
        self.stations: dict[frozenset[str], list[int]] = defaultdict(list)
        # House number and street key → places, each with the compass letter of its address.
        self.addresses: dict[tuple[str, str], list[tuple[int, str | None]]] = defaultdict(list)
        # Street key → numbered street → their corner, for interpolating house numbers.
        self.counted: dict[str, dict[int, Position]] = defaultdict(dict)
        self.spelt: dict[str, tuple[str, ...]] = {}
        # The keys of `spelt` by the first and by the last word of their names.
        self.beginning: dict[str, list[str]] = defaultdict(list)
        self.ending: dict[str, list[str]] = defaultdict(list)
        self._by_id: dict[str, int] = {}
        if atlas is not None:
            for entry in atlas.entries:
                if entry.kind != "coast":
                    self._add_entry(entry)
            self._add_nicknames()
            self._add_station_corners()
        for place in places:
            self._add_place(place, titles)
        for name, parts in self.spelt.items():
            if parts:
                self.beginning[parts[0]].append(name)
                self.ending[parts[-1]].append(name)

        # Plain dicts from here on, because looking up a key in a defaultdict adds it.
        self.names, self.roads = dict(self.names), dict(self.roads)
        self.corners, self.interchanges = dict(self.corners), dict(self.interchanges)
        self.addresses, self.counted = dict(self.addresses), dict(self.counted)
        self.stations = dict(self.stations)
        self.beginning, self.ending = dict(self.beginning), dict(self.ending)
        self._spelling = Spelling(self.spelt)

    def similar_names(self, parts: tuple[str, ...]) -> list[Guess]:
        """The names that these words may be a misspelling of."""
        return self._spelling.find_similar(parts)

    def areas(self, text: str) -> list[KnownPlace]:
        """The cities and districts with this name."""
        found = (self.places[number] for number in self.names.get(key(text), ()))
        return [place for place in found if place.kind in AREAS]

    def sites(self, text: str) -> list[KnownPlace]:
        """The airports and landmarks with this name. Other places may be on their site."""
        found = (self.places[number] for number in self.names.get(key(text), ()))
        return [place for place in found if place.kind in SITES]

    def road_keys(self, parts: tuple[str, ...]) -> set[str]:
        """The keys of the roads that these words may mean. Empty if there is no such road."""
        named = freeway(parts)
        if named is not None and named.number in self.freeways:
            return {named.road}
        core, suffix = street_parts(parts)
        roads = self.roads.get("".join(core), ()) if suffix != "fwy" else ()
        found = {self._own_key(road.number) for road in roads}
        for number in self.names.get("".join(parts), ()):
            if self.places[number].kind in _ROADS:
                found.add(self._own_key(number))
        return found

    def lines_of(self, road: str) -> list[int]:
        """The numbers of the roads with this key."""
        if road.startswith("#"):
            return self.freeways.get(road[1:], [])
        return list(dict.fromkeys(entry.number for entry in self.roads.get(road, ())))

    def _own_key(self, number: int) -> str:
        return _road_key(self.places[number].name)

    def _name(self, text: str, number: int, way: Way) -> None:
        parts = words(text)
        squeezed = "".join(parts)
        if not squeezed:
            return
        self.names[squeezed].setdefault(number, way)
        self.spelt.setdefault(squeezed, parts)

    def _add_entry(self, entry: Entry) -> None:
        number = len(self.places)
        self.places.append(
            KnownPlace(
                name=entry.name,
                kind=entry.kind,
                source=entry.source,
                position=entry.position,
                radius_m=entry.radius_m or 0.0,
                lines=entry.lines,
                area=entry.area,
            )
        )
        self._by_id[entry.id] = number
        plain = _BRACKETS.sub(" ", entry.name).strip()
        if entry.kind == "corner":
            sides = [_road_key(side) for side in plain.split("&")]
            self.corners[frozenset(sides)].append(number)
            if entry.area == _COUNTED and entry.position is not None:
                self._count(sides, entry.position)
            return
        if entry.kind == "street":
            self._add_street(plain, entry.aliases, number)
            return
        self._name(entry.name, number, "name")
        self._name(plain, number, "name")
        for alias in entry.aliases:
            self._name(alias, number, "alias")
            if entry.kind in ("landmark", "airport"):
                self._add_address(alias, number)
        if entry.kind == "freeway":
            named = freeway(words(entry.name))
            if named is not None:
                self.freeways.setdefault(named.number, []).append(number)
        if entry.kind == "interchange":
            for name in (entry.name, *entry.aliases):
                numbers = frozenset(re.findall(r"\d{1,3}", name))
                if len(numbers) > 1 and number not in self.interchanges[numbers]:
                    self.interchanges[numbers].append(number)

    def _count(self, sides: list[str], at: Position) -> None:
        for street, other in (sides, sides[::-1]):
            number = ordinal(other)
            if number is not None and ordinal(street) is None:
                self.counted[street].setdefault(number, at)

    def _add_street(self, plain: str, aliases: tuple[str, ...], number: int) -> None:
        core, suffix = street_parts(words(plain))
        self.roads["".join(core)].append(Road(number, suffix))
        self.spelt.setdefault("".join(core), core)
        self.spelt.setdefault(key(plain), words(plain))
        for alias in aliases:
            other, kind = street_parts(words(alias))
            roads = self.roads["".join(other)]
            if all(road.number != number for road in roads):
                roads.append(Road(number, kind or suffix))
                self.spelt.setdefault("".join(other), other)

    def _add_nicknames(self) -> None:
        file = resources.files("geo.geocoding.offline") / "nicknames.json"
        for nickname in json.loads(file.read_text(encoding="utf-8"))["nicknames"]:
            if "covers" in nickname:
                number = self._add_union(nickname)
            else:
                number = self._by_id.get(nickname["entry"], -1)
            if number < 0:
                continue
            for name in nickname["names"]:
                self._name(name, number, "nickname")

    def _add_station_corners(self) -> None:
        for number, place in enumerate(self.places):
            sides = split_corner(words(place.name)) if place.kind == "station" else None
            if sides is None:
                continue
            roads = [
                self.road_keys(tuple(word for word in side if word not in _STATION_WORDS))
                for side in sides
            ]
            for one in roads[0]:
                for other in roads[1] - {one}:
                    self.stations[frozenset((one, other))].append(number)

    def _add_union(self, nickname: dict[str, Any]) -> int:
        """Add an area made of several areas. Return its number, or -1 if the atlas lacks them."""
        parts = [self.places[self._by_id[id_]] for id_ in nickname["covers"] if id_ in self._by_id]
        placed = [(part.position, part.radius_m**2) for part in parts if part.position]
        if len(placed) < 2:  # the atlas covers another region
            return -1
        total = sum(weight for _, weight in placed)
        middle = Position(
            longitude=sum(at.longitude * weight for at, weight in placed) / total,
            latitude=sum(at.latitude * weight for at, weight in placed) / total,
        )
        radius = max(fast_distance_m(middle, at) for at, _ in placed)
        number = len(self.places)
        self.places.append(
            KnownPlace(
                nickname["name"], nickname["kind"], nickname["source"], middle, round(radius, -2)
            )
        )
        return number

    def _add_place(self, place: Place, titles: dict[str, str]) -> None:
        number = len(self.places)
        source_titles = [titles.get(source, source) for source in place.sources]
        self.places.append(
            KnownPlace(
                name=place.name,
                kind="place",
                source=f"the story: {'; '.join(source_titles)}"
                if source_titles
                else "the story, no source given",
                position=place.position,
                radius_m=place.radius_m or 0.0,
                place=place,
                note=_doubt(place),
            )
        )
        self._name(place.name, number, "name")
        self._name(_BRACKETS.sub(" ", place.name), number, "name")
        for alias in place.aliases:
            self._name(alias, number, "alias")
            self._add_place_corner(alias, number)
            self._add_address(alias, number)
        if place.address and house(words(place.address)) is not None:  # not just "Venice, CA"
            self._name(place.address, number, "address")
            self._add_address(place.address, number)

    def _add_place_corner(self, alias: str, number: int) -> None:
        sides = split_corner(words(alias))
        if sides is not None:
            roads = [self.road_keys(side) or {"".join(street_parts(side)[0])} for side in sides]
            for one in roads[0]:
                for other in roads[1]:
                    self.corners[frozenset((one, other))].append(number)

    def _add_address(self, address: str, number: int) -> None:
        parts = words(address.split(",", maxsplit=1)[0])
        listed = house(parts)
        if listed is not None:
            entry = (number, compass(parts))
            if all(known != number for known, _ in self.addresses[listed]):
                self.addresses[listed].append(entry)


def split_corner(parts: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The words before and after the only "and". None if this is not a corner."""
    useful = tuple(word for word in parts if word not in ("corner", "of", "intersection"))
    if useful.count("and") != 1:
        return None
    middle = useful.index("and")
    if middle in (0, len(useful) - 1):
        return None
    return useful[:middle], useful[middle + 1 :]


def house(parts: tuple[str, ...]) -> tuple[str, str] | None:
    """House number and street key of the words of an address. None without a house number."""
    if len(parts) < 2 or not _HOUSE_NUMBER.fullmatch(parts[0]):
        return None
    core, _ = street_parts(parts[1:])
    return parts[0], "".join(core)


def compass(parts: tuple[str, ...]) -> str | None:
    """The compass letter of an address, or None: 444 N Flower is not 444 S Flower."""
    return parts[1] if len(parts) > 2 and parts[1] in DIRECTIONS else None


def _road_key(name: str) -> str:
    parts = words(_BRACKETS.sub(" ", name))
    named = freeway(parts)
    return named.road if named else "".join(street_parts(parts)[0])


def _doubt(place: Place) -> str | None:
    """A warning about the point of this place, or None."""
    return "Location unknown; the point is a guess." if place.is_guess else None
