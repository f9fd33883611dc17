"""Split an ISO 8601 interval in one field into a start and an end, or a start and a duration."""

from __future__ import annotations

import re
from collections.abc import Mapping

from geo.formats.durations import parse_duration
from geo.formats.field_aliases import NamedValue
from geo.formats.timestamps import parse_moment

_SEPARATOR = "/"
_CLOCK = re.compile(r"[0-9]{2}:[0-9]{2}(:[0-9]{2})?")
_LONGEST_YEARS = len("1914 - 1918") + 4  # with spaces around it
# Two years with a dash between them: 1914-1918.
_YEARS = re.compile(r"(?P<first>[0-9]{4}) ?[-\u2013\u2014] ?(?P<last>[0-9]{4})")


def split_interval(fields: Mapping[str, NamedValue]) -> dict[str, NamedValue] | None:
    """Return the start with the end or the duration of `1914-07-28/1918-11-11` or `1914-07-28/P3D`.

    An interval is also `1914-1918`. None: the start is no interval.
    """
    start = fields.get("start")
    if start is None or not isinstance(start.value, str):
        return None
    if len(start.value) > _LONGEST_YEARS and _SEPARATOR not in start.value:
        return None
    years = _years(start.value.strip())
    if years is not None:
        first, last = years
        return {"start": start._replace(value=first), "end": start._replace(value=last)}
    if start.value.count(_SEPARATOR) != 1:
        return None
    first, last = (part.strip() for part in start.value.split(_SEPARATOR))
    if not _is_moment(first):
        return None
    if _is_moment(last):
        return {"start": start._replace(value=first), "end": start._replace(value=last)}
    if _is_clock(last):
        # 13:00/15:00, as ISO 8601 leaves out what both have in common.
        last = f"{first[: -len(last)]}{last}" if len(first) > len(last) else last
        if _is_moment(last):
            return {"start": start._replace(value=first), "end": start._replace(value=last)}
    try:
        parse_duration(last, "")
    except ValueError:
        return None
    return {"start": start._replace(value=first), "duration": start._replace(value=last)}


def _years(text: str) -> tuple[str, str] | None:
    """Return the first and the last year of `1914-1918`. None: the text has another form."""
    years = _YEARS.fullmatch(text)
    if years is not None:
        return (years["first"], years["last"]) if years["first"] < years["last"] else None
    return None


def _is_clock(text: str) -> bool:
    return _CLOCK.fullmatch(text) is not None


def _is_moment(text: str) -> bool:
    try:
        parse_moment(text)
    except ValueError:
        return False
    return True
