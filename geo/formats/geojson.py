"""Read GeoJSON: story files, and GeoJSON with other field names or layouts."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from geo.errors import Problem
from geo.formats.chosen_columns import check_columns, refuse_choices
from geo.formats.event_reader import EventReader
from geo.formats.foreign_geojson import ForeignReader
from geo.formats.json_text import decode, load_json, report_deep_nesting
from geo.formats.json_values import json_value
from geo.formats.missing_times import warn_missing_times
from geo.formats.reading_choices import NO_CHOICES, ReadingChoices
from geo.formats.story_member import Shared, lists_ids, read_shared
from geo.formats.table_rows import rows_to_features
from geo.problem_list import ProblemList, show
from geo.story import Event, Story
from geo.validation import mark_valid, require_valid

_GEOMETRIES = frozenset(
    {
        *("Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon"),
        "GeometryCollection",
    }
)
_COLLECTION = "a GeoJSON FeatureCollection"
# How GeoJSON from before RFC 7946 names longitude and latitude on WGS84.
_WGS84 = re.compile(r"(urn:ogc:def:crs:)?(OGC:[0-9.]*:?CRS84|EPSG:[0-9.]*:?4326)", re.IGNORECASE)


def parse(
    content: str | bytes, name: str, choices: ReadingChoices = NO_CHOICES
) -> tuple[Story, tuple[Problem, ...]]:
    """Read a GeoJSON text. Returns the story and its warnings. `name` is the file in problems.

    Raises:
        StoryError: the story cannot be used; the error has every problem, warnings included.
    """
    problems = ProblemList(name)
    with _pause_garbage_collection():
        top = load_json(decode(content, problems), problems)
        story, warnings = _read_top(top, problems, choices)
    return mark_valid(story), warnings


def parse_value(
    value: Any, name: str, choices: ReadingChoices = NO_CHOICES
) -> tuple[Story, tuple[Problem, ...]]:
    """Read parsed GeoJSON, which may have values that JSON has not (times, tuples).

    Raises:
        StoryError: the story cannot be used; the error has every problem, warnings included.
    """
    problems = ProblemList(name)
    try:
        top = json_value(value)
    except RecursionError:
        report_deep_nesting(problems)
        raise problems.to_error() from None
    story, warnings = _read_top(top, problems, choices)
    require_valid(story)  # a text from Python can have values that no file can have
    return story, warnings


def read_features(
    members: Mapping[str, Any],
    features: list[Any],
    problems: ProblemList,
    labels: Sequence[str] = (),
    choices: ReadingChoices = NO_CHOICES,
) -> tuple[Story, tuple[Problem, ...]]:
    """Build a story from the Features of a collection. `labels` are their names in problems.

    Raises:
        StoryError: the story cannot be used; the error has every problem, warnings included.
    """
    if not features:
        message = "there are no events; add at least one Feature"
        problems.error(None, "features", "no events", "at least one Feature", message)
    raw = members.get("story")
    shared = Shared() if raw is None else read_shared(raw, problems)
    if choices.timezone is not None:
        shared = replace(shared, values={**shared.values, "timezone": choices.timezone})
    foreign = None
    if lists_ids(raw):
        refuse_choices(choices, problems)
    else:
        day_one = shared.values.get("day_one")
        foreign = ForeignReader(features, problems, labels, choices, day_one)
    reader = EventReader(shared, problems, foreign, labels, warn_unknown=raw is not None)
    events = reader.read(features)
    if problems.errors:
        raise problems.to_error()
    warn_missing_times(events, problems)
    story = _story(members, shared, foreign, events, problems, reader.timezone)
    return story, problems.all()


def _read_top(
    top: Any, problems: ProblemList, choices: ReadingChoices
) -> tuple[Story, tuple[Problem, ...]]:
    features = _features(top, problems)
    labels: list[str] = []
    check_columns(choices, features, problems)
    if top is features and _are_rows(features):
        labels = [f"row {number}" for number in range(1, len(features) + 1)]
        features = rows_to_features(features, labels, problems, "an object", choices)
    members = top if isinstance(top, dict) else {}
    if _check_crs(members.get("crs"), problems):
        features = [_without_geometry(feature) for feature in features]
    return read_features(members, features, problems, labels, choices)


def _are_rows(items: list[Any]) -> bool:
    """Return whether a list has the rows of a table: objects that are not GeoJSON.

    Other values between the rows are errors of the table.
    """
    objects = [item for item in items if isinstance(item, dict)]
    return bool(objects) and all(
        item.keys() - {"type"}
        and not item.keys() & {"geometry", "properties", "features", "coordinates"}
        for item in objects
    )


@contextmanager
def _pause_garbage_collection() -> Iterator[None]:
    """Disable garbage collection. Reading makes no cycles, and is a third faster without it."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _story(
    members: Mapping[str, Any],
    shared: Shared,
    foreign: ForeignReader | None,
    events: tuple[Event, ...],
    problems: ProblemList,
    timezone: str | None,
) -> Story:
    values = dict(shared.values)
    if foreign is not None:
        values |= {
            "groups": foreign.groups(),
            "people": foreign.people(),
            "places": foreign.places(),
            "sources": foreign.sources(),
        }
        if not foreign.times.has_dates:
            values |= {"day_one": foreign.times.day_one, "clock": "elapsed"}
    given = values.get("title")
    values["title"] = _first_text(given, *_titles(members)) or _title_from(problems.file)
    if isinstance(given, str) and not given.strip():
        message = f"no title, so the story is called {show(values['title'])}"
        problems.warn("story", "title", show(given), "a title", message)
    values.setdefault("description", _first_text(members.get("description")))
    values["timezone"] = timezone
    return Story(events=events, **values)


def _features(top: Any, problems: ProblemList) -> list[Any]:
    """Return the Features of a collection, one Feature, a geometry, or a list."""
    if isinstance(top, list):
        return top
    kind = top.get("type") if isinstance(top, dict) else None
    if kind == "FeatureCollection":
        features = top.get("features")
        if isinstance(features, list):
            return features
        problems.error(None, "features", show(features), "a list of Features")
    elif kind == "Feature":
        return [top]
    elif isinstance(kind, str) and kind in _GEOMETRIES:
        return [{"type": "Feature", "geometry": top, "properties": None}]
    elif kind == "Topology":
        message = "this is TopoJSON; convert it to GeoJSON, for example with topo2geo"
        problems.error(None, "type", "TopoJSON", _COLLECTION, message)
    elif isinstance(top, dict):
        problems.error(None, "type", show(kind), '"FeatureCollection"')
    else:
        problems.error(None, None, show(top), _COLLECTION)
    raise problems.to_error()


def _check_crs(crs: Any, problems: ProblemList) -> bool:
    """Report a coordinate system other than WGS84. Returns whether it was reported."""
    if crs is None:
        return False
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    if isinstance(name, str) and _WGS84.fullmatch(name.strip()):
        return False
    found = show(crs if name is None else name)
    message = (
        f"the coordinate system is {found}; convert the file to WGS84 (longitude, latitude), for "
        "example with: ogr2ogr -t_srs EPSG:4326 -lco RFC7946=YES out.geojson in.geojson"
    )
    problems.error(None, "crs", found, "longitude and latitude on WGS84", message)
    return True


def _without_geometry(feature: Any) -> Any:
    """Remove the geometry, whose positions would be reported once more, one by one."""
    return {**feature, "geometry": None} if isinstance(feature, dict) else feature


def _titles(members: Mapping[str, Any]) -> tuple[Any, ...]:
    metadata = members.get("metadata")
    title = metadata.get("title") if isinstance(metadata, dict) else None
    return members.get("title"), members.get("name"), title


def _first_text(*candidates: Any) -> str:
    return next((text for text in candidates if isinstance(text, str) and text.strip()), "")


def _title_from(file: str) -> str:
    stem = re.sub(r"[\s_-]+", " ", PurePath(file).stem).strip()
    return stem[:1].upper() + stem[1:] or "Story"
