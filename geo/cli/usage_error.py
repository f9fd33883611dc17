"""Invalid arguments that the parser does not detect."""

from __future__ import annotations


class UsageError(Exception):
    """Arguments that do not fit together. `main` prints the message below the command's usage."""
