"""The words of the player's interface: one table for each language.

A language is a file in this folder, such as `en.json` or `pt-BR.json`. Its name is the language's
BCP 47 tag. A table may be incomplete: an entry that it does not have is taken from the table of
the more general language (`pt`), and at last from English.

An entry is a text, in which `{name}` stands for a value, or a choice between texts:

- by the word for an event: `{"scene": …, "event": …}`;
- in the player also by number: `{"one": …, "other": …}`, with the plural categories of the
  language (Unicode CLDR). The value that counts is called `count`.

The player receives the entries of `phrases` with the document, and takes plurals, numbers, months
and lists from the browser (`geo/render/player/words/words.js`). The list of events without
JavaScript has no browser's help, so `list` has the names of the months and the separators of
thousands and decimals for it, and none of its phrases has a plural.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable

# The language whose table is complete.
FALLBACK_LANGUAGE = "en"

Direction = Literal["ltr", "rtl"]
Noun = Literal["scene", "event"]

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Words:
    """The words of one language, with the tables that complete it.

    `tables` are the languages and their tables, the best first; the last one is English.
    """

    tables: tuple[tuple[str, Mapping[str, Any]], ...]

    @property
    def language(self) -> str:
        """The BCP 47 tag of the language, as in the name of its file."""
        return self.tables[0][0]

    @property
    def direction(self) -> Direction:
        """The direction in which the language is written."""
        direction: Direction = self.tables[0][1].get("direction", "ltr")
        return direction

    def phrase(self, key: str, /, noun: Noun = "event", **values: str) -> str:
        """Return an entry with its values.

        Args:
            key: the name of the entry, in `phrases` or `list`.
            noun: what the story calls an event.
            **values: the text for each `{name}` of the entry.

        Raises:
            KeyError: no table has the entry, or a value is missing.
        """
        entry = self._entry(key)
        text = entry if isinstance(entry, str) else entry[noun]
        return _PLACEHOLDER.sub(lambda match: values[match[1]], text)

    def ordinal_phrase(self, key: str, number: int) -> str:
        """Return an entry for an ordinal number, such as "19th century" for 19.

        The entry has a text for each ordinal category of Unicode CLDR: `other`, and in English
        `one`, `two` and `few`. Other languages use `other` here; in the player the browser chooses.
        """
        entry = self._entry(key)
        category = _english_ordinal(number) if self.language == FALLBACK_LANGUAGE else "other"
        text: str = entry.get(category, entry["other"])
        return text.replace("{number}", self.number(number))

    def month(self, number: int) -> str:
        """Return the name of a month (1 to 12) as it is written in a date."""
        months: list[str] = self._entry("months")
        return months[number - 1]

    def number(self, number: int) -> str:
        """Write a whole number with the language's separator of thousands."""
        return f"{number:,}".replace(",", self._entry("thousandsSeparator"))

    def decimal(self, number: float, digits: int) -> str:
        """Write a number of at least 0, rounded to a number of significant digits."""
        decimals = digits - len(str(int(number)))
        whole, _, fraction = f"{round(number, decimals):.{max(0, decimals)}f}".partition(".")
        fraction = fraction.rstrip("0")
        separator = self._entry("decimalSeparator") if fraction else ""
        return f"{self.number(int(whole))}{separator}{fraction}"

    def for_player(self) -> dict[str, Any]:
        """Return the direction and the phrases for the player, as JSON values.

        `tables` begins with the table of the interface's language. The next ones have only the
        entries that it does not have.
        """
        tables: list[dict[str, Any]] = []
        known: set[str] = set()
        for language, table in self.tables:
            missing = {
                key: entry for key, entry in table.get("phrases", {}).items() if key not in known
            }
            known |= missing.keys()
            if missing or not tables:
                tables.append({"language": language, "phrases": missing})
        return {"direction": self.direction, "tables": tables}

    def _entry(self, key: str) -> Any:
        for _, table in self.tables:
            for section in ("phrases", "list"):
                if key in table.get(section, {}):
                    return table[section][key]
        raise KeyError(key)


def _english_ordinal(number: int) -> str:
    """Return the category of Unicode CLDR: 1st is `one`, 2nd `two`, 3rd `few`, 4th `other`."""
    if number % 100 in (11, 12, 13):
        return "other"
    return {1: "one", 2: "two", 3: "few"}.get(number % 10, "other")


def languages() -> list[str]:
    """Return the languages that have a table, as BCP 47 tags."""
    return sorted(_tables())


def words_for(language: str) -> Words | None:
    """Return the words of a language.

    Args:
        language: a BCP 47 tag. The table of `de` also serves `de-AT`, unless there is one for
            `de-AT`.

    Returns:
        The words. None if neither the language nor a more general one has a table.
    """
    tables = _tables()
    names = {name.casefold(): name for name in tables}
    subtags = language.casefold().split("-")
    general = ("-".join(subtags[:length]) for length in range(len(subtags), 0, -1))
    found = [names[tag] for tag in general if tag in names]
    if not found:
        return None
    chain = dict.fromkeys((*found, FALLBACK_LANGUAGE))
    return Words(tuple((name, tables[name]) for name in chain))


def _folder() -> Traversable:
    return files("geo.words")


@cache
def _tables() -> dict[str, Mapping[str, Any]]:
    """Return the tables by language."""
    return {
        file.name.removesuffix(".json"): json.loads(file.read_text("utf-8"))
        for file in _folder().iterdir()
        if file.name.endswith(".json")
    }


@cache
def english() -> Words:
    """Return the English words."""
    words = words_for(FALLBACK_LANGUAGE)
    assert words is not None
    return words
