"""Draw the gazetteer's scores against the share of right answers, as SVG."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

SIZE, MARGIN = 420, 52
_GRID, _INK, _PAPER, _DOT = "#dee2e6", "#343a40", "#ffffff", "#1971c2"
_FONT = "system-ui, sans-serif"
# The numbers of points that are closer than this would overlap.
_CROWDED = 0.08
_TICKS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)


def draw(rows: Sequence[tuple[float, float, int]], path: Path) -> None:
    """Write the plot. The same rows give the same bytes.

    Args:
        rows: for each range of scores, the mean score, the share of right answers (both 0 to 1) and
            the number of answers.
        path: the SVG file. An existing file is overwritten.
    """
    side = str(SIZE + 2 * MARGIN)
    root = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {side} {side}",
            "font-family": _FONT,
            "font-size": "12",
            "role": "img",
        },
    )
    ET.SubElement(root, "title").text = "Share of right answers by score"
    ET.SubElement(root, "rect", {"width": side, "height": side, "fill": _PAPER})
    for tick in _TICKS:
        _line(root, (tick, 0), (tick, 1), _GRID)
        _line(root, (0, tick), (1, tick), _GRID)
        _text(root, (tick, 0), f"{tick:.1f}", dy=18, anchor="middle")
        _text(root, (0, tick), f"{tick:.1f}", dx=-8, dy=4, anchor="end")
    _line(root, (0, 0), (1, 1), "#868e96")
    for score, share, count in rows:
        low, high = _interval(share, count)
        _line(root, (score, low), (score, high), _DOT)
    for number, (score, share, count) in enumerate(rows):
        x, y = _at(score, share)
        radius = 2.0 + math.sqrt(count) / 2
        ET.SubElement(
            root,
            "circle",
            {"cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": f"{radius:.1f}", "fill": _DOT},
        )
        crowded = number + 1 < len(rows) and rows[number + 1][0] - score < _CROWDED
        aside = -radius - 3 if crowded else radius + 3
        anchor = "end" if crowded else "start"
        _text(
            root,
            (score, share),
            str(count),
            dx=aside,
            dy=radius + (20 if crowded else 8),
            anchor=anchor,
        )
    _text(root, (0.5, 0), "score of the first candidate (mean of a range)", dy=40, anchor="middle")
    _text(
        root,
        (0, 1),
        "share of right answers, number of answers and 95% interval",
        dx=-30,
        dy=-22,
    )
    path.write_text(ET.tostring(root, encoding="unicode") + "\n", encoding="utf-8")


def _interval(share: float, count: int) -> tuple[float, float]:
    """Wilson's 95% confidence interval of a share."""
    z = 1.96
    middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    spread = z * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    half = spread / (1 + z * z / count)
    return max(0.0, middle - half), min(1.0, middle + half)


def _at(score: float, share: float) -> tuple[float, float]:
    return MARGIN + score * SIZE, MARGIN + (1 - share) * SIZE


def _line(
    root: ET.Element, start: tuple[float, float], end: tuple[float, float], colour: str
) -> None:
    (x1, y1), (x2, y2) = _at(*start), _at(*end)
    ends = {"x1": f"{x1:.1f}", "y1": f"{y1:.1f}", "x2": f"{x2:.1f}", "y2": f"{y2:.1f}"}
    ET.SubElement(root, "line", {**ends, "stroke": colour})


def _text(
    root: ET.Element,
    at: tuple[float, float],
    content: str,
    *,
    dx: float = 0,
    dy: float = 0,
    anchor: str = "start",
) -> None:
    x, y = _at(*at)
    where = {"x": f"{x + dx:.1f}", "y": f"{y + dy:.1f}"}
    ET.SubElement(root, "text", {**where, "text-anchor": anchor, "fill": _INK}).text = content
