"""Warn if a file has a column of times under a name that is not understood."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from geo.formats.foreign.field_aliases import is_missing
from geo.formats.foreign.loose_values import number_in
from geo.formats.times.time_columns import TimeColumn, is_of_dates
from geo.problem_list import ProblemList, show

# At most this many columns, and values of each, are tried.
_MOST_COLUMNS = 100
_MOST_VALUES = 100
# A column with at least this share of times looks like times.
_SHARE = 0.8
_MOST_NAMED = 3


def warn_unread_times(
    features: Sequence[Any], unused: Sequence[str], problems: ProblemList
) -> None:
    """Name the unused columns that look like times. No event has a time.

    Args:
        features: the Features as parsed. Values that are not Features are skipped.
        unused: the columns that were not used.
        problems: the list to add the warning to.
    """
    found = [name for name in unused[:_MOST_COLUMNS] if _looks_like_times(name, features)]
    if not found:
        return
    named = " or ".join(show(name) for name in found[:_MOST_NAMED])
    message = (
        f"no column was read as times, but {named} looks like times; to use it, choose "
        f'--column start="{found[0]}"'
    )
    problems.warn(None, found[0], "a column that was not used", "a column of times", message)


def _looks_like_times(name: str, features: Sequence[Any]) -> bool:
    values = []
    for feature in features[:_MOST_VALUES]:
        properties = feature.get("properties") if isinstance(feature, dict) else None
        value = properties.get(name) if isinstance(properties, dict) else None
        if isinstance(value, (str, int)) and not isinstance(value, bool) and not is_missing(value):
            values.append(value)
    # Numbers are times only under a name that says so.
    if not is_of_dates(name):
        values = [value for value in values if number_in(value) is None]
    if not values:
        return False
    column = TimeColumn(name, values)
    if column.dateless is not None:
        return False
    return sum(_is_time(column, value) for value in values) >= _SHARE * len(values)


def _is_time(column: TimeColumn, value: Any) -> bool:
    try:
        column.moment(value)
    except ValueError:
        return False
    return True
