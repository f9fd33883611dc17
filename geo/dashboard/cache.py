"""What is made from stories and wanted again: on one shelf for all viewers, and bounded.

A story of 100,000 events takes some 100 MB, and its document 6. So the shelf counts events: the
stories that nobody has asked for longest go, each with all that was made from it. A viewer's own
story stays with the viewer, and what is made from it is made again when it is asked for.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import wraps
from inspect import signature
from threading import Lock, RLock
from typing import Any, ParamSpec, TypeVar

import streamlit as st

KEPT = 8
"""So many stories at most are kept for all viewers together."""

MOST_EVENTS = 100_000
"""So many events have the kept stories together; one that is larger is kept alone."""

_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")


@dataclass(slots=True)
class _Place:
    """What was made from one story, by what made it, the oldest first, and how long the story is.

    Who makes something holds the lock: a second viewer waits for it.
    """

    made: OrderedDict[tuple[str, object], Any] = field(default_factory=OrderedDict)
    events: int = 0
    lock: Any = field(default_factory=RLock)


class Shelf:
    """What was made from each of a few stories, by the story's key."""

    def __init__(self, most_stories: int = KEPT, most_events: int = MOST_EVENTS) -> None:
        self._most_stories, self._most_events = most_stories, most_events
        self._places: OrderedDict[str, _Place] = OrderedDict()
        self._lock = Lock()

    def get(
        self,
        key: str,
        name: tuple[str, object],
        make: Callable[[], _Made],
        *,
        events: int = 0,
        most: int = 1,
    ) -> _Made:
        """What was made under a name, made now if it is not there.

        Args:
            key: the story's.
            name: what makes it, and what it was given besides the story.
            make: makes it; when it raises, nothing is kept.
            events: how many the story has, if it is not what is made.
            most: of how many different givens the results are kept.
        """
        with self._lock:
            place = self._places.setdefault(key, _Place())
            self._places.move_to_end(key)
        with place.lock:
            if name in place.made:
                place.made.move_to_end(name)
                found: _Made = place.made[name]
                return found
            made = make()
            place.made[name] = made
            place.events = max(place.events, events, _length(made))
            alike = [other for other in place.made if other[0] == name[0]]
            for other in alike[:-most]:
                del place.made[other]
        self._tidy(key)
        return made

    def keys(self) -> tuple[str, ...]:
        """The stories that are kept, the one longest unused first."""
        return tuple(self._places)

    def clear(self) -> None:
        """Keep nothing of any story."""
        with self._lock:
            self._places.clear()

    def _tidy(self, newest: str) -> None:
        with self._lock:
            while len(self._places) > 1 and self._is_full():
                oldest = next(iter(self._places))
                if oldest == newest:
                    break
                del self._places[oldest]

    def _is_full(self) -> bool:
        events = sum(place.events for place in self._places.values())
        return len(self._places) > self._most_stories or events > self._most_events


def _length(made: object) -> int:
    """How many events a story has, or the story of a telling or of a reading; else 0."""
    for name in ("telling", "story"):
        made = getattr(made, name, made)
    return len(getattr(made, "events", ()))


SHELF = Shelf()


def kept(
    spinner: str | None = None, *, most: int = 1
) -> Callable[[Callable[_Given, _Made]], Callable[_Given, _Made]]:
    """Keep what a function makes from a story, whose key is its first argument.

    Other arguments tell results apart, except those whose names begin with an underscore.

    Args:
        spinner: what the page says meanwhile.
        most: of so many different arguments the results are kept, for each story.
    """

    def keeping(function: Callable[_Given, _Made]) -> Callable[_Given, _Made]:
        names = list(signature(function).parameters)
        told = [n for n, name in enumerate(names) if n and not name.startswith("_")]
        label = f"{function.__module__}.{function.__qualname__}"

        @wraps(function)
        def ask(*given: _Given.args, **named: _Given.kwargs) -> _Made:
            assert not named, "arguments are told apart by their places"

            def make() -> _Made:
                with nullcontext() if spinner is None else st.spinner(spinner):
                    return function(*given, **named)

            own = tuple(given[n] for n in told)
            events = max(map(_length, given))
            return SHELF.get(str(given[0]), (label, own), make, events=events, most=most)

        return ask

    return keeping
