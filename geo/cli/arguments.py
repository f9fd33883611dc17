"""Arguments of several commands."""

from __future__ import annotations

import argparse
from typing import Any

from geo.formats.reading_choices import DATE_ORDERS, EPOCH_UNITS


def add_story_file(parser: argparse.ArgumentParser) -> None:
    """Add the story file that a command reads, as `file`, and the options of `add_reading`."""
    parser.add_argument("file", metavar="FILE", help="a story file (.geojson, .json)")
    add_reading(parser)


def add_reading(parser: argparse.ArgumentParser) -> None:
    """Add how a command reads a story file: `dates`, `epoch` and `keep_going`."""
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
    parser.add_argument(
        "--keep-going", action="store_true", help="leave out the events that have an error"
    )


def reading_options(arguments: argparse.Namespace) -> dict[str, Any]:
    """Return the arguments of `add_reading` as keywords of `geo.read` and `geo.check`."""
    return {
        "dates": arguments.dates,
        "epoch": arguments.epoch,
        "keep_going": arguments.keep_going,
    }


def file_name(text: str) -> str:
    """Check that a file name is not empty: the argument type of options with a file name."""
    if not text:
        raise argparse.ArgumentTypeError("expected a file name, found an empty text")
    return text
