"""The names that files of other origin use for the fields, in any case and punctuation."""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import isnan
from typing import Any, NamedTuple

# The names of each field, the most specific first. If a Feature has several, the first one with a
# value is used. Names are compared without case, spaces and punctuation.
ALIASES: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "event_id", "uid", "uuid", "identifier"),
    "title": (
        *("title", "name", "label", "headline", "heading", "event", "caption", "subject"),
        "tooltip",
    ),
    "text": (
        *("text", "description", "summary", "desc", "details", "detail", "notes", "note"),
        *(
            "comment",
            "comments",
            "abstract",
            "story",
            "content",
            "body",
            "synopsis",
            "remarks",
            "popup",
        ),
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
    "times": (
        *("times", "coord_times", "datetimes", "timestamps", "vertex_times"),
        *("linestring_timestamps", "temporal_geometry"),
    ),
    "vertex_properties": ("coordinate_properties",),
    # Start and end only if their values look like times: `t` can be a temperature.
    "start_symbol": ("start_t", "prev_t", "t"),
    "end_symbol": ("end_t", "t"),
    "duration": (
        *("duration", "duration_seconds", "duration_minutes", "duration_hours", "duration_days"),
        *("duration_s", "duration_min", "duration_h", "duration_d"),
    ),
    "timezone": ("timezone", "time_zone", "tzid"),
    "end_timezone": ("end_timezone", "end_time_zone", "arrival_timezone"),
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
    "style": ("style", "iconstyle", "icon"),
    "longitude": ("longitude", "lon", "lng", "long", "location_long"),
    "latitude": ("latitude", "lat", "location_lat"),
    "time_of_day": ("time", "hour", "clock"),
    # The parts of a start in columns of their own.
    "year_part": ("year",),
    "month_part": ("month",),
    "day_part": ("day",),
    "hour_part": ("hour",),
    "minute_part": ("minute",),
    "second_part": ("second",),
    # Names of this format only.
    "film_start_s": ("film_start_s",),
    "film_basis": ("film_basis",),
    "time_basis": ("time_basis",),
    "further_time": ("further_time",),
    "filmed_at": ("filmed_at",),
    "size_value": ("size_value",),
    "colour_value": ("colour_value",),
    "heard": ("heard",),
    "watched": ("watched",),
    "mentioned": ("mentioned",),
    "dies": ("dies",),
}

_PUNCTUATION = re.compile(r"[\W_]+")
# Texts that mean "no value".
_NO_DATE = "0000-00-00"  # of MySQL, also with a time of day after it
_MISSING = frozenset({"", "-", "?", "n/a", "na", "nan", "none", "null", "unknown"})


class NamedValue(NamedTuple):
    """The value of a field, and its name in the file."""

    value: Any
    name: str
    parts: tuple[str, ...] = ()
    """The names of the fields that the value was put together from. Empty: it is one field."""


def normal_name(name: str) -> str:
    """Return a name without case, spaces and punctuation."""
    return _PUNCTUATION.sub("", name.casefold())


_FIELDS: dict[str, list[tuple[int, str]]] = {}
for _field, _names in ALIASES.items():
    for _rank, _name in enumerate(_names):
        _FIELDS.setdefault(normal_name(_name), []).append((_rank, _field))


class AliasReader:
    """Finds the fields in Features with other names. Caches each name that it looks up.

    `columns` has the names that the viewer has chosen for fields; no other name means these fields.
    """

    def __init__(self, columns: Mapping[str, str] | None = None) -> None:
        self._columns = columns or {}
        self._known: dict[str, list[tuple[int, str]]] = {}
        self._planned_names: tuple[str, ...] = ()
        self._last_plan: list[tuple[str, list[str]]] = []
        self.repeated: frozenset[str] = frozenset()
        """The fields for which the properties that were read last have several names."""
        for field, name in self._columns.items():
            self._known.setdefault(name, []).append((0, field))

    def read(self, properties: Mapping[str, Any]) -> dict[str, NamedValue]:
        """Return the fields that have a value."""
        values: dict[str, NamedValue] = {}
        for field, names in self._plan(tuple(properties)):
            for name in names:
                value = properties[name]
                if not is_missing(value):
                    values[field] = NamedValue(value, name)
                    break
        return values

    def _plan(self, names: tuple[str, ...]) -> list[tuple[str, list[str]]]:
        """Return the fields that these names mean, each with its names, the most specific first.

        Most Features of a file have the same names, so the last plan is kept.
        """
        if names != self._planned_names:
            ranked: dict[str, list[tuple[int, int, str]]] = {}
            for position, name in enumerate(names):
                for rank, field in self.meanings(name):
                    ranked.setdefault(field, []).append((rank, position, name))
            self._planned_names = names
            self._last_plan = [
                (field, [name for _, _, name in sorted(entries)])
                for field, entries in ranked.items()
            ]
            self.repeated = frozenset(field for field, names in self._last_plan if len(names) > 1)
        return self._last_plan

    def names_of(self, field: str, properties: Mapping[str, Any]) -> list[tuple[int, str]]:
        """Return the names in `properties` with a value for a field, the most specific first.

        Each has the index of the name in the field's list.
        """
        return sorted(
            (rank, name)
            for name, value in properties.items()
            for rank, meaning in self.meanings(name)
            if meaning == field and not is_missing(value)
        )

    def meanings(self, name: str) -> list[tuple[int, str]]:
        """Return the fields that a name can mean, with the index of the name in their list."""
        meanings = self._known.get(name)
        if meanings is None:
            meanings = _FIELDS.get(normal_name(name[:100]), [])
            if self._columns:
                meanings = [one for one in meanings if one[1] not in self._columns]
            self._known[name] = meanings
        return meanings


def is_missing(value: Any) -> bool:
    """Return whether a value means "no value": null, NaN, an empty list, a text such as "n/a"."""
    kind = type(value)
    if kind is str:
        if len(value) >= len(_NO_DATE):
            return bool(value[:10] == _NO_DATE)
        return value.strip().casefold() in _MISSING
    if kind is float:
        return isnan(value)
    return kind is not int and (value is None or value in ([], {}))
