"""Percentiles. Without other packages: the gazetteer's figures need no browser and no peers."""

from __future__ import annotations


def percentile(values: list[float], share: float) -> float:
    """The value below which `share` of all lie (nearest rank)."""
    return sorted(values)[round(share * (len(values) - 1))]
