"""The movements of a file whose positions are Features of their own, while it is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from geo.formats.foreign.field_aliases import NamedValue
from geo.formats.foreign.foreign_geojson import ForeignReader
from geo.formats.movements.track_columns import Tracks, shared_fields
from geo.formats.numbers.chosen_numbers import ChosenNumbers
from geo.problem_list import ProblemList, label


class TracksInFile:
    """Which Features of a file are points of movements. `tracks` None: none of them."""

    def __init__(self, tracks: Tracks | None) -> None:
        self._tracks = tracks
        members = {} if tracks is None else tracks.members
        self.first_points = {indexes[0]: name for name, indexes in members.items()}
        """The name of the movement that begins at an index, counted from 0."""
        self.later_points = frozenset(
            index for indexes in members.values() for index in indexes[1:]
        )
        """The indexes of the other points of movements."""
        self.differing: dict[str, str] = {}
        """The columns of the fields that differ within a movement, by field."""

    @property
    def column(self) -> str:
        """The column that identifies what moves."""
        return "" if self._tracks is None else self._tracks.column

    def indexes_of(self, name: str) -> Sequence[int]:
        """Return the indexes of the points of a movement."""
        return () if self._tracks is None else self._tracks.members[name]

    def shared_fields(
        self, name: str, fields: Sequence[Mapping[str, NamedValue]]
    ) -> dict[str, NamedValue]:
        """Return the fields that all points of a movement share, and note the others."""
        assert self._tracks is not None
        shared, differing = shared_fields(self._tracks, name, fields)
        self.differing |= differing
        return shared

    def numbers(
        self,
        first: int,
        foreign: ForeignReader | None,
        chosen: ChosenNumbers,
        problems: ProblemList,
    ) -> dict[str, float | None]:
        """Return the chosen numbers of a movement, if they are the same for all its points.

        `first` is the index of its first point.
        """
        if foreign is None or not chosen.columns:
            return {}
        numbers: dict[str, set[float | None]] = {field: set() for field in chosen.columns}
        for index in self.indexes_of(self.first_points[first]):
            problems.row = index + 1
            point = label("event", foreign.id_in_file(index), index + 1)
            for field, number in chosen.read(foreign.features[index], point).items():
                numbers[field].add(number)
        problems.row = first + 1
        for field, different in numbers.items():
            if len(different) > 1:
                self.differing[field] = chosen.columns[field].name
        return {field: found.pop() for field, found in numbers.items() if len(found) == 1}
