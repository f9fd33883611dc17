"""The storyline strip: one line a person along the timeline, together where they share a scene.

After the narrative charts of films. `ordering.py` says which line lies where; here a story is cut
into layers for it, and the rows become strands of lines and blocks of scenes. All is in playing
seconds, the width of the strip, whichever clock the timeline follows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal

from geo.playback import lane_order
from geo.playback.lane_layers import Cast, cast_of
from geo.playback.timelines import Timeline
from geo.story import Person, Story, number_by_id

Kind = Literal["scene", "unlocated", "between"]

# So many lines can be told apart at a glance. Our own choice, for a strip of a hand's height.
MOST_PRINCIPALS = 8


@dataclass(frozen=True, slots=True)
class Strand:
    """A part of a line in one row, in playing seconds.

    `scene`: in a scene at a known place. `unlocated`: in one that nobody can place. `between`: from
    one known place to another, not known which way. Where a line has no strand nobody knows.
    """

    from_s: float
    to_s: float
    row: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Line:
    """One person's line: its strands by time, without overlap."""

    person: str
    strands: tuple[Strand, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A scene, or the part of it in which the same people are in the same rows.

    `event` is its index in telling order. `people`, ids, are those of the lines that are in it,
    from its upper `row` downwards in neighbouring rows.
    """

    from_s: float
    to_s: float
    row: int
    event: int
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Storylines:
    """The strip: how many rows it has, its lines in the order asked for, its blocks by time.

    `crossings` counts how often two lines cross, `wiggles` how often one changes its row.
    """

    rows: int
    lines: tuple[Line, ...]
    blocks: tuple[Block, ...]
    crossings: int
    wiggles: int


def principals(story: Story, most: int = MOST_PRINCIPALS) -> tuple[str, ...]:
    """The people that the story is about: with the most events, each as much as its importance.

    The heaviest first, in a tie whom the story names first; nobody without an event.
    """
    weights: Counter[str] = Counter()
    for event in story.events:
        for person in set(event.people):
            weights[person] += event.importance
    known = [person.id for person in story.people if weights[person.id] > 0]
    return tuple(sorted(known, key=lambda person: -weights[person])[:most])


def storylines(story: Story, timeline: Timeline, people: Sequence[str] | None = None) -> Storylines:
    """Lay out the lines of `people` (ids; None: the principals) along a timeline.

    A line shows where its person is in a scene, and thinly between two scenes whose places are
    known. It breaks where nobody knows: before and after a scene that cannot be placed, over a seam
    or a night, before the first scene, after the last, and after death. Of simultaneous scenes with
    one person the one that started last has them.

    Lines of one group of people begin side by side. The work, and the answer, are bounded: see
    `scenes.py`.

    Raises:
        ValueError: a person is named twice, or is none of the story's.
    """
    return storylines_along(story, [timeline], people)[0]


def storylines_along(
    story: Story, timelines: Sequence[Timeline], people: Sequence[str] | None = None
) -> list[Storylines]:
    """What `storylines` has for each of these timelines, in less time.

    Clocks by which the same people come together in the same order share one layout.

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
        cast = cast_of(story, timeline, lined)
        layers = tuple(_layer(cast, t) for t in range(len(cast.edges) - 1))
        if layers not in laid_out:
            laid_out[layers] = lane_order.rows(layers, len(lined))
        found.append(_drawn(story, cast, laid_out[layers], chosen, lined))
    return found


def _drawn(
    story: Story,
    cast: Cast,
    placed: Sequence[dict[int, int]],
    chosen: Sequence[str],
    lined: Sequence[str],
) -> Storylines:
    lines = {
        person: Line(person, tuple(_strands(story, cast, placed, p)))
        for p, person in enumerate(lined)
    }
    return Storylines(
        rows=1 + max((row for rows in placed for row in rows.values()), default=-1),
        lines=tuple(lines[person] for person in chosen),
        blocks=tuple(_blocks(cast, placed, lined)),
        crossings=lane_order.crossings(placed),
        wiggles=lane_order.wiggles(placed),
    )


def _by_group(chosen: Sequence[str], people: Mapping[str, Person]) -> list[str]:
    """The people with those of a group side by side, groups in the order of their first."""
    first: dict[str | None, int] = {}
    for i, person in enumerate(chosen):
        first.setdefault(people[person].group, i)
    return sorted(chosen, key=lambda person: first[people[person].group])


def _layer(cast: Cast, t: int) -> lane_order.Layer:
    together: dict[int, list[int]] = {}
    for p, events in enumerate(cast.events):
        if (event := events[t]) is not None:
            together.setdefault(event, []).append(p)
    alone = tuple(p for p, between in enumerate(cast.between) if between[t])
    return lane_order.Layer(tuple(map(tuple, together.values())), alone)


def _strands(
    story: Story, cast: Cast, placed: Sequence[dict[int, int]], p: int
) -> Iterable[Strand]:
    def part(t: int) -> tuple[int, Kind] | None:
        row = placed[t].get(p)
        event = cast.events[p][t]
        if row is None:
            return None
        if event is None:
            return row, "between"
        return row, "scene" if story.events[event].where.is_pinned else "unlocated"

    for found, layers in groupby(range(len(placed)), part):
        if found is not None:
            first, *_, last = [*layers] * 2
            yield Strand(cast.edges[first], cast.edges[last + 1], *found)


def _blocks(cast: Cast, placed: Sequence[dict[int, int]], lined: Sequence[str]) -> Iterable[Block]:
    # By event: since when its block goes on, as long as its people stay in their rows.
    going_on: dict[int, tuple[int, tuple[tuple[int, int], ...]]] = {}
    blocks = []
    for t in range(len(placed) + 1):
        here: dict[int, list[tuple[int, int]]] = {}
        for p, row in placed[t].items() if t < len(placed) else ():
            if (event := cast.events[p][t]) is not None:
                here.setdefault(event, []).append((row, p))
        now = {event: tuple(sorted(members)) for event, members in here.items()}
        for event, (since, members) in list(going_on.items()):
            if now.get(event) != members:
                people = tuple(lined[p] for _, p in members)
                span = (cast.edges[since], cast.edges[t])
                blocks.append(Block(*span, members[0][0], event, people))
                del going_on[event]
        for event, members in now.items():
            going_on.setdefault(event, (t, members))
    return sorted(blocks, key=lambda block: (block.from_s, block.row))


def storylines_wire(story: Story, found: Storylines) -> dict[str, Any]:
    """The strip for the player, in whole numbers; arithmetic/storylines.js reads it.

    `people` are indices of the story's people. `edges` are hundredths of a playing second, each as
    the step from the one before; everything else begins and ends at one of them. A block is [how
    many edges after the block before it begins, how many it lasts, row, event, people from there
    downwards …], people as places in `people`. What a line is between its scenes stands in
    `between`: [person, edge, how many it lasts, row] in a row for all. A line's scenes are not
    written again: its blocks say them.
    """
    times = {b.from_s for b in found.blocks} | {b.to_s for b in found.blocks}
    times |= {s.from_s for line in found.lines for s in line.strands}
    times |= {s.to_s for line in found.lines for s in line.strands}
    edges = sorted(times)
    at = {time: e for e, time in enumerate(edges)}
    index = number_by_id(story.people)
    place = {line.person: p for p, line in enumerate(found.lines)}
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
        for p, line in enumerate(found.lines)
        for s in line.strands
        if s.kind == "between"
        for number in (p, at[s.from_s], at[s.to_s] - at[s.from_s], s.row)
    ]
    return {
        "rows": found.rows,
        "people": [index[line.person] for line in found.lines],
        "edges": [b - a for a, b in zip([0, *hundredths], hundredths, strict=False)],
        "blocks": blocks,
        "between": between,
    }
