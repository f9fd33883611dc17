"""A line with times in several spellings, for tests of movements."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import geo
from geo import Event, Position, StoryError
from geo.errors import Problem

LINE = [[-118.30, 34.05], [-118.29, 34.05], [-118.20, 34.05]]
PATH = tuple(Position(*pair) for pair in LINE)
ISO = ["2024-06-01T10:00:00", "2024-06-01T12:00:00", "2024-06-01T12:05:00"]
TIMES = tuple(map(datetime.fromisoformat, ISO))
# 1 June 2024, 10:00, 12:00 and 12:05 in UTC.
SECONDS = [1717236000, 1717243200, 1717243500]


def line(coordinates: Any = LINE, kind: str = "LineString", **properties: Any) -> dict[str, Any]:
    geometry = {"type": kind, "coordinates": coordinates}
    properties = {"name": "Van 1"} | properties
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def read(*features: Any, **choices: Any) -> tuple[Event, list[Problem]]:
    """Read Features. Returns the first event, and the warnings."""
    story, problems, _ = geo.check({"type": "FeatureCollection", "features": features}, **choices)
    if story is None:
        raise StoryError(problems)
    geo.StoryMap(story)  # valid
    return story.events[0], list(problems)
