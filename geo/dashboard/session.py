"""What one viewer has before them: the choice of scenes, the playhead, the places on show."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from geo.story import Event, Story

# Keys of the filters' and the search's widgets, and their names in the address.
PEOPLE, GROUPS, DAYS, SEARCH = "people", "groups", "days", "place"
# Keys of the parts of the page that can run alone.
PLAYER, FILTERED, TABS = "player", "filtered", "tabs"
# What was asked for and has not run yet: keys of parts, or this for all of the page.
_OWED, _ALL = "owed", "all"
# Which tab is open; the one that follows the playhead, and the one of the workbench.
TAB, SCENES_TAB, PLACES_TAB = "tab", "Scenes", "Places"
# The story on show, and the filters of those that were left.
_STORY, _CHOICES = "story", "choices"


@dataclass(frozen=True, slots=True)
class Choice:
    """Which scenes are wanted: ids and day numbers; an empty tuple leaves that side open."""

    people: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    days: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.people or self.groups or self.days)

    def wire(self) -> dict[str, list[str] | list[int] | None]:
        """As the document's `setFilter` takes it: None stands for all."""
        return {
            "people": list(self.people) or None,
            "groups": list(self.groups) or None,
            "days": list(self.days) or None,
        }


def chosen() -> Choice:
    """The viewer's present choice."""
    state = st.session_state
    return Choice(*(tuple(state.get(key) or ()) for key in (PEOPLE, GROUPS, DAYS)))


def choose(choice: Choice) -> None:
    """Make another choice. Only before the filters are drawn, so from a callback."""
    state = st.session_state
    state[PEOPLE], state[GROUPS], state[DAYS] = map(
        list, (choice.people, choice.groups, choice.days)
    )


def rerun_all() -> None:
    """The callback of a widget that concerns the whole page.

    Two widgets that report within a few milliseconds, as a field that is left for a tab, reach the
    server as one: it then runs the part of the page that the first of them is in, unless a callback
    asks for more. A run of the whole page need not be asked for.
    """
    context = get_script_run_ctx()
    if context is not None and context.fragment_ids_this_run:
        rerun()


def then_all(act: Callable[..., object]) -> Callable[..., None]:
    """The callback of such a widget that does something of its own first."""

    def called(*arguments: object) -> None:
        act(*arguments)
        rerun_all()

    return called


def rerun(*parts: str) -> NoReturn:
    """Ask for a run of these parts of the page; of all of it, when none is named.

    What is asked for here can be lost: while it waits, the player may report something, and what is
    asked for then stands in its place. So what has not run yet is asked for once more with it.
    """
    owed: set[str] = st.session_state.setdefault(_OWED, set())
    owed.update(parts or (_ALL,))
    st.rerun("app" if _ALL in owed else sorted(owed))


def has_run(part: str = _ALL) -> None:
    """Note that a part of the page, or all of it, has been drawn to its end."""
    owed: set[str] = st.session_state.get(_OWED, set())
    owed.discard(part)
    if part == _ALL:
        owed.clear()


def rerun_tabs() -> None:
    """The callback of a widget that concerns the open tab only."""
    rerun(TABS)


def start_over() -> None:
    """Forget all that belongs to the story before, but for its filter. Only from a callback."""
    state = st.session_state
    state.setdefault(_CHOICES, {})[state.get(_STORY)] = chosen()
    choose(Choice())
    st.session_state[SEARCH] = ""
    for key in ("playhead", "under", "seek", "shown"):
        st.session_state.pop(key, None)


def story_shown(key: str) -> None:
    """Note which story is shown. One that was shown before gets its filter back.

    Only before the filters are drawn.
    """
    state = st.session_state
    if state.get(_STORY) != key:
        state[_STORY] = key
        if key in state.get(_CHOICES, {}):
            choose(state[_CHOICES][key])


def playhead() -> str | None:
    """The id of the scene where playback last paused; None: nowhere yet, or where none is shown."""
    found = st.session_state.get("playhead")
    return None if found is None else str(found)


def followers() -> list[str]:
    """The parts of the page that tell of the scene at the playhead, as far as they are open."""
    followed = st.session_state.get(TAB, SCENES_TAB) == SCENES_TAB
    return [FILTERED, TABS] if followed else [FILTERED]


def choice_is_newer() -> bool:
    """Whether the choice has changed since the playhead came to rest: the player will move it."""
    return st.session_state.get("under") != chosen()


def note_playhead(report: dict[str, Any] | None) -> bool:
    """Keep what the frame reports; True if the scene or its choice is another than before."""
    if not report or report.get("rev") != st.session_state.get("revision"):
        return False
    event = report.get("event")
    changed = event != playhead() or choice_is_newer()
    st.session_state["playhead"] = event
    st.session_state["under"] = chosen()
    # Should the frame have to be made anew, it takes up here.
    st.session_state["seek"] = {"n": _seeks(), "to": {"position": report.get("position", 0)}}
    return changed


def revision_shown(revision: str) -> None:
    """Note which document is in the frame; reports of another are not heeded."""
    st.session_state["revision"] = revision


def seek(event: str) -> None:
    """Ask the player to go to a scene."""
    st.session_state["seeks"] = _seeks() + 1
    st.session_state["seek"] = {"n": _seeks(), "to": {"event": event}}
    led_to(event)


def _seeks() -> int:
    """The number of the last seek: it grows for as long as the visit lasts, whatever the story."""
    return int(st.session_state.get("seeks", 1))


def led_to(event: str) -> None:
    """Note that the player is on its way to a scene."""
    st.session_state["playhead"] = event
    st.session_state["under"] = chosen()


def seek_wanted() -> dict[str, Any] | None:
    """The last seek, as the frame takes it: a number that grows with each, and where to."""
    found: dict[str, Any] | None = st.session_state.get("seek")
    return found


def show_places(places: Sequence[dict[str, Any]]) -> None:
    """Put places on the map, in the shape of the document's `showPlaces`; none clears them."""
    st.session_state["shown"] = list(places)


def places_shown() -> list[dict[str, Any]]:
    """The places on the map."""
    found: list[dict[str, Any]] = st.session_state.get("shown", [])
    return found


def clicked_row(table: str) -> int | None:
    """The row that a click in a table chose, by its box or by one of its cells; None: no row."""
    selection = (st.session_state.get(table) or {}).get("selection") or {}
    cells = selection.get("cells") or []
    rows = [cell[0] for cell in cells] or selection.get("rows") or []
    return int(rows[0]) if rows else None


def picked_row(table: str, count: int) -> int | None:
    """The row picked in a table of `count` rows, marked as a whole. Before the table is drawn."""
    row = clicked_row(table)
    row = row if row is not None and row < count else None
    select_rows(table, [] if row is None else [row])
    return row


def select_rows(table: str, rows: list[int]) -> None:
    """Mark rows of a table, and no cell. Only before the table is drawn in this run."""
    selection = (st.session_state.get(table) or {}).get("selection") or {}
    if list(selection.get("rows") or []) != rows or selection.get("cells"):
        st.session_state[table] = {"selection": {"rows": rows, "columns": [], "cells": []}}


def admits(choice: Choice, event: Event, day: int | None, story: Story) -> bool:
    """Whether the choice lets a scene through, by the same rule as the player's `setFilter`."""
    if choice.days and day not in choice.days:
        return False
    present = {*event.people, *event.heard}
    if choice.people and present.isdisjoint(choice.people):
        return False
    if choice.groups and event.group not in choice.groups:
        return any(story.person_by_id[person].group in choice.groups for person in present)
    return True
