"""Whatever is typed costs no more than a long name and never ends in a traceback."""

from __future__ import annotations

import time

import pytest

from geo.geocoding import Gazetteer, describe

# Generous for a slow machine; an ordinary query takes well under a millisecond.
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
    begun = time.perf_counter()
    answer = town.lookup(HOSTILE[name])
    assert time.perf_counter() - begun < LONGEST_S
    assert answer.status == "none"
    assert len(answer.query) <= 201
    assert "\n" not in describe(answer)
    describe(answer).encode()  # no half characters: any terminal can print it


def test_zero_width_characters_do_not_hide_a_place(town: Gazetteer) -> None:
    answer = town.lookup("Ma\u200bin\u00ad St\ufeff")
    assert (answer.status, answer.candidates[0].name) == ("found", "Main St")
