"""Split an ISO 8601 interval in one field into a start and an end, or a start and a duration."""

from __future__ import annotations

import re
from collections.abc import Mapping

from geo.formats.foreign.field_aliases import NamedValue
from geo.formats.times.durations import parse_duration
from geo.formats.times.timestamps import parse_moment
from geo.formats.times.written_ranges import split_range

_SEPARATOR = "/"
_CLOCK = re.compile(r"[0-9]{2}:[0-9]{2}(:[0-9]{2})?")


def split_interval(fields: Mapping[str, NamedValue]) -> dict[str, NamedValue] | None:
    """Return the start with the end or the duration of `1914-07-28/1918-11-11` or `1914-07-28/P3D`.

    An interval is also a range such as `1914-1918` or `May-June 1940`. None: the start is no
    interval.
    """
    start = fields.get("start")
    if start is None or not isinstance(start.value, str):
        return None
    if start.value.count(_SEPARATOR) == 1:
        interval = _interval(start, *(part.strip() for part in start.value.split(_SEPARATOR)))
        if interval is not None:
            return interval
    limits = split_range(start.value)
    return None if limits is None else _limits(start, *limits)


def _limits(start: NamedValue, first: str, last: str) -> dict[str, NamedValue]:
    return {"start": start._replace(value=first), "end": start._replace(value=last)}


def _interval(start: NamedValue, first: str, last: str) -> dict[str, NamedValue] | None:
    """Return the start with the end or the duration. `start` is the whole interval.

    None: the first part is no date, or the last part is no date, time of day or duration.
    """
    if not _is_moment(first):
        return None
    if _is_moment(last):
        return _limits(start, first, last)
    if _is_clock(last):
        # 13:00/15:00, as ISO 8601 leaves out what both have in common.
        last = f"{first[: -len(last)]}{last}" if len(first) > len(last) else last
        if _is_moment(last):
            return _limits(start, first, last)
    try:
        parse_duration(last, "")
    except ValueError:
        return None
    return {"start": start._replace(value=first), "duration": start._replace(value=last)}


def _is_clock(text: str) -> bool:
    return _CLOCK.fullmatch(text) is not None


def _is_moment(text: str) -> bool:
    try:
        parse_moment(text)
    except ValueError:
        return False
    return True
