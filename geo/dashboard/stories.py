"""Reads the stories that the page shows, from a file on the server's disk or from an upload."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from threading import Lock

import streamlit as st

from geo import formats
from geo.dashboard import story_cache
from geo.dashboard.story_cache import memory_estimate
from geo.dashboard.workspace import Document, Workspace
from geo.errors import GeoError, Problem, StoryError
from geo.formats import json_text
from geo.formats.reading_choices import NO_CHOICES, ReadingChoices
from geo.formats.report.reading_report import NOTHING_READ, ReadingReport
from geo.problem_list import ProblemList
from geo.story import Story


@dataclass(frozen=True, slots=True)
class ShownStory:
    """A story that the page can show.

    Attributes:
        key: identifies the content of the story; also the key of its workspace.
        name: the name of its file.
        story: the story.
        warnings: the warnings from reading its file.
        memory_bytes: an estimate of the memory of the story and its computed results.
        tiles: the map tiles, as the `tiles` argument of `StoryMap`. None: the built-in base map.
        source: the story as read, if `story` includes placements by the viewer; else None.
        report: what was read from its file.
    """

    key: str
    name: str
    story: Story
    warnings: tuple[Problem, ...]
    memory_bytes: int
    tiles: str | None = None
    source: ShownStory | None = None
    report: ReadingReport = NOTHING_READ

    @property
    def original(self) -> ShownStory:
        """The story as it was read, without the viewer's placements."""
        return self.source or self

    @property
    def workspace(self) -> Workspace:
        """The computed results of the story, shared by all viewers."""
        return story_cache.WORKSPACES.get(
            self.key, lambda: Workspace(self.story, self.memory_bytes, self.warnings, self.report)
        )

    def document(self) -> Document:
        """The document of the story with its tiles.

        Raises:
            TilesError: the tiles are unknown or cannot be used.
        """
        return self.workspace.document(self.tiles)

    def event_number(self, event: str | None) -> int | None:
        """The index of an event in `Story.events`, by its id. None: no event has this id."""
        return self.workspace.event_numbers.get(event or "")


@dataclass(frozen=True, slots=True)
class Reading:
    """The result of reading a file: a story, or None and the problems of the file.

    `last_valid` is the last story read from this file before it became invalid. None: there is no
    such story. `could_be_opened` is false if there is no content: the file is missing, is a folder,
    or may not be read. `content_key` identifies the content and name of the file, however it is
    read; it is empty if there is no content.
    """

    shown: ShownStory | None
    problems: tuple[Problem, ...] = ()
    last_valid: ShownStory | None = None
    could_be_opened: bool = True
    content_key: str = ""


def read_bytes(name: str, content: bytes, choices: ReadingChoices = NO_CHOICES) -> Reading:
    """Read a story from the bytes of a file, and check that it can be rendered.

    The result is cached: the same content is read once with the same choices for all viewers.
    """
    content_key = sha256(name.encode() + b"\0" + content).hexdigest()
    key = content_key + _suffix(choices)
    try:
        workspace = story_cache.WORKSPACES.get(
            key, partial(_read_workspace, name, content, choices)
        )
    except StoryError as error:
        return Reading(None, error.problems, content_key=content_key)
    except GeoError as error:
        expected = "a story that can be rendered"
        problem = Problem(name, None, None, "a story", expected, message=str(error))
        return Reading(None, (problem,), content_key=content_key)
    return Reading(
        ShownStory(
            key,
            name,
            workspace.story,
            workspace.warnings,
            workspace.memory_bytes,
            report=workspace.report,
        ),
        content_key=content_key,
    )


def _suffix(choices: ReadingChoices) -> str:
    """Return what distinguishes the stories that are read from one content. Empty: no choices."""
    made = [
        f"-{name}={value}"
        for name, value in choices._asdict().items()
        if value != getattr(NO_CHOICES, name)
    ]
    return "".join(made)


def _read_workspace(name: str, content: bytes, choices: ReadingChoices) -> Workspace:
    with st.spinner("Reading the story…"):
        checked = formats.check_content(content, name, choices._replace(keep_numbers=True))
    story, memory_bytes = checked.require_story(), memory_estimate(len(content))
    workspace = Workspace(story, memory_bytes, checked.problems, checked.report)
    workspace.document(None)
    return workspace


@dataclass(slots=True)
class _File:
    """The last reading of a file. `state` changes with its content. None: not read yet."""

    lock: Lock = field(default_factory=Lock)
    state: tuple[int, ...] | None = None
    reading: Reading = Reading(None)


class StoryFiles:
    """Story files on the server's disk. Rereads a file that has changed. Thread-safe."""

    def __init__(self) -> None:
        self._files: dict[Path, _File] = {}
        self._lock = Lock()

    def read(self, path: Path) -> Reading:
        """Return the story in a file. While one thread reads it, other threads wait."""
        with self._lock:
            file = self._files.setdefault(path, _File())
        with file.lock:
            state = _state(path)
            if state is None or state != file.state:
                last_valid = file.reading.shown or file.reading.last_valid
                file.reading = read_file(path)
                if file.reading.shown is None:
                    file.reading = replace(file.reading, last_valid=last_valid)
                file.state = state
            return file.reading

    def last_valid(self, path: Path) -> ShownStory | None:
        """Return the last valid story of a file, without checking the file for changes."""
        with self._lock:
            file = self._files.get(path)
        return (file.reading.shown or file.reading.last_valid) if file else None


FILES = StoryFiles()
"""The story files of this server."""


def _state(path: Path) -> tuple[int, ...] | None:
    """Return values that change when the file changes. None: the file does not exist."""
    try:
        stat = path.stat()
    except (OSError, ValueError):
        return None
    return (stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size)


def read_file(path: Path, choices: ReadingChoices = NO_CHOICES) -> Reading:
    """Read a story from a file on the server's disk, as `read_bytes`."""
    try:
        content = json_text.read_bytes(path, ProblemList(path.name))
    except StoryError as error:
        return Reading(None, error.problems, could_be_opened=False)
    return read_bytes(path.name, content, choices)
