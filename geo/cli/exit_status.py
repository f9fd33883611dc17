"""The exit statuses of every command."""

from __future__ import annotations

from typing import Final

OK: Final = 0
# The command failed. For `check`: the story has errors.
FAILED: Final = 1
# Invalid arguments, as argparse reports them.
USAGE: Final = 2
# Ctrl+C: 128 + SIGINT, as in shells.
INTERRUPTED: Final = 130
