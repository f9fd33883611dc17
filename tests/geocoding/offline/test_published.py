"""The gazetteer against published points; the whole table is printed by `bench.geocoding`."""

from __future__ import annotations

import pytest

from bench.geocoding import GOOD, Judged, calibration, figures, measure
from bench.geocoding_tables import places_table

LOWEST_SHARE = 0.93
HIGHEST_WRONG_SHARE = 0.015


@pytest.fixture(scope="module")
def judged() -> list[Judged]:
    return measure()


@pytest.fixture(scope="module")
def counted(judged: list[Judged]) -> list[Judged]:
    """Without the queries whose published point is contradicted."""
    return [one for one in judged if "doubt" not in one.query]


def test_the_test_set_is_long_and_half_of_it_was_set_aside(judged: list[Judged]) -> None:
    aside = sum(one.query["set"] == "aside" for one in judged)
    assert len(judged) >= 300
    assert abs(2 * aside - len(judged)) <= 4
    assert len({one.query["query"] for one in judged}) == len(judged)


@pytest.mark.parametrize("half", ["tuning", "aside"])
def test_most_answers_are_what_a_person_would_answer(counted: list[Judged], half: str) -> None:
    group = [one for one in counted if one.query["set"] == half]
    assert sum(one.outcome in GOOD for one in group) >= LOWEST_SHARE * len(group)


def test_hardly_any_answer_is_wrong_but_certain(counted: list[Judged]) -> None:
    wrong = sum(one.outcome == "wrong" for one in counted)  # not which: half of them are set aside
    assert wrong <= HIGHEST_WRONG_SHARE * len(counted)


def test_what_is_not_here_is_never_found(judged: list[Judged]) -> None:
    nothing = [one for one in judged if one.query["expect"] == "none"]
    assert all(one.answer.status == "none" for one in nothing)


def test_a_high_score_means_nearly_always_right(counted: list[Judged]) -> None:
    for score, share, answers in calibration(counted):
        if answers >= 30:
            assert abs(score - share) < 0.08


def test_the_table_tells_what_was_to_be_reached_and_what_is_doubted(judged: list[Judged]) -> None:
    told = "\n".join(places_table(figures(judged)))
    for words in ("| right, set aside | ≥ 95 % |", "wrong but certain", "answers a second"):
        assert words in told
    doubted = [one.query for one in judged if "doubt" in one.query]
    assert doubted
    assert all(query["doubt"] in told for query in doubted)
