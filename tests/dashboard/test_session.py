"""What the session notes about the playhead, and which story a filter belongs to."""

from __future__ import annotations

from typing import Any

import pytest

from geo.dashboard import session
from geo.dashboard.event_filter import EventFilter
from geo.dashboard.session import Seek, Session
from geo.dashboard.widget_keys import FILTER_STATUS, TABS


@pytest.fixture
def state(monkeypatch: pytest.MonkeyPatch) -> Session:
    """The session of a viewer without a page, with a document in the frame."""
    monkeypatch.setattr("streamlit.session_state", {})
    state = session.current()
    state.revision = "r"
    return state


def report(event: str | None, **other: Any) -> dict[str, Any]:
    return {"rev": "r", "event": event, "position": 0.4, **other}


def test_there_is_one_session_for_each_viewer(state: Session) -> None:
    assert session.current() is state


def test_a_report_changes_the_playhead_once(state: Session) -> None:
    assert state.note_playhead(report("theft"))
    assert state.playhead == "theft"
    assert not state.note_playhead(report("theft"))


def test_a_report_about_another_document_is_ignored(state: Session) -> None:
    assert not state.note_playhead(report("theft", rev="other"))
    assert not state.note_playhead(None)
    assert state.playhead is None


def test_a_report_after_a_change_of_the_filter_counts_even_for_the_same_event(
    state: Session,
) -> None:
    state.note_playhead(report("theft"))
    session.set_filter(EventFilter(people=("neil",)))
    assert state.filter_is_newer()
    assert state.note_playhead(report("theft"))
    assert not state.filter_is_newer()


def test_each_seek_has_a_higher_number_and_a_pause_has_the_number_of_the_last(
    state: Session,
) -> None:
    seeks = []
    for event in ("arrival", "theft"):
        state.go_to(event)
        seeks.append(state.seek)
    state.note_playhead(report("farewell"))
    seeks.append(state.seek)
    assert seeks == [
        Seek(2, {"event": "arrival"}),
        Seek(3, {"event": "theft"}),
        Seek(3, {"position": 0.4}),
    ]


@pytest.mark.parametrize(
    ("tab", "fragments"),
    [(None, [FILTER_STATUS, TABS]), ("Scenes", [FILTER_STATUS, TABS]), ("Export", [FILTER_STATUS])],
)
def test_only_an_open_list_of_events_follows_the_playhead(
    state: Session, monkeypatch: pytest.MonkeyPatch, tab: str | None, fragments: list[str]
) -> None:
    monkeypatch.setattr("streamlit.session_state", {"tab": tab} if tab else {})
    assert state.fragments_at_playhead() == fragments


def test_a_story_that_comes_back_has_its_filter_and_another_has_none(state: Session) -> None:
    state.note_story("a")
    session.set_filter(EventFilter(people=("neil",)))
    state.go_to("theft")
    state.leave_story()
    state.note_story("b")
    assert session.current_filter() == EventFilter()
    assert (state.playhead, state.seek) == (None, None)
    state.leave_story()
    state.note_story("a")
    assert session.current_filter() == EventFilter(people=("neil",))
