# Long because the ordering, its cost and its local search share their inner loops.
"""In which order lines run beside each other, so that few of them cross and few of them bend.

The method is StoryFlow's: S. Liu, Y. Wu, E. Wei, M. Liu and Y. Liu (2013), "StoryFlow: Tracking the
Evolution of Stories", IEEE Transactions on Visualization and Computer Graphics 19(12), 2436-2445.

1. *Ordering*: the layered sweeps of K. Sugiyama, S. Tagawa and M. Toda (1981), "Methods for Visual
   Understanding of Hierarchical System Structures", IEEE Transactions on Systems, Man, and
   Cybernetics 11(2), 109-125. Layer by layer, forth and back, lines that share an event are put
   side by side at the mean place (barycentre) that they have in the layer before. Then each event
   and each line is taken out and put back where it crosses least, seen from both sides (sifting: C.
   Matuszewski, R. Schoenfeld and P. Molitor 1999, "Using Sifting for k-Layer Straightline Crossing
   Minimization", Graph Drawing, LNCS 1731, 217-224). Of all orders that a layer had in the sweeps a
   dynamic program takes those that go best with each other; in a short story of few people it has
   all the orders there are, and no fewer lines could cross.
2. *Alignment and compaction*: see `lane_alignment.py`.

Layers one after another that are alike are one. Sets of lines are the bits of a whole number, bit
p for line p, so that crossings are counted by the bits that two sets share.

Nothing is random; ties go by the order in which the lines are given.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, pairwise, permutations, product
from math import factorial

from geo.playback import lane_alignment

# Sweeps forth and back; StoryFlow stops where nothing gets better, which is seldom later.
SWEEPS = 6
# The most layers that are swept: a short story is tried from several starting orders.
MOST_SWEPT = 2_500
# How often every layer is sifted after a sweep.
SIFTS = 2
# What a crossing and a likely bend cost, beside two lines of a layer that lie not as at home.
CROSSING = 1_000_000_000
LIKELY_BEND = 10_000
# The most comparisons of two orders for which a story is solved exactly, with all possible orders.
MOST_COMPARED = 20_000


@dataclass(frozen=True, slots=True)
class Layer:
    """What goes on at a time: `scenes` are who is together, `alone` whose lines run by themselves.

    All are line numbers. A line that is in neither is not drawn there.
    """

    scenes: tuple[tuple[int, ...], ...]
    alone: tuple[int, ...] = ()

    @property
    def drawn(self) -> frozenset[int]:
        """The lines that are drawn."""
        return frozenset(self.alone).union(*self.scenes)

    @property
    def units(self) -> tuple[tuple[int, ...], ...]:
        """The lines that stay side by side: scenes, and each line that runs by itself."""
        together = {line for scene in self.scenes for line in scene}
        alone = {(line,) for line in self.alone if line not in together}
        return tuple(sorted(alone.union(self.scenes)))


Unit = tuple[int, ...]


class _Order:
    """An order of a layer: its units and lines from the top; by line, those above and below."""

    __slots__ = ("above", "below", "lines", "units")

    def __init__(self, units: tuple[Unit, ...]) -> None:
        self.units = units
        self.lines = tuple(chain.from_iterable(units))
        self.above: dict[int, int] = {}
        self.below: dict[int, int] = {}
        passed = 0
        for line in self.lines:
            self.above[line] = passed
            passed |= 1 << line
        for line, above in self.above.items():
            self.below[line] = passed ^ above ^ (1 << line)

    def crossings(self, other: _Order) -> int:
        """How many pairs of lines stand the other way round in the other order."""
        below = other.below
        return sum(
            [
                (above & below[line]).bit_count()
                for line, above in self.above.items()
                if line in below
            ]
        )


class _Stage:
    """A layer, or several alike, with the orders that were found for it."""

    __slots__ = ("_known", "_made", "orders", "units")

    def __init__(self, units: tuple[Unit, ...], before: int, after: int) -> None:
        self.units = units
        # By direction: each unit with those of its lines that come from the layer before or after;
        # with all if none does.
        self._known = tuple(
            [(unit, tuple([line for line in unit if seen >> line & 1]) or unit) for unit in units]
            for seen in (after, before)
        )
        self._made: dict[tuple[Unit, ...], _Order] = {}
        self.orders: dict[tuple[Unit, ...], _Order] = {}

    def order(self, units: tuple[Unit, ...]) -> _Order:
        """The order with these units from the top."""
        made = self._made.get(units)
        if made is None:
            made = self._made[units] = _Order(units)
        return made

    def note(self, order: _Order) -> None:
        """Let the layer have this order, if it is among the best."""
        self.orders[order.units] = order

    def beside(self, place: Sequence[int], *, forth: bool) -> _Order:
        """The order by the mean places of the lines that come from the layer before, or after."""
        ranked: list[tuple[float, Unit]] = []
        for unit, known in self._known[forth]:
            if len(unit) == 1:
                ranked.append((place[unit[0]], unit))
            else:
                mean = sum([place[line] for line in known]) / len(known)
                ranked.append((mean, tuple(sorted(unit, key=place.__getitem__))))
        ranked.sort()
        return self.order(tuple([unit for _, unit in ranked]))


def rows(layers: Sequence[Layer], lines: int) -> list[dict[int, int]]:
    """By layer, the row (0 at the top, fewer than `lines`) of each line that is drawn there.

    Lines of one scene lie in neighbouring rows. Lines are numbered from 0; where nothing else
    speaks, they lie in that order. Layers one after another that are alike share one dictionary.
    """
    runs = [(units, sum(1 for _ in run)) for units, run in groupby(layer.units for layer in layers)]
    if not runs:
        return []
    found, home = _ordered([units for units, _ in runs], lines)
    placed = lane_alignment.align(found, home, lines)
    return [row for row, (_, count) in zip(placed, runs, strict=True) for _ in range(count)]


def _ordered(
    layers: Sequence[tuple[Unit, ...]], lines: int
) -> tuple[list[tuple[Unit, ...]], list[int]]:
    """By layer, its units from the top; and the row in which each line is at home.

    At home a line is where it stands on average among all lines, drawn or not.
    """
    drawn = [sum(1 << line for unit in units for line in unit) for units in layers]
    # A sweep begins from an order of all lines.
    everything = (1 << lines) - 1
    beside = [everything, *drawn, everything]
    stages = [
        _Stage(units, before, after)
        for units, before, after in zip(layers, beside, beside[2:], strict=False)
    ]
    starts = max(1, min(lines, MOST_SWEPT // (SWEEPS * len(layers))))
    homes: list[int] = []
    begun: set[tuple[int, ...]] = set()
    for start in range(starts):
        # As named, and then with each in turn moved to the top: a start can be an unlucky one.
        order = [start, *range(start), *range(start + 1, lines)]
        means = _swept(stages, order, begun)
        homes = homes or _homes(means)
    most = max(mask.bit_count() for mask in drawn)
    if len(layers) * factorial(most) ** 2 <= MOST_COMPARED:
        for stage in stages:
            for units in _all_orders(stage.units):
                stage.note(stage.order(units))
    return _best_of(stages, homes), homes


def _swept(
    stages: Sequence[_Stage], start: Sequence[int], begun: set[tuple[int, ...]]
) -> list[float]:
    """Sweep forth and back from an order of all lines, and note in the stages what they find.

    It ends where a sweep would begin as one in `begun` did. By line, the mean of the places where
    it is drawn after the last sweep; of a line that is nowhere drawn, its own number.
    """
    place = [0] * len(start)
    for i, line in enumerate(start):
        place[line] = i
    found: list[_Order] = []
    taken: list[list[int]] = []
    for sweep in range(SWEEPS):
        forth = sweep % 2 == 0
        beginning = (sweep % 2, *place)
        if beginning in begun:
            break
        begun.add(beginning)
        found, taken = [], []
        for stage in stages if forth else reversed(stages):
            order = stage.beside(place, forth=forth)
            # Lines that are not drawn keep their places; those that are share theirs anew.
            free = sorted([place[line] for line in order.lines])
            for line, i in zip(order.lines, free, strict=True):
                place[line] = i
            found.append(order)
            taken.append(free)
        _sift(stages if forth else stages[::-1], found)
        for stage, order in zip(stages if forth else reversed(stages), found, strict=True):
            stage.note(order)
        # The next sweep goes on from here.
        for line, i in zip(found[-1].lines, taken[-1], strict=True):
            place[line] = i
    return _means(found, taken, len(start))


def _means(found: Sequence[_Order], taken: Sequence[Sequence[int]], lines: int) -> list[float]:
    sums, counts = [0] * lines, [0] * lines
    for order, places in zip(found, taken, strict=True):
        for line, place in zip(order.lines, places, strict=True):
            sums[line] += place
            counts[line] += 1
    return [sums[line] / counts[line] if counts[line] else line for line in range(lines)]


def _best_of(stages: Sequence[_Stage], homes: Sequence[int]) -> list[tuple[Unit, ...]]:
    """Of the orders that each layer had, those that together cross least (dynamic program).

    Of those that cross equally little, those with few likely bends, and then those most like the
    order in which the lines are at home.
    """
    at_home = _Order(tuple((line,) for line in sorted(range(len(homes)), key=homes.__getitem__)))
    costs: list[int] = [0]
    before: list[_Order] = [_Order(())]
    layers: list[list[_Order]] = []
    whence: list[list[int]] = []
    for stage in stages:
        here = list(stage.orders.values())
        cheapest = sorted(range(len(costs)), key=costs.__getitem__)
        following, sources = [], []
        for order in here:
            best, source = None, 0
            for i in cheapest:
                # Whatever comes now has cost as much already.
                if best is not None and costs[i] >= best:
                    break
                reached = costs[i] + CROSSING * before[i].crossings(order)
                if best is None or reached < best:
                    reached += LIKELY_BEND * _bends(before[i], order)
                    if best is None or reached < best:
                        best, source = reached, i
            following.append((best or 0) + order.crossings(at_home))
            sources.append(source)
        costs, before = following, here
        layers.append(here)
        whence.append(sources)
    chosen = min(range(len(costs)), key=costs.__getitem__)
    found: list[tuple[Unit, ...]] = []
    for orders, sources in zip(reversed(layers), reversed(whence), strict=True):
        found.append(orders[chosen].units)
        chosen = sources[chosen]
    return found[::-1]


def _bends(before: _Order, after: _Order) -> int:
    """How many lines go on in another place, if those of the most common shift lie straight."""
    at = {line: i for i, line in enumerate(after.lines)}
    shifts = [at[line] - i for i, line in enumerate(before.lines) if line in at]
    return len(shifts) - max(map(shifts.count, shifts), default=0)


def _all_orders(units: Iterable[Unit]) -> Iterable[tuple[Unit, ...]]:
    """Every order that these units, and the lines in them, can have."""
    for order in permutations(units):
        yield from product(*(permutations(unit) for unit in order))


def _homes(means: Sequence[float]) -> list[int]:
    homes = [0] * len(means)
    for row, line in enumerate(sorted(range(len(means)), key=means.__getitem__)):
        homes[line] = row
    return homes


def _sift(stages: Sequence[_Stage], found: list[_Order]) -> None:
    """Put each unit of each layer, and each line within its unit, where it crosses least."""
    gaps = [before.crossings(after) for before, after in pairwise(found)]
    # Layers in or beside which something changed since they were sifted.
    due = [True] * len(found)
    for _ in range(SIFTS):
        for t, stage in enumerate(stages):
            # Where nothing crosses nothing gets better.
            near = slice(max(t - 1, 0), t + 1)
            if not due[t] or not any(gaps[near]):
                continue
            due[t] = False
            sides = [found[s] for s in (t - 1, t + 1) if 0 <= s < len(found)]
            units = found[t].units
            sifted = tuple(_sifted([_inside(unit, sides) for unit in units], sides))
            if sifted != units:
                found[t] = stage.order(sifted)
                gaps[near] = [a.crossings(b) for a, b in pairwise(found[max(t - 1, 0) : t + 2])]
                due[max(t - 1, 0) : t + 2] = [True] * len(found[max(t - 1, 0) : t + 2])


def _inside(unit: Unit, sides: Sequence[_Order]) -> Unit:
    """A unit with its lines sifted."""
    for side in sides:
        rest = sum([1 << line for line in unit])
        for line in unit:
            rest ^= 1 << line
            if side.above.get(line, 0) & rest:
                return _flat(_sifted([(line,) for line in unit], sides))
    return unit


def _flat(units: Iterable[Unit]) -> Unit:
    return tuple(chain.from_iterable(units))


def _sifted(units: Sequence[Unit], sides: Sequence[_Order]) -> list[Unit]:
    order = list(units)
    if len(order) < 2:
        return order
    masks = {unit: sum([1 << line for line in unit]) for unit in order}
    # By unit: the lines above and below each of its lines, on either side.
    beside = {
        unit: [
            (side.above[line], side.below[line])
            for side in sides
            for line in unit
            if line in side.above
        ]
        for unit in order
    }
    for unit in units:
        at = order.index(unit)
        # What it costs, more than now, to stand before each of the others.
        cost = least = 0
        best = at
        around = beside[unit]
        for i in range(at - 1, -1, -1):
            other = masks[order[i]]
            for above, below in around:
                cost += (above & other).bit_count() - (below & other).bit_count()
            if cost < least:
                least, best = cost, i
        cost = 0
        for i in range(at + 1, len(order)):
            other = masks[order[i]]
            for above, below in around:
                cost -= (above & other).bit_count() - (below & other).bit_count()
            if cost < least:
                least, best = cost, i
        if best != at:
            order.insert(best, order.pop(at))
    return order
