"""Asks the viewer how to read what can mean several things in a file, such as 05/06/1932."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from geo.dashboard import reruns, widget_keys
from geo.dashboard.text_format import escape_markdown, visible_line
from geo.errors import PossibleReading, Problem, Question
from geo.formats.reading_choices import ReadingChoices, checked_choices

_ADVICE = {"dates": "choose the order below", "numbers": "choose it below"}
_SELECT_PX = 420


def questions_of(
    problems: Sequence[Problem], earlier: Sequence[Question] = ()
) -> tuple[Question, ...]:
    """Return what the problems ask, after the questions of an earlier reading of the same file.

    Several columns can ask the same. That is one question, with the readings that fit all of them.
    """
    questions: dict[str, Question] = {}
    for asked in (*earlier, *(problem.asks for problem in problems)):
        if asked is None:
            continue
        first = questions.setdefault(asked.about, asked)
        options = {_option(reading) for reading in asked.readings}
        both = tuple(reading for reading in first.readings if _option(reading) in options)
        questions[asked.about] = first._replace(readings=both or first.readings)
    return tuple(questions.values())


def name_choices(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Return problems that point to the choices on the page, not to options of a command."""
    return tuple(
        problem
        if problem.asks is None
        else replace(problem, message=f"{problem.asks.undecided}; {_ADVICE[problem.asks.about]}")
        for problem in problems
    )


def show_questions(
    questions: Sequence[Question], file_key: str, read: Callable[[ReadingChoices], None]
) -> None:
    """Show a choice for each question, and a button that calls `read` with the choices.

    Nothing is chosen at first. `file_key` is part of the keys of the widgets, so that another file
    is asked again.
    """
    for question in questions:
        show = _show_dates if question.about == "dates" else _show_numbers
        show(question, _key(question, file_key))
    st.button(
        "Read the story",
        key=f"{widget_keys.READ_STORY}-{file_key}",
        type="primary",
        disabled=any(_chosen(question, file_key) is None for question in questions),
        on_click=reruns.rerun_page_after(partial(_read, questions, file_key, read)),
    )


def _show_dates(question: Question, key: str) -> None:
    meanings = {_option(reading): escape_markdown(reading.meaning) for reading in question.readings}
    st.radio(
        f"Dates such as {escape_markdown(question.example)}",
        tuple(meanings),
        index=None,
        format_func=meanings.__getitem__,
        horizontal=True,
        key=key,
        on_change=reruns.rerun_page,
    )


def _show_numbers(question: Question, key: str) -> None:
    # Unlike a radio button, an option of a select box is plain text.
    meanings = {_option(reading): visible_line(reading.meaning) for reading in question.readings}
    st.selectbox(
        f"Numbers such as {escape_markdown(question.example)} count",
        tuple(meanings),
        index=None,
        format_func=meanings.__getitem__,
        placeholder="Choose what they count",
        width=_SELECT_PX,
        key=key,
        on_change=reruns.rerun_page,
    )


def _read(
    questions: Sequence[Question], file_key: str, read: Callable[[ReadingChoices], None]
) -> None:
    made = [_chosen(question, file_key) for question in questions]
    chosen: dict[str, Any] = {
        reading.keyword: reading.value for reading in made if reading is not None
    }
    read(checked_choices(**chosen))


def _chosen(question: Question, file_key: str) -> PossibleReading | None:
    option = st.session_state.get(_key(question, file_key))
    return next((reading for reading in question.readings if _option(reading) == option), None)


def _key(question: Question, file_key: str) -> str:
    return f"{widget_keys.READING_CHOICE}-{question.about}-{file_key}"


def _option(reading: PossibleReading) -> str:
    return f"{reading.keyword}={reading.value}"
