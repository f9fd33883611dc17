"""`geo export`: write the map of a story as one HTML document."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from geo.cli.arguments import add_story_file, file_name
from geo.cli.exit_status import OK
from geo.cli.output import display_path, print_result
from geo.cli.story_file import read_story
from geo.cli.usage_error import UsageError

# A browser shows other files as text, or downloads them.
_HTML_SUFFIXES = frozenset({".html", ".htm"})


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command to its parser."""
    parser.description = (
        "Write the map of a story as one HTML file. It needs no network unless you use --tiles."
    )
    parser.epilog = (
        "Exit status: 0: written; 1: not written (an existing file is not changed);"
        " 2: invalid arguments."
    )
    add_story_file(parser)
    parser.add_argument(
        *("-o", "--output"),
        metavar="OUT",
        type=file_name,
        help="default: FILE's name with .html, in the current folder",
    )
    parser.add_argument(
        "--tiles",
        metavar="NAME|URL",
        help=(
            "draw map tiles from the network under the story: USGS.USImagery, USGS.USTopo,"
            " USGS.USImageryTopo, or a URL with {z}, {x} and {y}; default: none"
        ),
    )


def run(arguments: argparse.Namespace) -> int:
    """Write the document and print its path."""
    from geo.render.story_map import StoryMap  # noqa: PLC0415  see geo/cli/main.py

    target = Path(arguments.output or f"{Path(arguments.file).stem}.html")
    # os.path, unlike Path, returns False for an invalid file name.
    both_exist = os.path.exists(target) and os.path.exists(arguments.file)  # noqa: PTH110
    if both_exist and target.samefile(arguments.file):
        raise UsageError(
            f"cannot write {display_path(target)}: it is the story file; choose another OUT"
        )
    story, warnings = read_story(arguments)
    StoryMap(story, tiles=arguments.tiles).save(target)
    sentences = [f"wrote {display_path(target)}", _next_step(target)]
    if arguments.tiles is not None:
        sentences.append("its tiles need a network")
    if warnings:
        sentences.append(warnings)
    print_result("; ".join(sentences))
    return OK


def _next_step(target: Path) -> str:
    if target.suffix.lower() in _HTML_SUFFIXES:
        return "open it in a browser"
    return "to open it in a browser, give it a name that ends in .html"
