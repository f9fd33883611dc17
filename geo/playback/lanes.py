"""The lanes of the timeline: one line per person. People in the same event are side by side.

The layout follows narrative charts of films. `lane_layers.py` cuts a story into layers.
`lane_order.py` and `lane_alignment.py` give each line a row in each layer. This module turns the
rows into segments of lanes and blocks of events. All times are playing seconds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal

from geo.playback import lane_order
from geo.playback.lane_layers import LaneLayers, cut_layers
from geo.playback.timelines import Timeline
from geo.story import Person, Story, number_by_id

SegmentKind = Literal["scene", "unlocated", "between"]

# The most lanes that are easy to distinguish in a small timeline. Our own choice.
MOST_PRINCIPALS = 8


@dataclass(frozen=True, slots=True)
class LaneSegment:
    """A part of a lane in one row (0 at the top), in playing seconds.

    `scene`: in an event at a known place. `unlocated`: in an event at an unknown place.
    `between`: between two known places by an unknown route. At times without a segment, the
    person's location is unknown.
    """

    from_s: float
    to_s: float
    row: int
    kind: SegmentKind


@dataclass(frozen=True, slots=True)
class Lane:
    """One person's lane. `person` is an id. `segments` are sorted by time and do not overlap."""

    person: str
    segments: tuple[LaneSegment, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """An event, or a part of it during which its lanes stay in the same rows.

    `event` is its index in story order. `people` (ids) are the people in it who have a lane. The
    first is in `row`, each further one in the row below.
    """

    from_s: float
    to_s: float
    row: int
    event: int
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lanes:
    """The number of rows, the lanes in the order of the given people, and the blocks by time."""

    rows: int
    lanes: tuple[Lane, ...]
    blocks: tuple[Block, ...]


def principals(story: Story, most: int = MOST_PRINCIPALS) -> tuple[str, ...]:
    """Return the ids of the main people, at most `most`.

    They are sorted by the total importance of their events, highest first. In a tie, the person
    that the story lists first comes first. People without an event are left out.
    """
    weights: Counter[str] = Counter()
    for event in story.events:
        for person in set(event.people):
            weights[person] += event.importance
    known = [person.id for person in story.people if weights[person.id] > 0]
    return tuple(sorted(known, key=lambda person: -weights[person])[:most])


def lay_out_lanes(
    story: Story, timelines: Sequence[Timeline], people: Sequence[str] | None = None
) -> list[Lanes]:
    """Lay out the lanes of `people` (ids; None: the principals) along each of the timelines.

    A lane has segments while its person is in an event, and between two events at known places. It
    has no segment where the location is unknown: before and after an event without a known place,
    across a gap or a night, before the first event, after the last, and after death. If a person is
    in several events at once, the one that started last counts.

    The lanes of one group start side by side. Time scales with the same meetings in the same order
    share one layout. The work and the size of the result are bounded: see `lane_layers.py`.

    Raises:
        ValueError: a person is listed twice, or is not in the story.
    """
    chosen = tuple(principals(story) if people is None else people)
    known = story.person_by_id
    if len(set(chosen)) < len(chosen) or not known.keys() >= set(chosen):
        raise ValueError(
            f"people: found {', '.join(chosen)}, expected ids of the story's people, each once"
        )
    sorted_people = _sort_by_group(chosen, known)
    laid_out: dict[tuple[lane_order.Layer, ...], list[dict[int, int]]] = {}
    results = []
    for timeline in timelines:
        layers = cut_layers(story, timeline, sorted_people)
        units = tuple(_layer(layers, t) for t in range(len(layers.edges) - 1))
        if units not in laid_out:
            laid_out[units] = lane_order.rows(units, len(sorted_people))
        results.append(_lanes(story, layers, laid_out[units], chosen, sorted_people))
    return results


def _lanes(
    story: Story,
    layers: LaneLayers,
    rows: Sequence[dict[int, int]],
    chosen: Sequence[str],
    sorted_people: Sequence[str],
) -> Lanes:
    lanes = {
        person: Lane(person, tuple(_segments(story, layers, rows, p)))
        for p, person in enumerate(sorted_people)
    }
    return Lanes(
        rows=1 + max((row for layer in rows for row in layer.values()), default=-1),
        lanes=tuple(lanes[person] for person in chosen),
        blocks=tuple(_blocks(layers, rows, sorted_people)),
    )


def _sort_by_group(chosen: Sequence[str], people: Mapping[str, Person]) -> list[str]:
    """Put the members of a group side by side. Groups follow the order of their first members."""
    first: dict[str | None, int] = {}
    for i, person in enumerate(chosen):
        first.setdefault(people[person].group, i)
    return sorted(chosen, key=lambda person: first[people[person].group])


def _layer(layers: LaneLayers, t: int) -> lane_order.Layer:
    scenes: dict[int, list[int]] = {}
    for p, events in enumerate(layers.events):
        if (event := events[t]) is not None:
            scenes.setdefault(event, []).append(p)
    alone = tuple(p for p, between in enumerate(layers.between) if between[t])
    return lane_order.Layer(tuple(map(tuple, scenes.values())), alone)


def _segments(
    story: Story, layers: LaneLayers, rows: Sequence[dict[int, int]], p: int
) -> Iterable[LaneSegment]:
    def row_and_kind(t: int) -> tuple[int, SegmentKind] | None:
        row = rows[t].get(p)
        event = layers.events[p][t]
        if row is None:
            return None
        if event is None:
            return row, "between"
        return row, "scene" if story.events[event].where.has_marker else "unlocated"

    for segment, run in groupby(range(len(rows)), row_and_kind):
        if segment is not None:
            ts = list(run)
            yield LaneSegment(layers.edges[ts[0]], layers.edges[ts[-1] + 1], *segment)


def _blocks(
    layers: LaneLayers, rows: Sequence[dict[int, int]], sorted_people: Sequence[str]
) -> Iterable[Block]:
    # For each event: the layer in which its current block began, and (row, person) pairs.
    going_on: dict[int, tuple[int, tuple[tuple[int, int], ...]]] = {}
    blocks = []
    for t in range(len(rows) + 1):
        here: dict[int, list[tuple[int, int]]] = {}
        for p, row in rows[t].items() if t < len(rows) else ():
            if (event := layers.events[p][t]) is not None:
                here.setdefault(event, []).append((row, p))
        now = {event: tuple(sorted(members)) for event, members in here.items()}
        for event, (since, members) in list(going_on.items()):
            if now.get(event) != members:
                people = tuple(sorted_people[p] for _, p in members)
                span = (layers.edges[since], layers.edges[t])
                blocks.append(Block(*span, members[0][0], event, people))
                del going_on[event]
        for event, members in now.items():
            going_on.setdefault(event, (t, members))
    return sorted(blocks, key=lambda block: (block.from_s, block.row))


def lanes_json(story: Story, lanes: Lanes) -> dict[str, Any]:
    """Return the lanes as plain JSON values in whole numbers, for arithmetic/storylines.js.

    `people` are indices of the story's people. `edges` are times in hundredths of a playing second,
    each as the difference from the previous one. Everything else starts and ends at an edge.

    Each of `blocks` is [start, length, row, event, person, person, …]. The start is the number of
    edges after the start of the previous block. The length is a number of edges. People are indices
    of `people`; the first is in `row`, each further one in the row below. `between` is one flat
    list: person, start (number of the edge), length and row of each segment outside events. The
    segments in events follow from the blocks.
    """
    times = {b.from_s for b in lanes.blocks} | {b.to_s for b in lanes.blocks}
    times |= {s.from_s for lane in lanes.lanes for s in lane.segments}
    times |= {s.to_s for lane in lanes.lanes for s in lane.segments}
    edges = sorted(times)
    at = {time: e for e, time in enumerate(edges)}
    index = number_by_id(story.people)
    lane_number = {lane.person: p for p, lane in enumerate(lanes.lanes)}
    hundredths = [round(edge * 100) for edge in edges]
    blocks = []
    before = 0
    for block in lanes.blocks:
        first, last = at[block.from_s], at[block.to_s]
        people = [lane_number[person] for person in block.people]
        blocks.append([first - before, last - first, block.row, block.event, *people])
        before = first
    between = [
        number
        for p, lane in enumerate(lanes.lanes)
        for s in lane.segments
        if s.kind == "between"
        for number in (p, at[s.from_s], at[s.to_s] - at[s.from_s], s.row)
    ]
    return {
        "rows": lanes.rows,
        "people": [index[lane.person] for lane in lanes.lanes],
        "edges": [b - a for a, b in zip([0, *hundredths], hundredths, strict=False)],
        "blocks": blocks,
        "between": between,
    }
