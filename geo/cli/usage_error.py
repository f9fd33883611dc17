"""Invalid arguments that the parser alone cannot find."""

from __future__ import annotations


class UsageError(Exception):
    """Arguments that do not fit together. `main` prints the message below the command's usage."""
