"""The lanes of the timeline: one line a person, side by side where they share an event.

After the narrative charts of films. `lane_layers.py` cuts a story into layers, `lane_order.py` and
`lane_alignment.py` give each line a row in each layer; here the rows become segments of lanes and
blocks of events. All is in playing seconds, the width of the timeline, on every time scale.
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

# The most lanes that are easy to tell apart at a glance. Our own choice, for a timeline of a hand's
# height.
MOST_PRINCIPALS = 8


@dataclass(frozen=True, slots=True)
class LaneSegment:
    """A part of a lane in one row (0 at the top), in playing seconds.

    `scene`: in an event at a known place. `unlocated`: in an event whose place is not known.
    `between`: from one known place to another by an unknown way. Where a lane has no segment, it is
    not known where the person is.
    """

    from_s: float
    to_s: float
    row: int
    kind: SegmentKind


@dataclass(frozen=True, slots=True)
class Lane:
    """One person's lane: `person` is an id; `segments` go by time and do not overlap."""

    person: str
    segments: tuple[LaneSegment, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """An event, or the part of it in which the same people are in the same rows.

    `event` is its index in story order. `people`, ids, are those of the lanes that are in it, from
    its upper `row` downwards in neighbouring rows.
    """

    from_s: float
    to_s: float
    row: int
    event: int
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lanes:
    """How many rows there are, the lanes in the order of the people given, the blocks by time."""

    rows: int
    lanes: tuple[Lane, ...]
    blocks: tuple[Block, ...]


def principals(story: Story, most: int = MOST_PRINCIPALS) -> tuple[str, ...]:
    """The people that the story is about: with the most events, each as much as its importance.

    The heaviest first, in a tie the one that the story names first; ids, at most `most`. People
    without an event are left out.
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

    A lane shows where its person is in an event, and thinly between two events whose places are
    known. It breaks where that is not known: before and after an event without a known place, over
    a gap or a night, before the first event, after the last, and after death. Of simultaneous
    events with one person the one that started last has them.

    Lanes of one group of people begin side by side. Time scales on which the same people come
    together in the same order share one layout. The work and the result are bounded: see
    `lane_layers.py`.

    Raises:
        ValueError: a person is named twice, or is none of the story's.
    """
    chosen = tuple(principals(story) if people is None else people)
    known = story.person_by_id
    if len(set(chosen)) < len(chosen) or not known.keys() >= set(chosen):
        raise ValueError(f"found {', '.join(chosen)}, expected different people of the story")
    lined = _by_group(chosen, known)
    laid_out: dict[tuple[lane_order.Layer, ...], list[dict[int, int]]] = {}
    found = []
    for timeline in timelines:
        layers = cut_layers(story, timeline, lined)
        units = tuple(_layer(layers, t) for t in range(len(layers.edges) - 1))
        if units not in laid_out:
            laid_out[units] = lane_order.rows(units, len(lined))
        found.append(_lanes(story, layers, laid_out[units], chosen, lined))
    return found


def _lanes(
    story: Story,
    layers: LaneLayers,
    rows: Sequence[dict[int, int]],
    chosen: Sequence[str],
    lined: Sequence[str],
) -> Lanes:
    lanes = {
        person: Lane(person, tuple(_segments(story, layers, rows, p)))
        for p, person in enumerate(lined)
    }
    return Lanes(
        rows=1 + max((row for layer in rows for row in layer.values()), default=-1),
        lanes=tuple(lanes[person] for person in chosen),
        blocks=tuple(_blocks(layers, rows, lined)),
    )


def _by_group(chosen: Sequence[str], people: Mapping[str, Person]) -> list[str]:
    """The people with those of a group side by side, groups in the order of their first."""
    first: dict[str | None, int] = {}
    for i, person in enumerate(chosen):
        first.setdefault(people[person].group, i)
    return sorted(chosen, key=lambda person: first[people[person].group])


def _layer(layers: LaneLayers, t: int) -> lane_order.Layer:
    together: dict[int, list[int]] = {}
    for p, events in enumerate(layers.events):
        if (event := events[t]) is not None:
            together.setdefault(event, []).append(p)
    alone = tuple(p for p, between in enumerate(layers.between) if between[t])
    return lane_order.Layer(tuple(map(tuple, together.values())), alone)


def _segments(
    story: Story, layers: LaneLayers, rows: Sequence[dict[int, int]], p: int
) -> Iterable[LaneSegment]:
    def part(t: int) -> tuple[int, SegmentKind] | None:
        row = rows[t].get(p)
        event = layers.events[p][t]
        if row is None:
            return None
        if event is None:
            return row, "between"
        return row, "scene" if story.events[event].where.is_pinned else "unlocated"

    for found, run in groupby(range(len(rows)), part):
        if found is not None:
            ts = list(run)
            yield LaneSegment(layers.edges[ts[0]], layers.edges[ts[-1] + 1], *found)


def _blocks(
    layers: LaneLayers, rows: Sequence[dict[int, int]], lined: Sequence[str]
) -> Iterable[Block]:
    # By event: since when its block goes on, as long as its people stay in their rows.
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
                people = tuple(lined[p] for _, p in members)
                span = (layers.edges[since], layers.edges[t])
                blocks.append(Block(*span, members[0][0], event, people))
                del going_on[event]
        for event, members in now.items():
            going_on.setdefault(event, (t, members))
    return sorted(blocks, key=lambda block: (block.from_s, block.row))


def lanes_json(story: Story, found: Lanes) -> dict[str, Any]:
    """The lanes as plain JSON values in whole numbers; arithmetic/storylines.js reads them.

    `people` are indices of the story's people. `edges` are hundredths of a playing second, each as
    the step from the one before; everything else begins and ends at one of them. A block is [how
    many edges after the block before it begins, how many it lasts, row, event, people from there
    downwards …], people as places in `people`. What a lane is between its events is in `between`:
    [person, edge, how many it lasts, row], all in one list. The parts of a lane in an event are not
    written again: the blocks say them.
    """
    times = {b.from_s for b in found.blocks} | {b.to_s for b in found.blocks}
    times |= {s.from_s for lane in found.lanes for s in lane.segments}
    times |= {s.to_s for lane in found.lanes for s in lane.segments}
    edges = sorted(times)
    at = {time: e for e, time in enumerate(edges)}
    index = number_by_id(story.people)
    place = {lane.person: p for p, lane in enumerate(found.lanes)}
    hundredths = [round(edge * 100) for edge in edges]
    blocks = []
    before = 0
    for block in found.blocks:
        first, last = at[block.from_s], at[block.to_s]
        people = [place[person] for person in block.people]
        blocks.append([first - before, last - first, block.row, block.event, *people])
        before = first
    between = [
        number
        for p, lane in enumerate(found.lanes)
        for s in lane.segments
        if s.kind == "between"
        for number in (p, at[s.from_s], at[s.to_s] - at[s.from_s], s.row)
    ]
    return {
        "rows": found.rows,
        "people": [index[lane.person] for lane in found.lanes],
        "edges": [b - a for a, b in zip([0, *hundredths], hundredths, strict=False)],
        "blocks": blocks,
        "between": between,
    }
