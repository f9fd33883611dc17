"""Read the numbers that the viewer has chosen for the size and the colour of the markers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from geo.formats.foreign.foreign_geojson import ForeignReader
from geo.formats.numbers.number_columns import (
    THIRD_COORDINATE,
    NumberColumn,
    find_column,
    legend_name,
    names_of_columns,
    number_column,
)
from geo.formats.numbers.numbers_in_text import number_from
from geo.formats.numbers.offered_columns import offered_columns
from geo.formats.reading_choices import NO_CHOICES, ReadingChoices
from geo.formats.report.keep_going import LEFT_OUT
from geo.formats.times.foreign_times import ignored
from geo.problem_list import ProblemList, show

SIZE, COLOUR = "size_value", "colour_value"
# The fields of an event, with the choice that names their column and the story's field for it.
_CHOICES: Mapping[str, tuple[str, str]] = {
    SIZE: ("size", "size_by"),
    COLOUR: ("colour", "colour_by"),
}
_MOST_LISTED = 12


class ChosenNumbers:
    """The columns that give the events of one file their `size_value` and `colour_value`."""

    def __init__(
        self,
        features: Sequence[Any],
        choices: ReadingChoices,
        problems: ProblemList,
        foreign: ForeignReader | None = None,
    ) -> None:
        """Find the columns. `foreign` is as for `offered_columns`."""
        self._problems = problems
        self._foreign = foreign
        self._columns: dict[str, NumberColumn] = {}
        self._story_names: dict[str, str] = {}
        # The story's own names are those of other numbers.
        self._renamed: set[str] = set()
        for field, (choice, story_field) in _CHOICES.items():
            wanted = getattr(choices, choice)
            name = None if wanted is None else self._find(features, wanted, choice)
            if name is not None:
                self._columns[field] = number_column(features, name)
                self._story_names[story_field] = legend_name(
                    wanted if name == THIRD_COORDINATE else name
                )
                if any(_has_property(feature, field) for feature in features):
                    self._renamed.add(story_field)

    @property
    def columns(self) -> Mapping[str, NumberColumn]:
        """The chosen column of each field."""
        return self._columns

    @property
    def properties(self) -> tuple[str, ...]:
        """The names of the properties that are used."""
        names = dict.fromkeys(column.name for column in self._columns.values())
        return tuple(name for name in names if name != THIRD_COORDINATE)

    @property
    def uses_heights(self) -> bool:
        """Whether the third coordinates of the points give a number."""
        return any(column.name == THIRD_COORDINATE for column in self._columns.values())

    def named_in(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return the fields of a story with `size_by` and `colour_by` of the chosen columns.

        A name that the story gives stays, unless it is that of the numbers in the file.
        """
        names = self._story_names
        return {**names, **values, **{field: names[field] for field in self._renamed}}

    def read(self, feature: Any, event: str) -> dict[str, float | None]:
        """Return the numbers of a Feature by field. None: no value.

        A value that is no number is ignored with a warning. `event` is its name in problems.
        """
        return {
            field: self._number(field, column, feature, event)
            for field, column in self._columns.items()
        }

    def readings(self, field: str) -> tuple[str, ...]:
        """Return how the numbers of a field were read, in words."""
        column = self._columns.get(field)
        return ("decimal comma",) if column is not None and column.mark == "," else ()

    def _number(self, field: str, column: NumberColumn, feature: Any, event: str) -> float | None:
        value = column.value_in(feature)
        if value is None:
            return None
        number = number_from(value, column.mark)
        if number is None:
            expected = f"a number, because `{column.name}` gives the {_CHOICES[field][0]}"
            self._problems.warn(
                event, column.name, show(value), expected, ignored(show(value), expected)
            )
        elif field == SIZE and number < 0:
            expected = "a size of 0 or more"
            message = f"{show(number)} is below 0, so the marker has the smallest size"
            self._problems.warn(event, column.name, show(number), expected, message)
        return number

    def _find(self, features: Sequence[Any], wanted: str, choice: str) -> str | None:
        """Return the column of this name. None, with an error, if it has no numbers."""
        name = find_column(features, wanted)
        if name is not None:
            column = number_column(features, name)
            if any(column.number_in(feature) is not None for feature in features):
                return name
            message = f"the column {show(name)} for {choice} has no numbers"
        else:
            hint = self._problems.hint(wanted, names_of_columns(features))
            message = f"there is no column {show(wanted)} for {choice}{hint}"
        names = offered_columns(features, self._foreign)
        listed = ", ".join([*map(show, names[:_MOST_LISTED]), "…"][: len(names)])
        advice = f"the columns of numbers are {listed}" if names else "no column has numbers"
        expected = "a column of numbers"
        self._problems.error(None, choice, show(wanted), expected, f"{message}; {advice}")
        return None


def _has_property(feature: Any, name: str) -> bool:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    return isinstance(properties, dict) and properties.get(name) is not None


def without_left_out(features: Sequence[Any]) -> list[Any]:
    """Return the Features that become events."""
    return [feature for feature in features if feature is not LEFT_OUT]


NO_NUMBERS = ChosenNumbers((), NO_CHOICES, ProblemList(""))
"""No column is chosen."""
