"""Replace Chinese numerals in dates by digits: 二〇一二年五月十三日 is 2012年5月13日."""

from __future__ import annotations

import re

_DIGITS = {sign: digit for digit, sign in enumerate("〇一二三四五六七八九")} | {"零": 0}
_TEN = "十"
# A longer text is no date; the pattern takes quadratic time.
_LONGEST = 100
# Numerals before a unit of dates and times. Elsewhere they can be words.
_NUMERAL = re.compile(r"[〇零一二三四五六七八九十]+(?=[年月日号號点點时時分天])")


def with_digits(text: str) -> str:
    """Return a text with digits instead of Chinese numerals before units of time."""
    if len(text) > _LONGEST:
        return text
    return _NUMERAL.sub(lambda found: _digits(found[0]), text)


def _digits(numeral: str) -> str:
    """Return the digits of a numeral: by place (二〇一二), or with one ten (二十三)."""
    tens, ten, ones = numeral.partition(_TEN)
    if not ten:
        return "".join(str(_DIGITS[sign]) for sign in numeral)
    if len(tens) > 1 or len(ones) > 1 or _TEN in ones:
        return numeral
    return str(_DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0))
