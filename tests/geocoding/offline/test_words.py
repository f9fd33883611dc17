"""Spellings of one name have one key, and the cost of a query is limited."""

from __future__ import annotations

import pytest

from geo.geocoding.offline.parsing.words import (
    MAX_LENGTH,
    clean,
    key,
    ordinal,
    ordinal_of,
    street_parts,
    words,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Venice Blvd", "venice boulevard"),
        ("Venice Bl.", "VENICE BLVD"),
        ("5th St", "Fifth Street"),
        ("K-Town", "ktown"),
        ("Bel-Air", "Bel Air"),
        ("La Cañada Flintridge", "La Canada Flintridge"),
        ("Bob's Big Boy", "Bobs Big Boy"),
        ("Bob’s Big Boy", "Bob's Big Boy"),
        ("the drive-in", "Drive In"),
        ("Wilshire & Doheny", "Wilshire and Doheny"),
        ("Wilshire @ Doheny", "Wilshire at Doheny"),
        ("St. Mary Medical Center", "Saint Mary Medical Centre"),
        ("North Hollywood", "N. Hollywood"),
        ("Figueroa Av", "Figueroa Avenue"),
        ("L.A. Union Station", "LA Union Station"),
        ("U.S. 101", "US 101"),
        ("W.Venice Blvd", "W Venice Blvd"),
        ("Ｖｅｎｉｃｅ", "Venice"),
    ],
)
def test_two_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert key(clean(one)) == key(clean(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [("5th St", "6th St"), ("Venice Blvd", "Venice"), ("South Gate", "Gate"), ("I-10", "I-110")],
)
def test_different_names_have_different_keys(one: str, other: str) -> None:
    assert key(one) != key(other)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (10, "10th"), (11, "11th"), (12, "12th"),
        (13, "13th"), (20, "20th"), (21, "21st"), (22, "22nd"), (33, "33rd"), (101, "101st"),
        (111, "111th"), (112, "112th"), (121, "121st"), (813, "813th"),
    ],
)  # fmt: skip
def test_ordinals_have_the_right_ending(number: int, text: str) -> None:
    assert ordinal_of(number) == text
    assert ordinal(text) == number


def test_invisible_characters_and_direction_marks_are_removed() -> None:
    assert clean("\u202eVen\u200bice\u0000 \ufeffBlvd\u2069") == "Venice Blvd"
    assert clean("Venice\t\r\n Blvd") == "Venice Blvd"


def test_letters_of_other_scripts_are_kept() -> None:
    assert words(clean("洛杉矶")) == ("洛杉矶",)


def test_a_query_longer_than_any_name_becomes_empty() -> None:
    assert clean("a" * MAX_LENGTH) == "a" * MAX_LENGTH
    assert clean("a" * (MAX_LENGTH + 1)) == ""
    assert clean("\ufdfa" * (4 * MAX_LENGTH)) == ""


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("W Venice Blvd", (("venice",), "blvd")),
        ("S Flower St", (("flower",), "st")),
        ("Wilshire", (("wilshire",), None)),
        ("The Broadway", (("broadway",), None)),
        ("La Cienega Blvd N", (("la", "cienega"), "blvd")),
        ("Sherman Way", (("sherman",), "way")),
    ],
)
def test_a_street_is_split_into_its_name_and_its_kind(
    name: str, parts: tuple[tuple[str, ...], str | None]
) -> None:
    assert street_parts(words(name)) == parts
