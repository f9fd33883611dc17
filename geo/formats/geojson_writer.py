"""A story as GeoJSON text: the same story gives the same bytes, and people can read them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from geo.errors import ExportError
from geo.formats.timestamps import format_moment
from geo.story import Alternative, Event, Place, Position, Story

# A list or an object stays on one line up to this many characters.
_SHORT = 88
_INDENT = "  "
_NOTHING: tuple[Any, ...] = (None, "", [], {})
# Below this every float is exact to the unit.
_EXACT = 1e15

_dumps = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def to_text(story: Story) -> str:
    """The file's text. Fields that hold their default are left out.

    Raises:
        ExportError: a number in the story is not finite, which JSON cannot hold.
    """
    collection = {
        "type": "FeatureCollection",
        "story": _shared(story),
        "features": [_feature(event) for event in story.events],
    }
    try:
        return f"{_laid_out(collection, '')}\n"
    except ValueError as error:
        raise ExportError(f"cannot write the story: {error}") from error


def _shared(story: Story) -> dict[str, Any]:
    shared = _told(
        title=story.title,
        description=story.description,
        year=story.year,
        timezone=story.timezone,
        day_one=None if story.day_one is None else story.day_one.isoformat(),
        language=story.language,
        licence=story.licence,
        attribution=story.attribution,
        running_time_s=story.running_time_s,
    )
    # The four lists are written even when empty: they say that the events refer to them by id.
    shared["groups"] = [
        {"id": group.id, "name": group.name} | _told(colour=group.colour) for group in story.groups
    ]
    shared["people"] = [
        {"id": person.id, "name": person.name}
        | _told(
            actor=person.actor,
            group=person.group,
            variants=list(person.variants),
            note=person.note,
        )
        for person in story.people
    ]
    shared["places"] = [_place(place) for place in story.places]
    shared["sources"] = [
        {"id": source.id, "title": source.title} | _told(url=source.url, note=source.note)
        for source in story.sources
    ]
    return shared


def _place(place: Place) -> dict[str, Any]:
    return {"id": place.id, "name": place.name} | _told(
        kind=None if place.kind == "both" else place.kind,
        position=_pair(place.position),
        radius_m=place.radius_m,
        confidence=place.confidence,
        address=place.address,
        aliases=list(place.aliases),
        sources=list(place.sources),
        note=place.note,
        today=place.today,
        alternatives=[_alternative(other) for other in place.alternatives],
    )


def _alternative(other: Alternative) -> dict[str, Any]:
    return {"name": other.name, "why": other.why} | _told(
        position=_pair(other.position), radius_m=other.radius_m, address=other.address
    )


def _feature(event: Event) -> dict[str, Any]:
    when, where = event.when, event.where
    properties = {"id": event.id, "title": event.title} | _told(
        text=event.text,
        start=None if when.start is None else format_moment(when.start, when.precision),
        end=None if when.end is None else format_moment(when.end),
        time_basis=_told(day=when.day_basis, clock=when.clock_basis),
        film_start_s=when.film_start_s,
        film_basis=when.film_basis,
        people=list(event.people),
        heard=list(event.heard),
        watched=list(event.watched),
        mentioned=list(event.mentioned),
        dies=list(event.dies),
        place=where.place,
        filmed_at=where.filmed_at,
        radius_m=where.radius_m,
        confidence=where.confidence,
        importance=event.importance,
        sources=list(event.sources),
        synopsis=None if event.synopsis is None else list(event.synopsis),
        group=event.group,
        note=event.note,
    )
    return {"type": "Feature", "geometry": _geometry(where.path), "properties": properties}


def _geometry(path: tuple[Position, ...]) -> dict[str, Any] | None:
    if not path:
        return None
    if len(path) == 1:
        return {"type": "Point", "coordinates": _pair(path[0])}
    return {"type": "LineString", "coordinates": [_pair(position) for position in path]}


def _pair(position: Position | None) -> list[float] | None:
    return None if position is None else [position.longitude, position.latitude]


def _told(**fields: Any) -> dict[str, Any]:
    """The fields that say something."""
    return {name: _plain(value) for name, value in fields.items() if value not in _NOTHING}


def _plain(value: Any) -> Any:
    """Whole numbers of metres and seconds without their `.0`."""
    whole = isinstance(value, float) and value.is_integer() and abs(value) < _EXACT
    return int(value) if whole else value


def _laid_out(value: Any, indent: str) -> str:
    """JSON in which what is short stands on one line, and the rest one member a line."""
    if not isinstance(value, (dict, list)):
        return _dumps(value)
    simple = all(not isinstance(item, dict) or len(item) < 3 for item in _items(value))
    if simple and len(line := _dumps(value)) <= _SHORT:
        return line
    inner = indent + _INDENT
    if isinstance(value, Mapping):
        rows = [f"{_dumps(name)}: {_laid_out(item, inner)}" for name, item in value.items()]
        opened, closed = "{", "}"
    else:
        rows = [_laid_out(item, inner) for item in value]
        opened, closed = "[", "]"
    body = f",\n{inner}".join(rows)
    return f"{opened}\n{inner}{body}\n{indent}{closed}"


def _items(value: dict[str, Any] | list[Any]) -> Iterable[Any]:
    return value.values() if isinstance(value, dict) else value
