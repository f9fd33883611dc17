"""Writing a story to a file or a file object."""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO, Any

from geo.atomic_write import write_atomically
from geo.errors import ExportError
from geo.formats.registry import format_for_writing, suffixes, writable
from geo.story import Story
from geo.text_safety import one_line


def write(story: Story, target: str | os.PathLike[str] | IO[Any]) -> None:
    """Write a story to a path, whole or not at all, or to an open file (text or binary).

    The name's ending chooses the format; an open file whose name has none gets GeoJSON, in UTF-8
    where it is binary.

    Raises:
        StoryError: the story breaks a rule, so `read` would refuse the file; nothing was written.
        ExportError: nothing was written to the path, and an older file is intact; or the open file
            does not take it.
    """
    from geo.validation import require_valid  # noqa: PLC0415  loads pydantic

    if isinstance(target, (str, os.PathLike)):
        path = Path(target)
        chosen = format_for_writing(path.name)
        if chosen is None:
            expected = f"a name that ends in {' or '.join(suffixes(writable()))}"
            shown = one_line(str(path), limit=300)
            raise ExportError(f"cannot write {shown}: expected {expected}")
        require_valid(story)
        write_atomically(path, chosen.write(story))
        return
    if not callable(getattr(target, "write", None)):
        raise ExportError(
            f"cannot write to a value of the type {type(target).__name__}: "
            "expected a path or an open file"
        )
    name = getattr(target, "name", "")
    chosen = format_for_writing(name if isinstance(name, str) else "") or writable()[0]
    require_valid(story)
    text = chosen.write(story)
    try:
        # Only text files have an encoding or, as `io.StringIO`, the attribute that names it.
        target.write(text if hasattr(target, "encoding") else text.encode())
    except (OSError, ValueError, TypeError) as error:  # full, closed, open for reading only, …
        raise ExportError(f"cannot write the story into the open file: {error}") from error
