"""Columns of numbers: the properties of a file that can give markers their size and colour."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from itertools import islice
from math import nan
from typing import Any, NamedTuple

from geo.formats.foreign.field_aliases import is_missing
from geo.formats.numbers.numbers_in_text import DecimalMark, decimal_mark_of, number_from

THIRD_COORDINATE = "third coordinate"
"""The name of the column that the heights or depths of points make."""

# Names by which the third coordinate can be chosen, in a file without a property of this name.
_NAMES_OF_THIRD = frozenset(
    {THIRD_COORDINATE, "z", "depth", "height", "altitude", "elevation", "ele", "alt"}
)
# Columns are found by this many Features, evenly spread over the file.
_SAMPLE = 400
# Whole numbers in this range are milliseconds since 1970, from 1998 to 2065.
_MILLISECONDS = (9e11, 3e12)
# The units that can end the name of a column, such as `depth_km`, and how they are written.
_UNITS: Mapping[str, str] = {
    unit.casefold().replace("/", ""): unit
    for unit in (
        *("km", "m", "cm", "mm", "km2", "ha", "ft", "mi", "kg", "t", "g", "l", "s", "min", "h"),
        *("km/h", "mph", "MW", "kW", "USD", "EUR"),
    )
} | {"c": "°C", "f": "°F", "pct": "%", "percent": "%", "deg": "°"}
_KNOWN_NAMES: Mapping[str, str] = {"mag": "Magnitude", "z": "Third coordinate"}
_LONGEST_NAME = 60
MAX_COLUMNS = 200
"""At most this many columns of numbers of a file can be chosen."""


class NumberColumn(NamedTuple):
    """A column of numbers of a file. `name` is `THIRD_COORDINATE` for that of the points."""

    name: str
    mark: DecimalMark = "."

    def value_in(self, feature: Any) -> Any:
        """Return what a Feature has in this column. None: nothing."""
        if self.name == THIRD_COORDINATE:
            return _third_coordinate(feature)
        value = _properties(feature).get(self.name)
        return None if is_missing(value) else value

    def number_in(self, feature: Any) -> float | None:
        """Return the number of a Feature. None: it has none, or its value is no number."""
        return number_from(self.value_in(feature), self.mark)


def number_column(features: Sequence[Any], name: str) -> NumberColumn:
    """Return a column with the decimal mark of its texts."""
    column = NumberColumn(name)
    return column._replace(mark=decimal_mark_of(map(column.value_in, features)))


def names_of_numbers(
    features: Sequence[Any], least_different: int = 2, most_unreadable: float = 0.1
) -> tuple[str, ...]:
    """Return the columns of numbers, in order of appearance.

    Times since 1970 in milliseconds are left out. Only a sample of the Features is read.

    Args:
        features: the Features as parsed.
        least_different: how many different numbers a column must have; the third coordinates of
            the points need two, because many files have zeros there.
        most_unreadable: the share of its values that may be no numbers.
    """
    values: dict[str, list[Any]] = {}
    heights: list[Any] = []
    for feature in features[:: max(1, len(features) // _SAMPLE)]:
        for name, value in _properties(feature).items():
            values.setdefault(name, []).append(None if is_missing(value) else value)
        heights.append(_third_coordinate(feature))
    values.pop(THIRD_COORDINATE, None)
    values[THIRD_COORDINATE] = heights  # the last of the columns
    different = {THIRD_COORDINATE: 2}
    numeric = (
        name
        for name, column in values.items()
        if _are_numbers(column, different.get(name, least_different), most_unreadable)
    )
    return tuple(islice(numeric, MAX_COLUMNS))


def numbers_in(features: Sequence[Any], name: str) -> array[float]:
    """Return the number of each Feature. NaN: it has none."""
    values = list(map(NumberColumn(name).value_in, features))
    mark = decimal_mark_of(values)
    numbers = (None if value is None else number_from(value, mark) for value in values)
    return array("d", (nan if number is None else number for number in numbers))


def find_column(features: Sequence[Any], wanted: str) -> str | None:
    """Return the name of a column as the file writes it. None: there is none, or several.

    Case does not matter unless two names differ only by it.
    """
    names = names_of_columns(features)
    if wanted in names:
        return wanted
    alike = [name for name in names if name.casefold() == wanted.casefold()]
    if alike:
        return alike[0] if len(alike) == 1 else None
    has_third = wanted.casefold() in _NAMES_OF_THIRD and any(
        _third_coordinate(feature) is not None for feature in features
    )
    return THIRD_COORDINATE if has_third else None


def names_of_columns(features: Sequence[Any]) -> list[str]:
    """Return the names of all properties, in order of appearance."""
    layouts = dict.fromkeys(tuple(_properties(feature)) for feature in features)
    return list(dict.fromkeys(name for names in layouts for name in names))


def legend_name(column: str) -> str:
    """Return what the legend calls the numbers of a column: `depth_km` is "Depth (km)"."""
    known = _KNOWN_NAMES.get(column.casefold())
    if known is not None:
        return known
    words = column.replace("_", " ").split()
    unit = _UNITS.get(words[-1].casefold()) if len(words) > 1 and "_" in column else None
    name = " ".join(words[:-1] if unit else words)
    name = name[:1].upper() + name[1:] + (f" ({unit})" if unit else "")
    return name[:_LONGEST_NAME].strip() or "Value"


def _are_numbers(column: Sequence[Any], least_different: int, most_unreadable: float) -> bool:
    """Return whether enough values of a column are numbers, and enough of them differ."""
    mark = decimal_mark_of(column)
    values = [value for value in column if value is not None]
    numbers = {number_from(value, mark) for value in values}
    if len(numbers - {None}) < least_different:
        return False
    least, most = _MILLISECONDS
    if all(number is None or least <= number <= most for number in numbers):
        return False
    unreadable = sum(number_from(value, mark) is None for value in values)
    return unreadable <= most_unreadable * len(values)


def _properties(feature: Any) -> Mapping[str, Any]:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    return properties if isinstance(properties, dict) else {}


def _third_coordinate(feature: Any) -> Any:
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    if not isinstance(geometry, dict) or geometry.get("type") != "Point":
        return None
    position = geometry.get("coordinates")
    return position[2] if isinstance(position, list) and len(position) > 2 else None
