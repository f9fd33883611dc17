"""What is read of an event before the time zone of the story is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from geo.formats.shapes.geometry import Outline
from geo.formats.times.timestamps import Moment


class EventDraft(NamedTuple):
    """An event before its times are converted to the story's time zone."""

    number: int
    name: str
    """The name of the event in problems."""
    identifier: str
    outline: Outline
    values: Mapping[str, Any]
    """The valid properties by name."""
    start: Moment | None
    end: Moment | None
    properties: Mapping[str, Any]
    moments: Sequence[Moment | None] = ()
    """The times of the positions of the path. None: not readable."""
    times_name: str = "times"
    """The name of these times in problems."""
    is_track: bool = False
    """Whether the positions are points of the file, in any order."""
