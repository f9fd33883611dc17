"""Read the story file of a command."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from geo.cli.arguments import reading_options
from geo.cli.output import display_path
from geo.counted_nouns import with_number
from geo.errors import StoryError

if TYPE_CHECKING:
    from geo.formats import Checked
    from geo.story import Story


def check_story(arguments: argparse.Namespace) -> Checked:
    """Return the story in the file, its problems, and what was read.

    `arguments` are those of `add_story_file`.
    """
    from geo.formats import check  # noqa: PLC0415  see geo/cli/main.py

    return check(Path(arguments.file), **reading_options(arguments))


def hint_to_keep_going(checked: Checked) -> str:
    """Return a hint to leave out the events with errors. Empty: that would not help."""
    report = checked.report
    errors = [problem for problem in checked.problems if problem.severity == "error"]
    concern_events = all(error.row is not None for error in errors)
    if not errors or not concern_events or report.with_errors >= report.events:
        return ""
    have = "has" if report.with_errors == 1 else "have"
    return (
        f"--keep-going leaves out the {with_number(report.with_errors, 'event')} that {have} errors"
    )


def read_story(arguments: argparse.Namespace) -> tuple[Story, str]:
    """Return the story in the file, and a hint about its warnings ("" without warnings).

    For commands that do not list the warnings. `arguments` are those of `add_story_file`.

    Raises:
        StoryError: the story cannot be used; the error has every problem. A note of the error says
            whether `--keep-going` helps.
    """
    from geo.problem_list import count_of  # noqa: PLC0415  see geo/cli/main.py

    checked = check_story(arguments)
    try:
        story = checked.require_story()
    except StoryError as error:
        if hint := hint_to_keep_going(checked):
            error.add_note(f"{display_path(arguments.file)}: {hint}")
        raise
    if not checked.problems:
        return story, ""
    warnings = count_of(checked.problems, "warning")
    left_out = checked.report.with_errors
    if left_out:
        warnings += f" ({with_number(left_out, 'event')} left out)"
    return story, f"{warnings}, see `geo check {display_path(arguments.file)}`"
