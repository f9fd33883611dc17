"""Leave out the events of a file that have an error, so that the others can be played."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any, Final

from geo.errors import Problem
from geo.problem_list import ProblemList

LEFT_OUT: Final = object()
"""Stands for a Feature that is left out, so that the others keep their numbers."""


def leave_out(features: Sequence[Any], numbers: Collection[int]) -> list[Any]:
    """Return the Features with `LEFT_OUT` at these numbers (from 1)."""
    return [
        LEFT_OUT if number in numbers else feature
        for number, feature in enumerate(features, start=1)
    ]


def number_of_events(features: Iterable[Any]) -> int:
    """Return how many Features are not left out."""
    return sum(feature is not LEFT_OUT for feature in features)


def left_out(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the errors as warnings that say that their events are left out."""
    return tuple(_as_warning(problem) for problem in problems if problem.severity == "error")


def warnings_in(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the warnings."""
    return tuple(problem for problem in problems if problem.severity == "warning")


def report_no_event_left(problems: ProblemList) -> None:
    """Report that every event has an error."""
    message = "every event has an error, so no event is left; correct the errors"
    expected = "at least one event without an error"
    problems.error(None, "features", "an error in every event", expected, message)


def _as_warning(problem: Problem) -> Problem:
    if problem.row is None:  # the number of errors that are not listed
        return replace(problem, severity="warning")
    event = "event is" if problem.count == 1 else "events are"
    return replace(problem, severity="warning", message=f"{problem.message}; the {event} left out")
