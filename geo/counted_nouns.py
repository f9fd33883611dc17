"""Nouns with their number, for messages."""

from __future__ import annotations


def with_number(number: int, noun: str) -> str:
    """Return a noun with its number: `1 error`, `2,000 errors`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
