"""The People tab: each person with first and last appearance. Selecting a row shows details."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geo.dashboard import reruns, session, widget_keys
from geo.dashboard.event_filter import EventFilter
from geo.dashboard.stories import ShownStory
from geo.dashboard.tabs.table import selected_row, show_table
from geo.dashboard.text_format import escape_markdown, moment, visible_line
from geo.dashboard.workspace import Workspace
from geo.playback.event_noun import event_noun
from geo.render import colours
from geo.story import Event, Person, Story

_CHIP = "⬤"
_NO_GROUP = "#8a8f9c"
_COLUMNS = {
    _CHIP: st.column_config.TextColumn("", width=30),
    "Name": st.column_config.TextColumn(width="medium"),
    "Actor": st.column_config.TextColumn(width="medium"),
    "Group": st.column_config.TextColumn(width="small"),
    "First seen": st.column_config.TextColumn(width=120),
    "Last seen": st.column_config.TextColumn(width=120),
    "Events": st.column_config.NumberColumn(width="small"),
}


def title(_: ShownStory) -> str:
    """Return the label of the tab."""
    return "People"


def show(shown: ShownStory) -> None:
    """Show everyone in the story, and details of the selected person."""
    people = shown.story.people
    if not people:
        st.info("This story has no people.", icon=":material/group_off:")
        return
    row = selected_row(widget_keys.PEOPLE_TABLE, len(people))
    table = shown.workspace.get(_styled_table)
    noun = event_noun(shown.story)
    columns = _COLUMNS | {"Events": st.column_config.NumberColumn(noun.titles, width="small")}
    show_table(table, len(people), widget_keys.PEOPLE_TABLE, columns, 420, title(shown))
    if row is not None:
        _show_details(shown, people[row])
    else:
        st.caption(f"Select a row to see a person’s first and last {noun.one}.")


def _sightings(workspace: Workspace) -> list[list[Event]]:
    """The events at which each person is present, by time, in the order of `Story.people`."""
    order = workspace.timeline.order
    events = workspace.story.events
    return [[events[order[k]] for k in track.sightings] for track in workspace.tracks]


def _styled_table(workspace: Workspace) -> pd.io.formats.style.Styler:
    story = workspace.story
    groups = story.group_by_id
    rows = []
    for person, seen in zip(story.people, workspace.get(_sightings), strict=True):
        rows.append(
            {
                _CHIP: _CHIP,
                "Name": visible_line(person.name),
                "Actor": visible_line(person.actor or ""),
                "Group": visible_line(groups[person.group].name if person.group else ""),
                "First seen": _when(story, seen[0]) if seen else "never seen",
                "Last seen": _when(story, seen[-1]) if seen else "",
                "Events": len(seen),
            }
        )
    chips = [f"color: {colour or _NO_GROUP}" for colour in colours.person_colours(story)]
    table = pd.DataFrame(rows, columns=list(_COLUMNS))
    # Leave out columns without values; they would show only dashes.
    empty = [name for name in ("Actor", "Group") if not table[name].any()]
    return table.drop(columns=empty).style.apply(lambda _: chips, subset=[_CHIP])


def _when(story: Story, event: Event) -> str:
    return moment(story, event) or f"{event_noun(story).one} {story.events.index(event) + 1}"


def _show_details(shown: ShownStory, person: Person) -> None:
    story = shown.story
    seen = shown.workspace.get(_sightings)[story.people.index(person)]
    with st.container(border=True):
        st.header(escape_markdown(person.name), anchor=False)
        for line in (person.actor and f"played by {person.actor}", person.note):
            if line:
                st.text(visible_line(line))
        if not seen:
            st.text(f"Not present in any {event_noun(story).one}.")
            return
        with st.container(horizontal=True):
            if session.current_filter().people == (person.id,):
                st.button(
                    "Show everyone",
                    icon=":material/group:",
                    on_click=_set_filter,
                    args=(EventFilter(),),
                    key="everyone",
                )
            else:
                st.button(
                    f"Show only {event_noun(story).many} with {escape_markdown(person.name)}",
                    icon=":material/person_pin_circle:",
                    on_click=_set_filter,
                    args=(EventFilter(people=(person.id,)),),
                    key="only",
                )
            for words, event in (("First seen", seen[0]), ("Last seen", seen[-1])):
                st.button(
                    escape_markdown(f"{words}: {event.title}"),
                    icon=":material/play_circle:",
                    on_click=_go_to,
                    args=(event.id,),
                    key=f"go-{words}",
                )


def _set_filter(event_filter: EventFilter) -> None:
    """Set the filter and rerun the whole page, because the filter affects all of it."""
    session.set_filter(event_filter)
    reruns.rerun()


def _go_to(event: str) -> None:
    session.current().go_to(event)
    reruns.rerun(widget_keys.FILTER_STATUS, widget_keys.TABS, widget_keys.PLAYER)
