"""Recognise queries about people. They are never sent to a service."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from geo.geocoding.offline.parsing.words import key, words

# "Anna's flat", "Anna’s", "Chris' house": the word before the apostrophe is a person.
_OWNER: Final = re.compile(r"([^\W\d_]+)(?:['’‘`´ʼ]s\b|(?<=s)['’‘`´ʼ](?!\w))", re.IGNORECASE)
# "The flat of Anna".
_OF: Final = re.compile(r"\bof ([^\W\d_]+)$", re.IGNORECASE)


class People:
    """The names of people, with all their variants."""

    def __init__(self, names: Iterable[str]) -> None:
        split = [words(name) for name in names]
        self._names = frozenset("".join(name) for name in split)
        self._whole = frozenset(name for name in split if len(name) > 1)
        self._parts = frozenset(part for name in split for part in name if len(part) > 1)

    def are_mentioned_in(self, text: str) -> bool:
        """Whether the text is a name, contains a full name, or is about a person's possession."""
        if key(text) in self._names:
            return True
        parts = words(text)
        for name in self._whole:
            if any(parts[at : at + len(name)] == name for at in range(len(parts))):
                return True
        owners = [found[1] for pattern in (_OWNER, _OF) for found in pattern.finditer(text)]
        return any(key(owner) in self._parts for owner in owners)
