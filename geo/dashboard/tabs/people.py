"""The People tab: who they are, and when they are first and last seen. A row tells more."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geo.dashboard import session
from geo.dashboard.cache import kept
from geo.dashboard.session import Choice
from geo.dashboard.stories import Telling
from geo.dashboard.tabs.table import pick_table
from geo.dashboard.text_format import moment, plain, visible
from geo.render import colours
from geo.story import Event, Person, Story

_TABLE = "people-table"
_CHIP = "⬤"
_NO_GROUP = "#8a8f9c"
_COLUMNS = {
    _CHIP: st.column_config.TextColumn("", width=30),
    "Name": st.column_config.TextColumn(width="medium"),
    "Actor": st.column_config.TextColumn(width="medium"),
    "Group": st.column_config.TextColumn(width="small"),
    "First seen": st.column_config.TextColumn(width=120),
    "Last seen": st.column_config.TextColumn(width=120),
    "Scenes": st.column_config.NumberColumn(width="small"),
}


def tab(telling: Telling) -> None:
    """Everyone in the story; whoever is selected is told more of below."""
    if not telling.story.people:
        st.info("This story names no people.", icon=":material/group_off:")
        return
    people = telling.story.people
    row = session.picked_row(_TABLE, len(people))
    pick_table(_styled(telling.key, telling), len(people), _TABLE, _COLUMNS, 420, "People")
    if row is not None:
        _detail(telling, people[row])
    else:
        st.caption("Select a row to follow someone through the story.")


def _sightings(telling: Telling) -> list[list[Event]]:
    """The events in which each person is there, by time, in the order of `Story.people`."""
    order = telling.timeline().order
    events = telling.story.events
    return [[events[order[k]] for k in track.sightings] for track in telling.tracks()]


@kept()
def _styled(key: str, _telling: Telling) -> pd.io.formats.style.Styler:  # noqa: ARG001  names the telling
    story = _telling.story
    groups = story.group_by_id
    rows = []
    for person, seen in zip(story.people, _sightings(_telling), strict=True):
        rows.append(
            {
                _CHIP: _CHIP,
                "Name": visible(person.name),
                "Actor": visible(person.actor or ""),
                "Group": visible(groups[person.group].name if person.group else ""),
                "First seen": _when(story, seen[0]) if seen else "never seen",
                "Last seen": _when(story, seen[-1]) if seen else "",
                "Scenes": len(seen),
            }
        )
    chips = [f"color: {colour or _NO_GROUP}" for colour in colours.of_people(story)]
    table = pd.DataFrame(rows, columns=list(_COLUMNS))
    # What this story says of nobody would be a column of dashes.
    silent = [name for name in ("Actor", "Group") if not table[name].any()]
    return table.drop(columns=silent).style.apply(lambda _: chips, subset=[_CHIP])


def _when(story: Story, event: Event) -> str:
    return moment(story, event) or f"scene {story.events.index(event) + 1}"


def _detail(telling: Telling, person: Person) -> None:
    story = telling.story
    seen = _sightings(telling)[story.people.index(person)]
    with st.container(border=True):
        st.subheader(plain(person.name), anchor=False)
        for line in (person.actor and f"played by {person.actor}", person.note):
            if line:
                st.text(visible(line))
        if not seen:
            st.text("Talked about, and never seen.")
            return
        with st.container(horizontal=True):
            if session.chosen().people == (person.id,):
                st.button(
                    "Show everyone again",
                    icon=":material/group:",
                    on_click=_choose,
                    args=(Choice(),),
                    key="everyone",
                )
            else:
                st.button(
                    f"Only scenes with {plain(person.name)}",
                    icon=":material/person_pin_circle:",
                    on_click=_choose,
                    args=(Choice(people=(person.id,)),),
                    key="only",
                )
            for words, event in (("First seen", seen[0]), ("Last seen", seen[-1])):
                st.button(
                    plain(f"{words}: {event.title}"),
                    icon=":material/play_circle:",
                    on_click=_go,
                    args=(event.id,),
                    key=f"go-{words}",
                )


def _choose(choice: Choice) -> None:
    """Another choice concerns the whole page, not only this tab."""
    session.choose(choice)
    session.rerun()


def _go(event: str) -> None:
    session.seek(event)
    session.rerun(session.FILTERED, session.TABS, session.PLAYER)
