"""GeoJSON in and out: the story file itself, and what other people call GeoJSON."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import PurePath
from typing import Any

from geo.errors import Problem
from geo.formats.event_reader import EventReader
from geo.formats.foreign_geojson import ForeignReader
from geo.formats.json_text import decode, load_json
from geo.formats.json_values import json_value
from geo.formats.story_member import Shared, lists_ids, read_shared
from geo.formats.table_rows import features_of
from geo.problem_list import ProblemList, show
from geo.story import Event, Story
from geo.validation import mark_valid, require_valid

_GEOMETRIES = frozenset(
    {
        *("Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon"),
        "GeometryCollection",
    }
)
_EXPECTED_TOP = "a GeoJSON FeatureCollection"
# The ways in which software of the years before RFC 7946 writes plain longitude and latitude.
_WGS84 = re.compile(r"(urn:ogc:def:crs:)?(OGC:[0-9.]*:?CRS84|EPSG:[0-9.]*:?4326)", re.IGNORECASE)


def parse(content: str | bytes, name: str) -> tuple[Story, tuple[Problem, ...]]:
    """The story in a GeoJSON text, and the warnings about it. `name`: the file in the problems.

    Raises:
        StoryError: the story cannot be used; carries every problem, warnings too.
    """
    problems = ProblemList(name)
    with _collector_at_rest():
        top = load_json(decode(content, problems), problems)
        story, warnings = _read_top(top, problems)
    return mark_valid(story), warnings


def parse_value(value: Any, name: str) -> tuple[Story, tuple[Problem, ...]]:
    """The story in GeoJSON that is parsed already; it may hold what JSON cannot (times, tuples).

    Raises:
        StoryError: the story cannot be used; carries every problem, warnings too.
    """
    problems = ProblemList(name)
    try:
        top = json_value(value)
    except RecursionError:
        problems.error(None, None, "lists or objects nested too deeply", "a GeoJSON story")
        raise problems.refuse() from None
    story, warnings = _read_top(top, problems)
    require_valid(story)  # a text from Python may hold what no text of a file can
    return story, warnings


def read_features(
    members: Mapping[str, Any],
    features: list[Any],
    problems: ProblemList,
    labels: Sequence[str] = (),
) -> tuple[Story, tuple[Problem, ...]]:
    """The story of a collection's features; `labels` are what problems call them.

    Raises:
        StoryError: the story cannot be used; carries every problem, warnings too.
    """
    if not features:
        problems.error(None, "features", "no events", "at least one Feature")
    raw = members.get("story")
    shared = Shared() if raw is None else read_shared(raw, problems)
    foreign = None if lists_ids(raw) else ForeignReader(features, problems, labels)
    reader = EventReader(shared, problems, foreign, labels, warn_unknown=raw is not None)
    events = reader.read(features)
    if problems.errors:
        raise problems.refuse()
    story = _story(members, shared, foreign, events, problems.file, reader.timezone)
    return story, problems.all()


def _read_top(top: Any, problems: ProblemList) -> tuple[Story, tuple[Problem, ...]]:
    features = _features(top, problems)
    labels: list[str] = []
    if top is features and _are_rows(features):
        labels = [f"row {number}" for number in range(1, len(features) + 1)]
        features = features_of(features, labels, problems)
    members = top if isinstance(top, dict) else {}
    if _check_crs(members.get("crs"), problems):
        features = [_nowhere(feature) for feature in features]
    return read_features(members, features, problems, labels)


def _are_rows(items: list[Any]) -> bool:
    """Whether a list holds the rows of a table: objects that are no Features."""
    return bool(items) and all(
        isinstance(one, dict)
        and one.keys() - {"type"}
        and not one.keys() & {"geometry", "properties", "features", "coordinates"}
        for one in items
    )


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """No search for garbage: there is none here, and with it 100,000 events take a third longer."""
    was_at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_at_work:
            gc.enable()


def _story(
    members: Mapping[str, Any],
    shared: Shared,
    foreign: ForeignReader | None,
    events: tuple[Event, ...],
    file: str,
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
    values["title"] = _first_text(values.get("title"), *_titles(members)) or _title_from(file)
    values.setdefault("description", _first_text(members.get("description")))
    values["timezone"] = timezone
    return Story(events=events, **values)


def _features(top: Any, problems: ProblemList) -> list[Any]:
    """The features of whatever a file holds: a collection, one Feature, a geometry, or a list."""
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
        problems.error(None, "type", "TopoJSON", f"{_EXPECTED_TOP}; convert the file (topo2geo)")
    elif isinstance(top, dict):
        problems.error(None, "type", show(kind), '"FeatureCollection"')
    else:
        problems.error(None, None, show(top), _EXPECTED_TOP)
    raise problems.refuse()


def _check_crs(crs: Any, problems: ProblemList) -> bool:
    """Whether a file says that its positions are not longitude and latitude on WGS84."""
    if crs is None:
        return False
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    if isinstance(name, str) and _WGS84.fullmatch(name.strip()):
        return False
    expected = (
        "longitude and latitude on WGS84; convert the file, "
        "for example with ogr2ogr -t_srs EPSG:4326 -lco RFC7946=YES out.geojson in.geojson"
    )
    problems.error(None, "crs", show(crs if name is None else name), expected)
    return True


def _nowhere(feature: Any) -> Any:
    """The feature without its geometry: in another reference system each would be a problem."""
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
