"""The list of file formats. To add a format, write a module and add a line to `FORMATS`.

The functions are given by name, so that a format's libraries are loaded on first use.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, NamedTuple

from geo.formats.reading_choices import NO_CHOICES, ReadingChoices

if TYPE_CHECKING:
    from geo.formats.report.reading_report import Checked
    from geo.story import Story


class Format(NamedTuple):
    """A file format. Its functions have the form `module:function`."""

    name: str
    suffixes: tuple[str, ...]
    """The file name extensions, in lower case."""
    sniffer: str
    """`(start: str | bytes) -> bool`: whether a content with this start can have this format."""
    reader: str
    """`(content: str | bytes, name: str, choices) -> Checked`; raises `StoryError`."""
    writer: str | None = None
    """`(story) -> str`. None: the format can only be read."""

    def sniff(self, start: str | bytes) -> bool:
        """Return whether a content with this start can have this format."""
        return bool(_function(self.sniffer)(start))

    def read(
        self, content: str | bytes, name: str, choices: ReadingChoices = NO_CHOICES
    ) -> Checked:
        """Read a content. Returns the story (None if it has errors) and its problems.

        Raises:
            StoryError: the content cannot be read at all.
        """
        checked: Checked = _function(self.reader)(content, name, choices)
        return checked

    def write(self, story: Story) -> str:
        """Return a story as the text of a file.

        Raises:
            ExportError: the format cannot represent the story.
        """
        assert self.writer is not None
        return str(_function(self.writer)(story))


FORMATS: tuple[Format, ...] = (
    Format(
        "GeoJSON",
        (".geojson", ".json"),
        sniffer="geo.formats.json_text:looks_like_json",
        reader="geo.formats.geojson:parse",
        writer="geo.formats.geojson_writer:to_text",
    ),
)

# The file name in problems, and the source of the title, for a story without a file name.
NAMELESS = "story"
# The number of characters or bytes that a sniffer gets.
SNIFFED = 4_096


def format_for_reading(name: str, start: str | bytes) -> Format | None:
    """Return the format of a content: by its name, else by its start. None if unknown."""
    candidates = _formats_by_name(name, FORMATS)
    if len(candidates) == 1:
        return candidates[0]
    sniffed = (entry for entry in candidates or FORMATS if entry.sniff(start[:SNIFFED]))
    return next(sniffed, candidates[0] if candidates else None)


def format_for_writing(name: str) -> Format | None:
    """Return the format to write a file of this name. None if unknown."""
    return next(iter(_formats_by_name(name, writable_formats())), None)


def writable_formats() -> tuple[Format, ...]:
    """Return the formats that stories can be written in."""
    return tuple(entry for entry in FORMATS if entry.writer is not None)


def suffixes(formats: tuple[Format, ...]) -> tuple[str, ...]:
    """Return the file name extensions of these formats."""
    return tuple(suffix for entry in formats for suffix in entry.suffixes)


def _formats_by_name(name: str, formats: tuple[Format, ...]) -> list[Format]:
    suffix = PurePath(name).suffix.lower()
    return [entry for entry in formats if suffix in entry.suffixes]


def _function(name: str) -> Any:
    module, _, function = name.partition(":")
    return getattr(import_module(module), function)
