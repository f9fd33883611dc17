"""Pair the positions of a line with its list of times, and read the times."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from geo.counted_nouns import with_number
from geo.formats.foreign.field_aliases import is_missing
from geo.formats.shapes.geometry import Outline
from geo.formats.times.time_columns import TimeColumn
from geo.formats.times.timestamps import Moment, has_date_form

Warn = Callable[[str, str, str], None]
"""Warns about a list of times: what was found, what was expected, and the message."""

_LEAST_OFFSET, _GREATEST_OFFSET = timedelta(hours=-12), timedelta(hours=14)
# A time of day that is this much earlier than the one before it is on the next day.
_NEXT_DAY = timedelta(hours=12)


def paired(outline: Outline, given: list[Any], warn: Warn) -> tuple[Outline, list[Any]]:
    """Return the positions that have a time in the list, and these times, as they are written.

    `given` is a list, or for several parts a list of lists. If positions and times differ in
    number, the first ones of both are used. A list of one time is returned with the whole line.
    """
    sizes = outline.parts or (len(outline.path),)
    lists = [item if isinstance(item, list) else [item] for item in given]
    is_nested = any(isinstance(item, list) for item in given)
    values: list[list[Any]] = [given]
    if is_nested:
        flat = [value for values in lists for value in values]
        values = lists if len(lists) == len(sizes) > 1 else [flat]
    if len(values) == 1 < len(sizes) and len(values[0]) == len(outline.path):
        values = _split(values[0], sizes)
    elif len(values) != len(sizes):
        sizes = (len(outline.path),)
    counts = [min(size, len(part)) for size, part in zip(sizes, values, strict=True)]
    times = sum(map(len, values))
    whole = times == 1 or sum(counts) < 2
    if times != len(outline.path) or sum(counts) != times:
        positions = with_number(len(outline.path), "position")
        found = f"{with_number(times, 'time')} for {positions}"
        use = "only the first time is used" if whole else f"the first {sum(counts):,} are used"
        use = use if len(sizes) == 1 else "of each part, the first ones of both are used"
        warn(found, "a time for each position", f"found {found}; {use}")
    if whole:
        return outline, values[0][:1]
    kept = _first_of_each(outline.path, sizes, counts)
    read = [value for part, count in zip(values, counts, strict=True) for value in part[:count]]
    parts = tuple(count for count in counts if count)
    return outline._replace(path=tuple(kept), parts=parts if len(parts) > 1 else ()), read


def _split(values: Sequence[Any], sizes: Iterable[int]) -> list[list[Any]]:
    parts, start = [], 0
    for size in sizes:
        parts.append(list(values[start : start + size]))
        start += size
    return parts


def _first_of_each(
    path: Sequence[Any], sizes: Sequence[int], counts: Sequence[int]
) -> Iterable[Any]:
    start = 0
    for size, count in zip(sizes, counts, strict=True):
        yield from path[start : start + count]
        start += size


def read_moments(
    values: Iterable[Any], column: TimeColumn, start: Moment | None
) -> list[Moment | None]:
    """Read the times of a list; None for one that is missing or cannot be read.

    Times of day are on the day of `start`, if it is given and the column has no other day; after
    midnight, they are on the next day.
    """
    moments = [_moment(value, column) for value in values]
    if column.dateless is None or column.dateless.kind != "clock":
        return moments
    return _on_days(moments, start)


def _on_days(moments: Sequence[Moment | None], start: Moment | None) -> list[Moment | None]:
    passed = timedelta(0)
    before = None
    placed: list[Moment | None] = []
    for moment in moments:
        if moment is None:
            placed.append(None)
            continue
        time = moment.time
        if start is not None:
            time = start.time.replace(hour=time.hour, minute=time.minute, second=time.second)
            time = time.replace(microsecond=moment.time.microsecond)
        if before is not None and before - (time + passed) > _NEXT_DAY:
            passed += timedelta(days=1)
        before = time + passed
        placed.append(moment._replace(time=before))
    return placed


def _moment(value: Any, column: TimeColumn) -> Moment | None:
    if type(value) is str and column.dateless is None and len(value) > 15 and value[10] == "T":
        # The most frequent form. The others take several times as long.
        try:
            time = datetime.fromisoformat(value) if has_date_form(value) else None
        except ValueError:
            time = None
        offset = None if time is None else time.utcoffset()
        if time is not None and (offset is None or _LEAST_OFFSET <= offset <= _GREATEST_OFFSET):
            return Moment(time, "time")
    if is_missing(value) or isinstance(value, (list, dict, bool)):
        return None
    try:
        return column.moment(value)
    except ValueError:
        return None
