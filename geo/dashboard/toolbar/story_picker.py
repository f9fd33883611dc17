"""Selects the story to show (the server's story file or an upload) and lists a file's problems."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import streamlit as st

from geo.dashboard import reruns, session, stories, streamlit_internals, widget_keys
from geo.dashboard.session import RejectedFile
from geo.dashboard.stories import Reading, ShownStory
from geo.dashboard.text_format import escape_markdown, sentences_of, visible_line
from geo.dashboard.toolbar.number_choices import show_choices
from geo.dashboard.toolbar.reading_questions import name_choices, questions_of, show_questions
from geo.errors import Problem
from geo.formats import SUFFIXES
from geo.formats.reading_choices import NO_CHOICES, ReadingChoices
from geo.formats.report.reading_summary import events_that_lack_something, use_of_columns
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
    valid, or if the page shows an uploaded story. `home_could_be_opened` and `home_content_key` are
    as in `Reading`.
    """

    shown: ShownStory | None
    home_problems: tuple[Problem, ...] = ()
    home_could_be_opened: bool = True
    home_content_key: str = ""


def select(home: Path) -> Selection:
    """Choose and read the story to show. Draws nothing.

    An uploaded story comes first, then the file at `home`, then the last valid story of that file.
    """
    uploaded = session.current().uploaded
    if uploaded is not None:
        return Selection(uploaded)
    reading = stories.FILES.read(home)
    shown = reading.shown or reading.last_valid
    return Selection(shown, reading.problems, reading.could_be_opened, reading.content_key)


def show_problems(home: Path, selection: Selection) -> None:
    """Show the problems of the server's story file and of a rejected upload, if there are any."""
    if not selection.home_could_be_opened:
        _show_unopened(home.name, selection)
    elif selection.home_problems:
        file = _home_file(home, selection)
        _show_problems(file, selection.shown, partial(_read_home, home, file))
    rejected = session.current().rejected
    if rejected is not None:
        _show_problems(rejected, selection.shown, _read_upload, dismissible=True)


def _home_file(home: Path, selection: Selection) -> RejectedFile:
    """Return the problems of the server's story file, as the viewer chose to read it if so."""
    key = selection.home_content_key
    chosen = session.current().rejected_home
    if chosen is not None and chosen.content_key == key:
        return chosen
    problems = selection.home_problems
    return RejectedFile(home.name, problems, key, NO_CHOICES, questions_of(problems))


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
        show_choices(shown.original)
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


def _read_upload(choices: ReadingChoices = NO_CHOICES) -> None:
    """Read the uploaded file. If it has errors, the page keeps the current story."""
    state = session.current()
    before, state.rejected = state.rejected, None
    upload = st.session_state.get(_upload_key())
    if upload is None:
        return
    reading = stories.read_bytes(Path(upload.name).name, upload.getvalue(), choices)
    if reading.shown is None:
        state.rejected = _rejected(upload.name, reading, choices, before)
        return
    streamlit_internals.free_upload(upload)
    _show(reading.shown)


def _read_home(home: Path, before: RejectedFile, choices: ReadingChoices) -> None:
    """Read the server's story file with the viewer's choices, and show it only to this viewer.

    `before` is as in `_rejected`.
    """
    reading = stories.read_file(home, choices)
    if reading.shown is None:
        session.current().rejected_home = _rejected(home.name, reading, choices, before)
        return
    _show(reading.shown)


def _rejected(
    name: str, reading: Reading, choices: ReadingChoices, before: RejectedFile | None
) -> RejectedFile:
    """Return a file with its problems.

    `before` is the rejected file on the page, which can be the same file read with other choices.
    """
    key, problems = reading.content_key, reading.problems
    earlier = before.questions if before is not None and before.content_key == key else ()
    return RejectedFile(name, problems, key, choices, questions_of(problems, earlier))


def _show(shown: ShownStory) -> None:
    state = session.current()
    state.uploaded = shown
    state.rejected = state.rejected_home = None
    state.leave_story()


def _close_upload() -> None:
    state = session.current()
    state.uploaded = state.rejected = state.rejected_home = None
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
    file: RejectedFile,
    shown: ShownStory | None,
    read: Callable[[ReadingChoices], None],
    *,
    dismissible: bool = False,
) -> None:
    """Show the errors of a file with its questions and instructions, then its warnings.

    `read` reads the file again with other choices. If all errors are about events, a button reads
    it without these events.
    """
    errors = tuple(problem for problem in file.problems if problem.severity == "error")
    warnings = tuple(problem for problem in file.problems if problem.severity != "error")
    kind, retry = ("upload", "upload it again") if dismissible else ("home", "reload this page")
    fix = f"fix these errors in the file, then {retry}."
    with st.container(border=True, gap="small"):
        st.error(
            f"{escape_markdown(file.name)} cannot be shown: {count_of(errors, 'error')}."
            f"{_what_is_shown(shown)}",
            icon=":material/error:",
        )
        list_problems(name_choices(errors))
        if file.questions:
            show_questions(file.questions, f"{kind}-{file.content_key}", read)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(
                f"{f'Or {fix}' if file.questions else fix.capitalize()} "
                "The page docs/story-format.md of the project describes every field.",
                width="stretch",
            )
            if all(error.row is not None for error in errors):
                st.button(
                    "Play without these events",
                    key=f"{widget_keys.PLAY_GOOD_EVENTS}-{kind}",
                    on_click=reruns.rerun_page_after(
                        partial(read, file.choices._replace(keep_going=True))
                    ),
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
