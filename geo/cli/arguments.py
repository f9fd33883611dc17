"""Arguments of several commands."""

from __future__ import annotations

import argparse

from geo.formats.reading_choices import DATE_ORDERS, EPOCH_UNITS


def add_story_file(parser: argparse.ArgumentParser) -> None:
    """Add the story file that a command reads, and how: `file`, `dates` and `epoch`."""
    parser.add_argument("file", metavar="FILE", help="a story file (.geojson, .json)")
    parser.add_argument(
        "--dates",
        choices=DATE_ORDERS,
        help="the order of dates such as 05/06/1932: day first (dmy) or month first (mdy)",
    )
    parser.add_argument(
        "--epoch",
        choices=EPOCH_UNITS,
        help="what numbers of time count since 1970: seconds, milli-, micro- or nanoseconds",
    )


def file_name(text: str) -> str:
    """Check that a file name is not empty: the argument type of options with a file name."""
    if not text:
        raise argparse.ArgumentTypeError("expected a file name, found an empty text")
    return text
