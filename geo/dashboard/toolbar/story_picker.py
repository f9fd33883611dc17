"""Selects the story to show (the server's story file or an upload) and lists a file's problems."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import streamlit as st

from geo.dashboard import reruns, session, stories, streamlit_internals, widget_keys
from geo.dashboard.session import RejectedUpload
from geo.dashboard.stories import Reading, ShownStory
from geo.dashboard.text_format import escape_markdown, sentences_of, visible_line
from geo.errors import Problem
from geo.formats import SUFFIXES
from geo.formats.reading_summary import events_that_lack_something, use_of_columns
from geo.playback.event_noun import event_noun
from geo.playback.year_labels import year_label
from geo.problem_list import count_of
from geo.words import english

# In MB. Enough for 38,000 events as detailed as Heat's, or 100,000 simple ones. A file on the
# server's disk (GEO_STORY) may be larger: see `geo.formats`.
UPLOAD_MB = 50

# A longer list of problems is in a scrolling box, so that the map stays in view.
FEW_PROBLEMS = 4
PROBLEMS_PX = 150


@dataclass(frozen=True, slots=True)
class Selection:
    """The story to show, and the problems of the server's story file.

    `shown` is None if there is no story to show. `home_problems` is empty if the server's file is
    valid, or if the page shows an uploaded story. `home_could_be_opened` is as in `Reading`.
    """

    shown: ShownStory | None
    home_problems: tuple[Problem, ...] = ()
    home_could_be_opened: bool = True


def select(home: Path) -> Selection:
    """Choose and read the story to show. Draws nothing.

    An uploaded story comes first, then the file at `home`, then the last valid story of that file.
    """
    uploaded = session.current().uploaded
    if uploaded is not None:
        return Selection(uploaded)
    reading = stories.FILES.read(home)
    shown = reading.shown or reading.last_valid
    return Selection(shown, reading.problems, reading.could_be_opened)


def show_problems(home: Path, selection: Selection) -> None:
    """Show the problems of the server's story file and of a rejected upload, if there are any."""
    if not selection.home_could_be_opened:
        _show_unopened(home.name, selection)
    elif selection.home_problems:
        play = partial(_read_good_events, home)
        _show_problems(home.name, selection.home_problems, selection.shown, play)
    rejected = session.current().rejected
    if rejected is not None:
        play = partial(_read_upload, keep_going=True)
        _show_problems(rejected.name, rejected.problems, selection.shown, play, dismissible=True)


def show_heading(shown: ShownStory) -> None:
    """Show the title of the story, and its year."""
    story = shown.story
    year = "" if story.year is None else f" :gray[{year_label(story.year, english())}]"
    st.title(escape_markdown(story.title) + year, anchor=False, width="content")


def show_menu(shown: ShownStory, home: Path) -> None:
    """Show the button that opens the choice of stories."""
    key = f"{widget_keys.STORY_MENU}-{session.current().story_changes}"
    with st.popover("Story", icon=":material/movie:", key=key):
        count = event_noun(shown.story).count(len(shown.story.events))
        st.text(f"{visible_line(shown.name)} · {count}")
        show_reading(shown.original)
        _uploader()
        if session.current().uploaded is not None:
            last_valid = stories.FILES.last_valid(home)
            name = last_valid.story.title if last_valid else home.name
            st.button(
                f"Back to {escape_markdown(name)}",
                icon=":material/undo:",
                on_click=reruns.rerun_page_after(_close_upload),
            )


def show_first_start(home: Path, selection: Selection) -> None:
    """Show what to do if there is no story."""
    st.title("No story to show", anchor=False)
    if selection.home_could_be_opened:
        st.text(f"Fix {home.name} and reload this page, or upload another story file.")
    else:
        st.text("Upload a story file.")
    _uploader()


def _uploader() -> None:
    st.file_uploader(
        "Upload your own story",
        type=[suffix.removeprefix(".") for suffix in SUFFIXES],
        key=_upload_key(),
        on_change=reruns.rerun_page_after(_read_upload),
        max_upload_size=UPLOAD_MB,
        help="A GeoJSON file of events with titles, times and places. "
        "To show a larger file (up to 100 MB), start the dashboard with it: "
        "geo serve my-story.geojson",
    )


def _upload_key() -> str:
    return f"{widget_keys.UPLOAD}-{session.current().story_changes}"


def _read_upload(*, keep_going: bool = False) -> None:
    """Read the uploaded file. If it has errors, the page keeps the current story."""
    state = session.current()
    state.rejected = None
    upload = st.session_state.get(_upload_key())
    if upload is None:
        return
    name = Path(upload.name).name
    reading = stories.read_bytes(name, upload.getvalue(), keep_going=keep_going)
    if reading.shown is not None:
        streamlit_internals.free_upload(upload)
    _show_or_reject(upload.name, reading)


def _read_good_events(home: Path) -> None:
    """Show the server's story file without the events that have an error, only to this viewer."""
    _show_or_reject(home.name, stories.read_file(home, keep_going=True))


def _show_or_reject(name: str, reading: Reading) -> None:
    state = session.current()
    if reading.shown is None:
        state.rejected = RejectedUpload(name, reading.problems)
        return
    state.uploaded = reading.shown
    state.leave_story()


def _close_upload() -> None:
    state = session.current()
    state.uploaded = state.rejected = None
    state.leave_story()


def _show_unopened(name: str, selection: Selection) -> None:
    """Show why the server's story file could not be opened. It has nothing to fix."""
    reason = selection.home_problems[0].message
    st.error(
        f"{escape_markdown(f'{name} cannot be opened: {reason}.')} "
        f"Check the name of the file, or upload a story file.{_what_is_shown(selection.shown)}",
        icon=":material/error:",
    )


def _what_is_shown(shown: ShownStory | None) -> str:
    return "" if shown is None else f" The map still shows {escape_markdown(shown.story.title)}."


def _show_problems(
    name: str,
    problems: tuple[Problem, ...],
    shown: ShownStory | None,
    play_good_events: Callable[[], None],
    *,
    dismissible: bool = False,
) -> None:
    """Show the errors of a file with instructions, then its warnings.

    If all errors are about events, a button calls `play_good_events`.
    """
    errors = tuple(problem for problem in problems if problem.severity == "error")
    warnings = tuple(problem for problem in problems if problem.severity != "error")
    retry = "upload it again" if dismissible else "reload this page"
    with st.container(border=True, gap="small"):
        st.error(
            f"{escape_markdown(name)} cannot be shown: {count_of(errors, 'error')}."
            f"{_what_is_shown(shown)}",
            icon=":material/error:",
        )
        list_problems(errors)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(
                f"Fix these errors in the file, then {retry}. "
                "The page docs/story-format.md of the project describes every field.",
                width="stretch",
            )
            if all(error.row is not None for error in errors):
                st.button(
                    "Play without these events",
                    key=f"{widget_keys.PLAY_GOOD_EVENTS}-{'upload' if dismissible else 'home'}",
                    on_click=reruns.rerun_page_after(play_good_events),
                )
            if dismissible:
                st.button("Dismiss", on_click=reruns.rerun_page_after(_dismiss))
        if warnings:
            hint = "you can ignore it" if len(warnings) == 1 else "you can ignore them"
            with st.expander(f"{count_of(warnings, 'warning')} ({hint})"):
                list_problems(warnings)


def show_reading(shown: ShownStory) -> None:
    """Show what was read from the file of a story, and its warnings."""
    use = use_of_columns(shown.report)
    if use:
        with st.expander("What was used from the file"):
            lines = [*use, *events_that_lack_something(shown.report)]
            st.text("\n".join(map(visible_line, lines)), width="stretch")
    if shown.warnings:
        with st.expander(count_of(shown.warnings, "warning")):
            list_problems(shown.warnings)


def _dismiss() -> None:
    session.current().rejected = None


def list_problems(problems: tuple[Problem, ...]) -> None:
    """Show problems as sentences, one per line; a long list is in a scrolling box."""
    lines = sentences_of(problems)
    many = len(lines) > FEW_PROBLEMS
    with st.container(height=PROBLEMS_PX if many else "content", border=many):
        st.text("\n".join(lines), width="stretch")
