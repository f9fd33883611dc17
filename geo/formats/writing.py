"""Write a story to a file or a file object."""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO, Any

from geo.atomic_write import write_atomically
from geo.errors import ExportError
from geo.formats.registry import format_for_writing, suffixes, writable_formats
from geo.story import Story
from geo.text_safety import one_line


def write(story: Story, target: str | os.PathLike[str] | IO[Any]) -> None:
    """Write a story to a path, or to an open file (text or binary).

    A file at a path is written completely or not at all. The extension of the name selects the
    format. An open file without a known extension gets GeoJSON; a binary one gets UTF-8.

    Raises:
        StoryError: the story violates a rule; nothing was written.
        ExportError: the file could not be written. A file that existed at the path is intact.
    """
    from geo.validation import require_valid  # noqa: PLC0415  loads pydantic

    if isinstance(target, (str, os.PathLike)):
        path = Path(target)
        chosen = format_for_writing(path.name)
        if chosen is None:
            extensions = " or ".join(suffixes(writable_formats()))
            file = one_line(str(path), limit=300)
            raise ExportError(f"cannot write {file}: the name must end in {extensions}")
        require_valid(story)
        write_atomically(path, chosen.write(story))
        return
    if not callable(getattr(target, "write", None)):
        raise ExportError(
            f"cannot write to a value of the type {type(target).__name__}: "
            "expected a path or an open file"
        )
    name = getattr(target, "name", "")
    chosen = format_for_writing(name if isinstance(name, str) else "") or writable_formats()[0]
    require_valid(story)
    text = chosen.write(story)
    try:
        # Text files (also `io.StringIO`) have the attribute `encoding`, binary files do not.
        target.write(text if hasattr(target, "encoding") else text.encode())
    except (OSError, ValueError, TypeError) as error:  # disk full, file closed, …
        raise ExportError(f"cannot write the story to the open file: {error}") from error
