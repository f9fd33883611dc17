"""How the document holds the story's data: as JSON, or compressed where it is long."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

# Up to this many characters of JSON the data can be read in the document. Longer data is
# compressed, which saves more than half; the browser reads the rest of the page while it unpacks.
PACK_FROM = 100_000

# zlib's own default: level 9 takes four times as long for 3 % less.
LEVEL = 6
# Window of 2^15 bytes in a gzip wrapper (zlib.h), whose time stamp zlib leaves at zero: the same
# story gives the same bytes.
GZIP = 31

# A longer list is written in slices of this many values: the texts of 100,000 events are eight
# megabytes, which would be there three times at once.
SLICE = 10_000

# Cues are written in these steps of a second, to which playback rounds them.
CUE_STEPS = 10_000


@dataclass(frozen=True, slots=True)
class DataBlock:
    """Text of a `<script>` that does not run; `encoding` is None (JSON) or `gzip` (in base64)."""

    text: str
    encoding: str | None


def data_block(value: dict[str, Any]) -> DataBlock:
    """The value as text for a `<script>` element, which no string in it can end.

    Raises:
        ValueError: a number that JSON does not know (not a number, infinite).
    """
    pieces = _pieces(value, depth=2)
    text = ""
    for piece in pieces:
        text += piece
        if len(text) >= PACK_FROM:
            break
    else:
        return DataBlock(_harmless(text), None)
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, GZIP)
    packed = [packer.compress(text.encode("utf-8"))]
    packed += [packer.compress(piece.encode("utf-8")) for piece in pieces]
    packed.append(packer.flush())
    return DataBlock(base64.b64encode(b"".join(packed)).decode("ascii"), "gzip")


def _pieces(value: object, depth: int) -> Iterator[str]:
    """The value's JSON in pieces, so that a long story is never in memory as one text."""
    if depth and isinstance(value, dict):
        opening = "{"
        for key, part in value.items():
            yield f"{opening}{json.dumps(key)}:"
            yield from _pieces(part, depth - 1)
            opening = ","
        yield "}" if value else "{}"
    elif isinstance(value, list) and len(value) > SLICE:
        opening = "["
        for start in range(0, len(value), SLICE):
            yield opening + _json(value[start : start + SLICE])[1:-1]
            opening = ","
        yield "]"
    else:
        yield _json(value)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def short_timeline(wire: dict[str, Any]) -> dict[str, Any]:
    """A timeline as `playback.timeline_json` gives it, with its long columns as differences.

    Sorted numbers differ by little from one to the next, and little numbers compress well: without
    this a document of 10,000 events is a fifth larger. `orderSteps`, `startSteps` and `cueSteps`
    hold the difference of each event from the one before, the last in `CUE_STEPS` of a second;
    `lengths` hold how long each event lasts. A column that whole numbers cannot give exactly stays
    as it is. The player's unpacking.js reads all of them.
    """
    starts, ends, cues = wire["starts"], wire["ends"], wire["cues"]
    short = dict(wire)
    whole = [int(start) for start in starts]
    lengths = [int(end - start) for start, end in zip(starts, ends, strict=True)]
    if whole == starts and [a + b for a, b in zip(whole, lengths, strict=True)] == ends:
        short["startSteps"], short["lengths"] = _steps(whole), lengths
        del short["starts"], short["ends"]
    short["orderSteps"] = _steps(short.pop("order"))
    ticks = [round(cue * CUE_STEPS) for cue in cues]
    if [tick / CUE_STEPS for tick in ticks] == cues:
        short["cueSteps"] = _steps(ticks)
        del short["cues"]
    return short


def _steps(numbers: list[int]) -> list[int]:
    return [later - before for before, later in zip([0, *numbers], numbers, strict=False)]


def _harmless(text: str) -> str:
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text
