"""Decode the bytes of a text file: UTF-8, UTF-16, or Windows-1252, which includes Latin-1."""

from __future__ import annotations

import codecs
from typing import NamedTuple

_MARKS = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# JSON begins with an ASCII character, whose other byte is 0 (RFC 4627, section 3).
_ASCII_STARTS = ((1, "utf-16-le"), (0, "utf-16-be"))
WESTERN = "cp1252"


class DecodedText(NamedTuple):
    """A text, and the encoding that its bytes had."""

    text: str
    encoding: str


def decode_text(content: bytes) -> DecodedText:
    """Decode a text. UTF-16 is known by its mark or its first character.

    Text that is not UTF-8 is Windows-1252 only if nothing in it is UTF-8 beyond ASCII: a UTF-8
    file with a broken character would otherwise be read wrong in silence.

    Raises:
        UnicodeDecodeError: the text has none of these encodings.
    """
    encoding = utf16_encoding(content)
    if encoding is not None:
        return DecodedText(content.decode(encoding), encoding)
    try:
        return DecodedText(content.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        if not content.decode("utf-8", "ignore").isascii():
            raise
        try:
            return DecodedText(content.decode(WESTERN), WESTERN)
        except UnicodeDecodeError:
            pass
        raise


def utf16_encoding(start: bytes) -> str | None:
    """Return the kind of UTF-16 of a content with this start. None: another encoding."""
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            return encoding
    if len(start) > 1 and start[:2] != b"\0\0":
        for zero, encoding in _ASCII_STARTS:
            if start[zero] == 0:
                return encoding
    return None
