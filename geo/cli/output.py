"""How commands print: results on standard output, everything else on standard error.

Text from a story, a query or a service is escaped, so that it stays on one line and cannot control
the terminal.
"""

from __future__ import annotations

import os
import sys

from geo.text_safety import one_line


def use_escapes_for_unknown_characters() -> None:
    """Print characters that the terminal's encoding lacks as escapes, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def print_result(text: str) -> None:
    """Print one line on standard output."""
    print(one_line(text))


def print_message(text: str) -> None:
    """Print one line on standard error, after everything printed so far."""
    # Both may go to one terminal, and only standard output is buffered.
    sys.stdout.flush()
    print(one_line(text), file=sys.stderr)


def shown_path(path: object) -> str:
    """Return a path for a message, escaped and at most 300 characters long."""
    return one_line(str(path), limit=300)


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: `1 error`, `2,000 errors`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def stop_writing_to_closed_output() -> None:
    """Discard what is left in standard output, whose reader (`head`, a pager) has ended.

    Without this Python would flush it at its end and fail once more.
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
