"""`geo locate`: add the missing points of a story."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from geo.cli import online_options
from geo.cli.arguments import add_story_file, file_name
from geo.cli.exit_status import OK
from geo.cli.output import display_path, print_message, print_result
from geo.cli.story_file import read_story
from geo.counted_nouns import with_number
from geo.errors import ExportError
from geo.text_safety import one_line

if TYPE_CHECKING:
    from geo.geocoding.fill_in.search_missing import Located
    from geo.geocoding.online.cached_geocoder import CachedGeocoder
    from geo.story import Story


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command to its parser."""
    parser.description = (
        "Look up the places of a story that have no point, by address and name, and write the"
        " story with the points. Existing points are kept. Uncertain matches are not written."
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
        required=True,
        help="the file to write; its name ends in .geojson or .json",
    )
    parser.add_argument(
        "--progress", action="store_true", help="show progress even if stderr is not a terminal"
    )
    online_options.add_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write the story with the points found, and print the result for each place."""
    from geo.formats import write  # noqa: PLC0415  see geo/cli/main.py
    from geo.geocoding.fill_in.search_missing import locate  # noqa: PLC0415  see geo/cli/main.py

    target = Path(arguments.output)
    settings = online_options.settings(arguments)
    story, warnings = read_story(arguments)
    _check_target(target)
    database = (
        None if settings is None else online_options.answer_database(settings, fallback_for=target)
    )

    def service(located: Story) -> CachedGeocoder:
        assert settings is not None
        assert database is not None
        return online_options.geocoder(settings, located, database)

    shows_progress = arguments.progress or sys.stderr.isatty()
    try:
        located = locate(
            story,
            today=datetime.now(tz=UTC).date(),
            online=None if settings is None else service,
            progress=_show_progress if shows_progress else None,
        )
    except KeyboardInterrupt:
        print("\nstopped: nothing was written; run the same command to continue", file=sys.stderr)
        raise
    finally:
        _clear_progress()
    write(located.story, target)
    if database is not None and database.path.parent == target.parent:
        database.remove()  # only needed to continue after an interruption
    _print_summary(target, located)
    if warnings:
        print_message(f"{display_path(arguments.file)}: {warnings}")
    return OK


def _check_target(target: Path) -> None:
    """Fail before the search, instead of after it, if the target cannot be written."""
    from geo.atomic_write import try_writing  # noqa: PLC0415  see geo/cli/main.py
    from geo.formats import SUFFIXES  # noqa: PLC0415  see geo/cli/main.py

    if target.suffix.lower() not in SUFFIXES:
        raise ExportError(
            f"cannot write {display_path(target)}: the name must end in {' or '.join(SUFFIXES)}"
        )
    try_writing(target)


def _show_progress(number: int, total: int, name: str) -> None:
    """Show progress on one changing line of a terminal, else on lines of its own."""
    line = f"{number} of {total}: {one_line(name, limit=50)}"
    if sys.stderr.isatty():
        print(f"\r{line:<72}", end="", file=sys.stderr, flush=True)
    else:
        print(line, file=sys.stderr, flush=True)


def _clear_progress() -> None:
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _print_summary(target: Path, located: Located) -> None:
    if not (located.found or located.ambiguous or located.none):
        print_result(f"wrote {display_path(target)}; nothing to look up: {_why_nothing(located)}")
        _print_unplaced(located)
        return
    counts = [
        f"{len(located.found)} found",
        f"{len(located.ambiguous)} ambiguous",
        f"{len(located.none)} not found",
    ]
    if located.kept:
        counts.append(f"{located.kept} already had a point")
    events = with_number(len(located.events), "event")
    print_result(f"wrote {display_path(target)}: {', '.join(counts)}; {events} got a point")
    for title, rows in (
        ("Found", located.found),
        ("Ambiguous, left without a point", located.ambiguous),
        ("Not found", located.none),
    ):
        if rows:
            print_result(f"{title}:")
        for row in rows:
            print_result(f"  {row}")
    _print_unplaced(located)
    for failure in located.troubles:
        print_message(failure)


def _why_nothing(located: Located) -> str:
    return "every place has a point" if located.kept else "the story has no places"


def _print_unplaced(located: Located) -> None:
    if located.unplaced:
        print_result("Events with neither a point nor a place:")
        print_result(f"  {one_line(', '.join(located.unplaced), limit=2_000)}")
