"""Reading a story from whatever holds it: a file, a text, a file object, GeoJSON as a dict."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path, PurePath
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from geo.errors import Problem, StoryError
from geo.formats.registry import FORMATS, NAMELESS, SNIFFED, format_for_reading, suffixes
from geo.problem_list import ProblemList, show

if TYPE_CHECKING:
    from geo.story import Story

_EXPECTED_NAME = f"a name that ends in {' or '.join(suffixes(FORMATS))}"
_EXPECTED_SOURCE = "a path, a text, bytes, a dict, a list or an open file"


class Checked(NamedTuple):
    """What came of checking a story: the story, None when it cannot be used, and every problem."""

    story: Story | None
    problems: tuple[Problem, ...]


def read(source: Any) -> Story:
    """The story in a source.

    `source` is a path (`str` or `os.PathLike`), a JSON text, bytes, an open file (text or binary),
    or GeoJSON that is parsed already (a dict, or a list of Features or of rows). A `str` that
    begins with `{` or `[` is a text. Warnings are dropped; `check` gives them.

    Raises:
        StoryError: it cannot be used; carries every problem found.
    """
    return _read(source)[0]


def check(source: Any) -> Checked:
    """The story in a source and every problem with it, errors and warnings, in its order.

    `source` is what `read` takes. The story is None when there is an error. Nothing about the
    source raises: a file that is missing is a problem, too.
    """
    try:
        return Checked(*_read(source))
    except StoryError as error:
        return Checked(None, error.problems)


def parse(content: str | bytes, name: str) -> tuple[Story, tuple[Problem, ...]]:
    """The story in a file's content, and the warnings about it. `name` is the file's name.

    Raises:
        StoryError: it cannot be used; carries every problem found.
    """
    chosen = format_for_reading(name, content)
    if chosen is None:
        raise _unknown_format(name)
    return chosen.read(content, name)


def _read(source: Any) -> tuple[Story, tuple[Problem, ...]]:
    from geo.formats.json_text import looks_like_json  # noqa: PLC0415

    if isinstance(source, str):
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
    raise _refuse(NAMELESS, show(source), _EXPECTED_SOURCE)


def _read_path(path: Path) -> tuple[Story, tuple[Problem, ...]]:
    from geo.formats import json_text  # noqa: PLC0415

    # os.path, unlike Path, answers False for a name that no file can have.
    if path.suffix.lower() not in suffixes(FORMATS) and not os.path.isdir(path):  # noqa: PTH112
        exists = os.path.exists(path)  # noqa: PTH110
        if (exists or path.suffix) and not (exists and _is_known_by_its_start(path)):
            raise _unknown_format(str(path))
    content = json_text.read_bytes(path, ProblemList(str(path)))
    return parse(content, str(path))


def _is_known_by_its_start(path: Path) -> bool:
    """Whether a file whose name says nothing starts like a format that is known."""
    try:
        with path.open("rb") as stream:
            return format_for_reading(path.name, stream.read(SNIFFED)) is not None
    except OSError:
        return True  # reading it says what is wrong


def _read_stream(stream: IO[Any]) -> tuple[Story, tuple[Problem, ...]]:
    from geo.formats.json_text import MAX_BYTES  # noqa: PLC0415

    given = getattr(stream, "name", None)
    name = given if isinstance(given, str) else NAMELESS
    try:
        content = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:  # a closed file, or bytes that are not its encoding
        raise _refuse(name, str(error), "an open file that can be read") from error
    if not isinstance(content, (str, bytes)):
        raise _refuse(name, show(content), "a file that gives text or bytes")
    if format_for_reading(name, content) is None:
        return _parse_nameless(content, name)
    return parse(content, name)


def _parse_nameless(
    content: str | bytes, name: str = NAMELESS
) -> tuple[Story, tuple[Problem, ...]]:
    """The story in a content whose format only the content itself can show."""
    chosen = format_for_reading(name, content) or FORMATS[0]
    return chosen.read(content, name)


def _unknown_format(name: str) -> StoryError:
    suffix = PurePath(name).suffix
    found = f"a name that ends in {suffix}" if suffix else "no ending"
    return _refuse(name, found, _EXPECTED_NAME)


def _refuse(name: str, found: str, expected: str) -> StoryError:
    problems = ProblemList(name)
    problems.error(None, None, found, expected)
    return problems.refuse()
