"""Check the names of columns that the viewer has chosen for fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from geo.formats.reading_choices import ReadingChoices
from geo.formats.track_columns import NO_TRACKS
from geo.problem_list import ProblemList, show

# At most this many columns of the file are listed.
_MOST_LISTED = 12


def check_columns(choices: ReadingChoices, items: Iterable[Any], problems: ProblemList) -> None:
    """Report each chosen column that no Feature (or row) in `items` has."""
    if not choices.columns:
        return
    names: dict[str, None] = {}
    for item in items:
        if isinstance(item, Mapping):
            properties = item.get("properties")
            names |= dict.fromkeys(
                map(str, properties if isinstance(properties, Mapping) else item.keys())
            )
    listed = ", ".join([*map(show, list(names)[:_MOST_LISTED]), "…"][: len(names)])
    for field, column in choices.columns.items():
        if column not in names:
            hint = problems.hint(column, list(names))
            message = (
                f"there is no column {show(column)} for {field}{hint}; the columns are {listed}"
            )
            problems.error(None, field, show(column), "a column of the file", message)


def refuse_choices(choices: ReadingChoices, problems: ProblemList) -> None:
    """Report choices for other people's field names in a file with those of this project."""
    tracks = None if choices.tracks == NO_TRACKS else choices.tracks
    given_choices = (
        ("--column", choices.columns),
        ("--elapsed", choices.elapsed),
        ("--tracks", tracks),
    )
    for name, given in given_choices:
        if given:
            message = (
                f"{name} has no effect, because the file has the field names of a story file; "
                "leave this choice out, or change the file"
            )
            found = "field names of a story file"
            problems.error(None, None, found, "other people's field names", message)


def check_track_column(
    choices: ReadingChoices, features: Iterable[Any], problems: ProblemList
) -> None:
    """Report a chosen column of tracks that no Feature has."""
    column = choices.tracks
    if column in (None, NO_TRACKS):
        return
    names = dict.fromkeys(name for one in features for name in _properties_of(one))
    if column in names or column == "id":
        return
    hint = problems.hint(str(column), list(names))
    listed = ", ".join([*map(show, list(names)[:_MOST_LISTED]), "…"][: len(names)])
    message = f"there is no column {show(column)} for tracks{hint}; the columns are {listed}"
    problems.error(None, "tracks", show(column), "a column of the file", message)


def _properties_of(feature: Any) -> Mapping[str, Any]:
    properties = feature.get("properties") if isinstance(feature, Mapping) else None
    return properties if isinstance(properties, Mapping) else {}
