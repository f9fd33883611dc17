"""Which story is shown: the server's story file or an upload; and the problems of a file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from geo.dashboard import reruns, session, stories, streamlit_internals, widget_keys
from geo.dashboard.session import RejectedUpload
from geo.dashboard.stories import ShownStory
from geo.dashboard.text_format import plain, sentences_of, visible
from geo.errors import Problem
from geo.formats import SUFFIXES

# In MB: 38,000 events as full as Heat's, or 100,000 bare ones. More would only keep the server
# busy; a file on disk (GEO_STORY) may be larger: see `geo.formats`.
UPLOAD_MB = 50

# More problems than this are in a box that scrolls, so that the map stays in view.
FEW_PROBLEMS = 4
PROBLEMS_PX = 150


@dataclass(frozen=True, slots=True)
class Selection:
    """Which story to show, and what is wrong with the file that should be shown instead.

    `shown` is None when no story can be shown. `home_problems` are those of the story file that the
    page starts with; empty: it was read, or another story is shown.
    """

    shown: ShownStory | None
    home_problems: tuple[Problem, ...] = ()


def select(home: Path) -> Selection:
    """Read the story to show; draws nothing.

    An uploaded story comes first, then the file at `home`, then what that file last held before it
    became invalid.
    """
    uploaded = session.current().uploaded
    if uploaded is not None:
        return Selection(uploaded)
    reading = stories.FILES.read(home)
    return Selection(reading.shown or reading.last_valid, reading.problems)


def show_problems(home: Path, selection: Selection) -> None:
    """What is wrong with the story file, and with an upload that could not be read, if anything."""
    if selection.home_problems:
        _show_problems(home.name, selection.home_problems, selection.shown, dismissible=False)
    rejected = session.current().rejected
    if rejected is not None:
        _show_problems(rejected.name, rejected.problems, selection.shown, dismissible=True)


def show_heading(shown: ShownStory) -> None:
    """The story's title, and its year."""
    story = shown.story
    year = "" if story.year is None else f" :gray[{story.year}]"
    st.title(plain(story.title) + year, anchor=False, width="content")


def show_menu(shown: ShownStory, home: Path) -> None:
    """A button that opens the choice of stories."""
    key = f"{widget_keys.STORY_MENU}-{session.current().story_changes}"
    with st.popover("Story", icon=":material/movie:", key=key):
        st.text(f"{visible(shown.name)} · {len(shown.story.events):,} scenes")
        _uploader()
        if session.current().uploaded is not None:
            last_valid = stories.FILES.last_valid(home)
            name = last_valid.story.title if last_valid else home.name
            st.button(
                f"Back to {plain(name)}",
                icon=":material/undo:",
                on_click=reruns.then_rerun_page(_close_upload),
            )


def show_first_start(home: Path) -> None:
    """What the page shows when there is no story at all: how to get one."""
    st.title("No story yet", anchor=False)
    st.text(f"Fix {home.name} and reload this page, or upload another story file.")
    _uploader()


def _uploader() -> None:
    st.file_uploader(
        "Play a story of your own",
        type=[suffix.removeprefix(".") for suffix in SUFFIXES],
        key=_upload_key(),
        on_change=reruns.then_rerun_page(_read_upload),
        max_upload_size=UPLOAD_MB,
        help="A GeoJSON file of events with titles, times and places. "
        "For a larger file, up to 100 MB, start the dashboard with it: "
        "GEO_STORY=my-story.geojson make run.",
    )


def _upload_key() -> str:
    return f"{widget_keys.UPLOAD}-{session.current().story_changes}"


def _read_upload() -> None:
    """Read what was uploaded. If that is not possible, the story on the page stays."""
    state = session.current()
    state.rejected = None
    upload = st.session_state.get(_upload_key())
    if upload is None:
        return
    reading = stories.read_bytes(Path(upload.name).name, upload.getvalue())
    if reading.shown is None:
        state.rejected = RejectedUpload(upload.name, reading.problems)
        return
    streamlit_internals.free_upload(upload)
    state.uploaded = reading.shown
    state.leave_story()


def _close_upload() -> None:
    state = session.current()
    state.uploaded = state.rejected = None
    state.leave_story()


def _show_problems(
    name: str, problems: tuple[Problem, ...], shown: ShownStory | None, *, dismissible: bool
) -> None:
    """The errors of a file and what to do about them; then its warnings."""
    errors = tuple(problem for problem in problems if problem.severity == "error")
    warnings = tuple(problem for problem in problems if problem.severity != "error")
    stays = "" if shown is None else f" {plain(shown.story.title)} stays on the map."
    again = "upload it again" if dismissible else "reload this page"
    count = "one error" if len(errors) == 1 else f"{len(errors):,} errors"
    with st.container(border=True, gap="small"):
        st.error(f"{plain(name)} cannot be played: {count}.{stays}", icon=":material/error:")
        list_problems(errors)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(
                f"Fix each line of this list in the file, then {again}. "
                "docs/story-format.md describes every field.",
                width="stretch",
            )
            if dismissible:
                st.button("Dismiss", on_click=reruns.then_rerun_page(_dismiss))
        if warnings:
            count = "One warning" if len(warnings) == 1 else f"{len(warnings):,} warnings"
            with st.expander(f"{count}, which would not stop it"):
                list_problems(warnings)


def _dismiss() -> None:
    session.current().rejected = None


def list_problems(problems: tuple[Problem, ...]) -> None:
    """Problems as sentences, one below the other; many of them in a box that scrolls."""
    lines = sentences_of(problems)
    many = len(lines) > FEW_PROBLEMS
    with st.container(height=PROBLEMS_PX if many else "content", border=many):
        st.text("\n".join(lines), width="stretch")
