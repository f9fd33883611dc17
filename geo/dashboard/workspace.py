"""What the dashboard makes from one story, each made once, when it is first needed."""

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
from geo.geocoding import Gazetteer
from geo.playback import Timeline, Track
from geo.render.story_map import StoryMap
from geo.story import Story, number_by_id

# A viewer goes back and forth between a few filters, pages of a table and the like.
KEPT_RESULTS = 8
# With the drawn base map and with tiles: a document of a long story takes megabytes.
KEPT_DOCUMENTS = 2

_Arguments = TypeVarTuple("_Arguments")
_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Document:
    """The HTML document of a story, a name for exactly this text, and its length in bytes."""

    html: str
    revision: str
    size: int


class Workspace:
    """A story with everything that is made from it. Thread-safe: all viewers share it.

    Args:
        story: the story.
        memory_bytes: an estimate of the memory that the story and its results take together.
        warnings: what was found when its file was read, none of it an error.
    """

    def __init__(self, story: Story, memory_bytes: int, warnings: tuple[Problem, ...] = ()) -> None:
        self.story = story
        self.memory_bytes = memory_bytes
        self.warnings = warnings
        self._results: dict[Callable[..., Any], LRUCache[tuple[object, ...], Any]] = {}
        # Reentrant, because one result is made from others.
        self._lock = RLock()

    def get(
        self,
        make: Callable[[Workspace, *_Arguments], _Result],
        *arguments: *_Arguments,
        keep: int = KEPT_RESULTS,
    ) -> _Result:
        """What a function makes from this workspace, made now if it is not there yet.

        While one thread makes it, others wait. If the function raises, nothing is kept.

        Args:
            make: a function at the top level of a module; it is called with the workspace.
            arguments: hashable values; each combination is a result of its own.
            keep: how many results of this function are kept, the last used ones.
        """
        with self._lock:
            results = self._results.setdefault(make, LRUCache(keep))
            if arguments not in results:
                results[arguments] = make(self, *arguments)
            result: _Result = results[arguments]
            return result

    def document(self, tiles: str | None) -> Document:
        """The document: what the frame shows is exactly what the export writes.

        Args:
            tiles: the street tiles under it, as `StoryMap` takes them; None: the drawn base map.

        Raises:
            TilesError: there are no such tiles.
        """
        return self.get(_document, tiles, keep=KEPT_DOCUMENTS)

    @property
    def timeline(self) -> Timeline:
        """When everything plays."""
        return self.get(_timeline)

    @property
    def tracks(self) -> tuple[Track, ...]:
        """Who is seen where, one track for each of the story's people."""
        return self.get(_tracks)

    @property
    def event_numbers(self) -> Mapping[str, int]:
        """The index of each event in `Story.events`, by its id."""
        return self.get(_event_numbers)

    @property
    def gazetteer(self) -> Gazetteer:
        """The places that can be found by name."""
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
    with st.spinner("Learning the places…"):
        return Gazetteer.for_story(workspace.story)
