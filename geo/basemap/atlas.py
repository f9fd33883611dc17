"""The atlas of Los Angeles: one file of measured places, for the search by name and the drawn map.

`load()` reads `los_angeles.geojson` in this folder. The file names its licence and its sources.
Every vertex of a road is a measured point: a crossing, a published waypoint, or a bus stop named
after its corner (about 15 m beside the street). Vertices within 12 m of the line through their
neighbours are left out. The line of a road has a gap where two measured points are too far apart:
over 3 km for streets, 5 km for state highways, 13 km for freeways.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal, cast, get_args

from geo.errors import AtlasError
from geo.geodesy import BoundingBox
from geo.story import Position

Kind = Literal[
    "coast",
    "freeway",
    "street",
    "runway",
    "city",
    "district",
    "airport",
    "station",
    "landmark",
    "interchange",
    "corner",
]
_KINDS = frozenset(get_args(Kind))


@dataclass(frozen=True, slots=True)
class Entry:
    """One named place or road of the atlas.

    Coast, freeways, streets and runways have `lines` and no `position`. Each line has at least two
    positions, in order along the road. A road has several lines if parts of it are not measured.
    All other entries have a `position` and no lines; `radius_m` is their extent or their accuracy,
    in metres. `rank` is from 1 (shown when zoomed out) to 5 (shown only close up). `label` is the
    text on the map; None means `name`. `area` is the city or district of the entry, given where
    several entries have the same name; otherwise None.
    """

    id: str
    name: str
    kind: Kind
    lines: tuple[tuple[Position, ...], ...]
    position: Position | None
    radius_m: float | None
    aliases: tuple[str, ...]
    source: str
    rank: int
    label: str | None = None
    area: str | None = None


@dataclass(frozen=True, slots=True)
class Sea:
    """The name of a sea, and places in open water where it may be written, the best first."""

    name: str
    at: tuple[Position, ...]


@dataclass(frozen=True, eq=False)
class Atlas:
    """All entries in file order, with the licence and the credit that a map must show.

    `bounds` is the box that the atlas covers. The base map has no data outside it. `open_sea` is
    a place far out at sea, where a coast that leaves the box is closed; None: no coast does.
    """

    name: str
    entries: tuple[Entry, ...]
    bounds: BoundingBox
    licence: str
    attribution: str
    seas: tuple[Sea, ...] = ()
    open_sea: Position | None = None

    def entries_of(self, *kinds: Kind) -> tuple[Entry, ...]:
        """The entries of these kinds, in file order."""
        return tuple(entry for entry in self.entries if entry.kind in kinds)

    def covers(self, positions: Collection[Position]) -> bool:
        """Whether at least half of these positions lie in `bounds`; False when there are none."""
        inside = sum(map(self.bounds.contains, positions))
        return 2 * inside >= len(positions) > 0


@cache
def load() -> Atlas:
    """The atlas of this package. The file is read once.

    Raises:
        AtlasError: the file is missing or damaged.
    """
    file = resources.files("geo.basemap") / "los_angeles.geojson"
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise AtlasError(
            f"los_angeles.geojson cannot be read: {error}; install the package again"
        ) from error
    return parse(text)


def parse(text: str) -> Atlas:
    """Parse an atlas from GeoJSON text.

    Raises:
        AtlasError: the text is not JSON, or a feature is invalid. The message names the feature.
    """
    try:
        document = json.loads(text)
        metadata = document["metadata"]
        bounds = BoundingBox(*(float(side) for side in metadata["frame"]))
        name = str(document["name"])
        licence, attribution = str(metadata["licence"]), str(metadata["attribution"])
        seas = tuple(
            Sea(str(sea["name"]), tuple(map(_position, sea["at"])))
            for sea in metadata.get("seas", ())
        )
        open_sea = _position(metadata["open_sea"]) if "open_sea" in metadata else None
        features = list(document["features"])
    except (ValueError, KeyError, TypeError) as error:
        raise AtlasError(f"the atlas is not valid GeoJSON with metadata: {error!r}") from error
    entries = tuple(_entry(feature, number) for number, feature in enumerate(features, start=1))
    if len({entry.id for entry in entries}) != len(entries):
        raise AtlasError("two features of the atlas have the same id")
    return Atlas(name, entries, bounds, licence, attribution, seas, open_sea)


def _entry(feature: Any, number: int) -> Entry:
    try:
        about = feature["properties"]
        lines, position = _geometry(feature["geometry"])
        radius = about.get("radius_m")
        return Entry(
            id=str(about["id"]),
            name=str(about["name"]),
            kind=_kind(about["kind"]),
            lines=lines,
            position=position,
            radius_m=None if radius is None else float(radius),
            aliases=tuple(map(str, about.get("aliases", ()))),
            source=str(about["source"]),
            rank=int(about["rank"]),
            label=about.get("label"),
            area=about.get("area"),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise AtlasError(f"feature {number} of the atlas is damaged: {error!r}") from error


def _kind(word: Any) -> Kind:
    if word not in _KINDS:
        raise ValueError(f"unknown kind {word!r}")
    return cast("Kind", word)


def _geometry(geometry: Any) -> tuple[tuple[tuple[Position, ...], ...], Position | None]:
    shape, at = geometry["type"], geometry["coordinates"]
    if shape == "Point":
        return (), _position(at)
    if shape == "LineString":
        return (tuple(map(_position, at)),), None
    if shape == "MultiLineString":
        return tuple(tuple(map(_position, line)) for line in at), None
    raise ValueError(f"unknown geometry {shape!r}")


def _position(pair: Any) -> Position:
    longitude, latitude = pair
    return Position(float(longitude), float(latitude))
