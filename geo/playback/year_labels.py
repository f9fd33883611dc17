"""Write years, decades, centuries and weeks as people read them: "44 BC", "1980s", "19th century".

`geo/render/player/arithmetic/yearlabels.js` has the same rules.
"""

from __future__ import annotations

from typing import Literal

from geo.words import Words

LongPeriod = Literal["century", "decade", "year"]


def year_label(year: int, words: Words) -> str:
    """Write an astronomical year: 0 is "1 BC"."""
    return str(year) if year > 0 else words.phrase("yearBefore", year=str(1 - year))


def long_period_label(year: int, precision: LongPeriod, words: Words) -> str:
    """Write the century, decade or year in which an astronomical year lies."""
    if precision == "century":
        return _century(year, words)
    return year_label(year, words) if precision == "year" else _decade(year, words)


def _century(year: int, words: Words) -> str:
    if year > 0:
        return words.ordinal_phrase("century", year // 100 + 1)
    number = -((year - 1) // 100)
    return words.phrase("yearBefore", year=words.ordinal_phrase("century", number))


def _decade(year: int, words: Words) -> str:
    if 0 < year < 10:
        return "1–9"
    if year > 0:
        return words.phrase("decade", year=str(year // 10 * 10))
    # The ten years with the same first digits: -0430 to -0439.
    latest = -(-year // 10 * 10)
    return words.phrase("yearBefore", year=f"{10 - latest}–{1 - latest}")
