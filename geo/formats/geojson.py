"""Read GeoJSON: story files, and GeoJSON with other field names or layouts."""

from __future__ import annotations

import gc
import re
from array import array
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import PurePath
from typing import Any

from geo.formats.event_reader import EventReader
from geo.formats.foreign.chosen_columns import check_columns, check_track_column, refuse_choices
from geo.formats.foreign.foreign_geojson import ForeignReader
from geo.formats.json_text import decode, load_json, report_deep_nesting
from geo.formats.json_values import json_value
from geo.formats.movements.moving_features import MOVING_TYPES, with_plain_geometries
from geo.formats.numbers.chosen_numbers import ChosenNumbers, without_left_out
from geo.formats.numbers.number_columns import names_of_numbers, numbers_in
from geo.formats.reading_choices import NO_CHOICES, ReadingChoices
from geo.formats.report.column_use import HEIGHTS, PointColumns, columns_used, with_tracks
from geo.formats.report.keep_going import (
    leave_out,
    left_out,
    number_of_events,
    report_no_event_left,
    warnings_in,
)
from geo.formats.report.reading_report import Checked, report_of
from geo.formats.story_member import Shared, lists_ids, read_shared
from geo.formats.table_columns import rows_of_columns
from geo.formats.table_rows import rows_to_features
from geo.formats.times.missing_times import warn_missing_times
from geo.formats.times.unread_times import warn_unread_times
from geo.problem_list import ProblemList, show
from geo.story import Event, Story
from geo.validation import mark_valid, validate

_GEOMETRIES = frozenset(
    {
        *("Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon"),
        "GeometryCollection",
    }
)
_COLLECTION = "a GeoJSON FeatureCollection"
# How GeoJSON from before RFC 7946 names longitude and latitude on WGS84.
_WGS84 = re.compile(r"(urn:ogc:def:crs:)?(OGC:[0-9.]*:?CRS84|EPSG:[0-9.]*:?4326)", re.IGNORECASE)


def parse(content: str | bytes, name: str, choices: ReadingChoices = NO_CHOICES) -> Checked:
    """Read a GeoJSON text. `name` is the file in problems.

    Raises:
        StoryError: the text cannot be read at all; the error has every problem.
    """
    problems = ProblemList(name)
    with _pause_garbage_collection():
        top = load_json(decode(content, problems), problems)
        checked = _read_top(top, problems, choices)
    if checked.story is not None:
        mark_valid(checked.story)
    return checked


def parse_value(value: Any, name: str, choices: ReadingChoices = NO_CHOICES) -> Checked:
    """Read parsed GeoJSON, which may have values that JSON has not (times, tuples).

    Raises:
        StoryError: the value cannot be read at all; the error has every problem.
    """
    problems = ProblemList(name)
    try:
        top = json_value(value)
    except RecursionError:
        report_deep_nesting(problems)
        raise problems.to_error() from None
    checked = _read_top(top, problems, choices)
    # A text from Python can have values that no file can have.
    violations = () if checked.story is None else validate(checked.story)
    return Checked(None, violations, checked.report) if violations else checked


def read_features(
    members: Mapping[str, Any],
    features: list[Any],
    problems: ProblemList,
    labels: Sequence[str] = (),
    choices: ReadingChoices = NO_CHOICES,
    point_columns: PointColumns = (),
) -> Checked:
    """Build a story from the Features of a collection.

    Args:
        members: the members of the collection.
        features: its Features.
        problems: the problems that are known already. The result includes them.
        labels: the names of the Features in problems. Empty: they are named by id or number.
        choices: how to read them.
        point_columns: the columns of a table that became the points of the Features.
    """
    found = ProblemList(problems.file)
    read = partial(_read_events, members, labels=labels, choices=choices, columns=point_columns)
    checked = read(features, problems=found)
    bad = problems.rows_with_errors | found.rows_with_errors
    known = problems.all()
    if choices.keep_going and bad and not problems.errors_of_the_file + found.errors_of_the_file:
        if len(bad) == len(features):
            report_no_event_left(found)
            return Checked(None, (*known, *found.all()), checked.report)
        known = (*left_out((*known, *checked.problems)), *warnings_in(known))
        checked = read(leave_out(features, bad), problems=ProblemList(problems.file))
    elif problems.errors:
        checked = checked._replace(story=None)
    report = replace(checked.report, with_errors=len(bad))
    return Checked(checked.story, (*known, *checked.problems), report)


def _read_events(
    members: Mapping[str, Any],
    features: list[Any],
    *,
    problems: ProblemList,
    labels: Sequence[str],
    choices: ReadingChoices,
    columns: PointColumns,
) -> Checked:
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
        zone = shared.values.get("timezone")
        check_track_column(choices, features, problems)
        foreign = ForeignReader(features, problems, labels, choices, day_one, zone)
    numbers = ChosenNumbers(features, choices, problems, foreign)
    shared = replace(shared, values=numbers.named_in(shared.values))
    has_story = raw is not None
    reader = EventReader(shared, problems, foreign, labels, numbers, warn_unknown=has_story)
    events = reader.read(features)
    use = columns_used(features, foreign, events, columns, numbers)
    tracks = None if foreign is None else foreign.tracks
    use = with_tracks(use, tracks)
    merged = 0 if tracks is None else tracks.merged
    has_unused_heights = reader.has_heights and not numbers.uses_heights
    report = report_of(
        events,
        number_of_events(features) - merged,
        used=use.used,
        unused=(*use.unused, *([HEIGHTS] if has_unused_heights else ())),
        read_wrong={
            event.id
            for event, row in zip(events, reader.rows, strict=True)
            if row in problems.rows_with_errors
        },
    )
    # The points of a movement are one event, which has no number of its own.
    if choices.keep_numbers and not merged:
        report = replace(report, numbers=_all_numbers(features))
    if problems.errors:
        return Checked(None, problems.all(), report)
    warn_missing_times(events, problems, shared.values.get("further_scale"))
    if foreign is not None and report.first is None:
        warn_unread_times(features, use.unused, problems)
    story = _story(members, shared, foreign, events, problems, reader.timezone)
    return Checked(story, problems.all(), report)


def _all_numbers(features: list[Any]) -> Mapping[str, array[float]]:
    """Return the numbers of each column of numbers, one for each event."""
    kept = without_left_out(features)
    return {name: numbers_in(kept, name) for name in names_of_numbers(kept)}


def _read_top(top: Any, problems: ProblemList, choices: ReadingChoices) -> Checked:
    top = rows_of_columns(top, choices)
    features = _features(top, problems)
    features = with_plain_geometries(features, problems)
    labels: list[str] = []
    choices = check_columns(choices, features, problems)
    columns: PointColumns = ()
    if _are_rows(top):
        labels = [f"row {number}" for number in range(1, len(features) + 1)]
        features, columns = rows_to_features(features, labels, problems, "an object", choices)
    members = top if isinstance(top, dict) else {}
    if _check_crs(members.get("crs"), problems):
        features = [_without_geometry(feature) for feature in features]
    return read_features(members, features, problems, labels, choices, columns)


def _are_rows(items: Any) -> bool:
    """Return whether a value is a list with the rows of a table: objects that are not GeoJSON.

    Other values between the rows are errors of the table.
    """
    objects = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    return bool(objects) and all(
        item.keys() - {"type"}
        and item.get("type") != "Feature"
        and not item.keys() & {"properties", "features", "coordinates"}
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
            values |= {"day_one": foreign.times.day_one, "clock": foreign.times.clock}
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
    elif isinstance(kind, str) and kind in MOVING_TYPES:
        return [{"type": "Feature", "temporalGeometry": top, "properties": None}]
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
