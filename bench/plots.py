"""Plots as deterministic SVG: a line per subject, with two logarithmic axes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

# Every line has its name at its end, so that colour is not the only difference.
COLOURS = {
    "ours": "#d9480f",
    "empty": "#868e96",
    "canvas": "#495057",
    "timestamped": "#1971c2",
    "timeline": "#66a80f",
    "tuned": "#2b8a3e",
    "plotly": "#9c36b5",
    "deck": "#0c8599",
    "slider": "#a61e4d",
}
WIDTH, HEIGHT = 752, 360
LEFT, RIGHT, TOP, BOTTOM = 56, 262, 34, 34
# The distance in pixels between the names at the ends of the lines.
LEADING = 13
_GRID, _INK, _PAPER = "#dee2e6", "#343a40", "#ffffff"
_FONT = "system-ui, sans-serif"


@dataclass(frozen=True, slots=True)
class Line:
    """The values of one subject: (events, value), both above 0."""

    key: str
    name: str
    points: Sequence[tuple[float, float]]


def plot(path: Path, title: str, lines: Sequence[Line]) -> bool:
    """Write a plot of values by number of events. Return False if there is nothing to plot."""
    lines = [line for line in lines if line.points]
    if not lines:
        return False
    xs = [x for line in lines for x, _ in line.points]
    ys = [y for line in lines for _, y in line.points]
    place = _Axes(min(xs), max(xs), min(ys), max(ys))
    size = {"width": str(WIDTH), "height": str(HEIGHT), "viewBox": f"0 0 {WIDTH} {HEIGHT}"}
    root = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "role": "img", **size})
    ET.SubElement(root, "title").text = title
    ET.SubElement(root, "rect", {"width": "100%", "height": "100%", "fill": _PAPER})
    _text(root, LEFT, 20, title, size=14)
    _grid(root, place)
    for line in lines:
        points = " ".join(f"{place.x(x):.1f},{place.y(y):.1f}" for x, y in line.points)
        look = {"fill": "none", "stroke": COLOURS[line.key], "stroke-linejoin": "round"}
        thick = "3" if line.key == "ours" else "1.5"
        ET.SubElement(root, "polyline", {"points": points, "stroke-width": thick, **look})
        for x, y in line.points:
            at = {"cx": f"{place.x(x):.1f}", "cy": f"{place.y(y):.1f}", "r": "2.5"}
            ET.SubElement(root, "circle", {**at, "fill": COLOURS[line.key]})
    _names(root, place, lines)
    ET.indent(root)
    path.parent.mkdir(exist_ok=True)
    path.write_text(ET.tostring(root, "unicode") + "\n", "utf-8")
    return True


class _Axes:
    """Converts values to pixels. The vertical axis covers whole decades."""

    def __init__(self, x_low: float, x_high: float, y_low: float, y_high: float) -> None:
        self.x_low, self.x_high = math.log10(x_low), math.log10(max(x_high, 10 * x_low))
        self.y_low = math.floor(math.log10(y_low))
        self.y_high = max(self.y_low + 1, math.ceil(math.log10(y_high)))

    def x(self, value: float) -> float:
        share = (math.log10(value) - self.x_low) / (self.x_high - self.x_low)
        return LEFT + share * (WIDTH - LEFT - RIGHT)

    def y(self, value: float) -> float:
        share = (math.log10(value) - self.y_low) / (self.y_high - self.y_low)
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)


def _grid(root: ET.Element, place: _Axes) -> None:
    for decade in range(place.y_low, place.y_high + 1):
        y = place.y(10.0**decade)
        _rule(root, LEFT, y, WIDTH - RIGHT, y)
        _text(root, LEFT - 6, y + 4, f"{10.0**decade:,.10g}", anchor="end")
    for decade in range(math.ceil(place.x_low - 1e-9), math.floor(place.x_high + 1e-9) + 1):
        x = place.x(10.0**decade)
        _rule(root, x, TOP, x, HEIGHT - BOTTOM)
        _text(root, x, HEIGHT - BOTTOM + 16, f"{10**decade:,}", anchor="middle")
    _text(root, WIDTH - RIGHT + 32, HEIGHT - BOTTOM + 16, "events")


def _names(root: ET.Element, place: _Axes, lines: Sequence[Line]) -> None:
    """Write each line's name next to its last point, without overlaps."""
    wanted = sorted((place.y(line.points[-1][1]), line.name, line) for line in lines)
    previous = -math.inf
    heights = []
    for y, _, _ in wanted:
        previous = max(y, previous + LEADING)
        heights.append(previous)
    # Names below the plot move up again, and push the names above them.
    low = float(HEIGHT - BOTTOM)
    for number in range(len(heights) - 1, -1, -1):
        heights[number] = min(heights[number], low)
        low = heights[number] - LEADING
    for (_, name, line), y in zip(wanted, heights, strict=True):
        _text(root, WIDTH - RIGHT + 8, y + 4, name, colour=COLOURS[line.key])


def _rule(root: ET.Element, x1: float, y1: float, x2: float, y2: float) -> None:
    ends = {"x1": f"{x1:.1f}", "y1": f"{y1:.1f}", "x2": f"{x2:.1f}", "y2": f"{y2:.1f}"}
    ET.SubElement(root, "line", {**ends, "stroke": _GRID})


def _text(
    root: ET.Element,
    x: float,
    y: float,
    text: str,
    *,
    size: int = 12,
    anchor: str = "start",
    colour: str = _INK,
) -> None:
    look = {"font-family": _FONT, "font-size": str(size), "text-anchor": anchor, "fill": colour}
    ET.SubElement(root, "text", {"x": f"{x:.1f}", "y": f"{y:.1f}", **look}).text = text
