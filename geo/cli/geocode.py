"""`geo geocode`: look places up by name."""

from __future__ import annotations

import argparse
import codecs
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from geo.cli import online_options
from geo.cli.arguments import add_reading, file_name, reading_options
from geo.cli.exit_status import OK
from geo.cli.output import display_path, print_message, print_result
from geo.cli.usage_error import UsageError
from geo.errors import GeocodingError
from geo.file_errors import reason_of

if TYPE_CHECKING:
    from geo.story import Story

DEFAULT_STORY: Final = "events.geojson"
STANDARD_INPUT: Final = "-"
_UTF16_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command to its parser."""
    parser.description = (
        "Look places up by name, without a network: first in the story, then in the base map."
    )
    parser.epilog = (
        "Put -- before a query that begins with a dash."
        " Exit status: 0: answered (also if nothing is found); 1: failed; 2: invalid arguments."
    )
    parser.add_argument(
        "--story",
        metavar="FILE",
        help=f"a story with places; default: {DEFAULT_STORY} in the current folder, if it exists",
    )
    add_reading(parser)
    parser.add_argument("--json", action="store_true", help="print one JSON object per line")
    parser.add_argument(
        "--from",
        dest="query_file",
        metavar="FILE",
        type=file_name,
        help=f"also look up each line of a text file; {STANDARD_INPUT} is standard input",
    )
    parser.add_argument("queries", metavar="QUERY", nargs="*", help="a place's name")
    online_options.add_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the answer to each query on one line. "Not found" is an answer, not a failure."""
    from geo.geocoding import Gazetteer, describe  # noqa: PLC0415  see geo/cli/main.py
    from geo.geocoding.chain import Chain, names_of  # noqa: PLC0415  see geo/cli/main.py

    if not arguments.queries and arguments.query_file is None:
        raise UsageError("expected a place's name, or --from FILE")
    settings = online_options.settings(arguments)
    story = _story(arguments)
    offline = Gazetteer() if story is None else Gazetteer.for_story(story)
    services = []
    if settings is not None:
        database = online_options.answer_database(settings)
        services.append(online_options.geocoder(settings, story, database))
    chain = Chain(offline, *services, people=() if story is None else names_of(story))
    printed: set[str] = set()
    for query in _queries(arguments):
        outcome = chain.ask(query)
        for failure in outcome.troubles:
            if failure not in printed:
                print_message(failure)
            printed.add(failure)
        if arguments.json:
            # ASCII with escapes, because a query can contain a lone surrogate.
            print(json.dumps(outcome.answer.as_dict()))
        else:
            print_result(describe(outcome.answer))
    return OK


def _story(arguments: argparse.Namespace) -> Story | None:
    """Read the story whose places are searched. None if there is none."""
    from geo.formats import read  # noqa: PLC0415  see geo/cli/main.py

    if arguments.story is None and not Path(DEFAULT_STORY).is_file():
        return None
    return read(arguments.story or DEFAULT_STORY, **reading_options(arguments))


def _queries(arguments: argparse.Namespace) -> Iterator[str]:
    """Yield the queries among the arguments, then each line of the file or of standard input."""
    yield from arguments.queries
    if arguments.query_file is None:
        return
    from_standard_input = arguments.query_file == STANDARD_INPUT
    try:
        # Standard input is opened again, so that invalid bytes are decoded as in a file.
        source = sys.stdin.fileno() if from_standard_input else arguments.query_file
        with open(source, "rb", closefd=not from_standard_input) as content:
            if content.peek(2).startswith(_UTF16_MARKS):
                raise ValueError("the file is UTF-16 text; save it as UTF-8")
            lines = io.TextIOWrapper(content, encoding="utf-8-sig", errors="replace")
            yield from (line.strip() for line in lines if line.strip())
    except (OSError, ValueError) as error:
        reason = reason_of(error)
        raise GeocodingError(
            f"cannot read {display_path(arguments.query_file)}: {reason}"
        ) from error
