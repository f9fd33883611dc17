"""Check the names of columns that the viewer has chosen for fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from geo.formats.movements.track_columns import NO_TRACKS
from geo.formats.reading_choices import ReadingChoices
from geo.problem_list import ProblemList, show

# At most this many columns of the file are listed.
_MOST_LISTED = 12
# For a hint, this many names are compared, and this many characters of each.
_MOST_NAMES = 2_000
_MOST_COMPARED = 60


def check_columns(
    choices: ReadingChoices, items: Iterable[Any], problems: ProblemList
) -> ReadingChoices:
    """Return the choices with the columns as the Features (or rows) in `items` write them.

    Case and spaces around a name do not matter if only one column fits. A column that no Feature
    has is an error.
    """
    if not choices.columns:
        return choices
    names: dict[str, None] = {}
    for item in items:
        if isinstance(item, Mapping):
            properties = item.get("properties")
            names |= dict.fromkeys(
                map(str, properties if isinstance(properties, Mapping) else item.keys())
            )
    listed = ", ".join([*map(show, list(names)[:_MOST_LISTED]), "…"][: len(names)])
    columns = dict(choices.columns)
    for field, column in choices.columns.items():
        alike = [name for name in names if _plain(name) == _plain(column)]
        if column in names:
            continue
        if len(alike) == 1:
            columns[field] = alike[0]
            continue
        hint = _hint(column, alike or list(names))
        message = f"there is no column {show(column)} for {field}{hint}; the columns are {listed}"
        problems.error(None, field, show(column), "a column of the file", message)
    return choices._replace(columns=columns)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _hint(column: str, names: Sequence[str]) -> str:
    """Return ` (did you mean "…"?)` with the most similar name. Empty: none is similar."""
    by_plain_name = {_plain(name)[:_MOST_COMPARED]: name for name in names[:_MOST_NAMES]}
    similar = get_close_matches(_plain(column)[:_MOST_COMPARED], by_plain_name, n=1, cutoff=0.6)
    return f" (did you mean {show(by_plain_name[similar[0]])}?)" if similar else ""


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
