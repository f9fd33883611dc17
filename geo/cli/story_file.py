"""Read the story file of a command that does not list its warnings."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from geo.cli.arguments import choices_in
from geo.cli.output import display_path
from geo.errors import StoryError

if TYPE_CHECKING:
    from geo.story import Story


def read_story(arguments: argparse.Namespace) -> tuple[Story, str]:
    """Return the story in the file, and a hint about its warnings ("" without warnings).

    `arguments` are those of `add_story_file`.

    Raises:
        StoryError: the story cannot be used; the error has every problem.
    """
    from geo.formats import check  # noqa: PLC0415  see geo/cli/main.py
    from geo.problem_list import count_of  # noqa: PLC0415  see geo/cli/main.py

    file = arguments.file
    story, problems = check(Path(file), **choices_in(arguments))
    if story is None:
        raise StoryError(problems)
    if not problems:
        return story, ""
    return story, f"{count_of(problems, 'warning')}, see `geo check {display_path(file)}`"
