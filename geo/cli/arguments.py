"""Arguments of several commands."""

from __future__ import annotations

import argparse


def add_story_file(parser: argparse.ArgumentParser) -> None:
    """Add the story file that a command reads, as `arguments.file`."""
    parser.add_argument("file", metavar="FILE", help="a story file (.geojson, .json)")


def file_name(text: str) -> str:
    """Check that a file name is not empty: the argument type of options with a file name."""
    if not text:
        raise argparse.ArgumentTypeError("expected a file name, found an empty text")
    return text
