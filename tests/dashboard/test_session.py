"""The session: the position of the playhead, and the filter of each story."""

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


def test_a_viewer_always_gets_the_same_session(state: Session) -> None:
    assert session.current() is state


def test_a_repeated_report_does_not_change_the_playhead(state: Session) -> None:
    assert state.note_playhead(report("theft"))
    assert state.playhead == "theft"
    assert not state.note_playhead(report("theft"))


def test_a_report_about_another_document_is_ignored(state: Session) -> None:
    assert not state.note_playhead(report("theft", rev="other"))
    assert not state.note_playhead(None)
    assert state.playhead is None


def test_a_report_of_the_same_event_after_a_filter_change_counts_as_a_change(
    state: Session,
) -> None:
    state.note_playhead(report("theft"))
    session.set_filter(EventFilter(people=("neil",)))
    assert state.filter_is_newer()
    assert state.note_playhead(report("theft"))
    assert not state.filter_is_newer()


def test_each_seek_gets_a_new_number_and_a_pause_keeps_the_last_number(
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
    [
        (None, [FILTER_STATUS, TABS]),
        ("Events", [FILTER_STATUS, TABS]),
        ("Scenes", [FILTER_STATUS, TABS]),
        ("Export", [FILTER_STATUS]),
    ],
)
def test_the_tab_reruns_with_the_playhead_only_if_it_is_the_events_tab(
    state: Session, monkeypatch: pytest.MonkeyPatch, tab: str | None, fragments: list[str]
) -> None:
    monkeypatch.setattr("streamlit.session_state", {"tab": tab} if tab else {})
    assert state.fragments_at_playhead() == fragments


def test_returning_to_a_story_restores_its_filter_and_a_new_story_has_none(state: Session) -> None:
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
