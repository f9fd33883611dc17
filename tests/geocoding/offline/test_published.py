"""Compare the gazetteer with published points. `bench.geocoding` prints the whole table."""

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
    """The queries without those whose published point is contradicted by another source."""
    return [one for one in judged if "doubt" not in one.query]


def test_there_are_at_least_300_queries_and_half_of_them_were_set_aside(
    judged: list[Judged],
) -> None:
    aside = sum(one.query["set"] == "aside" for one in judged)
    assert len(judged) >= 300
    assert abs(2 * aside - len(judged)) <= 4
    assert len({one.query["query"] for one in judged}) == len(judged)


@pytest.mark.parametrize("half", ["tuning", "aside"])
def test_most_answers_match_the_answer_of_a_person(counted: list[Judged], half: str) -> None:
    group = [one for one in counted if one.query["set"] == half]
    assert sum(one.outcome in GOOD for one in group) >= LOWEST_SHARE * len(group)


def test_few_answers_are_certain_but_wrong(counted: list[Judged]) -> None:
    wrong = sum(
        one.outcome == "wrong" for one in counted
    )  # do not print them: half of the queries are set aside
    assert wrong <= HIGHEST_WRONG_SHARE * len(counted)


def test_a_place_that_is_not_on_the_map_is_never_found(judged: list[Judged]) -> None:
    nothing = [one for one in judged if one.query["expect"] == "none"]
    assert all(one.answer.status == "none" for one in nothing)


def test_scores_match_the_share_of_right_answers(counted: list[Judged]) -> None:
    for score, share, answers in calibration(counted):
        if answers >= 30:
            assert abs(score - share) < 0.08


def test_the_tables_show_the_goals_and_the_contradicted_queries(judged: list[Judged]) -> None:
    tables = "\n".join(places_table(figures(judged)))
    for words in (
        "394 queries",
        "count 393 of them",
        "| right, set aside | ≥ 95% |",
        "wrong but certain",
        "answers a second",
    ):
        assert words in tables
    doubted = [one.query for one in judged if "doubt" in one.query]
    assert doubted
    assert all(query["doubt"] in tables for query in doubted)
