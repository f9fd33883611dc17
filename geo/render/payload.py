"""What the document's player is given: story and timeline, by columns, as plain JSON values.

Events are in telling order, and everything refers to them, and to people, places, groups and
sources, by index. A column in which every value is the default is left out.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from geo import atlas, playback
from geo.render import colours

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.story import Event, Person, Place, Position, Story

# About a metre; more digits would only make the document larger.
COORDINATE_DIGITS = 5

SHAPES = ("circle", "square", "diamond", "triangle", "hexagon", "pentagon", "star", "cross")


def payload(story: Story) -> dict[str, Any]:
    """Everything the player needs, ready for JSON."""
    index = _Index(story)
    line = playback.timeline(story)
    tracks = playback.tracks(story, line)
    ground = atlas.load()
    pins = _pins(story)
    return {
        "version": 1,
        "title": story.title,
        "description": story.description,
        "year": story.year,
        "language": story.language,
        "credits": _credits(story, ground if ground.covers(pins) else None),
        "dayOne": story.day_one.isoformat() if story.day_one else None,
        "region": ground.name if ground.covers(pins) else None,
        "groups": _groups(story),
        "people": [
            _person(person, initials, index) for person, initials in _initials(story.people)
        ],
        "places": [_place(place, index) for place in story.places],
        "sources": [
            {"title": source.title, "url": source.url, "note": source.note}
            for source in story.sources
        ],
        "events": _columns(story, index),
        "timeline": playback.wire(line, tracks),
        "atlas": ground.wire() if ground.covers(pins) else None,
    }


class _Index:
    """Ids to indices, once for the whole story."""

    def __init__(self, story: Story) -> None:
        self.groups = {group.id: i for i, group in enumerate(story.groups)}
        self.people = {person.id: i for i, person in enumerate(story.people)}
        self.places = {place.id: i for i, place in enumerate(story.places)}
        self.sources = {source.id: i for i, source in enumerate(story.sources)}
        self.person_groups = [
            None if person.group is None else self.groups[person.group] for person in story.people
        ]


def _credits(story: Story, ground: atlas.Atlas | None) -> list[str]:
    """Whose work the document shows: the story's own words, then the map's."""
    said = [story.attribution, story.licence]
    if ground is not None:
        said += [ground.attribution, ground.licence]
    return [text for text in said if text]


def _groups(story: Story) -> list[dict[str, Any]]:
    result = []
    for i, group in enumerate(story.groups):
        colour = group.colour or colours.PALETTE[i % len(colours.PALETTE)]
        result.append(
            {
                "id": group.id,
                "name": group.name,
                "shape": SHAPES[i % len(SHAPES)],
                "dark": colours.for_theme(colour, dark=True),
                "light": colours.for_theme(colour, dark=False),
            }
        )
    return result


def _initials(people: tuple[Person, ...]) -> list[tuple[Person, str]]:
    """Each person with one to three letters that no other person has, where that can be done."""
    taken: set[str] = set()
    result = []
    for person in people:
        words = [word for word in person.name.replace("-", " ").split() if word[0].isalnum()]
        if not words:
            words = [person.name]
        whole = words[-1]
        candidates = ["".join(word[0] for word in words[:2]), *_prefixes(words[0], whole)]
        if len(words) == 1:
            candidates = [whole[:2], whole[:1] + whole[2:3], whole[:3]]
        initials = next((c for c in candidates if c.casefold() not in taken), candidates[0])
        taken.add(initials.casefold())
        result.append((person, initials[:1].upper() + initials[1:]))
    return result


def _prefixes(first: str, last: str) -> list[str]:
    return [first[:1] + last[:2], first[:2] + last[:1], first[:3], last[:3]]


def _person(person: Person, initials: str, index: _Index) -> dict[str, Any]:
    return {
        "id": person.id,
        "name": person.name,
        "actor": person.actor,
        "initials": initials,
        "group": None if person.group is None else index.groups[person.group],
        "note": person.note,
    }


def _place(place: Place, index: _Index) -> dict[str, Any]:
    return {
        "id": place.id,
        "name": place.name,
        "address": place.address,
        "at": None if place.position is None else _rounded([place.position])[0],
        "radius": place.radius_m,
        "confidence": place.confidence,
        "today": place.today,
        "note": place.note,
        "sources": _numbers(place.sources, index.sources),
    }


def _columns(story: Story, index: _Index) -> dict[str, Any]:
    events = story.events
    columns: dict[str, tuple[list[Any], Any]] = {
        "ids": ([e.id for e in events], None),
        "titles": ([e.title for e in events], None),
        "texts": ([e.text for e in events], ""),
        "paths": ([_rounded(e.where.path) for e in events], []),
        "pinned": ([int(e.where.is_pinned) for e in events], 0),
        "radius": ([e.where.radius_m for e in events], None),
        "confidence": ([e.where.confidence for e in events], None),
        "people": ([_numbers(e.people, index.people) for e in events], []),
        "heard": ([_numbers(e.heard, index.people) for e in events], []),
        "watched": ([_numbers(e.watched, index.people) for e in events], []),
        "mentioned": ([_numbers(e.mentioned, index.people) for e in events], []),
        "dies": ([_numbers(e.dies, index.people) for e in events], []),
        "place": ([_number(e.where.place, index.places) for e in events], None),
        "filmedAt": ([_number(e.where.filmed_at, index.places) for e in events], None),
        "group": ([_group(e, index) for e in events], None),
        "importance": ([e.importance for e in events], 2),
        "dayBasis": ([e.when.day_basis for e in events], None),
        "clockBasis": ([e.when.clock_basis for e in events], None),
        "precision": ([e.when.precision for e in events], "time"),
        "filmStart": ([e.when.film_start_s for e in events], None),
        "filmBasis": ([e.when.film_basis for e in events], None),
        "days": (playback.event_days(story), None),
        "hasEnd": ([int(e.when.end is not None) for e in events], 0),
        "sources": ([_numbers(e.sources, index.sources) for e in events], []),
        "notes": ([e.note for e in events], None),
    }
    filled = {
        name: values
        for name, (values, default) in columns.items()
        if any(value != default for value in values)
    }
    return {"count": len(events), **filled}


def _group(event: Event, index: _Index) -> int | None:
    """The event's own group, else the one most of its people belong to (on a tie, the first)."""
    if event.group is not None:
        return index.groups[event.group]
    groups = [index.person_groups[index.people[person]] for person in event.people]
    counted = Counter(group for group in groups if group is not None)
    return counted.most_common(1)[0][0] if counted else None


def _pins(story: Story) -> list[Position]:
    return [event.where.path[0] for event in story.events if event.where.is_pinned]


def _rounded(path: Iterable[Position]) -> list[list[float]]:
    return [
        [round(p.longitude, COORDINATE_DIGITS), round(p.latitude, COORDINATE_DIGITS)] for p in path
    ]


def _numbers(ids: tuple[str, ...], index: dict[str, int]) -> list[int]:
    return [index[i] for i in ids]


def _number(wanted: str | None, index: dict[str, int]) -> int | None:
    return None if wanted is None else index[wanted]
