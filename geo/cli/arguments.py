"""Arguments of several commands."""

from __future__ import annotations

import argparse
from typing import Any

from geo.cli.usage_error import UsageError
from geo.formats.reading_choices import DATE_ORDERS, ELAPSED_UNITS, EPOCH_UNITS, checked_choices


def add_story_file(parser: argparse.ArgumentParser) -> None:
    """Add the story file that a command reads, as `file`, and the options of `add_reading`."""
    parser.add_argument("file", metavar="FILE", help="a story file (.geojson, .json)")
    add_reading(parser)


def add_reading(parser: argparse.ArgumentParser) -> None:
    """Add the choices of how a command reads a story file, see `reading_options`."""
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
        "--elapsed",
        choices=ELAPSED_UNITS,
        help="what numbers of time count since the start of the story; no dates are shown",
    )
    parser.add_argument(
        "--timezone", metavar="ZONE", help="the story's time zone, such as Europe/Rome"
    )
    parser.add_argument(
        "--column",
        action="append",
        type=_column,
        default=[],
        metavar="FIELD=NAME",
        help='the name of a field in the file, such as start="DATE OCC"; can be repeated',
    )
    parser.add_argument(
        "--size",
        metavar="COLUMN",
        help="a column of numbers that scales the area of the markers, such as mag",
    )
    parser.add_argument(
        "--colour",
        "--color",
        metavar="COLUMN",
        help="a column of numbers that colours the events, such as depth_km",
    )
    parser.add_argument(
        "--tracks",
        metavar="COLUMN",
        help="the column that identifies what moves: its points are one movement; none: each point"
        " is an event",
    )
    parser.add_argument(
        "--keep-going", action="store_true", help="leave out the events that have an error"
    )


def reading_options(arguments: argparse.Namespace) -> dict[str, Any]:
    """Return the arguments of `add_reading` as keywords of `geo.read` and `geo.check`.

    Raises:
        UsageError: a choice does not exist, or two exclude each other.
    """
    columns = dict(arguments.column)
    if len(columns) < len(arguments.column):
        fields = [field for field, _ in arguments.column]
        twice = next(field for field in columns if fields.count(field) > 1)
        raise UsageError(f"--column: found two columns for {twice}, expected one")
    choices = {
        "dates": arguments.dates,
        "epoch": arguments.epoch,
        "elapsed": arguments.elapsed,
        "timezone": arguments.timezone,
        "columns": columns or None,
        "size": arguments.size,
        "colour": arguments.colour,
        "tracks": arguments.tracks,
    }
    try:
        checked_choices(**choices)
    except ValueError as error:
        message = (
            str(error).replace("columns:", "column:", 1).replace("epoch, el", "epoch, --el", 1)
        )
        raise UsageError(f"--{message}") from None
    return choices | {"keep_going": arguments.keep_going}


def _column(text: str) -> tuple[str, str]:
    field, equals, name = text.partition("=")
    if not field or not equals or not name:
        raise argparse.ArgumentTypeError('expected FIELD=NAME, such as start="DATE OCC"')
    return field.strip(), name


def file_name(text: str) -> str:
    """Check that a file name is not empty: the argument type of options with a file name."""
    if not text:
        raise argparse.ArgumentTypeError("expected a file name, found an empty text")
    return text
