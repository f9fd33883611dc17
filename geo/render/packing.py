"""How the story's data stands in the document: as JSON to read, or packed where it is long."""

from __future__ import annotations

import base64
import gzip
import json
from dataclasses import dataclass

# A document stays readable up to here, in characters of JSON; beyond, packing saves more than half,
# and the browser unpacks it faster than a disk reads the difference.
PACK_FROM = 400_000

# zlib's own default: level 9 takes four times as long for 3 % less.
LEVEL = 6


@dataclass(frozen=True, slots=True)
class DataBlock:
    """Text of a `<script>` that does not run; `encoding` is None (JSON) or `gzip` (in base64)."""

    text: str
    encoding: str | None


def data_block(value: object) -> DataBlock:
    """The value as text that can stand inside a `<script>` element, whatever its strings say.

    Raises:
        ValueError: a number that JSON does not know (not a number, infinite).
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    if len(text) < PACK_FROM:
        return DataBlock(_harmless(text), None)
    # No time stamp: the same story gives the same bytes.
    packed = gzip.compress(text.encode("utf-8"), LEVEL, mtime=0)
    return DataBlock(base64.b64encode(packed).decode("ascii"), "gzip")


def _harmless(text: str) -> str:
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text
