"""The scales by which numbers of events give markers their size and colour.

A scale has its range, a few round numbers for the legend and, for colours, the colours from the
smallest number to the greatest. The player turns numbers into radii and colours
(`geo/render/player/arithmetic/numberscales.js`).
"""

from __future__ import annotations

from math import ceil, floor, log10
from typing import TYPE_CHECKING, Any

from geo.render.colours import adapt_to_theme

if TYPE_CHECKING:
    from geo.story import Story

# Nathaniel Smith and Stéfan van der Walt, "viridis" (matplotlib, CC0): a sequential scale that is
# even in lightness, and safe for colour-blind viewers. Every ninth part of it; between them,
# straight lines in sRGB differ from it by less than an eye can see.
VIRIDIS = (
    *("#440154", "#482878", "#3e4989", "#31688e", "#26828e"),
    *("#1f9e89", "#35b779", "#6ece58", "#b5de2b", "#fde725"),
)
COLOUR_STEPS = 16
# The parts of the scale, from the smallest number to the greatest, that have a contrast of 3 with
# the map in each theme (WCAG 2.2, 1.4.11). The greatest differ most from the map.
_PART_DARK = (0.36, 1.0)
_PART_LIGHT = (0.48, 0.0)

# Events that have a size and neither a group nor a colour: in grey, they would look as if they had
# no value. From the palette of `geo.render.colours`.
_PLAIN = "#56b4e9"
_THEMES = ("dark", "light")

# A round number is one of these times a power of ten; the numbers of an axis are these apart.
_ROUND = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0)
_ROUND_STEPS = (1.0, 2.0, 2.5, 5.0)
_MOST_COLOUR_TICKS = 5
# The circles of the legend have about these parts of the greatest area, if there are such values.
_MIDDLE_PART, _LEAST_PART = 0.4, 0.1
# Other numbers are not rounded: their powers of ten have no exact floats.
_SMALLEST, _GREATEST = 1e-290, 1e290


def has_number_scales(story: Story) -> bool:
    """Return whether an event has a number for its size or its colour."""
    return any(
        event.size_value is not None or event.colour_value is not None for event in story.events
    )


def number_scales(story: Story) -> dict[str, Any]:
    """Return `sizeScale` and `colourScale` of the payload. A scale without numbers is left out."""
    sizes = [event.size_value for event in story.events if event.size_value is not None]
    colours = [event.colour_value for event in story.events if event.colour_value is not None]
    scales: dict[str, Any] = {}
    if sizes:
        scales["sizeScale"] = {
            "name": story.size_by,
            "high": max(sizes),
            "ticks": size_ticks(min(sizes), max(sizes)),
            "lacks": len(sizes) < len(story.events),
            "colour": {name: adapt_to_theme(_PLAIN, dark=name == "dark") for name in _THEMES},
        }
    if colours:
        scales["colourScale"] = {
            "name": story.colour_by,
            "low": min(colours),
            "high": max(colours),
            "ticks": colour_ticks(min(colours), max(colours)),
            "lacks": len(colours) < len(story.events),
            "steps": [
                {name: scale_colour(part, dark=name == "dark") for name in _THEMES}
                for part in _parts(is_range=min(colours) < max(colours))
            ],
        }
    return scales


def _parts(*, is_range: bool) -> list[float]:
    """Return the parts of the scale at which the steps have their colours."""
    return [step / (COLOUR_STEPS - 1) for step in range(COLOUR_STEPS)] if is_range else [0.5]


def scale_colour(part: float, *, dark: bool) -> str:
    """Return the colour, `#rrggbb`, at a part of the range of numbers, from 0 to 1."""
    first, last = _PART_DARK if dark else _PART_LIGHT
    at = (first + (last - first) * part) * (len(VIRIDIS) - 1)
    below = min(floor(at), len(VIRIDIS) - 2)
    share = at - below
    one, other = (_channels(VIRIDIS[number]) for number in (below, below + 1))
    mixed = (a + (b - a) * share for a, b in zip(one, other, strict=True))
    return "#" + "".join(f"{round(channel):02x}" for channel in mixed)


def size_ticks(low: float, high: float) -> list[float]:
    """Return up to three round numbers above 0 in a range, the greatest first.

    They are far enough apart for their areas to differ. Empty: no number is above 0.
    """
    if high <= 0:
        return []
    if low == high:
        return [high]
    top = _round_below(high)
    least = _round_below(top * _LEAST_PART)
    while least < low:
        least = _next_round(least)
    middle = top * _MIDDLE_PART if least < top / 4 else (top + least) / 2
    ticks = dict.fromkeys(tick for tick in (top, _round_below(middle), least) if tick > 0)
    return sorted((tick for tick in ticks if low <= tick <= high), reverse=True) or [high]


def colour_ticks(low: float, high: float) -> list[float]:
    """Return three to five round numbers in a range, or its ends, in order.

    If both ends are equal, there is one.
    """
    ends = [low] if low == high else [low, high]
    least = (high - low) / _MOST_COLOUR_TICKS
    if not _SMALLEST < least < _GREATEST:
        return ends
    power = 10.0 ** floor(log10(least))
    for step in (factor * scale for scale in (power, power * 10) for factor in _ROUND_STEPS):
        numbers = range(ceil(low / step), floor(high / step) + 1)
        if len(numbers) <= _MOST_COLOUR_TICKS:
            ticks = {_exact(number * step) for number in numbers}
            inside = sorted(tick for tick in ticks if low <= tick <= high)
            return inside if len(inside) > 2 else ends
    return ends


def _round_below(number: float) -> float:
    """Return the greatest round number up to a number above 0. 0: it is too small for one."""
    power = 10.0 ** floor(log10(number)) if number > _SMALLEST else 0.0
    return max(
        (made for factor in _ROUND if (made := _exact(factor * power)) <= number), default=power
    )


def _next_round(number: float) -> float:
    power = 10.0 ** floor(log10(number)) if number > _SMALLEST else _SMALLEST
    return next(made for factor in (*_ROUND, 10.0) if (made := _exact(factor * power)) > number)


def _exact(number: float) -> float:
    """Return the number without the error of binary fractions: 0.3 for 0.30000000000000004."""
    return float(f"{number:.12g}")


def _channels(colour: str) -> tuple[int, int, int]:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return red, green, blue
