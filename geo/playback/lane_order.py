# Long because the ordering, its cost and its local search share their inner loops.
"""Order the lines of each layer so that few of them cross and few of them bend.

The method is StoryFlow's: S. Liu, Y. Wu, E. Wei, M. Liu and Y. Liu (2013), "StoryFlow: Tracking the
Evolution of Stories", IEEE Transactions on Visualization and Computer Graphics 19(12), 2436-2445.

1. *Ordering*: the layered sweeps of K. Sugiyama, S. Tagawa and M. Toda (1981), "Methods for Visual
   Understanding of Hierarchical System Structures", IEEE Transactions on Systems, Man, and
   Cybernetics 11(2), 109-125. Each sweep goes through the layers forwards or backwards. It puts the
   lines that share an event side by side, at their mean position (barycentre) in the previous
   layer. Then each event and each line is moved to where it crosses the fewest lines of both
   neighbouring layers (sifting: C. Matuszewski, R. Schoenfeld and P. Molitor 1999, "Using Sifting
   for k-Layer Straightline Crossing Minimization", Graph Drawing, LNCS 1731, 217-224). Every layer
   collects the orders that the sweeps gave it. A dynamic program chooses one order per layer so
   that the total cost is lowest. A short story with few people tries all possible orders, so its
   number of crossings is the minimum.
2. *Alignment and compaction*: see `lane_alignment.py`.

Equal layers in a row are treated as one. A set of lines is an integer: bit p represents line p.
Crossings are counted with bit operations on these sets.

Nothing is random. In a tie the lines keep the order in which they are given.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, pairwise, permutations, product
from math import factorial

from geo.playback import lane_alignment

# Sweeps per starting order. StoryFlow stops when nothing improves, which rarely takes more.
SWEEPS = 6
# The most layers that all sweeps together go through. A short story has several starting orders.
MOST_SWEPT = 2_500
# How many times every layer is sifted after a sweep.
SIFTS = 2
# The cost of a crossing and of a likely bend. Two lines that are not in their home order cost 1.
CROSSING = 1_000_000_000
LIKELY_BEND = 10_000
# Up to this many comparisons of two orders, the program tries all possible orders.
MOST_COMPARED = 20_000


@dataclass(frozen=True, slots=True)
class Layer:
    """The lines of one layer, as line numbers.

    Each of `scenes` holds the lines of one event. `alone` are lines that are drawn outside events.
    Other lines are not drawn in this layer.
    """

    scenes: tuple[tuple[int, ...], ...]
    alone: tuple[int, ...] = ()

    @property
    def drawn(self) -> frozenset[int]:
        """All lines that are drawn in this layer."""
        return frozenset(self.alone).union(*self.scenes)

    @property
    def units(self) -> tuple[tuple[int, ...], ...]:
        """The groups of lines that stay side by side: each scene, and each line outside events."""
        in_scenes = {line for scene in self.scenes for line in scene}
        alone = {(line,) for line in self.alone if line not in in_scenes}
        return tuple(sorted(alone.union(self.scenes)))


Unit = tuple[int, ...]


class _Order:
    """An order of a layer: its units and lines from the top, and the lines above and below each."""

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
        """Return how many pairs of lines are in the opposite order in `other`."""
        below = other.below
        return sum(
            [
                (above & below[line]).bit_count()
                for line, above in self.above.items()
                if line in below
            ]
        )


class _LayerOrders:
    """A layer (or several equal ones in a row) and the orders to choose from."""

    __slots__ = ("_cache", "_linked", "orders", "units")

    def __init__(self, units: tuple[Unit, ...], before: int, after: int) -> None:
        self.units = units
        # For each direction: each unit, and its lines that are also in the layer after or before.
        # If there are none, all lines of the unit.
        self._linked = tuple(
            [(unit, tuple([line for line in unit if drawn >> line & 1]) or unit) for unit in units]
            for drawn in (after, before)
        )
        self._cache: dict[tuple[Unit, ...], _Order] = {}
        self.orders: dict[tuple[Unit, ...], _Order] = {}

    def order(self, units: tuple[Unit, ...]) -> _Order:
        """Return the order with these units from the top."""
        order = self._cache.get(units)
        if order is None:
            order = self._cache[units] = _Order(units)
        return order

    def add(self, order: _Order) -> None:
        """Add an order to choose from."""
        self.orders[order.units] = order

    def barycentre_order(self, positions: Sequence[int], *, forwards: bool) -> _Order:
        """Sort the units by the mean position of their lines in the layer before, or after."""
        ranked: list[tuple[float, Unit]] = []
        for unit, linked in self._linked[forwards]:
            if len(unit) == 1:
                ranked.append((positions[unit[0]], unit))
            else:
                mean = sum([positions[line] for line in linked]) / len(linked)
                ranked.append((mean, tuple(sorted(unit, key=positions.__getitem__))))
        ranked.sort()
        return self.order(tuple([unit for _, unit in ranked]))


def rows(layers: Sequence[Layer], lines: int) -> list[dict[int, int]]:
    """Return for each layer the row (0 at the top, below `lines`) of each line drawn in it.

    The lines of one scene get neighbouring rows. Lines are numbered from 0. Where no other rule
    applies, they keep that order. Equal layers in a row share one dictionary.
    """
    runs = [(units, sum(1 for _ in run)) for units, run in groupby(layer.units for layer in layers)]
    if not runs:
        return []
    ordered, home = _order_layers([units for units, _ in runs], lines)
    aligned = lane_alignment.align(ordered, home, lines)
    return [row for row, (_, count) in zip(aligned, runs, strict=True) for _ in range(count)]


def _order_layers(
    layers: Sequence[tuple[Unit, ...]], lines: int
) -> tuple[list[tuple[Unit, ...]], list[int]]:
    """Return the units of each layer from the top, and the home row of each line.

    The home row is the line's average position among all lines, drawn or not.
    """
    drawn = [sum(1 << line for unit in units for line in unit) for units in layers]
    # A sweep starts from an order of all lines.
    all_lines = (1 << lines) - 1
    neighbours = [all_lines, *drawn, all_lines]
    candidates = [
        _LayerOrders(units, before, after)
        for units, before, after in zip(layers, neighbours, neighbours[2:], strict=False)
    ]
    starts = max(1, min(lines, MOST_SWEPT // (SWEEPS * len(layers))))
    homes: list[int] = []
    begun: set[tuple[int, ...]] = set()
    for start in range(starts):
        # First the given order, then with each line in turn moved to the top. Some starting orders
        # lead to poor results.
        order = [start, *range(start), *range(start + 1, lines)]
        means = _sweep(candidates, order, begun)
        homes = homes or _home_rows(means)
    most = max(mask.bit_count() for mask in drawn)
    if len(layers) * factorial(most) ** 2 <= MOST_COMPARED:
        for layer in candidates:
            for units in _all_orders(layer.units):
                layer.add(layer.order(units))
    return _choose_orders(candidates, homes), homes


def _sweep(
    layers: Sequence[_LayerOrders], start: Sequence[int], begun: set[tuple[int, ...]]
) -> list[float]:
    """Sweep forwards and backwards from an order of all lines.

    Adds the resulting orders to `layers`. Stops when a sweep would repeat one in `begun`. Returns
    the mean position of each line after the last sweep. For a line that no layer draws, this is the
    line's number.
    """
    positions = [0] * len(start)
    for i, line in enumerate(start):
        positions[line] = i
    orders: list[_Order] = []
    used: list[list[int]] = []
    for sweep in range(SWEEPS):
        forwards = sweep % 2 == 0
        beginning = (sweep % 2, *positions)
        if beginning in begun:
            break
        begun.add(beginning)
        orders, used = [], []
        for layer in layers if forwards else reversed(layers):
            order = layer.barycentre_order(positions, forwards=forwards)
            # Lines that this layer does not draw keep their positions. The others share the rest.
            free = sorted([positions[line] for line in order.lines])
            for line, i in zip(order.lines, free, strict=True):
                positions[line] = i
            orders.append(order)
            used.append(free)
        _sift_layers(layers if forwards else layers[::-1], orders)
        for layer, order in zip(layers if forwards else reversed(layers), orders, strict=True):
            layer.add(order)
        # The next sweep continues from here.
        for line, i in zip(orders[-1].lines, used[-1], strict=True):
            positions[line] = i
    return _mean_positions(orders, used, len(start))


def _mean_positions(
    orders: Sequence[_Order], used: Sequence[Sequence[int]], lines: int
) -> list[float]:
    sums, counts = [0] * lines, [0] * lines
    for order, positions in zip(orders, used, strict=True):
        for line, position in zip(order.lines, positions, strict=True):
            sums[line] += position
            counts[line] += 1
    return [sums[line] / counts[line] if counts[line] else line for line in range(lines)]


def _choose_orders(
    candidates: Sequence[_LayerOrders], homes: Sequence[int]
) -> list[tuple[Unit, ...]]:
    """Choose one order per layer so that the fewest lines cross (dynamic program).

    Ties are broken by fewer likely bends, then by similarity to the home order of the lines.
    """
    at_home = _Order(tuple((line,) for line in sorted(range(len(homes)), key=homes.__getitem__)))
    costs: list[int] = [0]
    before: list[_Order] = [_Order(())]
    orders_by_layer: list[list[_Order]] = []
    sources_by_layer: list[list[int]] = []
    for layer in candidates:
        orders = list(layer.orders.values())
        cheapest = sorted(range(len(costs)), key=costs.__getitem__)
        following, sources = [], []
        for order in orders:
            best, source = None, 0
            for i in cheapest:
                # All further ones cost at least as much.
                if best is not None and costs[i] >= best:
                    break
                reached = costs[i] + CROSSING * before[i].crossings(order)
                if best is None or reached < best:
                    reached += LIKELY_BEND * _bends(before[i], order)
                    if best is None or reached < best:
                        best, source = reached, i
            following.append((best or 0) + order.crossings(at_home))
            sources.append(source)
        costs, before = following, orders
        orders_by_layer.append(orders)
        sources_by_layer.append(sources)
    choice = min(range(len(costs)), key=costs.__getitem__)
    backwards: list[tuple[Unit, ...]] = []
    for orders, sources in zip(reversed(orders_by_layer), reversed(sources_by_layer), strict=True):
        backwards.append(orders[choice].units)
        choice = sources[choice]
    return backwards[::-1]


def _bends(before: _Order, after: _Order) -> int:
    """Return how many lines bend if the lines with the most common shift stay straight."""
    at = {line: i for i, line in enumerate(after.lines)}
    shifts = [at[line] - i for i, line in enumerate(before.lines) if line in at]
    return len(shifts) - max(map(shifts.count, shifts), default=0)


def _all_orders(units: Iterable[Unit]) -> Iterable[tuple[Unit, ...]]:
    """Yield every possible order of these units and of the lines in them."""
    for order in permutations(units):
        yield from product(*(permutations(unit) for unit in order))


def _home_rows(means: Sequence[float]) -> list[int]:
    homes = [0] * len(means)
    for row, line in enumerate(sorted(range(len(means)), key=means.__getitem__)):
        homes[line] = row
    return homes


def _sift_layers(layers: Sequence[_LayerOrders], orders: list[_Order]) -> None:
    """Move each unit, and each line within its unit, to where it crosses the fewest lines."""
    crossings = [before.crossings(after) for before, after in pairwise(orders)]
    # Layers that changed, or have a neighbour that changed, since they were sifted.
    due = [True] * len(orders)
    for _ in range(SIFTS):
        for t, layer in enumerate(layers):
            # Without crossings there is nothing to improve.
            near = slice(max(t - 1, 0), t + 1)
            if not due[t] or not any(crossings[near]):
                continue
            due[t] = False
            sides = [orders[s] for s in (t - 1, t + 1) if 0 <= s < len(orders)]
            units = orders[t].units
            sifted = tuple(_sift_units([_sift_lines(unit, sides) for unit in units], sides))
            if sifted != units:
                orders[t] = layer.order(sifted)
                around = orders[max(t - 1, 0) : t + 2]
                crossings[near] = [a.crossings(b) for a, b in pairwise(around)]
                due[max(t - 1, 0) : t + 2] = [True] * len(around)


def _sift_lines(unit: Unit, sides: Sequence[_Order]) -> Unit:
    """Sift the lines within a unit."""
    for side in sides:
        rest = sum([1 << line for line in unit])
        for line in unit:
            rest ^= 1 << line
            if side.above.get(line, 0) & rest:
                sifted = _sift_units([(line,) for line in unit], sides)
                return tuple(chain.from_iterable(sifted))
    return unit


def _sift_units(units: Sequence[Unit], sides: Sequence[_Order]) -> list[Unit]:
    order = list(units)
    if len(order) < 2:
        return order
    masks = {unit: sum([1 << line for line in unit]) for unit in order}
    # For each unit: the lines above and below each of its lines, in both neighbouring layers.
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
        # The change in cost if the unit moves to position i.
        cost = least = 0
        best = at
        around = beside[unit]
        for i in range(at - 1, -1, -1):
            mask = masks[order[i]]
            for above, below in around:
                cost += (above & mask).bit_count() - (below & mask).bit_count()
            if cost < least:
                least, best = cost, i
        cost = 0
        for i in range(at + 1, len(order)):
            mask = masks[order[i]]
            for above, below in around:
                cost -= (above & mask).bit_count() - (below & mask).bit_count()
            if cost < least:
                least, best = cost, i
        if best != at:
            order.insert(best, order.pop(at))
    return order
