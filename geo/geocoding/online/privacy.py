"""What stays at home: the names of a story's people, and what is said to be theirs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from geo.geocoding.offline.parsing.words import key, words

# "Anna's flat", "Anna’s", "Chris' house": what stands before the apostrophe is somebody.
_OWNER: Final = re.compile(r"([^\W\d_]+)(?:['’‘`´ʼ]s\b|(?<=s)['’‘`´ʼ](?!\w))", re.IGNORECASE)
# "The flat of Anna".
_OF: Final = re.compile(r"\bof ([^\W\d_]+)$", re.IGNORECASE)


class People:
    """Knows the names of people, given with all their variants."""

    def __init__(self, names: Iterable[str]) -> None:
        told = [words(name) for name in names]
        self._names = frozenset("".join(name) for name in told)
        self._whole = frozenset(name for name in told if len(name) > 1)
        self._parts = frozenset(part for name in told for part in name if len(part) > 1)

    def are_in(self, text: str) -> bool:
        """Whether the text is one of the names, holds a whole one, or tells of what one owns."""
        if key(text) in self._names:
            return True
        parts = words(text)
        for name in self._whole:
            if any(parts[at : at + len(name)] == name for at in range(len(parts))):
                return True
        owners = [found[1] for pattern in (_OWNER, _OF) for found in pattern.finditer(text)]
        return any(key(owner) in self._parts for owner in owners)
