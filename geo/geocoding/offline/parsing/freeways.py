"""Parse the names of freeways: I-10, I10, Interstate 10, the 10, 10 Fwy."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from geo.geocoding.offline.parsing.words import DIRECTIONS

_NETWORKS: Final = {
    "i": "I",
    "interstate": "I",
    "us": "US",
    "sr": "SR",
    "ca": "SR",
    "cal": "SR",
    "calif": "SR",
    "california": "SR",
    "state": "SR",
}
# Words around the number that do not name the network.
_FILLERS: Final = frozenset({"route", "rte", "hwy", "fwy", "u", "s", "road"})
_BOUND: Final = re.compile(r"(?:north|south|east|west|n|s|e|w)(?:bound|b)")
# I10, US101, and a number with a compass letter: 405N, 10WB.
_JOINED: Final = re.compile(r"(?:(i|us|sr|ca)(\d{1,3})|(\d{1,3}))(?:[nsew]b?)?")


class Freeway(NamedTuple):
    """A numbered freeway. `network` is I, US or SR, or None if only the number is given."""

    network: str | None
    number: str

    @property
    def road(self) -> str:
        """The key of the freeway in the index. It does not depend on the network."""
        return f"#{self.number}"


def freeway(parts: tuple[str, ...]) -> Freeway | None:
    """The freeway with this name, or None. `parts` comes from `parsing.words.words`."""
    network: str | None = None
    number: str | None = None
    for position, word in enumerate(parts):
        joined = _JOINED.fullmatch(word)
        if joined:
            if number is not None:
                return None
            network = _NETWORKS[joined[1]] if joined[1] else network
            number = joined[2] or joined[3]
        elif word in _NETWORKS and number is None:
            network = _NETWORKS[word]
        elif word in _FILLERS:
            network = "US" if word in ("u", "s") and number is None else network
        elif not _is_direction(word, number is not None, position):
            return None
    return None if number is None else Freeway(network, number.lstrip("0") or "0")


def _is_direction(word: str, after_number: bool, position: int) -> bool:
    return _BOUND.fullmatch(word) is not None or (
        word in DIRECTIONS and (after_number or position == 0)
    )
