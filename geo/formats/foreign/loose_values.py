"""Read texts, names and numbers from values of any type, in files with other field names."""

from __future__ import annotations

import json

# The first one that occurs in a text separates the names: "Rossi, M.; Verdi, G." is two people.
_SEPARATORS = ";|,"


def text_of(value: object, depth: int = 2) -> str:
    """Return a value as text: a number, the name in an object, or the joined items of a list.

    `depth` is the number of nested lists and objects to search for a name.
    """
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, dict) and depth:
        return text_of(value.get("name") or value.get("title") or "", depth - 1)
    if isinstance(value, list) and depth:
        return ", ".join(text for item in value if (text := text_of(item, depth - 1)))
    if isinstance(value, (bool, int, float)) and is_short(value):
        return json.dumps(value)
    return ""


def names_in(value: object) -> list[str]:
    """Return the names in a list, or in a text with semicolons, bars or commas between them."""
    if isinstance(value, list):
        return [name for name in map(text_of, value) if name]
    text = text_of(value)
    separator = next((mark for mark in _SEPARATORS if mark in text), None)
    parts = text.split(separator) if separator else [text]
    return [part.strip() for part in parts if part.strip()]


def has_name(value: object) -> bool:
    """Return whether a value is an object with a name."""
    return isinstance(value, dict) and bool(text_of(value))


def number_in(value: object) -> float | None:
    """Return a finite number, also from a text; else None."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if abs(number) < float("inf") else None


def is_short(value: object) -> bool:
    """Return whether a value can be written as text in a short time."""
    # Writing an integer of thousands of digits takes quadratic time.
    return not isinstance(value, int) or abs(value) < 10**40
