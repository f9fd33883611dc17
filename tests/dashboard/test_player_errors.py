"""Errors that the player reports: recorded once, logged on one line."""

from __future__ import annotations

import logging
from typing import Any

import pytest

from geo.dashboard import session
from geo.dashboard.player.player_errors import note_errors
from geo.dashboard.session import PlayerError, Session

LIST = {
    "part": "list",
    "message": "The list of events stopped working.",
    "reason": "TypeError: x is undefined",
}
CARD = {"part": "card", "message": "The event card stopped working.", "reason": "Error: broken"}


@pytest.fixture
def state(monkeypatch: pytest.MonkeyPatch) -> Session:
    """The session of a viewer without a page, with a document in the frame."""
    monkeypatch.setattr("streamlit.session_state", {})
    state = session.current()
    state.revision = "r"
    return state


def report(*errors: dict[str, str], rev: str = "r") -> dict[str, Any]:
    return {"rev": rev, "list": list(errors)}


def recorded(state: Session) -> list[str]:
    assert state.player_errors
    return [error.part for error in state.player_errors.errors]


def test_each_error_is_recorded_and_logged_once(
    state: Session, caplog: pytest.LogCaptureFixture
) -> None:
    assert note_errors(report(LIST))
    assert not note_errors(report(LIST))
    assert note_errors(report(LIST, CARD))
    assert recorded(state) == ["list", "card"]
    assert [(entry.levelno, entry.getMessage()) for entry in caplog.records] == [
        (
            logging.WARNING,
            "player: part 'list' of document r failed: 'TypeError: x is undefined'",
        ),
        (logging.WARNING, "player: part 'card' of document r failed: 'Error: broken'"),
    ]


def test_a_line_break_in_a_reason_does_not_start_a_line_of_the_log(
    state: Session, caplog: pytest.LogCaptureFixture
) -> None:
    note_errors(report({**LIST, "reason": "a\nERROR forged\u2028line"}))
    (entry,) = caplog.records
    assert recorded(state) == ["list"]
    assert len(entry.getMessage().splitlines()) == 1
    assert "ERROR forged" in entry.getMessage()


def test_a_rebuilt_frame_reports_from_the_start_and_only_new_errors_count(state: Session) -> None:
    note_errors(report(LIST))
    assert note_errors(report(CARD))
    assert recorded(state) == ["list", "card"]


def test_errors_of_another_document_are_ignored(state: Session) -> None:
    assert not note_errors(report(LIST, rev="other"))
    assert not note_errors(None)
    assert state.player_errors is None


def test_another_document_starts_without_errors(state: Session) -> None:
    note_errors(report(LIST))
    state.revision = "s"
    assert note_errors(report(CARD, rev="s"))
    assert state.player_errors
    assert state.player_errors.errors == (PlayerError(**CARD),)
