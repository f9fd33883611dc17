"""Filters by person, group and day: they reach the player without reloading it."""

from __future__ import annotations

from collections.abc import Container

import streamlit as st

from geo.dashboard import session
from geo.dashboard.cache import kept
from geo.dashboard.session import Choice
from geo.dashboard.stories import Telling
from geo.dashboard.text_format import moment_and_title, plain, visible
from geo.playback import event_days
from geo.story import Story

# More days than this do not fit as buttons in a row.
MOST_DAYS = 31


def row(telling: Telling) -> None:
    """The three filters in one row.

    They are always on the page: a widget inside a closed popover does not hear that it was cleared.
    """
    story = telling.story
    names, groups = story.person_by_id, story.group_by_id
    days = sorted({day for day in days_of(telling) if day is not None})
    _forget_unknown(names, groups, days)
    with st.container(horizontal=True, vertical_alignment="top"):
        if names:
            st.multiselect(
                "People",
                list(names),
                format_func=lambda i: visible(names[i].name),
                key=session.PEOPLE,
                placeholder="Everyone",
                width=280,
                on_change=session.rerun_all,
            )
        if groups:
            st.multiselect(
                "Groups",
                list(groups),
                format_func=lambda i: visible(groups[i].name),
                key=session.GROUPS,
                placeholder="All groups",
                width=280,
                on_change=session.rerun_all,
            )
        if 1 < len(days) <= MOST_DAYS:
            st.pills(
                "Days",
                days,
                selection_mode="multi",
                key=session.DAYS,
                wrap=True,
                on_change=session.rerun_all,
            )
        elif len(days) > MOST_DAYS:
            st.multiselect(
                "Days",
                days,
                key=session.DAYS,
                placeholder="All days",
                width=240,
                on_change=session.rerun_all,
            )


def told(telling: Telling) -> None:
    """What the filters leave, below them; and a way on where that is not the scene at hand."""
    if session.chosen():
        _summary(telling)
    _way_on(telling)


def _summary(telling: Telling) -> None:
    """How much is left, with a way back."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(f"{len(admitted(telling)):,} of {len(telling.story.events):,} scenes are shown.")
        st.button(
            "Clear filters",
            type="tertiary",
            icon=":material/close:",
            on_click=session.then_all(session.choose),
            args=(Choice(),),
        )


@st.fragment(key=session.FILTERED)
def _way_on(telling: Telling) -> None:
    """Say so when a link, a search or the finger led to a scene that the filters leave out.

    A choice that leaves out the scene at hand needs no word: the player goes to the nearest that
    is shown, and reports it.
    """
    session.has_run(session.FILTERED)
    if not session.chosen() or session.choice_is_newer():
        return
    shown = admitted(telling)
    if not shown or telling.number_of(session.playhead()) in shown:
        return
    wanted = set(shown)
    first = telling.story.events[next(i for i in telling.timeline().order if i in wanted)]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text("The scene at hand is not among them.")
        st.button(
            "Go to the first scene shown",
            type="tertiary",
            icon=":material/play_circle:",
            on_click=_go,
            args=(first.id,),
            help=plain(moment_and_title(telling.story, first)),
        )


def _go(event: str) -> None:
    session.seek(event)
    session.rerun(*session.followers(), session.PLAYER)


def days_of(telling: Telling) -> list[int | None]:
    """The day of the story on which each scene is told, from day 1; None: it has no time."""
    return _days(telling.key, telling.story)


@kept()
def _days(key: str, _story: Story) -> list[int | None]:  # noqa: ARG001  the key stands for the story
    return event_days(_story)


def admitted(telling: Telling) -> list[int]:
    """The scenes that the present choice lets through, as indices in telling order."""
    return _admitted(telling.key, session.chosen(), telling)


# A viewer goes back and forth between a few choices; each is a short list of numbers.
@kept(most=8)
def _admitted(key: str, choice: Choice, _telling: Telling) -> list[int]:  # noqa: ARG001  names the telling
    story = _telling.story
    if not choice:
        return list(range(len(story.events)))
    days = days_of(_telling)
    return [
        index
        for index, event in enumerate(story.events)
        if session.admits(choice, event, days[index], story)
    ]


def _forget_unknown(names: Container[str], groups: Container[str], days: Container[int]) -> None:
    """Drop what another story left behind, before the widgets are drawn."""
    choice = session.chosen()
    kept = Choice(
        tuple(i for i in choice.people if i in names),
        tuple(i for i in choice.groups if i in groups),
        tuple(i for i in choice.days if i in days),
    )
    if kept != choice:
        session.choose(kept)
