"""The state that the page keeps for one viewer, in addition to the values of the widgets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from geo.dashboard import widget_keys
from geo.dashboard.day_periods import DayPeriods
from geo.dashboard.event_filter import EventFilter
from geo.dashboard.stories import ShownStory
from geo.dashboard.tabs.points.place_edits import PlaceEdits
from geo.errors import Problem, Question
from geo.formats.reading_choices import ReadingChoices
from geo.playback.event_noun import EVENT, SCENE

_KEY = "session"
# The titles of the tabs that other modules refer to.
PLACES_TAB = "Places"
# The events tab has another title in a film than in other stories.
EVENTS_TABS = frozenset({SCENE.titles, EVENT.titles})


@dataclass(frozen=True, slots=True)
class RejectedFile:
    """A file that could not be read for the viewer.

    Attributes:
        name: the name of the file.
        problems: why it could not be read.
        content_key: as in `Reading`.
        choices: how the viewer chose to read it.
        questions: what its readings have asked.
    """

    name: str
    problems: tuple[Problem, ...]
    content_key: str
    choices: ReadingChoices
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class NumberChoices:
    """The columns of numbers that the viewer has chosen; see number_choices.py.

    None: as in the file.
    """

    size: str | None = None
    colour: str | None = None


@dataclass(frozen=True, slots=True)
class Seek:
    """A request to move the player. It runs once per number. `target` is the argument of `seek`."""

    number: int
    target: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PlayerError:
    """An error of the player: the part that failed, a message for people, a technical reason."""

    part: str
    message: str
    reason: str


@dataclass(frozen=True, slots=True)
class PlayerErrors:
    """The errors of the document with this revision, oldest first."""

    revision: str
    errors: tuple[PlayerError, ...]


@dataclass(slots=True)
class Session:
    """The state of one viewer's page.

    Attributes:
        uploaded: the story that the viewer uploaded. None: the page shows the server's story file.
        rejected: the last upload, if it had errors and the viewer has not dismissed them.
        rejected_home: the server's story file, if it had errors with the viewer's choices.
        story_changes: how often the viewer changed the story. It is part of the keys of the story
            menu, so each change closes the menu.
        shown_story: the key of the original story on the page.
        periods: the choices of its filter by time.
        filters: the filters of the stories that the viewer left, by the keys of the stories.
        numbers: the numbers that size and colour the markers, by the keys of the original stories.
        opened_stories: the keys of the stories that the page has shown.
        shipped_story: the name of the shipped story, from the address or because the server's
            story file is a shipped one. None: neither applies.
        address_read: whether the story name in the page address has been read.
        link: the fields of the address for the player. None: not read yet.
        link_story: the key of the story that the address refers to. None: not known yet.
        playhead: the id of the event where playback last paused. None: playback has not paused
            yet, or the filters hide every event.
        playhead_filter: the filter at that time.
        seek: the last requested position of the player, or the position of the last pause.
        seek_number: the number of the last seek. It grows throughout the session.
        revision: the revision of the document in the frame. Reports about others are ignored.
        sent_document: the last revision sent to the frame, and the request that it answered.
        player_errors: the errors of the last document that reported any. None: none did.
        map_places: the places on the map, as the argument of the document's `showPlaces`.
        searched: the last place search: story, text, and the places put on the map.
        events_table: the number of the events table. It grows when the rows change, so the new
            table starts at the top.
        events_rows: the key of the story and the event indices in that table.
        event_ids: the ids of the events in that table, by row number.
        events_page_for: the inputs that determined the current page of the table.
        edits: the viewer's placements for each story, by the key of the story.
        last_map_report: the number of the last processed click or drag on the map.
        points_ids: the ids of the places in the points table, by row number.
        pending_reruns: the requested fragments that have not run yet; see reruns.py.
    """

    uploaded: ShownStory | None = None
    rejected: RejectedFile | None = None
    rejected_home: RejectedFile | None = None
    story_changes: int = 0
    shown_story: str | None = None
    periods: DayPeriods = field(default_factory=DayPeriods)
    filters: dict[str | None, EventFilter] = field(default_factory=dict)
    numbers: dict[str, NumberChoices] = field(default_factory=dict)
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
    player_errors: PlayerErrors | None = None
    map_places: Sequence[dict[str, Any]] = ()
    searched: tuple[object, ...] | None = None

    events_table: int = 0
    events_rows: tuple[str, tuple[int, ...]] | None = None
    event_ids: Sequence[str] = ()
    events_page_for: tuple[object, ...] | None = None

    edits: dict[str, PlaceEdits] = field(default_factory=dict)
    last_map_report: int | None = None
    points_ids: Sequence[str] = ()

    pending_reruns: set[str] = field(default_factory=set)

    def filter_is_newer(self) -> bool:
        """Whether the filter changed since playback paused, so the player is about to move."""
        return self.playhead_filter != current_filter()

    def go_to(self, event: str) -> None:
        """Request that the player goes to an event."""
        self.seek_number += 1
        self.seek = Seek(self.seek_number, {"event": event})
        self.note_destination(event)

    def note_destination(self, event: str) -> None:
        """Record the event that the player is moving to."""
        self.playhead = event
        self.playhead_filter = current_filter()

    def note_playhead(self, report: Mapping[str, Any] | None) -> bool:
        """Record where playback paused.

        Args:
            report: the frame's report: `rev`, `event` (an id or None) and `position` (0 to 1).

        Returns:
            True if the event or the filter differs from the last report.
        """
        if not report or report.get("rev") != self.revision:
            return False
        event = report.get("event")
        changed = event != self.playhead or self.filter_is_newer()
        self.playhead = event
        self.playhead_filter = current_filter()
        # If the frame is rebuilt, playback continues here.
        self.seek = Seek(self.seek_number, {"position": report.get("position", 0)})
        return changed

    def fragments_at_playhead(self) -> list[str]:
        """The keys of the fragments whose content depends on the event at the playhead."""
        open_tab = st.session_state.get(widget_keys.OPEN_TAB)
        follows = [widget_keys.TABS] if open_tab is None or open_tab in EVENTS_TABS else []
        return [widget_keys.FILTER_STATUS, *follows]

    def note_story(self, key: str) -> None:
        """Record which story is shown, and restore its filter if it was shown before.

        Call it before drawing the filters.

        Args:
            key: the key of the original story.
        """
        if self.shown_story == key:
            return
        self.shown_story = key
        self.periods = DayPeriods()
        if key in self.filters:
            set_filter(self.filters[key])

    def leave_story(self) -> None:
        """Reset the state of the story on the page and save its filter. Only for callbacks."""
        self.filters[self.shown_story] = current_filter()
        set_filter(EventFilter())
        st.session_state[widget_keys.PLACE_SEARCH] = ""
        self.playhead = self.playhead_filter = self.seek = None
        self.map_places = ()
        self.story_changes += 1


def current() -> Session:
    """Return the session of the viewer whose page is running."""
    session: Session = st.session_state.setdefault(_KEY, Session())
    return session


def current_filter() -> EventFilter:
    """Return the filter set in the widgets."""
    state = st.session_state
    keys = (widget_keys.PEOPLE, widget_keys.GROUPS, widget_keys.DAYS)
    people, groups, choices = (tuple(state.get(key) or ()) for key in keys)
    return EventFilter(people, groups, current().periods.days_of(choices))


def set_filter(event_filter: EventFilter) -> None:
    """Set the filter widgets. Call it before they are drawn, for example in a callback."""
    state = st.session_state
    state[widget_keys.PEOPLE] = list(event_filter.people)
    state[widget_keys.GROUPS] = list(event_filter.groups)
    state[widget_keys.DAYS] = list(current().periods.choices_with(event_filter.days))
