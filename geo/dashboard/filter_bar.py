"""Filters by person, group and time. They reach the player without reloading it."""

from __future__ import annotations

from collections.abc import Container

import streamlit as st

from geo.dashboard import reruns, session, widget_keys
from geo.dashboard.day_periods import DayPeriods, day_periods
from geo.dashboard.event_filter import EventFilter
from geo.dashboard.stories import ShownStory
from geo.dashboard.text_format import escape_markdown, moment_and_title, visible_line
from geo.dashboard.workspace import Workspace
from geo.playback import event_days
from geo.playback.event_noun import event_noun

# More days, or more dates, months and years, than this do not fit as buttons in a row.
MOST_DAYS = 31
MOST_LONG_LABELS = 12


def show_filters(shown: ShownStory) -> None:
    """Show the three filters in one row.

    They are always on the page, because a widget in a closed popover cannot be cleared from code.
    """
    story = shown.story
    people, groups = story.person_by_id, story.group_by_id
    periods = shown.workspace.get(_periods)
    session.current().periods = periods
    _drop_unknown_values(people, groups, periods)
    with st.container(horizontal=True, vertical_alignment="top"):
        if people:
            st.multiselect(
                "People",
                list(people),
                format_func=lambda i: visible_line(people[i].name),
                key=widget_keys.PEOPLE,
                placeholder="Everyone",
                width=280,
                on_change=reruns.rerun_page,
            )
        if groups:
            st.multiselect(
                "Groups",
                list(groups),
                format_func=lambda i: visible_line(groups[i].name),
                key=widget_keys.GROUPS,
                placeholder="All groups",
                width=280,
                on_change=reruns.rerun_page,
            )
        if periods.labels:
            _show_periods(periods)


def _show_periods(periods: DayPeriods) -> None:
    """Show the filter by time: buttons for a few choices, a list for many."""
    choices = list(periods.labels)
    if len(choices) <= (MOST_DAYS if periods.title == "Days" else MOST_LONG_LABELS):
        st.pills(
            periods.title,
            choices,
            format_func=periods.labels.__getitem__,
            selection_mode="multi",
            key=widget_keys.DAYS,
            wrap=True,
            on_change=reruns.rerun_page,
        )
    else:
        st.multiselect(
            periods.title,
            choices,
            format_func=periods.labels.__getitem__,
            key=widget_keys.DAYS,
            placeholder=f"All {periods.title.lower()}",
            width=240,
            on_change=reruns.rerun_page,
        )


def _periods(workspace: Workspace) -> DayPeriods:
    return day_periods(workspace.story)


def show_status(shown: ShownStory) -> None:
    """Show how many events match, and a button to the first one if the current one is hidden."""
    if session.current_filter():
        _show_counts(shown)
    _show_hidden_event(shown)


def _show_counts(shown: ShownStory) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        count = len(admitted_events(shown))
        total = event_noun(shown.story).count(len(shown.story.events))
        st.text(f"Showing {count:,} of {total}.")
        st.button(
            "Clear filters",
            type="tertiary",
            icon=":material/close:",
            on_click=reruns.rerun_page_after(session.set_filter),
            args=(EventFilter(),),
        )


@reruns.fragment(widget_keys.FILTER_STATUS)
def _show_hidden_event(shown: ShownStory) -> None:
    """Show a note if a link, a search or a click led to an event that the filters hide.

    There is no note right after a filter change: the player then moves to the nearest matching
    event and reports it.
    """
    state = session.current()
    if not session.current_filter() or state.filter_is_newer():
        return
    admitted = admitted_events(shown)
    if not admitted or shown.event_number(state.playhead) in admitted:
        return
    wanted = set(admitted)
    order = shown.workspace.timeline.order
    noun = event_noun(shown.story).one
    first = shown.story.events[next(index for index in order if index in wanted)]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(f"The filters hide the current {noun}.")
        st.button(
            f"Go to the first matching {noun}",
            type="tertiary",
            icon=":material/play_circle:",
            on_click=_go_to,
            args=(first.id,),
            help=escape_markdown(moment_and_title(shown.story, first)),
        )


def _go_to(event: str) -> None:
    state = session.current()
    state.go_to(event)
    reruns.rerun(*state.fragments_at_playhead(), widget_keys.PLAYER)


def days_of_events(workspace: Workspace) -> list[int | None]:
    """The day of the story on which each event starts, from 1. None: its time is unknown."""
    return event_days(workspace.story)


def admitted_events(shown: ShownStory) -> list[int]:
    """The events that the current filter admits, as indices in `Story.events`."""
    return shown.workspace.get(_filter_events, session.current_filter())


def _filter_events(workspace: Workspace, event_filter: EventFilter) -> list[int]:
    story = workspace.story
    if not event_filter:
        return list(range(len(story.events)))
    days = workspace.get(days_of_events)
    return [
        index
        for index, event in enumerate(story.events)
        if event_filter.admits(event, days[index], story)
    ]


def _drop_unknown_values(
    people: Container[str], groups: Container[str], periods: DayPeriods
) -> None:
    """Remove people, groups and days that this story lacks. Call it before drawing the widgets."""
    days = {day for all_days in periods.days.values() for day in all_days}
    before = session.current_filter()
    known = EventFilter(
        tuple(i for i in before.people if i in people),
        tuple(i for i in before.groups if i in groups),
        tuple(i for i in before.days if i in days),
    )
    choices = tuple(st.session_state.get(widget_keys.DAYS) or ())
    if known != before or not set(choices) <= periods.days.keys():
        session.set_filter(known)
