"""Combining two answers: which answers of a service confirm one of several candidates."""

from __future__ import annotations

import pytest

from geo.geocoding import Answer, Candidate
from geo.geocoding.consensus import combine, is_conclusive


def candidate(kind: str, latitude: float) -> Candidate:
    return Candidate("Elm", latitude, 20.0, 300.0, kind, 0.5, "a map")


@pytest.mark.parametrize(
    ("first_kind", "later_kind", "is_confirmed"),
    [
        ("landmark", "landmark", True),
        ("landmark", "street", False),
        ("landmark", "district", False),
        ("district", "district", True),
        ("corner", "street", True),
        ("interchange", "freeway", True),
        ("street", "landmark", False),
    ],
)
def test_only_a_place_of_a_fitting_kind_confirms_one_of_several_candidates(
    first_kind: str, later_kind: str, is_confirmed: bool
) -> None:
    first = Answer("Elm", "ambiguous", (candidate(first_kind, 10.0), candidate(first_kind, 11.0)))
    later = Answer("Elm", "found", (candidate(later_kind, 10.001),))
    assert combine("Elm", first, later) == (later if is_confirmed else first)


def test_a_single_uncertain_candidate_and_a_place_of_another_kind_stay_two_candidates() -> None:
    bar = candidate("landmark", 10.0)
    first = Answer("Elm", "ambiguous", (bar,))
    for kind in ("street", "district"):
        other = candidate(kind, 10.001)
        combined = combine("Elm", first, Answer("Elm", "found", (other,)))
        assert (combined.status, combined.candidates) == ("ambiguous", (bar, other))


def test_the_point_of_a_house_must_be_more_exact_than_its_street() -> None:
    wide = Candidate("Elm", 10.0, 20.0, 5_000.0, "street", 0.5, "a map")
    answer = Answer("Elm", "found", (wide,))
    for query, is_enough in (("12 Elm St, Rome", False), ("Elm St", True), ("Elm St, Rome", True)):
        assert is_conclusive(query, answer) is is_enough
