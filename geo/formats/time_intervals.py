"""Split an ISO 8601 interval in one field into a start and an end, or a start and a duration."""

from __future__ import annotations

from collections.abc import Mapping

from geo.formats.durations import parse_duration
from geo.formats.field_aliases import NamedValue
from geo.formats.timestamps import parse_moment

_SEPARATOR = "/"


def split_interval(fields: Mapping[str, NamedValue]) -> dict[str, NamedValue] | None:
    """Return the start with the end or the duration of `1914-07-28/1918-11-11` or `1914-07-28/P3D`.

    None: the start is no interval.
    """
    start = fields.get("start")
    if start is None or not isinstance(start.value, str) or start.value.count(_SEPARATOR) != 1:
        return None
    first, last = (part.strip() for part in start.value.split(_SEPARATOR))
    if not _is_moment(first):
        return None
    if _is_moment(last):
        return {"start": start._replace(value=first), "end": start._replace(value=last)}
    try:
        parse_duration(last, "")
    except ValueError:
        return None
    return {"start": start._replace(value=first), "duration": start._replace(value=last)}


def _is_moment(text: str) -> bool:
    try:
        parse_moment(text)
    except ValueError:
        return False
    return True
