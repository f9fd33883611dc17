"""The initials of people on their markers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.story import Person

# The marker of a person whose name is empty.
_NO_NAME = "?"


def initials_of(people: tuple[Person, ...]) -> list[str]:
    """Return one to three letters for each person, unique if possible."""
    taken: set[str] = set()
    result = []
    for person in people:
        words = [word for word in person.name.replace("-", " ").split() if word[0].isalnum()]
        if not words:
            words = [person.name.strip() or _NO_NAME]
        whole = words[-1]
        candidates = ["".join(word[0] for word in words[:2]), *_prefixes(words[0], whole)]
        if len(words) == 1:
            candidates = [whole[:2], whole[:1] + whole[2:3], whole[:3]]
        initials = next((c for c in candidates if c.casefold() not in taken), candidates[0])
        taken.add(initials.casefold())
        result.append(initials[:1].upper() + initials[1:])
    return result


def _prefixes(first: str, last: str) -> list[str]:
    return [first[:1] + last[:2], first[:2] + last[:1], first[:3], last[:3]]
