"""Longitudes for positions at the poles, where all meridians meet.

A file has to write some longitude there, mostly 0. On the map, a journey from 160 degrees east to
the pole would then go a third of the world's width along the edge of the map.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.story import Position

if TYPE_CHECKING:
    from geo.story import Event, Story

# Nearer to a pole, about a kilometre, a position is at the pole. In degrees.
_POLE_LATITUDE = 89.99


def with_pole_longitudes(story: Story) -> Story:
    """Return the story with other longitudes for positions at a pole.

    Each is on the meridian of the position before it in its route; at the start of a route, of the
    next one. A location on its own is on the meridian of the last location of its people, else of
    the event before it. The same story is returned if no position is at a pole.
    """
    if not any(_is_pole(at) for event in story.events for at in event.where.path):
        return story
    last: dict[str | None, float] = {}
    return replace(story, events=tuple(_move_poles(event, last) for event in story.events))


def _is_pole(at: Position) -> bool:
    return abs(at.latitude) >= _POLE_LATITUDE


def _move_poles(event: Event, last: dict[str | None, float]) -> Event:
    """Return the event with longitudes at the poles.

    `last` has the last longitude of each person, and with None that of any event. It is updated.
    """
    path = event.where.path
    if not path:
        return event
    known = [last[who] for who in (*event.people, None) if who in last]
    others = [at.longitude for at in path if not _is_pole(at)]
    longitude = (others or known or [path[0].longitude])[0]
    placed = []
    for at in path:
        longitude = longitude if _is_pole(at) else at.longitude
        placed.append(Position(longitude, at.latitude))
    last.update(dict.fromkeys((*event.people, None), longitude))
    return replace(event, where=replace(event.where, path=tuple(placed)))
