"""Read a story from a file, a text, a file object, or GeoJSON as a dict."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path, PurePath
from typing import IO, Any, NamedTuple

from geo.errors import Problem, StoryError
from geo.formats.registry import FORMATS, NAMELESS, SNIFFED, format_for_reading, suffixes
from geo.problem_list import ProblemList, show
from geo.story import Story

_EXTENSIONS = " or ".join(suffixes(FORMATS))
_SOURCE = (
    "a path, a text, bytes, a dict, a list, an open file or a Story (tables: geo.from_dataframe)"
)


class Checked(NamedTuple):
    """The result of `check`: the story (None if it has errors) and all its problems."""

    story: Story | None
    problems: tuple[Problem, ...]


def read(source: Any) -> Story:
    """Read a story.

    `source` is a path (`str` or `os.PathLike`), a JSON text, bytes, an open file (text or binary),
    parsed GeoJSON (a dict, or a list of Features or rows), or a `Story`, which is only checked. A
    `str` that begins with `{` or `[` is a JSON text. Warnings are ignored; use `check` to get them.

    Raises:
        StoryError: the story cannot be used; the error has every problem.
    """
    return _read(source)[0]


def check(source: Any) -> Checked:
    """Read a story and report all its errors and warnings, in file order.

    `source` is as in `read`. The story is None if there are errors. The function does not raise; a
    missing file is a problem, too.
    """
    try:
        return Checked(*_read(source))
    except StoryError as error:
        return Checked(None, error.problems)


def parse(content: str | bytes, name: str) -> tuple[Story, tuple[Problem, ...]]:
    """Read the content of the file `name`. Returns the story and its warnings.

    Raises:
        StoryError: the story cannot be used; the error has every problem.
    """
    chosen = format_for_reading(name, content)
    if chosen is None:
        raise _unknown_format(name)
    return chosen.read(content, name)


def _read(source: Any) -> tuple[Story, tuple[Problem, ...]]:
    from geo.formats.json_text import looks_like_json  # noqa: PLC0415

    if isinstance(source, Story):
        from geo.validation import require_valid  # noqa: PLC0415  loads pydantic

        require_valid(source)
        return source, ()
    if isinstance(source, str):
        if not source.strip():
            raise _error(NAMELESS, "an empty text", _SOURCE, "the text is empty; expected a story")
        if looks_like_json(source):
            return _parse_nameless(source)
        return _read_path(Path(source))
    if isinstance(source, os.PathLike):
        return _read_path(Path(source))
    if isinstance(source, (bytes, bytearray, memoryview)):
        return _parse_nameless(bytes(source))
    if isinstance(source, (Mapping, list, tuple)):
        from geo.formats.geojson import parse_value  # noqa: PLC0415  loads pydantic

        return parse_value(source, NAMELESS)
    if callable(getattr(source, "read", None)):
        return _read_stream(source)
    raise _error(NAMELESS, show(source), _SOURCE)


def _read_path(path: Path) -> tuple[Story, tuple[Problem, ...]]:
    from geo.formats import json_text  # noqa: PLC0415

    # os.path, unlike Path, returns False for an invalid file name.
    if path.suffix.lower() not in suffixes(FORMATS) and not os.path.isdir(path):  # noqa: PTH112
        exists = os.path.exists(path)  # noqa: PTH110
        if (exists or path.suffix) and not (exists and _has_known_content(path)):
            raise _unknown_format(str(path))
    content = json_text.read_bytes(path, ProblemList(str(path)))
    return parse(content, str(path))


def _has_known_content(path: Path) -> bool:
    """Return whether the start of a file shows that it has a known format."""
    try:
        with path.open("rb") as stream:
            return format_for_reading(path.name, stream.read(SNIFFED)) is not None
    except OSError:
        return True  # reading the file reports the problem


def _read_stream(stream: IO[Any]) -> tuple[Story, tuple[Problem, ...]]:
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
        return _parse_nameless(content, name)
    return parse(content, name)


def _parse_nameless(
    content: str | bytes, name: str = NAMELESS
) -> tuple[Story, tuple[Problem, ...]]:
    """Read a content whose format is detected from the content, not from its name."""
    chosen = format_for_reading(name, content) or FORMATS[0]
    return chosen.read(content, name)


def _unknown_format(name: str) -> StoryError:
    suffix = PurePath(name).suffix
    found = f"the file type {suffix}" if suffix else "a name without an extension"
    unknown = f"unknown file type {suffix}" if suffix else "the file name has no extension"
    message = f"{unknown}; a story file usually ends in {_EXTENSIONS}"
    return _error(name, found, f"a name that ends in {_EXTENSIONS}", message)


def _error(name: str, found: str, expected: str, message: str = "") -> StoryError:
    problems = ProblemList(name)
    problems.error(None, None, found, expected, message)
    return problems.to_error()
