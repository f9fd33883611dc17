"""Normalise the names of places and the text of queries, so that they can be compared.

Two spellings of one place give the same key. Differences in case, accents, punctuation, street
abbreviations, compass words, ordinals and "the" do not matter. `MAX_LENGTH` limits the length, so a
hostile query costs no more than a long name.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# The names in the atlas are less than half as long. Longer text is not the name of a place.
MAX_LENGTH: Final = 160
# Longest query before cleaning. Invisible characters count here.
_MAX_RAW: Final = 4 * MAX_LENGTH

# Form of a street kind in keys → other spellings (United States Postal Service, Publication 28,
# appendix C1, and the short forms on Los Angeles street signs).
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
    """The ordinal of a number, as in street names: 1st, 2nd, 3rd, 11th, 21st, 112th."""
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
# L.A., U.S.: single letters with dots form one word.
_DOTTED: Final = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_JOINTS: Final = re.compile(r"[&@+/]")
_NOT_WORD: Final = re.compile(r"[^\w]+|_")
# Unicode categories: control, format (zero width, direction marks), surrogate, private,
# unassigned.
_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def clean(query: str) -> str:
    """The visible text of a query: one line, no invisible characters, single spaces.

    Compatibility forms (full-width letters, ligatures) become plain letters. If the result is
    longer than `MAX_LENGTH`, or the query is several times longer, the function returns "".
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

    `&`, `@`, `+`, `/` and "at" become "and". Apostrophes (Bob's → bobs) and the dots of initials
    (L.A. → la) are removed; other punctuation separates words. "the" is removed. Letters of other
    scripts stay unchanged.
    """
    bare = text.casefold()
    if not bare.isascii():
        bare = unicodedata.normalize("NFKD", bare)
        bare = "".join(character for character in bare if not unicodedata.combining(character))
    bare = _DOTTED.sub(lambda found: found[0].replace(".", "") + " ", bare)
    bare = _JOINTS.sub(" and ", _APOSTROPHES.sub("", bare))
    found = (_WORDS.get(word, word) for word in _NOT_WORD.split(bare) if word)
    return tuple(word for word in found if word != "the")


# Long words that may be misspelt → their short forms: boulevard, avenue, north, …
LONG_FORMS: Final = {word: short for word, short in _WORDS.items() if len(word) >= 5}
SHORT_FORMS: Final = frozenset(LONG_FORMS.values())


def key(text: str) -> str:
    """The key of a name: its words without spaces. K-Town, K Town and Ktown have the same key."""
    return "".join(words(text))


def ordinal(word: str) -> int | None:
    """The number of an ordinal ("5th" gives 5). None for other words."""
    return int(word[:-2]) if _ORDINAL.fullmatch(word) else None


def street_parts(parts: tuple[str, ...]) -> tuple[tuple[str, ...], str | None]:
    """Split a street into its name and its kind: ("w", "venice", "blvd") → (("venice",), "blvd").

    A leading or trailing compass letter is removed if a name remains. The kind is None if the words
    do not include one.
    """
    if len(parts) > 1 and parts[0] in DIRECTIONS:
        parts = parts[1:]
    if len(parts) > 2 and parts[-1] in DIRECTIONS and parts[-2] in SUFFIXES:
        parts = parts[:-1]
    if len(parts) > 1 and parts[-1] in SUFFIXES:
        return parts[:-1], parts[-1]
    return parts, None
