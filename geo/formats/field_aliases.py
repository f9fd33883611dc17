"""The names that other people's files use for our fields, whatever their case and punctuation."""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import isnan
from typing import Any, NamedTuple

# For each field the names understood, the most telling first: where a feature has several, the
# first of them that holds a value counts. Names are compared without case, spaces, `_`, `-`, `:`.
ALIASES: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "event_id", "uid", "uuid", "identifier"),
    "title": ("title", "name", "label", "headline", "heading", "event", "caption", "subject"),
    "text": (
        *("text", "description", "summary", "desc", "details", "detail", "notes", "note"),
        *("comment", "comments", "abstract", "story", "content", "body", "synopsis", "remarks"),
    ),
    "start": (
        *("start", "start_time", "start_date", "start_datetime", "time_start", "date_start"),
        *("begin", "begins", "begin_date", "begin_time", "from", "datetime", "date_time"),
        *("timestamp", "when", "date", "time", "event_date", "occurred_at", "day", "year"),
    ),
    "end": (
        *("end", "end_time", "end_date", "end_datetime", "time_end", "date_end", "ends"),
        *("until", "to", "finish", "stop"),
    ),
    "people": (
        *("people", "characters", "character", "persons", "person", "actors", "actor", "who"),
        *("participants", "cast", "individuals"),
    ),
    "group": ("group", "category", "type", "kind", "class", "faction", "team", "theme", "folder"),
    "place": ("place", "place_name", "location", "location_name", "venue", "site", "where"),
    "address": ("address", "street_address", "full_address"),
    "importance": ("importance", "priority", "weight"),
    "confidence": ("confidence", "certainty", "probability"),
    "radius_m": ("radius_m", "radius", "accuracy_m", "accuracy", "uncertainty_m"),
    "sources": ("sources", "source", "url", "link", "href", "reference", "references", "website"),
    "colour": ("colour", "color", "marker_color", "stroke", "fill"),
    "longitude": ("longitude", "lon", "lng", "long"),
    "latitude": ("latitude", "lat"),
    "time_of_day": ("time", "hour", "clock"),
    # Names nobody else uses: they mean what they mean in our own files.
    "film_start_s": ("film_start_s",),
    "film_basis": ("film_basis",),
    "time_basis": ("time_basis",),
    "filmed_at": ("filmed_at",),
    "heard": ("heard",),
    "watched": ("watched",),
    "mentioned": ("mentioned",),
    "dies": ("dies",),
}

_PUNCTUATION = re.compile(r"[\W_]+")
# What people write into a column when they have no value.
_NOTHING = frozenset({"", "-", "?", "n/a", "na", "nan", "none", "null", "unknown"})


class Understood(NamedTuple):
    """A field's value in somebody else's file, and the name that it stood under."""

    value: Any
    name: str


def _plain(name: str) -> str:
    return _PUNCTUATION.sub("", name.casefold())


_FIELDS: dict[str, list[tuple[int, str]]] = {}
for _field, _names in ALIASES.items():
    for _rank, _name in enumerate(_names):
        _FIELDS.setdefault(_plain(_name), []).append((_rank, _field))


class AliasReader:
    """Finds our fields in features with other names. Remembers each name that it has looked up."""

    def __init__(self) -> None:
        self._known: dict[str, list[tuple[int, str]]] = {}

    def read(self, properties: Mapping[str, Any]) -> dict[str, Understood]:
        """The fields that a feature has a value for."""
        found: dict[str, Understood] = {}
        ranks: dict[str, int] = {}
        for name, value in properties.items():
            meanings = self.meanings(name)
            if not meanings or is_nothing(value):
                continue
            for rank, field in meanings:
                if rank < ranks.get(field, 1_000):
                    ranks[field] = rank
                    found[field] = Understood(value, name)
        return found

    def meanings(self, name: str) -> list[tuple[int, str]]:
        """The fields that a name can stand for, each with how far down its list the name is."""
        meanings = self._known.get(name)
        if meanings is None:
            meanings = self._known[name] = _FIELDS.get(_plain(name[:100]), [])
        return meanings


def is_nothing(value: object) -> bool:
    """Whether a value means that there is none: null, NaN, an empty list, or a word for nothing."""
    if isinstance(value, str):
        return len(value) < 10 and value.strip().casefold() in _NOTHING
    if isinstance(value, float):
        return isnan(value)
    return value is None or value in ([], {})
