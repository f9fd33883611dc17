"""Arguments that several commands take."""

from __future__ import annotations

import argparse


def add_story_file(parser: argparse.ArgumentParser) -> None:
    """Add the story file that a command reads, as `arguments.file`."""
    parser.add_argument("file", metavar="FILE", help="a story file (.geojson, .json)")


def file_name(text: str) -> str:
    """Check the name of a file: the argument type of options that take one."""
    if not text:
        raise argparse.ArgumentTypeError("expected a file name, found nothing")
    return text
