"""The command line: check a story file, export its map, look a place up.

Each command imports what it needs when it runs, so that help comes at once. Whatever came from a
file or a query is made safe for one line of a terminal before it is printed.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import GeoError
from geo.plain import one_line

if TYPE_CHECKING:
    from geo.geocoding import Gazetteer

DEFAULT_STORY = "events.geojson"

PLAYABLE, FAILED, WRONG_CALL, INTERRUPTED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. `arguments` None means those of the process. Returns the exit status."""
    # A terminal that knows no UTF-8 shows such characters as escapes instead of failing.
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
    parser = _parser()
    call = parser.parse_args(arguments)
    if call.command is None:
        parser.print_help()
        return WRONG_CALL
    try:
        status: int = call.run(call)
        sys.stdout.flush()
    except GeoError as error:
        for line in str(error).splitlines():
            print(one_line(line), file=sys.stderr)
        return FAILED
    except BrokenPipeError:
        # The reader (`head`, a pager) has seen enough. Python must not try to flush once more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    return status


def check(call: argparse.Namespace) -> int:
    """Print everything wrong with a story file, one fault a line.

    A story that can be played gets a last line on standard error, so that the faults alone can be
    handed on.
    """
    from geo.formats import examine  # noqa: PLC0415  start-up, see above

    story, faults = examine(call.file)
    for fault in faults:
        print(one_line(str(fault)))
    if story is None:
        return FAILED
    sys.stdout.flush()  # the last line stays the last where both go to one terminal
    odd = f"{_count(len(faults), 'warning')}; it can be played" if faults else "nothing to mend"
    events = _count(len(story.events), "event")
    print(f"{one_line(str(call.file))}: {events}, {odd}", file=sys.stderr)
    return PLAYABLE


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def export(call: argparse.Namespace) -> int:
    """Write the map of a story as one HTML document."""
    from geo.story import Story  # noqa: PLC0415  start-up, see above

    stem = Path(call.file).stem
    target = Path(f"{stem}.html" if call.output is None else call.output)
    # os.path, unlike Path, answers False for a name that no file can have.
    both = os.path.exists(target) and os.path.exists(call.file)  # noqa: PTH110
    if both and target.samefile(call.file):
        shown = one_line(str(target))
        print(f"cannot write {shown}: that is the story itself", file=sys.stderr)
        return WRONG_CALL
    Story.read(call.file).map().save(target)
    print(f"{one_line(str(target))} is written; open it in a browser")
    return PLAYABLE


def geocode(call: argparse.Namespace) -> int:
    """Print where places are, one line a query. No answer is an answer: the status is 0."""
    from geo.geocoding import describe  # noqa: PLC0415  start-up, see above

    gazetteer = _gazetteer(call.story)
    for query in call.query:
        answer = gazetteer.lookup(query)
        if call.json:
            # ASCII: a query may hold half a character, which only an escape can carry.
            print(json.dumps(answer.as_dict()))
        else:
            print(one_line(describe(answer)))
    return PLAYABLE


def _gazetteer(story_file: str | None) -> Gazetteer:
    from geo.geocoding import Gazetteer  # noqa: PLC0415  start-up, see above
    from geo.story import Story  # noqa: PLC0415  start-up, see above

    if story_file is None and not Path(DEFAULT_STORY).is_file():
        return Gazetteer()
    return Gazetteer.for_story(Story.read(story_file or DEFAULT_STORY))


def _file_name(given: str) -> str:
    if not given:
        raise argparse.ArgumentTypeError("expected a file name, found nothing")
    return given


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m geo", description="Play a story's events back, in time, on a real map."
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")

    checking = commands.add_parser(
        "check",
        help="say what is wrong with a story file",
        description="Print everything wrong or odd about a story file, one fault a line.",
        epilog="Exit status: 0 the story can be played, 1 it cannot, 2 wrong call.",
    )
    checking.add_argument("file", metavar="FILE", help="a story file (.geojson, .json)")
    checking.set_defaults(run=check)

    exporting = commands.add_parser(
        "export",
        help="write the map as one HTML file",
        description="Write the map of a story as one HTML file that plays without a network.",
        epilog="Exit status: 0 written, 1 not written (an older file is intact), 2 wrong call.",
    )
    exporting.add_argument("file", metavar="FILE", help="a story file (.geojson, .json)")
    exporting.add_argument(
        *("-o", "--output"),
        metavar="OUT",
        type=_file_name,
        help="default: FILE's name with .html, in this folder",
    )
    exporting.set_defaults(run=export)

    geocoding = commands.add_parser(
        "geocode",
        help="look places up by name, offline",
        description="Look places up by name, without a network: the story's own, then the map's.",
        epilog="Put -- before a query that begins with a dash.",
    )
    geocoding.add_argument(
        "--story", metavar="FILE", help=f"default: {DEFAULT_STORY}, where this folder has one"
    )
    geocoding.add_argument("--json", action="store_true", help="one JSON object a line")
    geocoding.add_argument("query", metavar="QUERY", nargs="+", help="a place's name")
    geocoding.set_defaults(run=geocode)
    return parser
