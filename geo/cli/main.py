"""The command `geo`: its parser, its exit status and its error handling.

A command is a module with two functions (`Command`) and one line in `COMMANDS`. It imports its
libraries when it runs, so that the help is fast.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from typing import Final, Protocol

from geo.cli import check, convert, export, geocode, locate, output, serve
from geo.cli.exit_status import FAILED, INTERRUPTED, USAGE
from geo.cli.usage_error import UsageError
from geo.errors import GeoError
from geo.version import __version__


class Command(Protocol):
    """The functions in the module of a command."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Add the description and the arguments of the command to its parser."""

    def run(self, arguments: argparse.Namespace) -> int:
        """Run the command. Returns its exit status.

        Raises:
            GeoError: the command failed; its message is printed.
            UsageError: the arguments do not fit together.
        """


# The commands by name, in the order of the help, with their help texts.
COMMANDS: Final[Mapping[str, tuple[Command, str]]] = {
    "check": (check, "say what is read from a story file, and list its errors and warnings"),
    "convert": (convert, "write a file of other origin in the story format"),
    "export": (export, "write the map as one HTML file"),
    "geocode": (geocode, "look places up by name"),
    "locate": (locate, "add the missing points of a story"),
    "serve": (serve, "start the dashboard"),
}


def main(arguments: Sequence[str] | None = None, *, program: str = "geo") -> int:
    """Run one command and return its exit status.

    Args:
        arguments: the arguments after the program's name. None: the arguments of the process.
        program: the program's name in the help.
    """
    output.use_escapes_for_unknown_characters()
    parser, command_parsers = _parsers(program)
    parsed, unknown = parser.parse_known_args(arguments)
    if unknown:
        # argparse would print the usage of the program instead of the command's.
        owner = command_parsers.get(parsed.command or "", parser)
        owner.error(f"unrecognized arguments: {' '.join(unknown)}")
    if parsed.command is None:
        parser.print_help()
        return USAGE
    command, _ = COMMANDS[parsed.command]
    try:
        status = command.run(parsed)
        sys.stdout.flush()
    except UsageError as error:
        command_parsers[parsed.command].error(str(error))
    except GeoError as error:
        for line in (*str(error).splitlines(), *getattr(error, "__notes__", ())):
            output.print_message(line)
        return FAILED
    except BrokenPipeError:
        output.stop_writing_to_closed_output()
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    return status


def _parsers(
    program: str,
) -> tuple[argparse.ArgumentParser, Mapping[str, argparse.ArgumentParser]]:
    """Return the program's parser, and the parser of each command by the command's name."""
    parser = argparse.ArgumentParser(
        prog=program, description="Check, convert, export and show stories on a map."
    )
    parser.add_argument("--version", action="version", version=f"geo {__version__}")
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    command_parsers = {}
    for name, (command, summary) in COMMANDS.items():
        command_parsers[name] = subparsers.add_parser(name, help=summary)
        command.add_arguments(command_parsers[name])
    return parser, command_parsers
