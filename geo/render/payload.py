"""The player's data: the story, its timelines and the base map, as plain JSON values.

Events are columns in story order (event_columns.py). All references to events, people, places,
groups and sources are indices.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo import basemap, playback
from geo.analysis.pair_choice import default_pair
from geo.playback.event_noun import SCENE, event_noun
from geo.render import colours
from geo.render.coordinates import rounded_point
from geo.render.data_packing import short_timeline
from geo.render.event_columns import event_columns
from geo.render.initials import initials_of
from geo.render.mapped import is_on_base_map, is_only_on_base_map
from geo.render.number_scales import number_scales
from geo.render.pole_longitudes import with_pole_longitudes
from geo.render.story_index import StoryIndex

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.render.first_view import FirstView
    from geo.render.tiles import TileSource
    from geo.story import Person, Place, Position, Story

# The space under the map has no room for more lanes.
MOST_LANES = 30
# A longer story has lanes only for its principals, and only on its first time scale. Each further
# set of lanes can take 0.2 seconds and a megabyte of memory, and long stories need much already.
MOST_EVENTS_FOR_ALL_LANES = 20_000

SHAPES = ("circle", "square", "diamond", "triangle", "hexagon", "pentagon", "star", "cross")


def payload(
    story: Story, tiles: TileSource | None = None, view: FirstView | None = None
) -> dict[str, Any]:
    """Return everything that the player needs, ready for JSON.

    `tiles` None: only the built-in base map. `view` None: the document opens with the whole story,
    and the payload has no "view".
    """
    story = with_pole_longitudes(story)
    index = StoryIndex(story)
    los_angeles = basemap.load()
    atlas = los_angeles if is_on_base_map(story, los_angeles) else None
    pair = default_pair(story)
    return {
        "version": 1,
        "title": story.title,
        "description": story.description,
        "year": story.year,
        "language": story.language,
        "noun": "scene" if event_noun(story) is SCENE else "event",
        "credits": _credits(story, atlas),
        "dayOne": story.day_one.isoformat() if story.day_one else None,
        "region": los_angeles.name if los_angeles.covers(_pins(story)) else None,
        "groups": _groups(story),
        "palette": [] if story.groups else _palette(story),
        "colours": _event_shades(index),
        "people": [
            _person(person, initials, index)
            for person, initials in zip(story.people, initials_of(story.people), strict=True)
        ],
        "places": [_place(place, index) for place in story.places],
        "sources": [
            {"title": source.title, "url": source.url, "note": source.note}
            for source in story.sources
        ],
        "events": event_columns(index),
        "timelines": _timelines(story),
        "pair": None if pair is None else [index.people[person] for person in pair],
        "tiles": None if tiles is None else _tiles(tiles),
        "atlas": None if atlas is None else _atlas(story, atlas),
        **number_scales(story),
        **({} if story.further_scale is None else {"furtherScale": _further_scale(story)}),
        **({} if view is None else {"view": view.for_payload()}),
    }


def _further_scale(story: Story) -> dict[str, Any]:
    """Return the name of the further time scale, and the finest unit of its times of day."""
    return {"name": story.further_scale, "unit": story.further_unit}


def _timelines(story: Story) -> list[dict[str, Any]]:
    """Return one timeline per time scale. The first has the tracks, which give people's status."""
    first = playback.timeline(story)
    others = [scale for scale in playback.time_scales(story) if scale != first.time_scale]
    tracks = playback.tracks(story, first)
    everyone = playback.principals(story, MOST_LANES)
    casts = sorted({everyone[: playback.MOST_PRINCIPALS], everyone}, key=len)
    if len(story.events) > MOST_EVENTS_FOR_ALL_LANES:
        lanes = _lanes(story, [first], casts[:1])
        written = [short_timeline(playback.timeline_json(first, tracks)) | {"strips": lanes[0]}]
        # One timeline at a time, because one of this length takes ten megabytes.
        del first, tracks
        for scale in others:
            plain = playback.timeline_json(playback.timeline(story, scale), ())
            written.append(short_timeline(plain) | {"strips": []})
        return written
    timelines = [first, *(playback.timeline(story, scale) for scale in others)]
    return [
        short_timeline(playback.timeline_json(timeline, tracks if timeline is first else ()))
        | {"strips": lanes}
        for timeline, lanes in zip(timelines, _lanes(story, timelines, casts), strict=True)
    ]


def _lanes(
    story: Story, timelines: list[playback.Timeline], casts: list[tuple[str, ...]]
) -> list[list[dict[str, Any]]]:
    """Return the lanes of each cast for each timeline. A cast of one person has no lanes."""
    lanes: list[list[dict[str, Any]]] = [[] for _ in timelines]
    for cast in casts:
        if len(cast) > 1:
            for i, layout in enumerate(playback.lay_out_lanes(story, timelines, cast)):
                lanes[i].append(playback.lanes_json(story, layout))
    return lanes


def _credits(story: Story, atlas: basemap.Atlas | None) -> list[str]:
    """Return attribution and licence of the story's data, then of the base map.

    The licence of OpenStreetMap (ODbL 1.0, section 4.3) requires the attribution of the base map.
    """
    texts = [story.attribution, story.licence]
    if atlas is not None:
        texts += [atlas.attribution, atlas.licence]
    return [text for text in texts if text]


def _atlas(story: Story, atlas: basemap.Atlas) -> dict[str, Any]:
    """Return the base map. Around it there are degrees if the story is also elsewhere."""
    encoded = basemap.encode(atlas)
    return encoded if is_only_on_base_map(story, atlas) else {**encoded, "degrees": True}


def _tiles(tiles: TileSource) -> dict[str, Any]:
    return {
        "name": tiles.name,
        "url": tiles.url,
        "attribution": tiles.attribution,
        "maxZoom": tiles.max_zoom,
    }


def _groups(story: Story) -> list[dict[str, Any]]:
    shades = colours.group_colours(story)
    return [
        {"id": group.id, "name": group.name, "shape": SHAPES[i % len(SHAPES)]}
        | _shades(shades[group.id])
        for i, group in enumerate(story.groups)
    ]


def _palette(story: Story) -> list[dict[str, str]]:
    """Return the colours that people, then events that move by themselves get in turn.

    The story has no groups.
    """
    moving = sum(
        event.where.has_marker and len(event.where.path) > 1 and not event.people
        for event in story.events
    )
    return [_shades(colour) for colour in colours.PALETTE[: len(story.people) + moving]]


def _event_shades(index: StoryIndex) -> list[dict[str, str]]:
    """Return the colours that events have of their own, in the order of `index.colours`."""
    first: dict[int, str] = {}
    for colour, number in index.colours.items():
        first.setdefault(number, colour)
    return [_shades(first[number]) for number in sorted(first)]


def _shades(colour: str) -> dict[str, str]:
    return {name: colours.adapt_to_theme(colour, dark=name == "dark") for name in ("dark", "light")}


def _person(person: Person, initials: str, index: StoryIndex) -> dict[str, Any]:
    return {
        "id": person.id,
        "name": person.name,
        "actor": person.actor,
        "initials": initials,
        "group": None if person.group is None else index.groups[person.group],
        "note": person.note,
    }


def _place(place: Place, index: StoryIndex) -> dict[str, Any]:
    return {
        "id": place.id,
        "name": place.name,
        "address": place.address,
        "at": rounded_point(place.position),
        "radius": place.radius_m,
        "confidence": place.confidence,
        "pinned": place.has_marker,
        "today": place.today,
        "note": place.note,
        "sources": _numbers(place.sources, index.sources),
        "alternatives": [
            {
                "name": alternative.name,
                "why": alternative.why,
                "address": alternative.address,
                "at": rounded_point(alternative.position),
                "radius": alternative.radius_m,
            }
            for alternative in place.alternatives
        ],
    }


def _pins(story: Story) -> list[Position]:
    return [event.where.path[0] for event in story.events if event.where.has_marker]


def _numbers(ids: tuple[str, ...], index: Mapping[str, int]) -> list[int]:
    return [index[i] for i in ids]
