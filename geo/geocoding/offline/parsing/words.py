"""Bring a place's name and what somebody typed into the same shape.

Two spellings of one place give the same key: case, accents, punctuation, street abbreviations,
compass words, ordinals and "the" do not count. Everything is bounded by `MAX_LENGTH`, so a hostile
query costs no more than a long name.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# No place in the atlas has a name half as long; what is longer is not a place's name.
MAX_LENGTH: Final = 160
# How much of a query is looked at when it is cleaned. Invisible characters count here.
_MAX_RAW: Final = 4 * MAX_LENGTH

# How street kinds are written, first the form used in keys (United States Postal Service,
# Publication 28, appendix C1, and the short forms on Los Angeles street signs).
_SUFFIX_FORMS: Final = {
    "blvd": ("boulevard", "boul", "bl", "blv", "bvd", "bld", "boulavard"),
    "st": ("street", "str", "saint"),
    "ave": ("avenue", "av", "aven"),
    "hwy": ("highway", "hiway", "hgwy"),
    "fwy": ("freeway", "frwy", "freewy"),
    "dr": ("drive",),
    "rd": ("road",),
    "ln": ("lane",),
    "pl": ("place",),
    "ct": ("court",),
    "cir": ("circle",),
    "pkwy": ("parkway", "pky"),
    "ter": ("terrace",),
    "way": (),
}
SUFFIXES: Final = frozenset(_SUFFIX_FORMS)
_DIRECTION_FORMS: Final = {"n": "north", "s": "south", "e": "east", "w": "west"}
DIRECTIONS: Final = frozenset(_DIRECTION_FORMS)
_ORDINAL_WORDS: Final = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
_OTHER_FORMS: Final = {
    "center": ("centre", "ctr", "cntr"),
    "theater": ("theatre",),
    "station": ("sta", "stn"),
    "airport": ("arpt",),
    "international": ("intl", "int'l"),
    "mt": ("mount",),
    "interchange": ("ixc", "xchange", "junction", "split"),
    "and": ("at", "x"),
    "square": ("sq",),
    "national": ("natl",),
    "armoured": ("armored",),
    "harbour": ("harbor",),
    "neighbourhood": ("neighborhood",),
}


def ordinal_of(number: int) -> str:
    """A number as streets are numbered: 1st, 2nd, 3rd, 11th, 21st, 112th."""
    ending = (
        "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    )
    return f"{number}{ending}"


def _word_table() -> dict[str, str]:
    table: dict[str, str] = {}
    for forms in (_SUFFIX_FORMS, _OTHER_FORMS):
        for key, spellings in forms.items():
            table.update(dict.fromkeys(spellings, key))
    table.update({word: letter for letter, word in _DIRECTION_FORMS.items()})
    table.update({"no": "n", "so": "s"})
    for number, word in enumerate(_ORDINAL_WORDS.split(), start=1):
        table[word] = ordinal_of(number)
    return table


_WORDS: Final = _word_table()
_ORDINAL: Final = re.compile(r"\d{1,3}(?:st|nd|rd|th)")
_APOSTROPHES: Final = re.compile(r"['’‘`´ʼ]")
# L.A., U.S.: single letters, each with its dot, are one word.
_DOTTED: Final = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_JOINTS: Final = re.compile(r"[&@+/]")
_NOT_WORD: Final = re.compile(r"[^\w]+|_")
# Control, format (zero width, direction marks), half a surrogate pair, private, unassigned.
_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def clean(query: str) -> str:
    """The query as a person sees it: one line, no invisible characters, single blanks.

    Compatibility forms (full-width letters, ligatures) become plain ones. A query that is longer
    than `MAX_LENGTH` afterwards, or many times longer before, is not a place's name and gives "".
    """
    if len(query) > _MAX_RAW:
        return ""
    folded = unicodedata.normalize("NFKC", query)[: 2 * _MAX_RAW]
    visible = "".join(
        " " if character.isspace() else character
        for character in folded
        if character.isspace() or unicodedata.category(character) not in _INVISIBLE
    )
    text = " ".join(visible.split())
    return text if len(text) <= MAX_LENGTH else ""


def words(text: str) -> tuple[str, ...]:
    """The words of a name in their short form: "The Venice Boulevard" gives ("venice", "blvd").

    `&`, `@`, `+`, `/` and "at" become "and"; apostrophes vanish (Bob's is bobs), and so do the dots
    of initials (L.A. is la); other punctuation parts words. "the" is dropped. Letters that are not
    Latin are kept as they are.
    """
    bare = text.casefold()
    if not bare.isascii():
        bare = unicodedata.normalize("NFKD", bare)
        bare = "".join(character for character in bare if not unicodedata.combining(character))
    bare = _DOTTED.sub(lambda found: found[0].replace(".", "") + " ", bare)
    bare = _JOINTS.sub(" and ", _APOSTROPHES.sub("", bare))
    found = (_WORDS.get(word, word) for word in _NOT_WORD.split(bare) if word)
    return tuple(word for word in found if word != "the")


# Long enough to be mistyped, and what they become: boulevard, avenue, north, …
MENDABLE: Final = {word: short for word, short in _WORDS.items() if len(word) >= 5}
MENDED: Final = frozenset(MENDABLE.values())


def key(text: str) -> str:
    """One string for a name, without blanks, so that K-Town, K Town and Ktown are one."""
    return "".join(words(text))


def ordinal(word: str) -> int | None:
    """The number of an ordinal ("5th" gives 5), None for another word."""
    return int(word[:-2]) if _ORDINAL.fullmatch(word) else None


def street_parts(parts: tuple[str, ...]) -> tuple[tuple[str, ...], str | None]:
    """A street's own words and its kind: ("w", "venice", "blvd") gives (("venice",), "blvd").

    A leading or trailing compass letter is dropped when a name remains. The kind is None when it is
    not written.
    """
    if len(parts) > 1 and parts[0] in DIRECTIONS:
        parts = parts[1:]
    if len(parts) > 2 and parts[-1] in DIRECTIONS and parts[-2] in SUFFIXES:
        parts = parts[:-1]
    if len(parts) > 1 and parts[-1] in SUFFIXES:
        return parts[:-1], parts[-1]
    return parts, None
