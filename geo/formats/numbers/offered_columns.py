"""The columns of numbers that an error offers for the size and the colour of the markers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from geo.formats.foreign.foreign_geojson import ForeignReader
from geo.formats.numbers.number_columns import names_of_numbers

# The fields that say when and where an event is, and which one it is.
_FIELDS = frozenset(
    {
        *("id", "start", "end", "times", "time_list", "further_time", "longitude", "latitude"),
        *("time_of_day", "end_time_of_day"),
        *("year_part", "month_part", "day_part", "hour_part", "minute_part", "second_part"),
    }
)


def offered_columns(features: Sequence[Any], foreign: ForeignReader | None) -> tuple[str, ...]:
    """Return the columns of numbers without those of times, positions and ids.

    Args:
        features: the Features as parsed.
        foreign: the reader of other field names. None: the file uses those of the story format.
    """
    names = names_of_numbers(features, least_different=1, most_unreadable=0.5)
    others: Collection[str] = _FIELDS if foreign is None else _columns_of_fields(foreign)
    return tuple(name for name in names if name not in others)


def _columns_of_fields(foreign: ForeignReader) -> set[str]:
    """Return the columns that give the events of a file with other field names these fields."""
    values = [value for one in foreign.fields for field, value in one.items() if field in _FIELDS]
    columns = {name for value in values for name in (value.name, *value.parts)}
    return columns if foreign.tracks is None else columns | {foreign.tracks.column}
