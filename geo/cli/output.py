"""How commands print: results on standard output, everything else on standard error.

Control characters in texts from a story, a query or a service are escaped. Such texts then stay on
one line and cannot control the terminal.
"""

from __future__ import annotations

import os
import sys

from geo.text_safety import one_line


def use_escapes_for_unknown_characters() -> None:
    """Print characters that the terminal's encoding does not have as escapes."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def print_result(text: str) -> None:
    """Print one line on standard output."""
    print(one_line(text))


def print_message(text: str) -> None:
    """Print one line on standard error, after the results printed before it."""
    # Standard output is buffered, and both can go to the same terminal.
    sys.stdout.flush()
    print(one_line(text), file=sys.stderr)


def display_path(path: object) -> str:
    """Return a path for a message, escaped and at most 300 characters long."""
    return one_line(str(path), limit=300)


def stop_writing_to_closed_output() -> None:
    """Discard the rest of standard output after its reader (`head`, a pager) has ended.

    Otherwise Python would flush it at exit and fail again.
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
