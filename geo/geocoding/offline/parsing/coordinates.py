"""Parse typed coordinates: in either order, with signs or letters, with minutes and seconds."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from geo.geodesy import METRES_A_DEGREE
from geo.story import Position

# If the point is farther than this from a place of the story or the map, try the other order.
NEAR_DEGREES: Final = 3.0

_NUMBER: Final = r"[+\-−]?\d{1,3}(?:\.\d{0,12})?"
# `#` is replaced by 1 and 2, for the first and the second angle of a pair.
_ANGLE: Final = (
    r"(?:(?P<label#>lat(?:itude)?|lon(?:gitude)?|lng)\s*[:=]?\s*)?"
    rf"(?:(?P<front#>[NSEW])\s*)?(?P<degrees#>{_NUMBER})\s*°?"
    r"(?:\s*(?P<minutes#>\d{1,2}(?:\.\d{0,10})?)\s*['′’])?"
    r"(?:\s*(?P<seconds#>\d{1,2}(?:\.\d{0,8})?)\s*(?:\"|″|”|''))?"
    r"\s*(?(front#)|(?P<back#>[NSEW])?)"  # "N 34 W 118": the W belongs to 118
)
_PAIR: Final = re.compile(
    rf"\(?\s*{_ANGLE.replace('#', '1')}"
    r"(?:(?P<mark>\s*[,;]\s*)|\s+)"
    rf"{_ANGLE.replace('#', '2')}\s*\)?",
    re.IGNORECASE,
)


# The parts of a geo URI (RFC 5870) to remove: the scheme and the parameters.
_GEO: Final = re.compile(
    r"^geo:(?=[+\-]?\d)|(?<=\d)[;?][a-z][^\s]*$",
    re.IGNORECASE,
)
# With decimal commas: 34,0522; -118,2437.
_COMMAS: Final = re.compile(
    r"\(?[NSEW]?\s*[+\-−]?\d{1,3},\d{1,12}\s*°?\s*[NSEW]?(?:\s*[;/]\s*|,?\s+)"
    r"[NSEW]?\s*[+\-−]?\d{1,3},\d{1,12}\s*°?\s*[NSEW]?\)?",
    re.IGNORECASE,
)


class Coordinate(NamedTuple):
    """A typed coordinate, its accuracy in metres, and a note on a correction or None."""

    position: Position
    radius_m: float
    note: str | None


def looks_like_coordinate(text: str) -> bool:
    """Whether the text is a pair of numbers, valid or not, and therefore not a name."""
    return _match(text) is not None


def _match(text: str) -> re.Match[str] | None:
    text = _GEO.sub("", text)
    if _COMMAS.fullmatch(text):
        text = re.sub(r"(?<=\d),(?=\d)", ".", text)
    match = _PAIR.fullmatch(text)
    # "10 110" is two freeways. Without a comma, require a decimal point, a degree sign or a letter.
    if match and not match["mark"] and not re.search(r"[.°NSEW]", text, re.IGNORECASE):
        return None
    return match


def parse(text: str, near: Position | None) -> Coordinate | None:
    """Parse a coordinate. None if the text is not a coordinate or its values are out of range.

    Latitude comes first. `near` is a point of the story or the map. The two numbers are swapped,
    with a note, if only the other order is valid, or if only the other order is near `near`.
    """
    match = _match(text)
    if match is None:
        return None
    first, first_axis, digits_one = _parse_angle(match, 1)
    second, second_axis, digits_two = _parse_angle(match, 2)
    radius = max(0.5 * 10.0 ** -min(digits_one, digits_two) * METRES_A_DEGREE, 1.0)
    if first_axis == "lon" or second_axis == "lat":
        return _valid_coordinate(second, first, radius, None)
    given = _valid_coordinate(first, second, radius, None)
    turned = _valid_coordinate(
        second, first, radius, "Longitude was given first; the two numbers were swapped."
    )
    if first_axis or second_axis or turned is None:
        return given
    if given is None:
        return turned
    if near and _is_close(turned.position, near) and not _is_close(given.position, near):
        return turned
    return given


def correct_sign(at: Position, near: Position | None) -> Position | None:
    """The point near `near` that differs from `at` only in signs. None if `at` itself is near."""
    if near is None or _is_close(at, near):
        return None
    turned = (
        Position(longitude=east * at.longitude, latitude=north * at.latitude)
        for east, north in ((-1, 1), (1, -1), (-1, -1))
    )
    return next((point for point in turned if _is_close(point, near)), None)


def _parse_angle(match: re.Match[str], number: int) -> tuple[float, str | None, int]:
    """Degrees, the named axis ("lat", "lon" or None), and the number of typed decimals."""
    typed = match[f"degrees{number}"].replace("−", "-")
    minutes, seconds = match[f"minutes{number}"], match[f"seconds{number}"]
    size = abs(float(typed)) + float(minutes or 0) / 60 + float(seconds or 0) / 3600
    letter = (match[f"front{number}"] or match[f"back{number}"] or "").upper()
    negative = typed.startswith("-") or letter in ("S", "W")
    label = (match[f"label{number}"] or "").casefold()[:3]
    letter_axis = {"": None, "N": "lat", "S": "lat", "E": "lon", "W": "lon"}[letter]
    axis = letter_axis or {"": None, "lat": "lat"}.get(label, "lon")
    decimals = len(typed.partition(".")[2])
    if minutes:
        decimals = 2 + (2 if seconds else 0)
    return (-size if negative else size), axis, decimals


def _valid_coordinate(
    lat: float, lon: float, radius_m: float, note: str | None
) -> Coordinate | None:
    if abs(lat) > 90 or abs(lon) > 180:
        return None
    return Coordinate(Position(longitude=lon, latitude=lat), radius_m, note)


def _is_close(one: Position, other: Position) -> bool:
    return (
        abs(one.longitude - other.longitude) < NEAR_DEGREES
        and abs(one.latitude - other.latitude) < NEAR_DEGREES
    )
