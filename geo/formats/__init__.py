"""Story files in and out. The name's ending chooses the format; so far that is GeoJSON."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath

from geo.atomic_write import write_atomically
from geo.errors import ExportError, Problem, StoryError
from geo.problem_list import ProblemList
from geo.story import Story
from geo.text_safety import one_line

SUFFIXES = (".geojson", ".json")
"""The endings of the names of files that can be read and written."""

_EXPECTED = f"a name that ends in {' or '.join(SUFFIXES)}"


def read(path: str | Path) -> Story:
    """The story in a file.

    Raises:
        StoryError: it cannot be used; carries every problem found in the file.
    """
    return _read(Path(path))[0]


def parse(content: str | bytes, name: str) -> tuple[Story, tuple[Problem, ...]]:
    """The story in a file's content, and the warnings about it. `name` is the file's name.

    Raises:
        StoryError: it cannot be used; carries every problem found.
    """
    from geo.formats import geojson  # noqa: PLC0415  loads pydantic, which `geo --help` does without

    if PurePath(name).suffix.lower() not in SUFFIXES:
        raise _unknown_format(name)
    with _collector_at_rest():
        return geojson.parse(content, name)


def check(path: str | Path) -> tuple[Problem, ...]:
    """Everything wrong or odd about a file, in its order. Without an error it can be played."""
    return examine(path)[1]


def examine(path: str | Path) -> tuple[Story | None, tuple[Problem, ...]]:
    """The story in a file, None when it cannot be played, and everything wrong or odd about it."""
    try:
        return _read(Path(path))
    except StoryError as error:
        return None, error.problems


def write(story: Story, path: str | Path) -> None:
    """Write a story, whole or not at all.

    Raises:
        ExportError: nothing was written; an older file is intact.
    """
    from geo.formats import geojson_writer  # noqa: PLC0415  loads what only writing needs

    if Path(path).suffix.lower() not in SUFFIXES:
        raise ExportError(f"cannot write {one_line(str(path), limit=300)}: expected {_EXPECTED}")
    with _collector_at_rest():
        text = geojson_writer.to_text(story)
    write_atomically(path, text)


def _read(path: Path) -> tuple[Story, tuple[Problem, ...]]:
    from geo.formats import json_text  # noqa: PLC0415  loads pydantic, which `geo --help` does without

    # os.path, unlike Path, answers False for a name that no file can have.
    odd = path.suffix.lower() not in SUFFIXES and not os.path.isdir(path)  # noqa: PTH112
    if odd and (path.suffix or os.path.exists(path)):  # noqa: PTH110
        raise _unknown_format(str(path))
    content = json_text.read_bytes(path, ProblemList(str(path)))
    return parse(content, str(path))


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """No search for garbage meanwhile: nothing here is garbage, and looking doubles the time."""
    was_at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_at_work:
            gc.enable()


def _unknown_format(name: str) -> StoryError:
    problems = ProblemList(name)
    suffix = PurePath(name).suffix
    problems.error(
        None, None, f"a name that ends in {suffix}" if suffix else "no ending", _EXPECTED
    )
    return problems.refuse()
