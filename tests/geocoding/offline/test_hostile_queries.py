"""Any text gets an answer in a short time and without an exception."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.geocoding import Gazetteer, describe

# Seconds of processor time, so that other programs do not matter. An ordinary query takes less than
# a millisecond.
LONGEST_S = 0.25

HOSTILE = {
    "a megabyte of letters": "a" * 1_000_000,
    "a megabyte of blanks": " " * 1_000_000,
    "a megabyte of commas": "," * 1_000_000,
    "a megabyte of digits": "1" * 1_000_000,
    "many corners": "Main & " * 20,
    "many numbers": "1 " * 70,
    "many commas": "Main," * 30,
    "template text": "{{ cycler.__init__.__globals__ }}",
    "template block": "{% for x in y %}",
    "sql": "'; DROP TABLE places; --",
    "markup": "</script><script>alert(1)</script>",
    "right to left": "\u202eteertS niaM\u202c",
    "zero width": "\u200b\u200c\u200d\ufeff",
    "controls": "\x00\x01\x1b[31m",
    "half a surrogate": "\ud800zzz",
    "combining marks": "a" + "\u0301" * 150,
    "long ligatures": "\ufdfa" * 600,
    "another script": "東京都千代田区",
    "regex": "(a+)+$" * 20,
    "degrees without end": "1°1'1\"" * 25,
    "only the": "the the the",
    "only marks": "&/@+,.'",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_query_gets_an_answer_in_bounded_time(town: Gazetteer, name: str) -> None:
    town.lookup("Main St")  # the tables are built on the first query
    started = time.process_time()
    answer = town.lookup(HOSTILE[name])
    assert time.process_time() - started < LONGEST_S
    assert answer.status == "none"
    assert len(answer.query) <= 201
    assert "\n" not in describe(answer)
    describe(answer).encode()  # no lone surrogates: any terminal can print it


def test_zero_width_characters_do_not_hide_a_place(town: Gazetteer) -> None:
    answer = town.lookup("Ma\u200bin\u00ad St\ufeff")
    assert (answer.status, answer.candidates[0].name) == ("found", "Main St")


PIECES = (
    *("Main", "St", "Oak", "Ave", "Harbour", "Blvd", "Elm", "City", "Joe's", "the bank", "Annie"),
    *("10", "110", "I-", "4", "34", "#4", "12", "5th", "fwy", "interchange", "airport", "N", "LA"),
    *("&", "/", "at", "and", "near", "between", "of", "north", "just", "in", "corner", "CA", ","),
    *("(", ")", ".", "-118.2", "10.05", "°", "{{7*7}}", "'; --", "\u200b", "東京", "é"),
)


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_every_combination_of_words_gets_a_consistent_answer(
    town: Gazetteer, pieces: list[str]
) -> None:
    answer = town.lookup(" ".join(pieces))
    assert (answer.status == "none") == (answer.candidates == ())
    assert answer.status != "found" or len(answer.candidates) == 1
    assert all(0 < one.score <= 1 and one.radius_m >= 0 for one in answer.candidates)
    assert sum(one.score for one in answer.candidates) < 1 + 1e-9
    describe(answer).encode()


def test_a_freeway_that_is_not_on_the_map_stays_unknown_after_a_query(town: Gazetteer) -> None:
    for query in ("34", "34 & Main St", "34", "the 34"):
        assert town.lookup(query).status == "none"
