"""Make ids from the names of people, places and other things in a file."""

from __future__ import annotations

import re
from itertools import count
from typing import Any

_NOT_WORD = re.compile(r"[\W_]+")


class Names:
    """The names of one kind (people, places, …) in a file, with the ids made from them."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._ids: dict[str, str] = {}
        self._used: set[str] = set()
        self._numbers: dict[str, Any] = {}
        self.names: dict[str, str] = {}
        """Names by id, in file order."""

    def id_of(self, name: str) -> str:
        """Return the id of a name. Case is ignored."""
        key = name.casefold()
        if key not in self._ids:
            slug = _NOT_WORD.sub("-", key).strip("-")[:60].strip("-")
            identifier = self.unused_id(slug or self._kind)
            self._ids[key] = identifier
            self.names[identifier] = name
        return self._ids[key]

    def unused_id(self, wanted: str) -> str:
        """Return `wanted`, with a number if it is already used."""
        identifier = wanted
        while identifier in self._used:
            identifier = f"{wanted}-{next(self._numbers.setdefault(wanted, count(2)))}"
        self._used.add(identifier)
        return identifier
