"""`geo check`: say what was read from a story file, and list its errors and warnings."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING, Any

from geo.cli.arguments import add_story_file
from geo.cli.exit_status import FAILED, OK
from geo.cli.output import display_path, print_message, print_result
from geo.cli.story_file import check_story, hint_to_keep_going
from geo.counted_nouns import with_number

if TYPE_CHECKING:
    from geo.errors import Problem, Question, Severity
    from geo.formats import Checked


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command to its parser."""
    parser.description = (
        "Say which fields of a story file are used, then list its errors and warnings,"
        " one per line."
    )
    parser.epilog = (
        "Exit status: 0: the story can be played; 1: it has errors; 2: invalid arguments."
    )
    add_story_file(parser)
    parser.add_argument("--json", action="store_true", help="print the result as one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Print what was read, then the errors, then the warnings, on standard output.

    A summary follows on standard error, so that a pipe gets only the lines about the file.
    """
    checked = check_story(arguments)
    if arguments.json:
        # ASCII with escapes, because a name in the file can contain a lone surrogate.
        print(json.dumps(_as_json(checked)))
    else:
        _print(display_path(arguments.file), checked)
    return FAILED if checked.story is None else OK


def _print(file: str, checked: Checked) -> None:
    from geo.formats.report import reading_summary  # noqa: PLC0415  see geo/cli/main.py

    errors, warnings = _of(checked, "error"), _of(checked, "warning")
    use = reading_summary.use_of_columns(checked.report)
    if use:
        print_result(f"{file}: {'; '.join(use)}")
    moving = reading_summary.movements_and_areas(checked.report)
    if moving:
        print_result(f"{file}: {moving}")
    if all(error.row is not None for error in errors):  # or a whole column could not be read
        for sentence in reading_summary.events_that_lack_something(checked.report):
            print_result(f"{file}: {sentence}")
    for problem in (*errors, *warnings):
        print_result(str(problem))
    print_message(f"{file}: {_conclusion(checked)}")


def _conclusion(checked: Checked) -> str:
    """Return the numbers of events, errors and warnings, and whether the story can be played."""
    from geo.problem_list import count_of  # noqa: PLC0415  see geo/cli/main.py

    warnings = count_of(checked.problems, "warning")
    has_warnings = bool(_of(checked, "warning"))
    report = checked.report
    if checked.story is None:
        errors = _of(checked, "error")
        also = f", {warnings}" if has_warnings else ""
        sentence = f"{count_of(errors, 'error')}{also}; the story cannot be played"
        hint = hint_to_keep_going(checked)
        return f"{sentence}; {hint}" if hint else sentence
    events = with_number(len(checked.story.events), "event")
    if report.with_errors:
        events += f" ({report.with_errors:,} left out)"
    return (
        f"{events}, {warnings}; the story can be played"
        if has_warnings
        else f"{events}, no problems"
    )


def _of(checked: Checked, severity: Severity) -> list[Problem]:
    return [problem for problem in checked.problems if problem.severity == severity]


def _as_json(checked: Checked) -> dict[str, Any]:
    report = checked.report
    return {
        "events": report.events,
        "first": report.first,
        "last": report.last,
        "precision": report.precision,
        "located": report.located,
        "movements": report.movements,
        "timed_movements": report.timed_movements,
        "areas": report.areas,
        "used": {field: list(used.columns) for field, used in report.used.items()},
        "readings": {
            field: list(used.readings) for field, used in report.used.items() if used.readings
        },
        "unused": list(report.unused),
        "errors": [_problem_as_json(problem) for problem in _of(checked, "error")],
        "warnings": [_problem_as_json(problem) for problem in _of(checked, "warning")],
    }


def _problem_as_json(problem: Problem) -> dict[str, Any]:
    return {
        "event": problem.feature,
        "row": problem.row,
        "field": problem.field,
        "found": problem.found,
        "expected": problem.expected,
        "help": problem.message,
        "count": problem.count,
        "examples": [
            {"event": example.feature, "row": example.row, "found": example.found}
            for example in problem.examples
        ],
        "asks": None if problem.asks is None else _question_as_json(problem.asks),
    }


def _question_as_json(question: Question) -> dict[str, Any]:
    readings = [reading._asdict() for reading in question.readings]
    return question._asdict() | {"readings": readings}
