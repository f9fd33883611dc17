"""In which order lines run beside each other, so that few of them cross and few of them bend.

The method is StoryFlow's: S. Liu, Y. Wu, E. Wei, M. Liu and Y. Liu (2013), "StoryFlow: Tracking the
Evolution of Stories", IEEE Transactions on Visualization and Computer Graphics 19(12), 2436-2445.

1. *Ordering*: the layered sweeps of K. Sugiyama, S. Tagawa and M. Toda (1981), "Methods for Visual
   Understanding of Hierarchical System Structures", IEEE Transactions on Systems, Man, and
   Cybernetics 11(2), 109-125. Layer by layer, forth and back, whoever share a scene are put side by
   side at the mean place (barycentre) that they have in the layer before. Then each scene and each
   line is taken out and put back where it crosses least, seen from both sides (sifting: C.
   Matuszewski, R. Schoenfeld and P. Molitor 1999, "Using Sifting for k-Layer Straightline Crossing
   Minimization", Graph Drawing, LNCS 1731, 217-224). Of all orders that a layer had in the sweeps a
   dynamic program takes those that go best with each other; in a short story of few people it has
   all the orders there are, and no more lines cross than must.
2. *Alignment and compaction*, in one: within its order each layer is given rows so that as many
   lines as can be stay in the row they have on both sides. StoryFlow keeps the longest common
   subsequence of two orders straight; a dynamic program over the rows does that, knows how many
   rows there are, and prefers short bends.

Nothing is drawn by lot, and ties go by the order in which the lines are named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise, permutations, product
from math import factorial

# Sweeps forth and back; StoryFlow stops where nothing gets better, which is seldom later.
SWEEPS = 6
# So many layers are swept at most: a short story is tried from several starting orders.
MOST_SWEPT = 4_500
# How often every layer is sifted after a sweep.
SIFTS = 2
# How often each layer is put in rows anew, seen from both sides.
ROW_SWEEPS = 4
# What a crossing and a likely bend cost, beside two lines of a layer that lie not as at home.
CROSSING = 1_000_000_000
LIKELY_BEND = 10_000
# Up to so many comparisons of two orders a story is solved exactly, with all the orders there are.
MOST_COMPARED = 20_000
# What a bend costs, what each row by which it goes up or down, and what each row away from home
# where a line sets in. Only their order of size matters.
BEND = 1.0
BEND_ROW = 0.05
HOME_ROW = 0.02


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


Order = list[int]
Unit = tuple[int, ...]


def rows(layers: Sequence[Layer], lines: int) -> list[dict[int, int]]:
    """By layer, the row (0 at the top, fewer than `lines`) of each line that is drawn there.

    Lines of one scene lie in neighbouring rows. Lines are numbered from 0; where nothing else
    speaks, they lie in that order.
    """
    if not layers:
        return []
    found, home = _ordered(layers, lines)
    return _placed(found, home, lines)


def crossings(placed: Sequence[dict[int, int]]) -> int:
    """How often two lines cross: they change sides from one layer to the next."""
    count = 0
    for before, after in pairwise(placed):
        both = [(row, after[line]) for line, row in before.items() if line in after]
        both.sort()
        heights = [row for _, row in both]
        count += sum(above > below for i, above in enumerate(heights) for below in heights[i + 1 :])
    return count


def wiggles(placed: Sequence[dict[int, int]]) -> int:
    """How often a line changes its row from one layer to the next."""
    return sum(
        after.get(line, row) != row
        for before, after in pairwise(placed)
        for line, row in before.items()
    )


def _ordered(layers: Sequence[Layer], lines: int) -> tuple[list[Sequence[Unit]], list[int]]:
    """By layer, scenes and single lines from the top; and the row in which each line is at home.

    At home a line is where it stands on average among all lines, drawn or not.
    """
    drawn = [layer.drawn for layer in layers]
    choices: list[dict[tuple[Unit, ...], None]] = [{} for _ in layers]
    starts = max(1, min(lines, MOST_SWEPT // (SWEEPS * len(layers))))
    first: list[dict[int, int]] = []
    for start in range(starts):
        # As named, and then with each in turn moved to the top: a start can be an unlucky one.
        order = [start, *range(start), *range(start + 1, lines)]
        places = _swept(layers, drawn, {line: i for i, line in enumerate(order)}, choices)
        first = first or places
    if len(layers) * factorial(max(map(len, drawn))) ** 2 <= MOST_COMPARED:
        for layer, here, orders in zip(layers, drawn, choices, strict=True):
            orders.update(dict.fromkeys(_all_orders(layer, sorted(here))))
    homes = _homes(first, drawn, lines)
    return _best_of(choices, homes), homes


def _swept(
    layers: Sequence[Layer],
    drawn: Sequence[frozenset[int]],
    start: dict[int, int],
    choices: Sequence[dict[tuple[Unit, ...], None]],
) -> list[dict[int, int]]:
    """Sweep forth and back, and note every order that a layer has in `choices`.

    The places of all lines in each layer at the end; a line that is not drawn keeps what it had.
    """
    everything = frozenset(start)
    places = [start] * len(layers)
    for sweep in range(SWEEPS):
        forth = sweep % 2 == 0
        found: list[list[Unit]] = [[]] * len(layers)
        beside, seen = (places[0 if forth else -1], everything)
        for t in range(len(layers)) if forth else range(len(layers) - 1, -1, -1):
            ranked = [(_barycentre(unit, beside, seen), unit) for unit in _units(layers[t], start)]
            order = [tuple(sorted(unit, key=beside.__getitem__)) for _, unit in sorted(ranked)]
            places[t] = {line: i for i, line in enumerate(_flat(order))}
            beside, seen = places[t], drawn[t]
            found[t] = [unit for unit in order if unit[0] in drawn[t]]
        for _ in range(SIFTS):
            _sift(found)
        for t, units in enumerate(found):
            choices[t][tuple(units)] = None
            # The next sweep goes on from here; lines that are not drawn stay between the same.
            free = sorted(places[t][line] for line in drawn[t])
            places[t] = {**places[t], **dict(zip(_flat(units), free, strict=True))}
        if _crossings_of(found) == 0:
            break
    return places


def _best_of(
    choices: Sequence[Iterable[tuple[Unit, ...]]], homes: Sequence[int]
) -> list[Sequence[Unit]]:
    """Of the orders that each layer had, those that together cross least (dynamic program).

    Of those that cross equally little, those most like the order in which the lines are at home.
    """
    at_home = dict(enumerate(homes))
    flats = [
        [({line: i for i, line in enumerate(_flat(units))}, units) for units in orders]
        for orders in choices
    ]
    strange = [[crossings((order, at_home)) for order, _ in orders] for orders in flats]
    costs = strange[0]
    whence: list[list[int]] = []
    for (before, here), strangeness in zip(pairwise(flats), strange[1:], strict=True):
        following, sources = [], []
        for (order, _), strangely in zip(here, strangeness, strict=True):
            reached = [
                cost + strangely + _step(other, order)
                for cost, (other, _) in zip(costs, before, strict=True)
            ]
            best = min(range(len(reached)), key=reached.__getitem__)
            following.append(reached[best])
            sources.append(best)
        costs = following
        whence.append(sources)
    chosen = min(range(len(costs)), key=costs.__getitem__)
    found: list[Sequence[Unit]] = [flats[-1][chosen][1]]
    for orders, sources in zip(reversed(flats[:-1]), reversed(whence), strict=True):
        chosen = sources[chosen]
        found.append(orders[chosen][1])
    return found[::-1]


def _step(before: dict[int, int], after: dict[int, int]) -> int:
    """What it costs to go from one order to the next: crossings, then lines that likely bend."""
    shifts = Counter(after[line] - i for line, i in before.items() if line in after)
    bends = shifts.total() - max(shifts.values(), default=0)
    return CROSSING * crossings((before, after)) + LIKELY_BEND * bends


def _all_orders(layer: Layer, drawn: Iterable[int]) -> Iterable[tuple[Unit, ...]]:
    """Every order that the lines drawn in a layer can have."""
    for units in permutations(_units(layer, drawn)):
        for inside in product(*(permutations(unit) for unit in units)):
            yield tuple(inside)


def _homes(
    places: Sequence[dict[int, int]], drawn: Sequence[frozenset[int]], lines: int
) -> list[int]:
    sums, counts = [0] * lines, [0] * lines
    for place, here in zip(places, drawn, strict=True):
        for line in here:
            sums[line] += place[line]
            counts[line] += 1
    means = [sums[line] / counts[line] if counts[line] else line for line in range(lines)]
    homes = [0] * lines
    for row, line in enumerate(sorted(range(lines), key=means.__getitem__)):
        homes[line] = row
    return homes


def _units(layer: Layer, lines: Iterable[int]) -> list[Unit]:
    together = {line for scene in layer.scenes for line in scene}
    return [*layer.scenes, *((line,) for line in lines if line not in together)]


def _barycentre(unit: Unit, beside: dict[int, int], seen: frozenset[int]) -> float:
    """The mean place in the layer beside, of those whose lines come from there if there are any."""
    known = [line for line in unit if line in seen] or unit
    return sum(beside[line] for line in known) / len(known)


def _crossings_of(found: Sequence[Sequence[Unit]]) -> int:
    flat = [{line: i for i, line in enumerate(_flat(units))} for units in found]
    return crossings(flat)


def _flat(units: Sequence[Unit]) -> Order:
    return [line for unit in units for line in unit]


def _sift(found: list[list[Unit]]) -> None:
    """Put each unit of each layer, and each line within its unit, where it crosses least."""
    flat = [{line: i for i, line in enumerate(_flat(units))} for units in found]
    for t, units in enumerate(found):
        sides = [flat[s] for s in (t - 1, t + 1) if 0 <= s < len(found)]
        inside = [tuple(_sifted([(line,) for line in unit], sides)) for unit in units]
        found[t] = _sifted([_flat(unit) for unit in inside], sides)
        flat[t] = {line: i for i, line in enumerate(_flat(found[t]))}


def _sifted(units: Sequence[Sequence[int]], sides: Sequence[dict[int, int]]) -> list[Unit]:
    order = [tuple(unit) for unit in units]
    if len(order) < 2:
        return order
    for unit in list(order):
        at = order.index(unit)
        # What it costs, more than now, to stand before each of the others.
        cost = least = 0
        best = at
        for i in range(at - 1, -1, -1):
            cost += _cost(unit, order[i], sides)
            if cost < least:
                least, best = cost, i
        cost = 0
        for i in range(at + 1, len(order)):
            cost -= _cost(unit, order[i], sides)
            if cost < least:
                least, best = cost, i
        if best != at:
            order.insert(best, order.pop(at))
    return order


def _cost(upper: Unit, lower: Unit, sides: Sequence[dict[int, int]]) -> int:
    """How many crossings more there are with `upper` above `lower` than the other way round."""
    cost = 0
    for side in sides:
        for a in upper:
            if (place := side.get(a)) is None:
                continue
            for b in lower:
                if (other := side.get(b)) is not None:
                    cost += 1 if place > other else -1
    return cost


def _placed(
    found: Sequence[Sequence[Unit]], home: Sequence[int], lines: int
) -> list[dict[int, int]]:
    """Rows for all layers: the fullest first, which have the least choice, and outwards from them.

    Then forth and back over all, each seen from both sides.
    """
    placed: list[dict[int, int]] = [{} for _ in found]
    sizes = [sum(map(len, units)) for units in found]
    for t in sorted(range(len(found)), key=lambda t: -sizes[t]):
        for step in (1, -1):
            at = t
            while 0 <= at < len(found) and (not placed[at] or at == t):
                if not placed[at]:
                    _place(placed, at, found, home, lines)
                if not placed[at]:
                    break
                at += step
    for sweep in range(ROW_SWEEPS):
        for t in range(len(found)) if sweep % 2 == 0 else range(len(found) - 1, -1, -1):
            _place(placed, t, found, home, lines)
    return placed


def _place(
    placed: list[dict[int, int]],
    t: int,
    found: Sequence[Sequence[Unit]],
    home: Sequence[int],
    lines: int,
) -> None:
    sides = [placed[s] for s in (t - 1, t + 1) if 0 <= s < len(found)]
    placed[t] = _in_rows(found[t], sides, home, lines)


def _in_rows(
    units: Sequence[Unit], sides: Sequence[dict[int, int]], home: Sequence[int], lines: int
) -> dict[int, int]:
    """The cheapest rows for units in their order: a dynamic program over units and rows."""
    room = lines - sum(map(len, units))
    # By free rows left above the unit: what everything down to it costs, and whence.
    costs = [0.0] * (room + 1)
    whence: list[list[int]] = []
    top = 0
    for unit in units:
        wanted = [([side[line] for side in sides if line in side], home[line]) for line in unit]
        best, source = float("inf"), 0
        following, sources = [], []
        for free in range(room + 1):
            if costs[free] < best:
                best, source = costs[free], free
            cost = best
            for offset, (beside, at_home) in enumerate(wanted):
                row = top + free + offset
                for other in beside:
                    if other != row:
                        cost += BEND + BEND_ROW * abs(other - row)
                if len(beside) < 2:
                    cost += HOME_ROW * abs(at_home - row)
            following.append(cost)
            sources.append(source)
        costs = following
        whence.append(sources)
        top += len(unit)
    free = min(range(room + 1), key=costs.__getitem__)
    placed = {}
    for unit, sources in zip(reversed(units), reversed(whence), strict=True):
        top -= len(unit)
        for offset, line in enumerate(unit):
            placed[line] = top + free + offset
        free = sources[free]
    return placed
