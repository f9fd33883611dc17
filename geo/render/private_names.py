"""Short names for the private members of the player's objects.

A minifier keeps the names of members, because other scripts could use them. In the player, a name
that begins with `_` is only used by the object itself, so it can be as short as the name of a
variable. This makes a document 7 KB smaller.
"""

from __future__ import annotations

import re
from collections import Counter
from string import ascii_letters, digits
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_PRIVATE = re.compile(r"(?<![\w$])_[A-Za-z]\w*")
# Such a name could be a value, such as the target `_blank` of a link.
_QUOTED = re.compile(r"""['"`](_[A-Za-z]\w*)""")


def shortened(script: str, others: str) -> str:
    """Return a script with short names for its private members.

    The most frequent names become the shortest. Names that occur in the script `others`, whose
    objects the script can use or extend, do not change, nor do names that occur as texts.
    """
    kept = {*_PRIVATE.findall(others), *_QUOTED.findall(script)}
    found = Counter(name for name in _PRIVATE.findall(script) if name not in kept)
    free = (name for name in _short_names() if name not in kept)
    # `most_common` keeps the order of the script for equal counts.
    names = {old: new for (old, _), new in zip(found.most_common(), free, strict=False)}
    return _PRIVATE.sub(lambda name: names.get(name[0], name[0]), script)


def _short_names() -> Iterator[str]:
    """Yield `_a`, `_b`, …, `_Z`, `_aa`, `_ab`, … without an end."""
    yield from (f"_{letter}" for letter in ascii_letters)
    for name in _short_names():
        yield from (f"{name}{character}" for character in ascii_letters + digits)
