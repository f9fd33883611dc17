"""Read numbers that are written for people: "1,200", "1 200.5", "5,2"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from math import isfinite
from typing import Any, Literal

DecimalMark = Literal[".", ","]
"""What separates the whole part of a number from its decimals."""

_LONGEST = 40
_PLAIN = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.IGNORECASE | re.ASCII)
# Commas, points, spaces and apostrophes separate thousands.
_GROUPED: Mapping[DecimalMark, re.Pattern[str]] = {
    ".": re.compile(r"[+-]?\d{1,3}([, '’]\d{3})+(\.\d+)?", re.ASCII),
    ",": re.compile(r"[+-]?(\d{1,3}([. '’]\d{3})+(,\d+)?|\d+,\d+)", re.ASCII),
}
# A comma that cannot separate thousands: "5,2", "0,125", "1200,125", "1.200,5".
_HAS_DECIMAL_COMMA = re.compile(
    r"[+-]?(\d+,(\d{1,2}|\d{4,})|(0|\d{4,}),\d{3}|\d{1,3}(\.\d{3})+,\d+)", re.ASCII
)
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2212": "-"})


def decimal_mark_of(values: Iterable[Any]) -> DecimalMark:
    """Return the decimal mark of a column: a comma if one of its texts cannot be read otherwise.

    It is the same for the whole column: beside "5,2", "1,200" is 1.2.
    """
    for value in values:
        if type(value) is str and "," in value and _HAS_DECIMAL_COMMA.fullmatch(_tidy(value)):
            return ","
    return "."


def number_from(value: Any, mark: DecimalMark = ".") -> float | None:
    """Return a finite number, also from a text in which thousands are separated; else None."""
    if type(value) is str:
        return _number_in_text(_tidy(value), mark)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if isfinite(number) else None


def _tidy(text: str) -> str:
    return text.strip().translate(_SPACES)


def _number_in_text(text: str, mark: DecimalMark) -> float | None:
    if not text or len(text) > _LONGEST:
        return None
    if _GROUPED[mark].fullmatch(text):
        thousands = "., '’".replace(mark, "")
        plain = text.translate(dict.fromkeys(map(ord, thousands))).replace(mark, ".")
        return float(plain)
    if _PLAIN.fullmatch(text):
        number = float(text)
        return number if isfinite(number) else None
    return None
