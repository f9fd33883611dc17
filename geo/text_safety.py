"""Escape text from story files, so that it cannot break a line or control the terminal."""

from __future__ import annotations

import re

# C0 and C1 control characters, DEL, line separators, direction overrides, invisible marks and lone
# surrogates (which terminals cannot print). The two joiners U+200C and U+200D are not in the list,
# because emoji and Persian need them.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def one_line(text: str, limit: int | None = None) -> str:
    r"""Return the text on one line, with control characters as escapes (`\n`, `\x1b`, …).

    A text longer than `limit` characters is cut and ends with `…`. None means no limit.
    """
    if limit is not None and len(text) > limit:
        text = text[: limit - 1] + "…"
    return _UNSAFE.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    if character in _SHORT:
        return _SHORT[character]
    code = ord(character)
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
