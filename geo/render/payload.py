"""What the document's player is given: story and timeline, by columns, as plain JSON values.

Events are in telling order, and everything refers to them, and to people, places, groups and
sources, by index. A column in which every value is the default is left out.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from geo import basemap, playback
from geo.analysis.encounters import default_pair
from geo.render import colours
from geo.render.data_packing import short_timeline
from geo.story import number_by_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from geo.render.first_view import FirstView
    from geo.render.tiles import TileSource
    from geo.story import Event, Person, Place, Position, Story, When

# About a metre; more digits would only make the document larger.
COORDINATE_DIGITS = 5
STEPS_PER_DEGREE: int = 10**COORDINATE_DIGITS

# More lines than these have no room under a map.
MOST_LINES = 30
# A longer story has one strip, of its principals on its first clock: each further one can take a
# fifth of a second, and a megabyte of memory where it is scarce already.
MOST_STRIPS_FOR = 20_000

NOBODY: list[int] = []

SHAPES = ("circle", "square", "diamond", "triangle", "hexagon", "pentagon", "star", "cross")


def payload(
    story: Story, tiles: TileSource | None = None, view: FirstView | None = None
) -> dict[str, Any]:
    """Everything the player needs, ready for JSON.

    `tiles` None: the drawn base map alone. `view` None: the document opens on the whole story, and
    the payload has no "view".
    """
    index = _Index(story)
    ground = basemap.load()
    pins = _pins(story)
    pair = default_pair(story)
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
        "palette": [] if story.groups else _palette(len(story.people)),
        "people": [
            _person(person, initials, index) for person, initials in _initials(story.people)
        ],
        "places": [_place(place, index) for place in story.places],
        "sources": [
            {"title": source.title, "url": source.url, "note": source.note}
            for source in story.sources
        ],
        "events": _columns(story, index),
        "timelines": _timelines(story),
        "pair": None if pair is None else [index.people[person] for person in pair],
        "tiles": None
        if tiles is None
        else {
            "name": tiles.name,
            "url": tiles.url,
            "attribution": tiles.attribution,
            "maxZoom": tiles.max_zoom,
        },
        "atlas": basemap.encode(ground) if ground.covers(pins) else None,
    } | ({} if view is None else {"view": view.for_payload()})


def _timelines(story: Story) -> list[dict[str, Any]]:
    """One for each clock of the story; the first has the tracks, and whereabouts go by it."""
    line = playback.timeline(story)
    others = [clock for clock in playback.clocks(story) if clock != line.clock]
    tracks = playback.tracks(story, line)
    people = playback.principals(story, MOST_LINES)
    casts = sorted({people[: playback.MOST_PRINCIPALS], people}, key=len)
    if len(story.events) > MOST_STRIPS_FOR:
        strips = _strips(story, [line], casts[:1])
        written = [short_timeline(playback.wire(line, tracks)) | {"strips": strips[0]}]
        # One after the other: a timeline of this length takes ten megabytes.
        del line, tracks
        for clock in others:
            wire = playback.wire(playback.timeline(story, clock), ())
            written.append(short_timeline(wire) | {"strips": []})
        return written
    lines = [line, *(playback.timeline(story, clock) for clock in others)]
    return [
        short_timeline(playback.wire(one, tracks if one is line else ())) | {"strips": strips}
        for one, strips in zip(lines, _strips(story, lines, casts), strict=True)
    ]


def _strips(
    story: Story, lines: list[playback.Timeline], casts: list[tuple[str, ...]]
) -> list[list[dict[str, Any]]]:
    """By timeline its storylines: one for each cast in which there is company."""
    strips: list[list[dict[str, Any]]] = [[] for _ in lines]
    for cast in casts:
        if len(cast) > 1:
            for i, strip in enumerate(playback.storylines_along(story, lines, cast)):
                strips[i].append(playback.storylines_wire(story, strip))
    return strips


class _Index:
    """Ids to indices, once for the whole story."""

    def __init__(self, story: Story) -> None:
        self.groups = number_by_id(story.groups)
        self.people = number_by_id(story.people)
        self.places = number_by_id(story.places)
        self.sources = number_by_id(story.sources)
        self.person_groups = [
            None if person.group is None else self.groups[person.group] for person in story.people
        ]


def _credits(story: Story, ground: basemap.Atlas | None) -> list[str]:
    """Whose work the document shows: the story's own words, then the map's."""
    said = [story.attribution, story.licence]
    if ground is not None:
        said += [ground.attribution, ground.licence]
    return [text for text in said if text]


def _groups(story: Story) -> list[dict[str, Any]]:
    shades = colours.of_groups(story)
    return [
        {"id": group.id, "name": group.name, "shape": SHAPES[i % len(SHAPES)]}
        | _shades(shades[group.id])
        for i, group in enumerate(story.groups)
    ]


def _palette(people: int) -> list[dict[str, str]]:
    """The colours that people take by turns where no group gives them one."""
    return [_shades(colour) for colour in colours.PALETTE[:people]]


def _shades(colour: str) -> dict[str, str]:
    return {name: colours.for_theme(colour, dark=name == "dark") for name in ("dark", "light")}


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
        "at": _point(place.position),
        "radius": place.radius_m,
        "confidence": place.confidence,
        "pinned": place.is_pinned,
        "today": place.today,
        "note": place.note,
        "sources": _numbers(place.sources, index.sources),
        "alternatives": [
            {
                "name": other.name,
                "why": other.why,
                "address": other.address,
                "at": _point(other.position),
                "radius": other.radius_m,
            }
            for other in place.alternatives
        ],
    }


def _point(position: Position | None) -> list[float] | None:
    return None if position is None else _rounded([position])[0]


def _columns(story: Story, index: _Index) -> dict[str, Any]:
    filled = {
        name: values
        for name, values, default in _each_column(story, index)
        if any(value != default for value in values)
    }
    paths = (event.where.path for event in story.events)
    lines = {i: _rounded(path) for i, path in enumerate(paths) if len(path) > 1}
    return {"count": len(story.events), **filled, "lines": lines}


def _each_column(story: Story, index: _Index) -> Iterator[tuple[str, list[Any], Any]]:
    """Every column, one after the other: its name, its values, and what goes without saying."""
    events = story.events
    whens = [event.when for event in events]
    wheres = [event.where for event in events]
    yield "ids", [e.id for e in events], None
    yield "titles", [e.title for e in events], None
    yield "texts", [e.text for e in events], ""
    yield "lon", [_steps(w.path[0].longitude) if w.path else None for w in wheres], None
    yield "lat", [_steps(w.path[0].latitude) if w.path else None for w in wheres], None
    yield "pinned", [int(w.is_pinned) for w in wheres], 0
    yield "radius", [w.radius_m for w in wheres], None
    yield "confidence", [w.confidence for w in wheres], None
    yield "people", _numbered([e.people for e in events], index.people), NOBODY
    yield "heard", _numbered([e.heard for e in events], index.people), NOBODY
    yield "watched", _numbered([e.watched for e in events], index.people), NOBODY
    yield "mentioned", _numbered([e.mentioned for e in events], index.people), NOBODY
    yield "dies", _numbered([e.dies for e in events], index.people), NOBODY
    yield "place", [_number(w.place, index.places) for w in wheres], None
    yield "filmedAt", [_number(w.filmed_at, index.places) for w in wheres], None
    yield "group", [_group(e, index) for e in events], None
    yield "importance", [e.importance for e in events], 2
    yield "dayBasis", [w.day_basis for w in whens], None
    yield "clockBasis", [w.clock_basis for w in whens], None
    yield "precision", [w.precision for w in whens], "time"
    yield "filmStart", [w.film_start_s for w in whens], None
    yield "filmBasis", [w.film_basis for w in whens], None
    yield "days", playback.event_days(story), None
    yield "hasEnd", [_has_end(w) for w in whens], 0
    yield "sources", _numbered([e.sources for e in events], index.sources), NOBODY
    yield "notes", [e.note for e in events], None


def _has_end(when: When) -> int:
    # An end that is not after the start is no end: playback infers one, and the card names none.
    return int(when.start is not None and when.end is not None and when.end > when.start)


def _steps(degrees: float) -> int:
    """Degrees as a whole number of the steps that are written, which is shorter than a fraction."""
    return round(degrees * STEPS_PER_DEGREE)


def _numbered(lists: list[tuple[str, ...]], index: Mapping[str, int]) -> list[Any]:
    # One empty list for all: in a long story most are, and making each costs more than the rest.
    return [[index[i] for i in ids] if ids else NOBODY for ids in lists]


def _group(event: Event, index: _Index) -> int | None:
    """The event's own group, else the one most of its people belong to (on a tie, the first)."""
    if event.group is not None:
        return index.groups[event.group]
    if not event.people:
        return None
    groups = [index.person_groups[index.people[person]] for person in event.people]
    counted = Counter(group for group in groups if group is not None)
    return counted.most_common(1)[0][0] if counted else None


def _pins(story: Story) -> list[Position]:
    return [event.where.path[0] for event in story.events if event.where.is_pinned]


def _rounded(path: Iterable[Position]) -> list[list[float]]:
    return [
        [round(p.longitude, COORDINATE_DIGITS), round(p.latitude, COORDINATE_DIGITS)] for p in path
    ]


def _numbers(ids: tuple[str, ...], index: Mapping[str, int]) -> list[int]:
    return [index[i] for i in ids]


def _number(wanted: str | None, index: Mapping[str, int]) -> int | None:
    return None if wanted is None else index[wanted]
