"""A made-up language of the interface: about 40 % longer than English, and from right to left.

It uses the tag of Hebrew and Hebrew letters, so that browsers take plurals, months and units from
real Hebrew. Each English word always becomes the same word, so typed times can be tested, too.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from geo import words

LANGUAGE = "he"
LONGER = 1.4

_LETTERS = dict(zip("abcdefghijklmnopqrstuvwxyz", "אבגדהוזחטיכלמנסעפצקרשתאבגד", strict=True))
_ENGLISH = Path(words.__file__).with_name("en.json")


def pseudo_text(text: str) -> str:
    """Replace the words of a text. Values in braces, digits and punctuation stay."""
    pieces = re.split(r"(\{\w+\})", text)
    return "".join(
        piece if piece.startswith("{") else re.sub(r"[A-Za-z]+", _pseudo_word, piece)
        for piece in pieces
    )


def _pseudo_word(match: re.Match[str]) -> str:
    word = "".join(_LETTERS[letter] for letter in match[0].lower())
    return word + word[-1] * (math.ceil(len(word) * LONGER) - len(word))


def _pseudo_entry(entry: Any) -> Any:
    if isinstance(entry, str):
        return pseudo_text(entry)
    if isinstance(entry, list):
        return [pseudo_text(text) for text in entry]
    made = {choice: _pseudo_entry(text) for choice, text in entry.items()}
    # Hebrew also has a form for two.
    return made | {"two": made["other"]} if "other" in made else made


def pseudo_table() -> dict[str, Any]:
    """Return the table, made from the English one."""
    english = json.loads(_ENGLISH.read_text("utf-8"))
    sections = {
        section: {key: _pseudo_entry(entry) for key, entry in english[section].items()}
        for section in ("phrases", "list")
    }
    return {"direction": "rtl", **sections}


@contextmanager
def installed_pseudo_language() -> Iterator[None]:
    """Add the table to those of the package, for stories and maps with its language."""
    original = words._folder
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "en.json").write_text(_ENGLISH.read_text("utf-8"), "utf-8")
        (folder / f"{LANGUAGE}.json").write_text(json.dumps(pseudo_table()), "utf-8")
        words._folder = lambda: folder
        words._tables.cache_clear()
        try:
            yield
        finally:
            words._folder = original
            words._tables.cache_clear()
