"""The plot of the gazetteer's score against the share of its answers that are right."""

from __future__ import annotations

from pathlib import Path

import matplotlib as mpl

mpl.use("svg")
from matplotlib import pyplot as plt

# The same bytes from the same numbers.
_STEADY = {"svg.hashsalt": "geocoding", "svg.fonttype": "none", "font.family": "sans-serif"}


def draw(rows: list[tuple[float, float, int]], path: Path) -> None:
    """Write the plot.

    Args:
        rows: for each range of scores the mean score, the share right, and how many answers.
        path: the SVG file, written over.
    """
    with mpl.rc_context(_STEADY):
        figure, axes = plt.subplots(figsize=(5.2, 5.2))
        axes.plot([0, 1], [0, 1], color="0.7", linewidth=1, zorder=1)
        axes.text(0.62, 0.57, "as it says", color="0.5", rotation=45)
        for score, share, count in rows:
            axes.scatter(score, share, s=20 + 2 * count, color="#2b6cb0", alpha=0.8, zorder=2)
            axes.annotate(
                f"{count}", (score, share), textcoords="offset points", xytext=(9, -11), fontsize=8
            )
        axes.set(
            xlim=(0, 1.02),
            ylim=(0, 1.04),
            xlabel="score of the first candidate (mean of a range)",
            ylabel="share that is right",
            title="Of answers scored so, how many are right?",
        )
        axes.set_aspect("equal")
        figure.tight_layout()
        figure.savefig(path, format="svg", metadata={"Date": None, "Creator": None})
        plt.close(figure)
