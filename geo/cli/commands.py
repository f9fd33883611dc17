# Long because it holds every command; each gets a file of its own next.
"""The command line: check a story file, export its map, look places up.

Each command imports what it needs when it runs, so that help comes at once. Whatever came from a
file or a query is made safe for one line of a terminal before it is printed.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import GeoError
from geo.text_safety import one_line

if TYPE_CHECKING:
    from geo.errors import Problem
    from geo.geocoding.fill_in.missing_points import Located
    from geo.geocoding.online.answer_database import Store
    from geo.geocoding.online.settings import OnlineSettings
    from geo.story import Story

DEFAULT_STORY = "events.geojson"

# The options that say how to search online; they stand under these names in `OnlineSettings`, too.
_ONLINE = ("provider", "endpoint", "user_agent", "interval", "cache")

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
    """Print everything wrong with a story file, one problem a line.

    First what keeps it from being played, then what is only odd. What all that comes to stands
    between the two, and last, on standard error: the problems alone can be handed on.
    """
    from geo.formats import check as check_story  # noqa: PLC0415  start-up, see above

    story, problems = check_story(Path(call.file))
    wrong = [problem for problem in problems if problem.severity == "error"]
    odd = [problem for problem in problems if problem.severity != "error"]
    file = one_line(str(call.file))
    warnings = _count(len(odd), "warning")
    _print_problems(wrong)
    if story is None:
        besides = f"; {warnings} besides, which would not stop it:" if odd else ""
        print(f"{file}: {_count(len(wrong), 'problem')} to mend first{besides}", file=sys.stderr)
    _print_problems(odd)
    if story is None:
        return FAILED
    verdict = f"{warnings}; it can be played" if odd else "nothing to mend"
    print(f"{file}: {_count(len(story.events), 'event')}, {verdict}", file=sys.stderr)
    return PLAYABLE


def _print_problems(problems: Sequence[Problem]) -> None:
    for problem in problems:
        print(one_line(str(problem)))
    sys.stdout.flush()  # where both go to one terminal, what follows on standard error stands below


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def export(call: argparse.Namespace) -> int:
    """Write the map of a story as one HTML document."""
    from geo.formats import read  # noqa: PLC0415  start-up, see above
    from geo.render.story_map import StoryMap  # noqa: PLC0415  start-up, see above

    stem = Path(call.file).stem
    target = Path(f"{stem}.html" if call.output is None else call.output)
    # os.path, unlike Path, answers False for a name that no file can have.
    both = os.path.exists(target) and os.path.exists(call.file)  # noqa: PTH110
    if both and target.samefile(call.file):
        shown = one_line(str(target))
        print(f"cannot write {shown}: that is the story itself", file=sys.stderr)
        return WRONG_CALL
    StoryMap(read(call.file), tiles=call.tiles).save(target)
    online = "" if call.tiles is None else "; its tiles need a network"
    print(f"{one_line(str(target))} is written; open it in a browser{online}")
    return PLAYABLE


def geocode(call: argparse.Namespace) -> int:
    """Print where places are, one line a query. No answer is an answer: the status is 0."""
    from geo.geocoding import Gazetteer, describe  # noqa: PLC0415  start-up, see above
    from geo.geocoding.chain import Chain, names_of, online  # noqa: PLC0415  start-up, see above

    settings = _online_settings(call)
    story = _story(call.story)
    chain = Chain(
        Gazetteer() if story is None else Gazetteer.for_story(story),
        *(() if settings is None else (online(settings, story, store=_store(settings)),)),
        people=() if story is None else names_of(story),
    )
    troubles: set[str] = set()
    for query in _queries(call):
        outcome = chain.ask(query)
        for trouble in outcome.troubles:
            if trouble not in troubles:
                print(one_line(trouble), file=sys.stderr)
            troubles.add(trouble)
        if call.json:
            # ASCII: a query may hold half a character, which only an escape can carry.
            print(json.dumps(outcome.answer.as_dict()))
        else:
            print(one_line(describe(outcome.answer)))
    return PLAYABLE


def _queries(call: argparse.Namespace) -> Iterator[str]:
    """The names to look up: those of the call, then each line of its file or of standard input."""
    from geo.errors import GeocodingError  # noqa: PLC0415  start-up, see above

    if not call.query and call.list is None:
        call.parser.error("expected a place's name, or --from FILE")
    yield from call.query
    if call.list is None:
        return
    try:
        # A descriptor is opened once more, so that odd bytes are read alike from both.
        source = sys.stdin.fileno() if call.list == "-" else call.list
        with open(source, encoding="utf-8-sig", errors="replace", closefd=source != 0) as lines:
            yield from (line.strip() for line in lines if line.strip())
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        shown = one_line(str(call.list), limit=300)
        raise GeocodingError(f"cannot read {shown}: {one_line(why).lower()}") from error


def locate(call: argparse.Namespace) -> int:
    """Fill in the points that a story lacks, and print what became of each place."""
    from geo.formats import read, write  # noqa: PLC0415  start-up, see above
    from geo.geocoding.chain import online  # noqa: PLC0415  start-up, see above
    from geo.geocoding.fill_in.missing_points import locate as fill  # noqa: PLC0415  start-up, see above
    from geo.geocoding.online.cached_geocoder import Cached  # noqa: PLC0415  start-up, see above

    target = Path(call.output)
    settings = _online_settings(call)
    story = read(call.file)
    _must_be_writable(target)
    store = None if settings is None else _store(settings, beside=target)

    def service(located: Story) -> Cached:
        assert settings is not None
        return online(settings, located, store=store)

    shown = call.progress or sys.stderr.isatty()
    try:
        located = fill(
            story,
            today=datetime.now(tz=UTC).date(),
            online=None if settings is None else service,
            progress=_show_progress if shown else None,
        )
    except KeyboardInterrupt:
        print("\nstopped: nothing is written; the same command goes on from here", file=sys.stderr)
        raise
    finally:
        if shown:
            print("\r\x1b[K" if sys.stderr.isatty() else "", end="", file=sys.stderr, flush=True)
    write(located.story, target)
    if store is not None and store.path.parent == target.parent:
        store.remove()  # it was there only for a run that is broken off
    _print_summary(target, located)
    return PLAYABLE


def _must_be_writable(target: Path) -> None:
    """Fail before anybody is asked, and not after an hour."""
    from geo.atomic_write import try_writing  # noqa: PLC0415  start-up, see above
    from geo.errors import ExportError  # noqa: PLC0415  start-up, see above
    from geo.formats import SUFFIXES  # noqa: PLC0415  start-up, see above

    shown = one_line(str(target), limit=300)
    if target.suffix.lower() not in SUFFIXES:
        raise ExportError(f"cannot write {shown}: expected a name that ends in {SUFFIXES[0]}")
    try_writing(target)


def _show_progress(number: int, total: int, name: str) -> None:
    line = f"{number} of {total}: {one_line(name, limit=50)}"
    print(f"\r{line:<72}", end="", file=sys.stderr, flush=True)


def _print_summary(target: Path, located: Located) -> None:
    counts = [
        f"{len(rows)} {name}"
        for name, rows in (
            ("found", located.found), ("ambiguous", located.ambiguous), ("not found", located.none)
        )
    ]  # fmt: skip
    if located.kept:
        counts.append(f"{located.kept} kept as they were")
    events = _count(len(located.events), "event")
    print(f"{one_line(str(target))} is written: {', '.join(counts)}; {events} got a point")
    for title, rows in (
        ("Found", located.found), ("Ambiguous, left open", located.ambiguous),
        ("Not found", located.none),
    ):  # fmt: skip
        if rows:
            print(f"{title}:")
        for row in rows:
            print(f"  {row}")
    if located.unplaced:
        print("Events without a point that name no place:")
        print(f"  {one_line(', '.join(located.unplaced), limit=2_000)}")
    sys.stdout.flush()
    for trouble in located.troubles:
        print(one_line(trouble), file=sys.stderr)


def _online_settings(call: argparse.Namespace) -> OnlineSettings | None:
    """What the options say of an online search; None when none is asked for."""
    from geo.geocoding.online.settings import OnlineSettings  # noqa: PLC0415  start-up, see above

    told = {name: getattr(call, name) for name in _ONLINE if getattr(call, name) is not None}
    if not call.online:
        if told:
            option = next(iter(told)).replace("_", "-")
            call.parser.error(f"--{option} is about an online search: add --online")
        return None
    renamed = {"interval": "interval_s", "cache": "cache_folder"}
    return OnlineSettings(**{renamed.get(name, name): value for name, value in told.items()})


def _store(settings: OnlineSettings, beside: Path | None = None) -> Store:
    """Where answers are kept; beside the file that is being made when the cache cannot be used."""
    from geo.geocoding.online.answer_database import Store  # noqa: PLC0415  start-up, see above

    def say(sentence: str) -> None:
        print(one_line(sentence), file=sys.stderr)

    store = Store(settings.cache_folder, say=say)
    if store.works or beside is None:  # asked in any case: what cannot be kept is said first
        return store
    return Store(beside.parent, say=say, name=f".{beside.name}.asked")


def _story(story_file: str | None) -> Story | None:
    """The story to search; None when none is named and the folder has none."""
    from geo.formats import read  # noqa: PLC0415  start-up, see above

    if story_file is None and not Path(DEFAULT_STORY).is_file():
        return None
    return read(story_file or DEFAULT_STORY)


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
        description="Print everything wrong or odd about a story file, one problem a line.",
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
    exporting.add_argument(
        "--tiles",
        metavar="NAME|URL",
        help=(
            "put tiles of real streets under the story, from the network: USGS.USTopo,"
            " USGS.USImagery, or a URL with {z}, {x} and {y}; default: none"
        ),
    )
    exporting.set_defaults(run=export)

    geocoding = commands.add_parser(
        "geocode",
        help="look places up by name",
        description="Look places up by name, without a network: the story's own, then the map's.",
        epilog="Put -- before a query that begins with a dash.",
    )
    geocoding.add_argument(
        "--story", metavar="FILE", help=f"default: {DEFAULT_STORY}, where this folder has one"
    )
    geocoding.add_argument("--json", action="store_true", help="one JSON object a line")
    geocoding.add_argument(
        "--from",
        dest="list",
        metavar="FILE",
        type=_file_name,
        help="look up each line of a text file, too; - is standard input",
    )
    geocoding.add_argument("query", metavar="QUERY", nargs="*", help="a place's name")
    _add_online_options(geocoding)
    geocoding.set_defaults(run=geocode)

    locating = commands.add_parser(
        "locate",
        help="fill in the points that a story lacks",
        description=(
            "Find the places of a story that have no point, by address and name, and write the"
            " story with them. Every point that is there is kept; only sure answers are written."
        ),
        epilog="Exit status: 0 written, 1 not written (an older file is intact), 2 wrong call.",
    )
    locating.add_argument("file", metavar="STORY", help="a story file (.geojson, .json)")
    locating.add_argument(
        *("-o", "--output"), metavar="OUT", type=_file_name, required=True, help="the file to write"
    )
    locating.add_argument(
        "--progress", action="store_true", help="show it where standard error is no terminal, too"
    )
    _add_online_options(locating)
    locating.set_defaults(run=locate)
    return parser


def _add_online_options(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group(
        "online search", "what the map and the story do not know; a free service is asked gently"
    )
    group.add_argument("--online", action="store_true", help="ask a service, too")
    group.add_argument("--provider", choices=("nominatim", "photon"), help="default: nominatim")
    group.add_argument("--endpoint", metavar="URL", help="default: the provider's public service")
    group.add_argument("--user-agent", metavar="NAME", help="who asks; default: this program")
    group.add_argument(
        "--interval", metavar="SECONDS", type=float, help="between two questions; default: 1"
    )
    group.add_argument(
        "--cache", metavar="FOLDER", type=Path, help="where answers are kept; default: your cache"
    )
    parser.set_defaults(parser=parser)
