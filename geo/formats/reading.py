"""Read a story from a file, a text, a file object, or GeoJSON as a dict."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path, PurePath
from typing import IO, Any, NamedTuple

from geo.errors import Problem, StoryError
from geo.formats.reading_choices import NO_CHOICES, ReadingChoices, checked_choices
from geo.formats.registry import FORMATS, NAMELESS, SNIFFED, format_for_reading, suffixes
from geo.formats.report.reading_report import Checked, report_of
from geo.problem_list import ProblemList, show
from geo.story import Story

_EXTENSIONS = " or ".join(suffixes(FORMATS))
_SOURCE = (
    "a path, a text, bytes, a dict, a list, an open file or a Story (tables: geo.from_dataframe)"
)


class _Reader(NamedTuple):
    """A function of pandas that reads a kind of table, and its arguments after the file name."""

    name: str
    arguments: tuple[str, ...] = ()


# For the advice about a table in a file that cannot be read directly.
_PANDAS_READERS: Mapping[str, _Reader] = {
    ".csv": _Reader("read_csv"),
    ".tsv": _Reader("read_csv", (r'sep="\t"',)),
    ".xls": _Reader("read_excel"),
    ".xlsx": _Reader("read_excel"),
    ".ods": _Reader("read_excel"),
    ".parquet": _Reader("read_parquet"),
}
# Formats of maps that QGIS reads.
_MAP_FORMATS = frozenset({".gpx", ".gpkg", ".kml", ".kmz", ".shp", ".gml", ".fgb"})


def read(
    source: Any,
    *,
    dates: str | None = None,
    epoch: str | None = None,
    elapsed: str | None = None,
    timezone: str | None = None,
    columns: Mapping[str, str] | None = None,
    tracks: str | None = None,
    keep_going: bool = False,
    size: str | None = None,
    colour: str | None = None,
) -> Story:
    """Read a story.

    `source` is a path (`str` or `os.PathLike`), a JSON text, bytes, an open file (text or binary),
    parsed GeoJSON (a dict, or a list of Features or rows), or a `Story`, which is only checked. A
    `str` that begins with `{` or `[` is a JSON text. Warnings are ignored; use `check` to get them.

    `dates` is the order of dates in numbers, such as 05/06/1932: `dmy` or `mdy`. `epoch` is what
    numbers of time count since 1970: `s`, `ms`, `us` or `ns`. `elapsed` is what they count since
    the start of the story, which then shows no dates: `ms`, `s`, `min`, `h` or `d`. `timezone` is
    the story's time zone, an IANA name. `columns` maps fields to the file's names for them, such as
    `{"start": "DATE OCC"}`. None: the file must show it. `tracks` is the column that
    identifies what moves, so that all points with the same value are one movement; `none`: each
    point is an event. None: they are movements where that is the only possible meaning.
    `keep_going` leaves out the events of a file that have an error. `size` and `colour` are the
    names of columns of numbers: the size of the markers is by the one, the colour by the other.

    Raises:
        StoryError: the story cannot be used; the error has every problem.
        ValueError: one of these has another value, or the source is a `Story`, which has no choice.
    """
    given = (dates, epoch, elapsed, timezone, columns, tracks)
    choices = checked_choices(*given, keep_going=keep_going, size=size, colour=colour)
    return _read(source, choices).require_story()


def check(
    source: Any,
    *,
    dates: str | None = None,
    epoch: str | None = None,
    elapsed: str | None = None,
    timezone: str | None = None,
    columns: Mapping[str, str] | None = None,
    tracks: str | None = None,
    keep_going: bool = False,
    size: str | None = None,
    colour: str | None = None,
) -> Checked:
    """Read a story and report all its errors and warnings, in file order, and what was read.

    The arguments are as in `read`. The story is None if there are errors. A missing file is
    reported as a problem. With `keep_going`, an error of an event is a warning: the event is left
    out.

    Raises:
        ValueError: an argument has another value, or the source is a `Story`, which has no choice.
    """
    given = (dates, epoch, elapsed, timezone, columns, tracks)
    choices = checked_choices(*given, keep_going=keep_going, size=size, colour=colour)
    try:
        return _read(source, choices)
    except StoryError as error:
        return Checked(None, error.problems)


def parse(
    content: str | bytes, name: str, choices: ReadingChoices = NO_CHOICES
) -> tuple[Story, tuple[Problem, ...]]:
    """Read the content of the file `name`. Returns the story and its warnings.

    Raises:
        StoryError: the story cannot be used; the error has every problem.
    """
    checked = check_content(content, name, choices)
    return checked.require_story(), checked.problems


def check_content(content: str | bytes, name: str, choices: ReadingChoices = NO_CHOICES) -> Checked:
    """Read the content of the file `name`, and report its problems and what was read.

    Raises:
        StoryError: the content cannot be read at all.
    """
    chosen = format_for_reading(name, content)
    if chosen is None:
        raise _unknown_format(name)
    return chosen.read(content, name, choices)


def _read(source: Any, choices: ReadingChoices) -> Checked:
    from geo.formats.json_text import looks_like_json  # noqa: PLC0415

    if isinstance(source, Story):
        from geo.validation import require_valid  # noqa: PLC0415  loads pydantic

        if choices._replace(keep_going=False) != NO_CHOICES:
            raise ValueError("a Story has been read already; give these choices when it is read")
        require_valid(source)
        return Checked(source, (), report_of(source.events))
    if isinstance(source, str):
        if not source.strip():
            raise _error(NAMELESS, "an empty text", _SOURCE, "the text is empty; expected a story")
        if looks_like_json(source):
            return _parse_nameless(source, choices)
        if "\n" in source and not os.path.exists(source):  # noqa: PTH110  a NUL gives False
            message = "the text is neither JSON nor the name of an existing file"
            raise _error(NAMELESS, show(source), "JSON, or the name of a file", message)
        return _read_path(Path(source), choices)
    if isinstance(source, os.PathLike):
        return _read_path(Path(source), choices)
    if isinstance(source, (bytes, bytearray, memoryview)):
        return _parse_nameless(bytes(source), choices)
    if isinstance(source, (Mapping, list, tuple)):
        from geo.formats.geojson import parse_value  # noqa: PLC0415  loads pydantic

        return parse_value(source, NAMELESS, choices)
    if callable(getattr(source, "read", None)):
        return _read_stream(source, choices)
    raise _error(NAMELESS, "None" if source is None else show(source), _SOURCE)


def _read_path(path: Path, choices: ReadingChoices) -> Checked:
    from geo.formats import json_text  # noqa: PLC0415

    has_known_name = path.suffix.lower() in suffixes(FORMATS)
    # os.path, unlike Path, returns False for an invalid file name.
    if not has_known_name and os.path.isfile(path) and not _has_known_content(path):  # noqa: PTH113
        raise _unknown_format(str(path))
    content = json_text.read_bytes(path, ProblemList(str(path)))
    return check_content(content, str(path), choices)


def _has_known_content(path: Path) -> bool:
    """Return whether the start of a file shows that it has a known format."""
    try:
        with path.open("rb") as stream:
            return format_for_reading(path.name, stream.read(SNIFFED)) is not None
    except OSError:
        return True  # reading the file reports the problem


def _read_stream(stream: IO[Any], choices: ReadingChoices) -> Checked:
    from geo.formats.json_text import MAX_BYTES  # noqa: PLC0415

    given = getattr(stream, "name", None)
    name = given if isinstance(given, str) else NAMELESS
    try:
        content = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:  # the file is closed, or has another encoding
        message = f"the open file cannot be read: {error}"
        raise _error(name, str(error), "an open file that can be read", message) from error
    if not isinstance(content, (str, bytes)):
        raise _error(name, show(content), "a file object that returns text or bytes")
    if format_for_reading(name, content) is None:
        return _parse_nameless(content, choices, name)
    return check_content(content, name, choices)


def _parse_nameless(content: str | bytes, choices: ReadingChoices, name: str = NAMELESS) -> Checked:
    """Read a content whose format is detected from the content, not from its name."""
    chosen = format_for_reading(name, content) or FORMATS[0]
    return chosen.read(content, name, choices)


def _unknown_format(name: str) -> StoryError:
    suffix = PurePath(name).suffix
    expected = f"a name that ends in {_EXTENSIONS}"
    if not suffix:
        message = f"the file name has no extension; the name of a story file ends in {_EXTENSIONS}"
        return _error(name, "a name without an extension", expected, message)
    message = f"cannot read {suffix} files; convert the file to GeoJSON"
    function = _PANDAS_READERS.get(suffix.lower())
    if function is not None:
        arguments = ", ".join([show(PurePath(name).name), *function.arguments])
        message += f", or in Python use geo.from_dataframe(pandas.{function.name}({arguments}))"
    elif suffix.lower() in _MAP_FORMATS:
        message += ", for example with QGIS"
    else:
        message = f"unknown file type {suffix}; the name of a story file ends in {_EXTENSIONS}"
    return _error(name, f"the file type {suffix}", expected, message)


def _error(name: str, found: str, expected: str, message: str = "") -> StoryError:
    problems = ProblemList(name)
    problems.error(None, None, found, expected, message)
    return problems.to_error()
