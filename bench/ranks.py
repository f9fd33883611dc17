"""Percentiles, without dependencies: the gazetteer's figures need no browser and no peers."""

from __future__ import annotations


def percentile(values: list[float], share: float) -> float:
    """Return the value below which a `share` of all values lies (nearest rank)."""
    return sorted(values)[round(share * (len(values) - 1))]
