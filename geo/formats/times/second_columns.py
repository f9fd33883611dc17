"""Find the date, or the time of day, of a start or an end in a second column of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from geo.formats.foreign.field_aliases import AliasReader, NamedValue
from geo.formats.times.clock_times import clock_beside_date, parse_clock
from geo.formats.times.date_parts import date_from_parts
from geo.formats.times.time_columns import is_compact_date
from geo.formats.times.timestamps import has_date_form


def with_clocks(
    fields: dict[str, NamedValue], properties: Mapping[str, Any], aliases: AliasReader
) -> dict[str, NamedValue]:
    """Return the fields with times of day that stand in a second column of the start or end."""
    made = fields
    for field, clock_field in (("start", "time_of_day"), ("end", "end_time_of_day")):
        given = fields.get(field)
        if given is None or clock_field in fields:
            continue
        others = _others(field, given.name, properties, aliases)
        clocks = [other for other in others if parse_clock(other.value) is not None]
        dates = [other for other in others if has_date_form(other.value)]
        if parse_clock(given.value) is None:
            made = made | {clock_field: clocks[0]} if clocks else made
        elif field == "end" and dates:
            made = made | {field: dates[0], clock_field: given}
    return made


def with_date(
    fields: dict[str, NamedValue], properties: Mapping[str, Any], aliases: AliasReader
) -> dict[str, NamedValue]:
    """Return the fields with the date in another column, if the start has a better one.

    A time of day gets its date from there, and an ISO 8601 date is better than digits.
    """
    start = fields.get("start")
    if start is None or has_date_form(start.value):
        return fields
    is_time_of_day = start == fields.get("time_of_day")
    if is_time_of_day and clock_beside_date(start.value) is not None:
        year, day = fields.get("year_part"), fields.get("day_part")
        date = day if year is None else date_from_parts(fields | {"start": year})
        if date is not None:
            return fields | {"start": date}
    if parse_clock(start.value) is not None:
        others = _others("start", start.name, properties, aliases)
        dates = [other for other in others if parse_clock(other.value) is None]
        return fields | {"start": dates[0], "time_of_day": start} if dates else fields
    if is_compact_date(start.value):
        others = _others("start", start.name, properties, aliases)
        dates = [one for one in others if has_date_form(one.value)]
        return fields | {"start": dates[0]} if dates else fields
    return fields


def _others(
    field: str, used: str, properties: Mapping[str, Any], aliases: AliasReader
) -> list[NamedValue]:
    """Return the values of the columns that can be a field, beside the used one."""
    if field not in aliases.repeated:
        return []
    given = aliases.names_of(field, properties)
    return [NamedValue(properties[name], name) for _, name in given if name != used]
