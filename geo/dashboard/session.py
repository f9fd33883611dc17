"""What the page remembers for one viewer, beside the values of its widgets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from geo.dashboard import widget_keys
from geo.dashboard.event_filter import EventFilter
from geo.dashboard.stories import ShownStory
from geo.dashboard.tabs.points.place_edits import PlaceEdits
from geo.errors import Problem

_KEY = "session"
# The titles of the tabs that other parts of the page know.
EVENTS_TAB, PLACES_TAB = "Scenes", "Places"


@dataclass(frozen=True, slots=True)
class RejectedUpload:
    """The name of an uploaded file that could not be read, and why."""

    name: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Seek:
    """Where the player is to go: once for each number. `target` is as the document's `seek`."""

    number: int
    target: Mapping[str, Any]


@dataclass(slots=True)
class Session:
    """The state of one viewer's page.

    Attributes:
        uploaded: the viewer's own story; None: the story file of the server is shown.
        rejected: the last upload, if it could not be read and was not dismissed.
        story_changes: how often the viewer changed the story. Part of the keys of the story menu,
            so that each change closes it.
        shown_story: the key of the original story on the page.
        filters: the filters of the stories that the viewer left, by their keys.
        opened_stories: the keys of the stories that were shown before.
        shipped_story: the name of the shipped story that the address names, or that the server's
            story file is; None: neither.
        address_read: the address of the page was read for its story.
        link: the fields of the address for the player; None: not read yet.
        link_story: the key of the story that the address is about; None: not known yet.
        playhead: the id of the event where playback last paused; None: nowhere yet, or no event is
            shown there.
        playhead_filter: the filter at that moment.
        seek: where the player was last asked to go, or last paused.
        seek_number: the number of the last seek. It grows through the whole session.
        revision: names the document in the frame. Reports about another one are ignored.
        sent_document: the revision that the frame was last sent, and the request it answered.
        map_places: the places on the map, as the document's `showPlaces` takes them.
        searched: the last place search: story, text, and the places that were put on the map.
        events_table: the number of the events table. It grows when the rows change, so that the
            table starts at its top.
        events_rows: the story's key and the event indices in that table.
        events_ids: the ids of those events: what a row number means.
        events_page_for: what the current page of the table was chosen for.
        edits: the placements of each story, by its key.
        last_map_report: the number of the last handled report of a click or drag on the map.
        points_ids: the ids of the places in the points table: what a row number means.
        pending_reruns: the fragments that were asked to run again and have not yet: see reruns.py.
    """

    uploaded: ShownStory | None = None
    rejected: RejectedUpload | None = None
    story_changes: int = 0
    shown_story: str | None = None
    filters: dict[str | None, EventFilter] = field(default_factory=dict)
    opened_stories: set[str] = field(default_factory=set)

    shipped_story: str | None = None
    address_read: bool = False
    link: str | None = None
    link_story: str | None = None

    playhead: str | None = None
    playhead_filter: EventFilter | None = None
    seek: Seek | None = None
    seek_number: int = 1
    revision: str | None = None
    sent_document: tuple[str, object] | None = None
    map_places: Sequence[dict[str, Any]] = ()
    searched: tuple[object, ...] | None = None

    events_table: int = 0
    events_rows: tuple[str, tuple[int, ...]] | None = None
    events_ids: Sequence[str] = ()
    events_page_for: tuple[object, ...] | None = None

    edits: dict[str, PlaceEdits] = field(default_factory=dict)
    last_map_report: int | None = None
    points_ids: Sequence[str] = ()

    pending_reruns: set[str] = field(default_factory=set)

    def filter_is_newer(self) -> bool:
        """Whether the filter changed after playback paused: the player is about to move."""
        return self.playhead_filter != current_filter()

    def go_to(self, event: str) -> None:
        """Ask the player to go to an event."""
        self.seek_number += 1
        self.seek = Seek(self.seek_number, {"event": event})
        self.note_destination(event)

    def note_destination(self, event: str) -> None:
        """Note that the player is on its way to an event."""
        self.playhead = event
        self.playhead_filter = current_filter()

    def note_playhead(self, report: Mapping[str, Any] | None) -> bool:
        """Note where playback paused; True if the event, or the filter since then, has changed.

        Args:
            report: what the frame reports: `rev`, `event` (an id or None) and `position` (0 to 1).
        """
        if not report or report.get("rev") != self.revision:
            return False
        event = report.get("event")
        changed = event != self.playhead or self.filter_is_newer()
        self.playhead = event
        self.playhead_filter = current_filter()
        # A frame that has to be made again continues here.
        self.seek = Seek(self.seek_number, {"position": report.get("position", 0)})
        return changed

    def fragments_at_playhead(self) -> list[str]:
        """The fragments that show something about the event at the playhead."""
        open_tab = st.session_state.get(widget_keys.OPEN_TAB, EVENTS_TAB)
        follows = [widget_keys.TABS] if open_tab == EVENTS_TAB else []
        return [widget_keys.FILTER_STATUS, *follows]

    def note_story(self, key: str) -> None:
        """Note which story is shown; one that was shown before gets its filter back.

        Call it before the filters are drawn.

        Args:
            key: the key of the original story.
        """
        if self.shown_story == key:
            return
        self.shown_story = key
        if key in self.filters:
            set_filter(self.filters[key])

    def leave_story(self) -> None:
        """Forget what belongs to the story on the page, except its filter. Only in a callback."""
        self.filters[self.shown_story] = current_filter()
        set_filter(EventFilter())
        st.session_state[widget_keys.PLACE_SEARCH] = ""
        self.playhead = self.playhead_filter = self.seek = None
        self.map_places = ()
        self.story_changes += 1


def current() -> Session:
    """The session of the viewer whose page is running."""
    session: Session = st.session_state.setdefault(_KEY, Session())
    return session


def current_filter() -> EventFilter:
    """What the filter widgets hold."""
    state = st.session_state
    keys = (widget_keys.PEOPLE, widget_keys.GROUPS, widget_keys.DAYS)
    return EventFilter(*(tuple(state.get(key) or ()) for key in keys))


def set_filter(event_filter: EventFilter) -> None:
    """Change the filter widgets. Only before they are drawn, so in a callback."""
    state = st.session_state
    state[widget_keys.PEOPLE] = list(event_filter.people)
    state[widget_keys.GROUPS] = list(event_filter.groups)
    state[widget_keys.DAYS] = list(event_filter.days)
