"""The file formats. A new one is a file of its own beside this one, and a line in `FORMATS`.

The functions are named, not imported: each format loads its libraries when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from geo.errors import Problem
    from geo.story import Story


class Format(NamedTuple):
    """A file format. Its functions are written `module:function`."""

    name: str
    suffixes: tuple[str, ...]
    """The endings of file names, in lower case."""
    sniffer: str
    """`(start: str | bytes) -> bool`: whether a content that starts like this may be of it."""
    reader: str
    """`(content: str | bytes, name: str) -> (story, warnings)`; raises `StoryError`."""
    writer: str | None = None
    """`(story) -> str`; None: stories cannot be written in this format."""

    def sniff(self, start: str | bytes) -> bool:
        """Whether a content that starts like this may be of this format."""
        return bool(_function(self.sniffer)(start))

    def read(self, content: str | bytes, name: str) -> tuple[Story, tuple[Problem, ...]]:
        """The story in a content, and the warnings about it.

        Raises:
            StoryError: it cannot be used; carries every problem found.
        """
        read: tuple[Story, tuple[Problem, ...]] = _function(self.reader)(content, name)
        return read

    def write(self, story: Story) -> str:
        """A story as the text of a file.

        Raises:
            ExportError: the format cannot hold it.
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

# What problems call a story that comes without a file name; its title is made from it.
NAMELESS = "story"
# How much of a content a sniffer sees.
SNIFFED = 4_096


def format_for_reading(name: str, start: str | bytes) -> Format | None:
    """The format of a content: by its name, then by how it starts. None: none is known."""
    named = _named(name, FORMATS)
    if len(named) == 1:
        return named[0]
    sniffed = (one for one in named or FORMATS if one.sniff(start[:SNIFFED]))
    return next(sniffed, named[0] if named else None)


def format_for_writing(name: str) -> Format | None:
    """The format that a file of this name is written in. None: there is none."""
    return next(iter(_named(name, writable())), None)


def writable() -> tuple[Format, ...]:
    """The formats in which stories can be written."""
    return tuple(one for one in FORMATS if one.writer is not None)


def suffixes(formats: tuple[Format, ...]) -> tuple[str, ...]:
    """The endings of the names of files in these formats."""
    return tuple(suffix for one in formats for suffix in one.suffixes)


def _named(name: str, formats: tuple[Format, ...]) -> list[Format]:
    suffix = PurePath(name).suffix.lower()
    return [one for one in formats if suffix in one.suffixes]


def _function(name: str) -> Any:
    module, _, function = name.partition(":")
    return getattr(import_module(module), function)
