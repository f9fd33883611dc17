"""Text that cannot break a line or a terminal, whatever a story file put into it."""

from __future__ import annotations

import re

# C0 and C1 controls, DEL, line separators, direction overrides, invisible marks and lone
# surrogates (which no terminal can print). The two joiners that emoji and Persian need (U+200C,
# U+200D) stay.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def one_line(text: str, limit: int | None = None) -> str:
    r"""The text as one line in which every control character can be seen (`\n`, `\x1b`, …).

    `limit` is the largest number of characters of `text` that are kept; the rest becomes `…`.
    None keeps everything.
    """
    if limit is not None and len(text) > limit:
        text = text[: limit - 1] + "…"
    return _UNSAFE.sub(_visible, text)


def _visible(match: re.Match[str]) -> str:
    character = match.group()
    if character in _SHORT:
        return _SHORT[character]
    code = ord(character)
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
