"""Numbers in texts, with separated thousands and with a comma as the decimal mark."""

from __future__ import annotations

from typing import Any

import pytest

from geo.formats.numbers.numbers_in_text import decimal_mark_of, number_from


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (5, 5.0),
        (-0.5, -0.5),
        ("5.2", 5.2),
        (" .5 ", 0.5),
        ("+3", 3.0),
        ("1e3", 1000.0),
        ("1,200", 1200.0),
        ("1,234,567.8", 1234567.8),
        ("1 200", 1200.0),
        ("1\u202f200", 1200.0),
        ("1'200", 1200.0),
        ("\u22125", -5.0),
    ],
)
def test_a_number_is_read_from_a_number_or_a_text(value: Any, number: float) -> None:
    assert number_from(value) == number


@pytest.mark.parametrize(
    "value",
    [None, True, "", "five", "nan", "inf", "1_000", "1,20", "12,34,567", "5 km", "1" * 50, [1]],
)
def test_what_is_no_number_is_none(value: Any) -> None:
    assert number_from(value) is None


def test_a_number_too_large_for_a_float_is_none() -> None:
    assert number_from(10**400) is None
    assert number_from("1e999") is None
    assert number_from(float("inf")) is None


@pytest.mark.parametrize("text", ["5,2", "0,125", "1200,125", "1.200,5", "5,1234"])
def test_one_text_that_can_only_have_a_decimal_comma_decides_for_its_column(text: str) -> None:
    assert decimal_mark_of(["1,200", 3, None, text]) == ","


def test_a_comma_separates_thousands_if_every_text_of_the_column_allows_it() -> None:
    assert decimal_mark_of(["1,200", "12,345,678", "5.2", 7]) == "."


@pytest.mark.parametrize(
    ("text", "number"),
    [("5,2", 5.2), ("1,200", 1.2), ("1.200", 1200.0), ("1.200,5", 1200.5), ("5.2", 5.2)],
)
def test_beside_a_decimal_comma_points_separate_thousands(text: str, number: float) -> None:
    assert number_from(text, ",") == number
