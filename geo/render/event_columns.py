"""The events of a story as columns for the player. Each row of `EVENT_COLUMNS` defines a column.

A new field of an event needs a row in `EVENT_COLUMNS` and a default in the player's story.js.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from geo import playback
from geo.ancient_time import story_seconds
from geo.playback.local_times import local_clock
from geo.playback.path_measures import MILLISECOND_DIGITS, seconds_from_start
from geo.precision_ends import precision_of_end
from geo.render.coordinates import rounded_path, rounded_steps
from geo.render.document_areas import document_areas

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from geo.ancient_time import StoryTime
    from geo.polygons import Polygon
    from geo.render.story_index import StoryIndex
    from geo.story import Position, When

NO_IDS: list[int] = []

Values = list[Any]


def _keep_values(values: Values, _: StoryIndex) -> Values:
    return values


@dataclass(frozen=True, slots=True)
class EventColumn:
    """A column of the payload: one value for each event, in story order.

    `fields` are the fields of an `Event` that the column uses, as names for `attrgetter`. With
    several fields, `convert` gets tuples. `convert` turns the fields' values into the column's
    values. A column in which every value is the `default` is left out.
    """

    name: str
    fields: tuple[str, ...]
    default: Any = None
    convert: Callable[[Values, StoryIndex], Values] = _keep_values

    def values(self, index: StoryIndex) -> Values:
        """Return the column of a story in plain JSON values."""
        return self.convert(list(map(attrgetter(*self.fields), index.story.events)), index)


def event_columns(index: StoryIndex) -> dict[str, Any]:
    """Return the columns by name, the number of events (`count`), and the routes (`lines`).

    `lines` has the positions of each event with more than one, by the event's index.
    """
    filled = {}
    for column in EVENT_COLUMNS:
        values = column.values(index)
        if any(value != column.default for value in values):
            filled[column.name] = values
    paths = (event.where.path for event in index.story.events)
    lines = {i: rounded_path(path) for i, path in enumerate(paths) if len(path) > 1}
    return {"count": len(index.story.events), **filled, "lines": lines}


def _longitudes(paths: list[tuple[Position, ...]], _: StoryIndex) -> Values:
    return [rounded_steps(path[0].longitude) if path else None for path in paths]


def _latitudes(paths: list[tuple[Position, ...]], _: StoryIndex) -> Values:
    return [rounded_steps(path[0].latitude) if path else None for path in paths]


def _nine_digits(numbers: list[float | None], _: StoryIndex) -> Values:
    # The player writes fewer digits. Whole numbers are shorter without ".0".
    return [None if number is None else _short(float(f"{number:.9g}")) for number in numbers]


def _short(number: float) -> float:
    return int(number) if number.is_integer() and abs(number) < 1e15 else number


def _flags(values: Values, _: StoryIndex) -> Values:
    return [int(value) for value in values]


def _people(lists: list[tuple[str, ...]], index: StoryIndex) -> Values:
    return _lists_of_indices(lists, index.people)


def _sources(lists: list[tuple[str, ...]], index: StoryIndex) -> Values:
    return _lists_of_indices(lists, index.sources)


def _lists_of_indices(lists: list[tuple[str, ...]], numbers: Mapping[str, int]) -> Values:
    # All empty lists are the same object. In a long story most lists are empty, and creating them
    # takes longer than everything else.
    return [[numbers[i] for i in ids] if ids else NO_IDS for ids in lists]


def _places(ids: list[str | None], index: StoryIndex) -> Values:
    return [None if i is None else index.places[i] for i in ids]


def _groups(rows: list[tuple[str | None, tuple[str, ...]]], index: StoryIndex) -> Values:
    return [_group(group, people, index) for group, people in rows]


def _group(group: str | None, people: tuple[str, ...], index: StoryIndex) -> int | None:
    """Return the event's own group, or the group of most of its people (in a tie, the first)."""
    if group is not None:
        return index.groups[group]
    if not people:
        return None
    groups = [index.person_groups[index.people[person]] for person in people]
    counted = Counter(number for number in groups if number is not None)
    return counted.most_common(1)[0][0] if counted else None


def _colours(colours: list[str | None], index: StoryIndex) -> Values:
    return [None if colour is None else index.colours[colour.lower()] for colour in colours]


def _seconds(times: list[StoryTime | None], _: StoryIndex) -> Values:
    return [None if time is None else story_seconds(time) for time in times]


def _path_times(rows: list[tuple[tuple[StoryTime, ...], When]], _: StoryIndex) -> Values:
    return [_time_steps(seconds_from_start(times, when)) if times else None for times, when in rows]


def _time_steps(seconds: tuple[float, ...]) -> list[float]:
    """Return the first number, and the difference from each number to the next one."""
    steps = (round(b - a, MILLISECOND_DIGITS) for a, b in pairwise((0.0, *seconds)))
    # A whole number is shorter in the document.
    return [int(step) if step.is_integer() else step for step in steps]


def _areas(
    rows: list[tuple[tuple[Polygon, ...], tuple[Position, ...], bool]], _: StoryIndex
) -> Values:
    return [
        document_areas(areas, path[0]) if areas and has_marker else None
        for areas, path, has_marker in rows
    ]


def _days(_: Values, index: StoryIndex) -> Values:
    return list(playback.event_days(index.story))


def _has_end(_: Values, index: StoryIndex) -> Values:
    # An end that is not after the start does not count. Playback infers one; the card shows none.
    return [int(event.when.has_end) for event in index.story.events]


def _local_clocks(_: Values, index: StoryIndex) -> Values:
    clocks = (local_clock(index.story, event.when) for event in index.story.events)
    return [
        None if clock is None else [*clock[:4], *([list(clock.changes)] if clock.changes else [])]
        for clock in clocks
    ]


def _end_precision(_: Values, index: StoryIndex) -> Values:
    return [precision_of_end(event.when) for event in index.story.events]


def _time_unknown(starts: list[datetime | None], index: StoryIndex) -> Values:
    # In a story without any time, story order is the time of each event.
    return [int(index.story.has_times and start is None) for start in starts]


# The fields on which the precision of an end depends.
END_FIELDS = ("when.precision", "when.end", "when.end_precision")

# The document has the same order. The timelines contain the starts and ends.
EVENT_COLUMNS = (
    EventColumn("ids", ("id",)),
    EventColumn("titles", ("title",)),
    EventColumn("texts", ("text",), ""),
    EventColumn("lon", ("where.path",), None, _longitudes),
    EventColumn("lat", ("where.path",), None, _latitudes),
    EventColumn("pathTimes", ("where.times", "when"), None, _path_times),
    EventColumn("areas", ("where.areas", "where.path", "where.has_marker"), None, _areas),
    EventColumn("pinned", ("where.has_marker",), 0, _flags),
    EventColumn("radius", ("where.radius_m",)),
    EventColumn("confidence", ("where.confidence",)),
    EventColumn("people", ("people",), NO_IDS, _people),
    EventColumn("heard", ("heard",), NO_IDS, _people),
    EventColumn("watched", ("watched",), NO_IDS, _people),
    EventColumn("mentioned", ("mentioned",), NO_IDS, _people),
    EventColumn("dies", ("dies",), NO_IDS, _people),
    EventColumn("place", ("where.place",), None, _places),
    EventColumn("filmedAt", ("where.filmed_at",), None, _places),
    EventColumn("group", ("group", "people"), None, _groups),
    EventColumn("colour", ("colour",), None, _colours),
    EventColumn("sizeValues", ("size_value",), None, _nine_digits),
    EventColumn("colourValues", ("colour_value",), None, _nine_digits),
    EventColumn("importance", ("importance",), 2),
    EventColumn("dayBasis", ("when.day_basis",)),
    EventColumn("clockBasis", ("when.clock_basis",)),
    EventColumn("precision", ("when.precision",), "time"),
    EventColumn("doubts", ("when.doubt",)),
    EventColumn("endDoubts", ("when.end_doubt",)),
    EventColumn("filmStart", ("when.film_start_s",)),
    EventColumn("filmBasis", ("when.film_basis",)),
    EventColumn("furtherTimes", ("when.further_time",), None, _seconds),
    EventColumn("furtherPrecision", ("when.further_precision",), "time"),
    EventColumn("days", ("when.start",), None, _days),
    EventColumn("hasEnd", ("when.start", "when.end"), 0, _has_end),
    EventColumn("localClocks", ("when.timezone", "when.end_timezone"), None, _local_clocks),
    EventColumn("endPrecision", END_FIELDS, "time", _end_precision),
    EventColumn("timeUnknown", ("when.start",), 0, _time_unknown),
    EventColumn("sources", ("sources",), NO_IDS, _sources),
    EventColumn("notes", ("note",)),
)
