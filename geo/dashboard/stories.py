"""The stories a page can show, kept by their content, with all that is made from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import streamlit as st

from geo import formats, playback
from geo.dashboard.cache import kept
from geo.errors import GeoError, Problem, StoryError
from geo.formats import json_text
from geo.geocoding import Gazetteer
from geo.playback import Timeline, Track
from geo.problem_list import ProblemList
from geo.render.story_map import StoryMap
from geo.story import Story, number_by_id


@dataclass(frozen=True, slots=True)
class Document:
    """The HTML document of a story, and a name for exactly this text."""

    html: str
    revision: str
    size: int


@dataclass(frozen=True, slots=True)
class Telling:
    """A story that can be shown. `key` names its content, `name` is its file's name.

    `root` is the key of the story as it was read, before places in it were moved; "": it is that
    story. `tiles` are the street tiles under it, as `StoryMap` takes them; None: there are none.
    """

    key: str
    name: str
    story: Story
    warnings: tuple[Problem, ...]
    root: str = ""
    tiles: str | None = None

    def document(self) -> Document:
        """The document: what the frame shows is exactly what the export writes.

        Raises:
            TilesError: there are no such tiles.
        """
        return _document(self.key, self.tiles, self.story)

    def timeline(self) -> Timeline:
        """When everything plays."""
        return _timeline(self.key, self.story)

    def tracks(self) -> tuple[Track, ...]:
        """Who is seen where, one track for each of the story's people."""
        return _tracks(self.key, self.story)

    def number_of(self, event: str | None) -> int | None:
        """Which one, from 0 and as told, the event of an id is; None: there is no such event."""
        return _numbers(self.key, self.story).get(event or "")

    def gazetteer(self) -> Gazetteer:
        """The places that can be found by name."""
        return _gazetteer(self.key, self.story)


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a file: a telling, or None and the problems that stand in the way."""

    telling: Telling | None
    problems: tuple[Problem, ...] = ()


def read_bytes(name: str, content: bytes) -> Reading:
    """Read a story from a file's bytes, and see that a document can be made of it."""
    return _reading(sha256(name.encode() + b"\0" + content).hexdigest(), name, content)


def read_path(path: Path) -> Reading:
    """Read a story from a file, again whenever the file has changed."""
    try:
        stat = path.stat()
    except (OSError, ValueError):
        return _read_file(path)  # which says what is wrong, in words
    return _file(str(path), (stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size), path)


@st.cache_resource(max_entries=1, show_spinner="Reading the story…")
def _file(name: str, state: tuple[int, ...], _path: Path) -> Reading:  # noqa: ARG001  they name the content
    return _read_file(_path)


def _read_file(path: Path) -> Reading:
    try:
        content = json_text.read_bytes(path, ProblemList(path.name))
    except StoryError as error:
        return Reading(None, error.problems)
    return read_bytes(path.name, content)


@kept("Reading the story…")
def _reading(key: str, name: str, _content: bytes) -> Reading:
    try:
        story, warnings = formats.parse(_content, name)
    except StoryError as error:
        return Reading(None, error.problems)
    telling = Telling(key, name, story, tuple(warnings))
    try:
        telling.document()
    except GeoError as error:
        return Reading(None, (Problem(name, None, None, str(error), "a story that can be drawn"),))
    return Reading(telling)


@kept("Drawing the map…", most=2)
def _document(key: str, tiles: str | None, _story: Story) -> Document:  # noqa: ARG001  the key stands for the story
    html = StoryMap(_story, tiles=tiles).to_html()
    encoded = html.encode()
    return Document(html, sha256(encoded).hexdigest(), len(encoded))


@kept()
def _timeline(key: str, _story: Story) -> Timeline:  # noqa: ARG001  the key stands for the story
    return playback.timeline(_story)


@kept()
def _tracks(key: str, _story: Story) -> tuple[Track, ...]:
    return playback.tracks(_story, _timeline(key, _story))


@kept()
def _numbers(key: str, _story: Story) -> Mapping[str, int]:  # noqa: ARG001  the key stands for the story
    return number_by_id(_story.events)


@kept("Learning the places…")
def _gazetteer(key: str, _story: Story) -> Gazetteer:  # noqa: ARG001  the key stands for the story
    return Gazetteer.for_story(_story)
