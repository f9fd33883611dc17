"""Encode the story's data for the document: as JSON, or compressed if it is long."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

# Data of at least this many characters of JSON is compressed, which saves more than half. The
# browser parses the rest of the page while it decompresses. Shorter data stays readable.
PACK_FROM = 100_000

# The default of zlib. Level 9 takes four times as long and saves 3 %.
LEVEL = 6
# A window of 2^15 bytes in a gzip wrapper (zlib.h). zlib sets its time stamp to zero, so the same
# story gives the same bytes.
GZIP = 31

# Longer lists are written in slices of this many values. The texts of 100,000 events are eight
# megabytes, and without slices there would be three copies in memory.
SLICE = 10_000

# Cues are written as multiples of 1/10,000 second. Playback rounds them to the same unit.
CUE_STEPS = 10_000


@dataclass(frozen=True, slots=True)
class DataBlock:
    """The text of a data `<script>`. `encoding` is None (JSON) or `gzip` (in base64)."""

    text: str
    encoding: str | None


def data_block(value: dict[str, Any]) -> DataBlock:
    """Encode a value for a `<script>` element. No string in it can end the element.

    Raises:
        ValueError: a number is NaN or infinite, which JSON does not support.
    """
    pieces = _pieces(value, depth=2)
    text = ""
    for piece in pieces:
        text += piece
        if len(text) >= PACK_FROM:
            break
    else:
        return DataBlock(_escape_html(text), None)
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, GZIP)
    packed = [packer.compress(text.encode("utf-8"))]
    packed += [packer.compress(piece.encode("utf-8")) for piece in pieces]
    packed.append(packer.flush())
    return DataBlock(base64.b64encode(b"".join(packed)).decode("ascii"), "gzip")


def _pieces(value: object, depth: int) -> Iterator[str]:
    """Yield the value's JSON in pieces, so that a long story is never in memory as one text."""
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
    """Write the long columns of a timeline (from `playback.timeline_json`) as differences.

    Differences of sorted numbers are small, and small numbers compress well. Without this, a
    document of 10,000 events is a fifth larger. `orderSteps`, `startSteps` and `cueSteps` are the
    differences to the previous event; `cueSteps` are in units of 1 / `CUE_STEPS` second. `lengths`
    are the lengths of the events. A column that whole numbers cannot represent exactly does not
    change. The player's unpacking.js reads all of these.
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


def _escape_html(text: str) -> str:
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text
