"""Say in sentences what was read from a file: the columns used, and what the events lack."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from geo.counted_nouns import with_number
from geo.formats.report.reading_report import Lacking, ReadingReport, UsedField
from geo.problem_list import show
from geo.text_safety import one_line

# What the values of a field are called. Others are called by the name of the field.
_WORDS = {
    "tracks": "movements",
    "start": "times",
    "end": "ends",
    "times": "times of positions",
    "title": "titles",
    "text": "texts",
    "geometry": "geometries",
    "longitude": "longitudes",
    "latitude": "latitudes",
    "place": "places",
    "group": "groups",
    "colour": "colours",
    "id": "ids",
    "size_value": "sizes",
    "colour_value": "colours",
}
_ALWAYS_COUNTED = frozenset({"start", "size_value", "colour_value"})
# At most this many unused columns are named.
_MAX_UNUSED = 20
_NAME_LENGTH = 60


def use_of_columns(report: ReadingReport) -> list[str]:
    """Return what was used, then what was not: ``times from `Date`, 3 of 3``, ``not used: `Id```.

    Empty: nothing was read.
    """
    sentences = [_use(field, used, report.events) for field, used in report.used.items()]
    if report.unused:
        sentences.append(f"not used: {_unused(report.unused)}")
    return sentences


def movements_and_areas(report: ReadingReport) -> str:
    """Return how many movements and areas there are: `3 movements with times, 8 areas`."""
    untimed = report.movements - report.timed_movements
    counted = (
        (report.timed_movements, "movement", " with times"),
        (untimed, "movement", " without times"),
        (report.areas, "event", " with areas"),
    )
    return ", ".join(
        f"{with_number(number, thing)}{which}" for number, thing, which in counted if number
    )


def events_that_lack_something(report: ReadingReport) -> Iterator[str]:
    """Yield how many events have no time, and how many have no position, with the first ones."""
    for thing, lacking in (("time", report.without_time), ("position", report.without_position)):
        if lacking.count:
            yield f"{with_number(lacking.count, 'event')} without a {thing}: {_titles(lacking)}"


def _use(field: str, used: UsedField, events: int) -> str:
    """Return a sentence such as ``times from `Date`, day first, 12 of 14``."""
    columns = [_name(column) for column in used.columns]
    listed = columns[0] if len(columns) == 1 else f"{', '.join(columns[:-1])} and {columns[-1]}"
    is_named_alike = field not in _WORDS and used.columns == (field,)
    source = listed if is_named_alike else f"{_WORDS.get(field, field)} from {listed}"
    parts = [source, *used.readings]
    if field in _ALWAYS_COUNTED or used.events < events:
        parts.append(f"{used.events:,} of {events:,}")
    return ", ".join(parts)


def _unused(columns: Sequence[str]) -> str:
    listed = ", ".join(_name(column) for column in columns[:_MAX_UNUSED])
    others = len(columns) - _MAX_UNUSED
    return listed if others <= 0 else f"{listed} and {others:,} more"


def _titles(lacking: Lacking) -> str:
    listed = ", ".join(show(title) for title in lacking.titles)
    return listed if lacking.count == len(lacking.titles) else f"{listed}, …"


def _name(column: str) -> str:
    return f"`{one_line(column, limit=_NAME_LENGTH)}`"
