"""Make a point from two columns (or properties): a longitude and a latitude in degrees."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from geo.degrees import (
    MOST_LATITUDE,
    MOST_LONGITUDE,
    MOST_WRAPPED_LONGITUDE,
    look_like_metres,
    look_swapped,
)
from geo.formats.foreign.field_aliases import NamedValue, is_missing
from geo.formats.foreign.loose_values import number_in
from geo.problem_list import ProblemList, show

# The largest value of each axis, in degrees.
_LIMITS: Mapping[str, int] = {"longitude": MOST_LONGITUDE, "latitude": MOST_LATITUDE}


def point_from_degrees(
    longitude: NamedValue | None, latitude: NamedValue | None, event: str, problems: ProblemList
) -> dict[str, Any] | None:
    """Return the GeoJSON point of an event. None: the event has no location.

    Args:
        longitude: the value and the name of its column. None: there is no such column.
        latitude: the same for the latitude.
        event: the name of the event in problems.
        problems: gets a warning about a value that is missing or unreadable beside a usable one,
            and an error about a number outside the range of its axis.
    """
    if longitude is latitude is None:
        return None
    if longitude is not None and latitude is not None and _are_degrees(longitude, latitude):
        return {"type": "Point", "coordinates": [longitude.value, latitude.value]}
    given = {"longitude": longitude, "latitude": latitude}
    numbers = {axis: _number(cell) for axis, cell in given.items()}
    if longitude is None or latitude is None:
        for axis, other in (("longitude", "latitude"), ("latitude", "longitude")):
            if numbers[axis] is not None:
                _warn_no_column(given[axis], axis, other, event, problems)
        return None
    for axis, cell in (("longitude", longitude), ("latitude", latitude)):
        if numbers[axis] is None:
            _warn_unreadable(axis, cell, event, problems)
    east, north = numbers["longitude"], numbers["latitude"]
    if east is None or north is None:
        return None
    hint = _hint(east, north, longitude.name, latitude.name)
    valid = True
    for axis, cell, number in (("longitude", longitude, east), ("latitude", latitude, north)):
        limit = _LIMITS[axis]
        # The reader of geometries wraps longitudes, with a warning.
        most = MOST_WRAPPED_LONGITUDE if axis == "longitude" and abs(north) <= 90 else limit
        if abs(number) > most:
            valid = False
            problems.error(event, cell.name, show(cell.value), f"-{limit} to {limit}{hint}")
    return {"type": "Point", "coordinates": [east, north]} if valid else None


def _are_degrees(longitude: NamedValue, latitude: NamedValue) -> bool:
    """Return whether two cells have decimal numbers in their ranges, which is the usual case."""
    east, north = longitude.value, latitude.value
    if type(east) is not float or type(north) is not float:
        return False
    return abs(east) <= MOST_LONGITUDE and abs(north) <= MOST_LATITUDE


def _number(cell: NamedValue | None) -> float | None:
    return None if cell is None or is_missing(cell.value) else number_in(cell.value)


def _hint(east: float, north: float, longitude: str, latitude: str) -> str:
    """Say what two numbers look like, if at least one is outside its range."""
    if look_like_metres(east, north):
        return " (these look like metres: convert them to WGS84, EPSG:4326)"
    if look_swapped(east, north):
        return f" ({latitude} and {longitude} look swapped)"
    return ""


def _warn_unreadable(axis: str, cell: NamedValue, event: str, problems: ProblemList) -> None:
    expected = f"the {axis} in degrees"
    message = f"found {show(cell.value)}, expected {expected}, so the event has no location"
    problems.warn(event, cell.name, show(cell.value), expected, message)


def _warn_no_column(
    cell: NamedValue | None, axis: str, other: str, event: str, problems: ProblemList
) -> None:
    assert cell is not None
    message = f"there is a {axis} but no {other}, so the event has no location"
    problems.warn(event, cell.name, f"no {other}", f"also the {other} in degrees", message)
