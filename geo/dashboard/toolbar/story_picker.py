"""Which story is shown: the one at home or one that a viewer brings; and a file's problems."""

from __future__ import annotations

import gc
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

from geo.dashboard import session, stories
from geo.dashboard.stories import Telling
from geo.dashboard.text_format import plain, sentences_of, visible
from geo.errors import Problem
from geo.formats import SUFFIXES

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

# In MB: 38,000 events as full as Heat's, or 100,000 bare ones. More would only keep the server
# busy; a file on disk (GEO_STORY) may be larger: see `geo.formats`.
UPLOAD_MB = 50

# So many problems stand on the page as they are; more scroll, and the map stays in view.
FEW_FAULTS = 4
FAULTS_PX = 150

_UPLOAD = "upload"
_BROUGHT = "brought"
_REFUSED = "refused"
_ROUND = "round"


@st.cache_resource(show_spinner=False)
def _last_good() -> dict[Path, Telling]:
    """The last story that could be read from each path, for as long as the server runs."""
    return {}


@dataclass(frozen=True, slots=True)
class Selection:
    """Which story to show, and what is wrong with the file that should be shown instead.

    `telling` is None when no story can be shown. `home_problems` are those of the story file that
    the page starts with; empty: it was read, or another story is shown.
    """

    telling: Telling | None
    home_problems: tuple[Problem, ...] = ()


def select(home: Path) -> Selection:
    """Read the story to show; draws nothing.

    An uploaded story comes first, then the file at `home`, then what that file last held before it
    became invalid.
    """
    brought: Telling | None = st.session_state.get(_BROUGHT)
    if brought is not None:
        return Selection(brought)
    reading = stories.read_path(home)
    kept = _last_good()
    if reading.telling is None:
        return Selection(kept.get(home), reading.problems)
    kept[home] = reading.telling
    return Selection(reading.telling)


def problems(home: Path, selection: Selection) -> None:
    """What is wrong with the story file or with an upload that could not be read, if anything."""
    if selection.home_problems:
        show_problems(home.name, selection.home_problems, kept=selection.telling)
    refused: tuple[str, tuple[Problem, ...]] | None = st.session_state.get(_REFUSED)
    if refused is not None:
        show_problems(*refused, kept=selection.telling)


def heading(telling: Telling) -> None:
    """The story's title, and its year."""
    story = telling.story
    year = "" if story.year is None else f" :gray[{story.year}]"
    st.title(plain(story.title) + year, anchor=False, width="content")


def menu(telling: Telling | None, home: Path) -> None:
    """A button that opens the choice of stories."""
    with st.popover("Story", icon=":material/movie:", key=f"story-menu-{_round()}"):
        if telling is not None:
            st.text(f"{visible(telling.name)} · {len(telling.story.events):,} scenes")
        _chooser(telling, home)


def first_start(home: Path) -> None:
    """What a viewer sees when there is no story at all: how to get one."""
    st.title("No story yet", anchor=False)
    st.text(f"Mend {home.name} and reload this page, or bring another story file.")
    _chooser(None, home)


def _chooser(telling: Telling | None, home: Path) -> None:
    st.file_uploader(
        "Play a story of your own",
        type=[suffix.removeprefix(".") for suffix in SUFFIXES],
        key=f"{_UPLOAD}-{_round()}",
        on_change=session.then_all(_take),
        max_upload_size=UPLOAD_MB,
        help="A GeoJSON file in which things happen: titles, times and places. "
        "A larger one, up to 100 MB, is played where the dashboard is started with it: "
        "GEO_STORY=my-story.geojson make run.",
    )
    brought: Telling | None = st.session_state.get(_BROUGHT)
    if brought is not None and telling is not None:
        at_home = _last_good().get(home)
        name = at_home.story.title if at_home else home.name
        st.button(
            f"Back to {plain(name)}", icon=":material/undo:", on_click=session.then_all(_go_home)
        )


def _take() -> None:
    """Read what was uploaded. If it cannot be played, the story on show stays."""
    st.session_state.pop(_REFUSED, None)
    upload = st.session_state.get(f"{_UPLOAD}-{_round()}")
    if upload is None:
        return
    # What the story before left in circles goes now: Python's own sweep may be long in coming.
    gc.collect()
    reading = stories.read_bytes(Path(upload.name).name, upload.getvalue())
    if reading.telling is None:
        st.session_state[_REFUSED] = (upload.name, reading.problems)
        return
    _let_go(upload)
    # Taken away first: what is only written over, Streamlit keeps until the next run.
    st.session_state.pop(_BROUGHT, None)
    st.session_state[_BROUGHT] = reading.telling
    _next_round()


def _let_go(upload: UploadedFile) -> None:
    """Drop a file's bytes, which Streamlit would keep until the visit ends."""
    context = get_script_run_ctx()
    if context and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        context.uploaded_file_mgr.remove_file(context.session_id, upload.file_id)


def _go_home() -> None:
    for key in (_BROUGHT, _REFUSED):
        st.session_state.pop(key, None)
    _next_round()


def _round() -> int:
    """How often the story was changed. Part of the widgets' keys: each change closes the menu."""
    return int(st.session_state.get(_ROUND, 0))


def _next_round() -> None:
    st.session_state[_ROUND] = _round() + 1
    session.start_over()


def show_problems(name: str, problems: tuple[Problem, ...], *, kept: Telling | None) -> None:
    """What keeps a file from being played, and what to do about it; apart, what is only odd."""
    wrong = tuple(problem for problem in problems if problem.severity == "error")
    odd = tuple(problem for problem in problems if problem.severity != "error")
    stays = "" if kept is None else f" {plain(kept.story.title)} stays on the map."
    count = "one problem" if len(wrong) == 1 else f"{len(wrong):,} problems"
    with st.container(border=True, gap="small"):
        st.error(f"{plain(name)} cannot be played: {count}.{stays}", icon=":material/error:")
        list_problems(wrong)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(
                "What to do: mend each line of this list in the file, then bring it again. "
                "docs/story-format.md describes every field.",
                width="stretch",
            )
            if st.session_state.get(_REFUSED):
                st.button("Dismiss", on_click=session.then_all(_dismiss))
        if odd:
            notes = "One remark" if len(odd) == 1 else f"{len(odd):,} remarks"
            with st.expander(f"{notes} on what is odd but would be played"):
                list_problems(odd)


def _dismiss() -> None:
    st.session_state.pop(_REFUSED, None)


def list_problems(problems: tuple[Problem, ...]) -> None:
    """Problems as sentences, one below the other; many of them in a box that scrolls."""
    lines = sentences_of(problems)
    many = len(lines) > FEW_FAULTS
    with st.container(height=FAULTS_PX if many else "content", border=many):
        st.text("\n".join(lines), width="stretch")
