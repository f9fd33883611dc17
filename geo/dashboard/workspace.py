"""The results that the dashboard computes from one story. Each is computed once, on first use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from threading import RLock
from typing import Any, TypeVar, TypeVarTuple

import streamlit as st
from cachetools import LRUCache

from geo import playback
from geo.errors import Problem
from geo.formats.report.reading_report import NOTHING_READ, ReadingReport
from geo.geocoding import Gazetteer
from geo.playback import Timeline, Track
from geo.render.story_map import StoryMap
from geo.story import Story, number_by_id

# Viewers switch between a few filters or pages of a table.
KEPT_RESULTS = 8
# One with the built-in base map and one with tiles. A document of a long story takes megabytes.
KEPT_DOCUMENTS = 2

_Arguments = TypeVarTuple("_Arguments")
_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Document:
    """The HTML document of a story, the SHA-256 of its text (`revision`) and its size in bytes."""

    html: str
    revision: str
    size: int


class Workspace:
    """A story and the results computed from it. Thread-safe, because all viewers share it.

    Args:
        story: the story.
        memory_bytes: an estimate of the memory of the story and its results together.
        warnings: the warnings from reading its file.
        report: what was read from its file.
    """

    def __init__(
        self,
        story: Story,
        memory_bytes: int,
        warnings: tuple[Problem, ...] = (),
        report: ReadingReport = NOTHING_READ,
    ) -> None:
        self.story = story
        self.memory_bytes = memory_bytes
        self.warnings = warnings
        self.report = report
        self._results: dict[Callable[..., Any], LRUCache[tuple[object, ...], Any]] = {}
        # Reentrant, because computing one result can request another.
        self._lock = RLock()

    def get(
        self,
        make: Callable[[Workspace, *_Arguments], _Result],
        *arguments: *_Arguments,
        keep: int = KEPT_RESULTS,
    ) -> _Result:
        """Return the cached result of a function, or compute it now.

        While one thread computes it, other threads wait. If the function raises, nothing is cached.

        Args:
            make: a function at the top level of a module. It is called with the workspace and
                `arguments`.
            arguments: hashable values. Each combination has its own result.
            keep: how many results of this function to cache. The least recently used go first.
        """
        with self._lock:
            results = self._results.setdefault(make, LRUCache(keep))
            if arguments not in results:
                results[arguments] = make(self, *arguments)
            result: _Result = results[arguments]
            return result

    def document(self, tiles: str | None) -> Document:
        """The document. The frame shows it and the export writes it, byte for byte.

        Args:
            tiles: the map tiles, as the argument of `StoryMap`. None: the built-in base map.

        Raises:
            TilesError: the tiles are unknown or cannot be used.
        """
        return self.get(_document, tiles, keep=KEPT_DOCUMENTS)

    @property
    def timeline(self) -> Timeline:
        """The timeline: when each event plays."""
        return self.get(_timeline)

    @property
    def tracks(self) -> tuple[Track, ...]:
        """One track for each person of the story: where they are and when."""
        return self.get(_tracks)

    @property
    def event_numbers(self) -> Mapping[str, int]:
        """The index of each event in `Story.events`, by its id."""
        return self.get(_event_numbers)

    @property
    def gazetteer(self) -> Gazetteer:
        """The place search for this story."""
        return self.get(_gazetteer)


def _document(workspace: Workspace, tiles: str | None) -> Document:
    with st.spinner("Drawing the map…"):
        html = StoryMap(workspace.story, tiles=tiles).to_html()
        encoded = html.encode()
        return Document(html, sha256(encoded).hexdigest(), len(encoded))


def _timeline(workspace: Workspace) -> Timeline:
    return playback.timeline(workspace.story)


def _tracks(workspace: Workspace) -> tuple[Track, ...]:
    return playback.tracks(workspace.story, workspace.timeline)


def _event_numbers(workspace: Workspace) -> Mapping[str, int]:
    return number_by_id(workspace.story.events)


def _gazetteer(workspace: Workspace) -> Gazetteer:
    with st.spinner("Indexing places…"):
        return Gazetteer.for_story(workspace.story)
