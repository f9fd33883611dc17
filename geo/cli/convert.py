"""`geo convert`: write a story file in the story format."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from geo.cli.arguments import add_story_file, file_name
from geo.cli.exit_status import OK
from geo.cli.output import display_path, print_result
from geo.cli.story_file import read_story
from geo.cli.usage_error import UsageError
from geo.counted_nouns import with_number
from geo.errors import ExportError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command to its parser."""
    parser.description = (
        "Write a story file that geo can read in the story format: GeoJSON with the field names of"
        " docs/story-format.md."
    )
    parser.epilog = (
        "Exit status: 0: written; 1: not written (an existing file is not changed);"
        " 2: invalid arguments."
    )
    add_story_file(parser)
    parser.add_argument(
        "output",
        metavar="OUT",
        type=file_name,
        help="the file to write; its name ends in .geojson or .json",
    )
    parser.add_argument("--force", action="store_true", help="overwrite OUT if it exists")


def run(arguments: argparse.Namespace) -> int:
    """Write the story and print its path."""
    from geo.formats import write  # noqa: PLC0415  see geo/cli/main.py

    target = Path(arguments.output)
    if not arguments.force:
        _refuse_existing(target, arguments.file)
    story, warnings = read_story(arguments)
    write(story, target)
    sentences = [f"wrote {display_path(target)}: {with_number(len(story.events), 'event')}"]
    if warnings:
        sentences.append(warnings)
    print_result("; ".join(sentences))
    return OK


def _refuse_existing(target: Path, source: str) -> None:
    """Fail if the target exists.

    Raises:
        UsageError: the target is the story file.
        ExportError: the target is another file.
    """
    # os.path, unlike Path, returns False for an invalid file name.
    if not os.path.exists(target):  # noqa: PTH110
        return
    advice = "choose another OUT, or use --force to overwrite it"
    if os.path.exists(source) and target.samefile(source):  # noqa: PTH110
        raise UsageError(f"cannot write {display_path(target)}: it is the story file; {advice}")
    raise ExportError(f"cannot write {display_path(target)}: the file exists; {advice}")
