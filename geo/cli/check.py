"""`geo check`: list the errors and warnings of a story file."""

from __future__ import annotations

import argparse
from pathlib import Path

from geo.cli.arguments import add_story_file, choices_in
from geo.cli.exit_status import FAILED, OK
from geo.cli.output import display_path, print_message, print_result
from geo.counted_nouns import with_number


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command to its parser."""
    parser.description = "List the errors and warnings of a story file, one per line."
    parser.epilog = (
        "Exit status: 0: the story can be played; 1: it has errors; 2: invalid arguments."
    )
    add_story_file(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the errors, then the warnings, on standard output.

    A summary follows on standard error, so that a pipe gets only the problems.
    """
    from geo.formats import check  # noqa: PLC0415  see geo/cli/main.py
    from geo.problem_list import count_of  # noqa: PLC0415  see geo/cli/main.py

    story, problems = check(Path(arguments.file), **choices_in(arguments))
    errors = [problem for problem in problems if problem.severity == "error"]
    warnings = [problem for problem in problems if problem.severity == "warning"]
    for problem in (*errors, *warnings):
        print_result(str(problem))
    file = display_path(arguments.file)
    counted_warnings = count_of(warnings, "warning")
    if story is None:
        also = f", {counted_warnings}" if warnings else ""
        print_message(f"{file}: {count_of(errors, 'error')}{also}; the story cannot be played")
        return FAILED
    summary = f"{counted_warnings}; the story can be played" if warnings else "no problems"
    print_message(f"{file}: {with_number(len(story.events), 'event')}, {summary}")
    return OK
