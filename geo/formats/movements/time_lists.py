"""Find the list of times of a Feature: one for each position of its line, in any convention."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from geo.formats.foreign.field_aliases import AliasReader, NamedValue, is_missing
from geo.formats.foreign.loose_values import number_in
from geo.formats.reading_choices import ReadingChoices
from geo.formats.times.number_times import compact_form
from geo.problem_list import ProblemList

GEOMETRY: Final = "geometry"
"""The name of the times that are the fourth numbers of the positions."""
_MOVEMENTS = frozenset({"LineString", "MultiLineString", "MultiPoint", "GeometryCollection"})
# Two times for at least this number of positions are the start and the end of the line.
_MANY_FOR_TWO_TIMES = 5
# A smaller number of seconds is before March 1973 and may be a distance or a count.
_LEAST_TIME = 10**8


def with_time_list(
    feature: Any, fields: dict[str, NamedValue], aliases: AliasReader
) -> dict[str, NamedValue]:
    """Return the fields with the list of times as `times`, if the Feature is a movement.

    The first and the last time in the list of another Feature are its start and its end.
    """
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    geometry = geometry if isinstance(geometry, dict) else {}
    moves = is_movement(feature)
    start = fields.get("start")
    has_list = start is not None and isinstance(start.value, list)
    if not (moves or has_list or "times" in fields or "vertex_properties" in fields):
        return fields
    given_properties = feature.get("properties")
    properties = given_properties if isinstance(given_properties, dict) else {}
    given = _given_list(properties, fields, aliases)
    rest = {
        name: value
        for name, value in fields.items()
        if name not in ("times", "vertex_properties") and not (name == "start" and has_list)
    }
    if has_list:
        starts = [name for _, name in aliases.names_of("start", properties)]
        scalars = [name for name in starts if not isinstance(properties[name], list)]
        if scalars:
            rest["start"] = NamedValue(properties[scalars[0]], scalars[0])
    if moves:
        if given is None and (numbers := _fourth_numbers(geometry.get("coordinates"))):
            given = NamedValue(numbers, GEOMETRY)
        positions = 0 if given is None else _number_of_positions(geometry.get("coordinates"))
        times = 0 if given is None else _number_of_times(given)
        if given is None or times != 2 or positions < _MANY_FOR_TWO_TIMES:
            return rest if given is None else rest | {"times": given}
        found = f"2 times for {positions:,} positions"
    elif given is None or "start" in rest:
        return rest
    else:
        found = f"{_number_of_times(given):,} times, but no line"
    return rest | _period(given, rest, found)


def is_movement(feature: Any) -> bool:
    """Return whether the geometry of a Feature can be a path with a time for each position."""
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    return isinstance(kind, str) and kind in _MOVEMENTS


def _given_list(
    properties: Mapping[str, Any], fields: Mapping[str, NamedValue], aliases: AliasReader
) -> NamedValue | None:
    """Return the first list of times in the properties."""
    if "times" in fields:
        for _, name in aliases.names_of("times", properties):
            times = list_in(properties[name])
            if times:
                return NamedValue(times, name)
    nested = fields.get("vertex_properties")
    if nested is not None and isinstance(nested.value, dict):
        for _, name in aliases.names_of("times", nested.value):
            times = list_in(nested.value[name])
            if times:
                return NamedValue(times, nested.name)
    for name, value in properties.items():
        if (
            isinstance(value, list)
            and value
            and any(field == "start" for _, field in aliases.meanings(name))
        ):
            return NamedValue(value, name)
    return None


def list_in(value: Any) -> list[Any] | None:
    """Return a list, also one that a program has written as a JSON text."""
    if isinstance(value, str) and value.lstrip()[:1] == "[":
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return None
    return value if isinstance(value, list) else None


def _period(
    given: NamedValue, fields: Mapping[str, NamedValue], found: str
) -> dict[str, NamedValue]:
    """Return the start and the end from a list. `found` says why it is no list of positions."""
    times = [value for value in scalars_in(given.value) if not is_missing(value)]
    if not times:
        return {}
    # Two times that belong to no line are a usual way to write a period.
    is_usual = found == "2 times, but no line" or len(times) == 1
    period = {} if is_usual else {"time_list": NamedValue(found, given.name)}
    if "start" not in fields:
        period["start"] = NamedValue(times[0], given.name)
    if len(times) > 1 and "end" not in fields:
        period["end"] = NamedValue(times[-1], given.name)
    return period


def _number_of_times(given: NamedValue) -> int:
    """Return how many times a list has, also in its lists: those of the parts of a line."""
    return sum(1 for _ in scalars_in(given.value))


def _number_of_positions(coordinates: Any, depth: int = 2) -> int:
    if not isinstance(coordinates, list) or not coordinates:
        return 0
    first = coordinates[0]
    if depth and isinstance(first, list) and first and isinstance(first[0], list):
        return sum(_number_of_positions(part, depth - 1) for part in coordinates)
    return len(coordinates)


def warn_long_list(fields: Mapping[str, NamedValue], event: str, problems: ProblemList) -> None:
    """Warn that a list of times, which do not belong to positions, gives the start and the end."""
    if "time_list" in fields:
        found, name, _ = fields["time_list"]
        message = f"found {found}; the first is read as the start and the last as the end"
        problems.warn(event, name, found, "a time for each position", message)


def _fourth_numbers(coordinates: Any) -> list[Any]:
    """Return the fourth numbers of the positions, None for a position without one.

    Empty: the first position has none.
    """
    positions = list(_positions_in(coordinates))
    if not positions or len(positions[0]) < 4:
        return []
    return [position[3] if len(position) > 3 else None for position in positions]


def _positions_in(coordinates: Any, depth: int = 2) -> Iterator[list[Any]]:
    if not isinstance(coordinates, list) or not coordinates or not depth:
        return
    first = coordinates[0]
    if isinstance(first, list) and first and isinstance(first[0], list):
        for part in coordinates:
            yield from _positions_in(part, depth - 1)
    elif isinstance(first, list) and len(first) > 3:
        yield from (position for position in coordinates if isinstance(position, list))


def without_other_fourth_numbers(
    fields: Sequence[dict[str, NamedValue]], choices: ReadingChoices
) -> list[dict[str, NamedValue]]:
    """Return the fields without fourth numbers that are no times since 1970, such as distances.

    A choice of what numbers count confirms that they are times.
    """
    numbers = [
        number
        for one in fields
        if (given := one.get("times")) is not None and given.name == GEOMETRY
        for value in given.value
        if (number := number_in(value)) is not None
    ]
    chosen = choices.epoch is not None or choices.elapsed is not None
    if not numbers or chosen or all(_is_time(number) for number in numbers):
        return list(fields)
    return [
        {name: value for name, value in one.items() if name != "times" or value.name != GEOMETRY}
        for one in fields
    ]


def _is_time(number: float) -> bool:
    if abs(number) >= _LEAST_TIME:
        return True
    return number == int(number) and compact_form(number) is not None


def scalars_in(values: Any, depth: int = 3) -> Iterator[Any]:
    """Yield the values in a list and in its lists."""
    for value in values if depth else ():
        if isinstance(value, list):
            yield from scalars_in(value, depth - 1)
        else:
            yield value
