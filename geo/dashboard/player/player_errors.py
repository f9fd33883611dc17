"""Errors that the player's document reports: the page shows them, and the server logs them."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

import streamlit as st

from geo.dashboard import session
from geo.dashboard.session import PlayerError, PlayerErrors
from geo.dashboard.text_format import escape_markdown

_LOG = logging.getLogger(__name__)


def note_errors(report: Mapping[str, Any] | None) -> bool:
    """Record and log the errors of the document in the frame.

    Args:
        report: the frame's report: `rev` and `list`, all errors of that document so far, each with
            `part`, `message` and `reason`. None: there is no report.

    Returns:
        True if there are errors that were not reported before.
    """
    state = session.current()
    if not report or state.revision is None or report.get("rev") != state.revision:
        return False
    known = _errors_of_document()
    reported = [PlayerError(**error) for error in report["list"]]
    new = tuple(error for error in dict.fromkeys(reported) if error not in known)
    for error in new:
        # Escaped, so that a line break in a text of the document cannot start a line of the log.
        part, reason = (ascii(text) for text in (error.part, error.reason))
        _LOG.warning("player: part %s of document %s failed: %s", part, state.revision, reason)
    state.player_errors = PlayerErrors(state.revision, (*known, *new))
    return bool(new)


def _errors_of_document() -> tuple[PlayerError, ...]:
    """The known errors of the document in the frame."""
    state = session.current()
    errors = state.player_errors
    return errors.errors if errors and errors.revision == state.revision else ()


def show_errors() -> None:
    """Show the errors of the document in the frame as one warning, if there are any."""
    messages = [escape_markdown(error.message) for error in _errors_of_document()]
    if messages:
        st.warning("  \n".join(messages), icon=":material/warning:")
