"""Say what to write instead of a date that can mean many times: "before 1450", "spring 1940"."""

from __future__ import annotations

import re

_ONE_SIDE = re.compile(
    r"(?:between|before|after|since|until|by|prior to|not (?:before|after)|no later than|ante|post"
    r"|vor|nach|seit|bis|avant|après|depuis|jusqu|antes de|después de|desde|hasta)\b"
    r"|.*[以之][前后後]$|[<>≤≥]",
    re.IGNORECASE,
)
_SEASON = re.compile(
    r"(?:.*\b(?:spring|summer|autumn|fall|winter|frühling|frühjahr|sommer|herbst|printemps|été"
    r"|automne|hiver|primavera|verano|otoño|invierno)\b.*|.*[春夏秋冬][季天]?|-?[0-9]{4}-2[1-4])",
    re.IGNORECASE,
)
_PART = re.compile(
    r"(?:early|mid|middle of|late|beginning of|end of|first half of|second half of|anfang|mitte"
    r"|ende|début|fin|principios de|mediados de|finales de)\b",
    re.IGNORECASE,
)
_LONGEST = 80


def expected_instead_of(text: str) -> str | None:
    """Return what to write instead of a date with one limit, of a season or of a part of a period.

    None: the text is no such date.
    """
    plain = text.strip()
    if len(plain) > _LONGEST or not any(map(str.isdigit, plain)):
        return None
    if _ONE_SIDE.match(plain):
        return "both limits (1440/1450), or a doubtful date (1450~), because one limit is no time"
    if _SEASON.fullmatch(plain):
        return "months such as 1940-03/1940-05, because seasons differ from place to place"
    if _PART.match(plain):
        return (
            "both limits (1940-01/1940-04), or the whole period (1940), because a part is no date"
        )
    return None
