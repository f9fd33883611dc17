"""Access to the files of the repository, for tests that check a rule in all files."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def name(path: Path) -> str:
    """Return the path relative to the root of the repository."""
    return path.relative_to(ROOT).as_posix()


def uses(pattern: str, paths: Iterable[Path]) -> list[str]:
    """Return each match in the files as `file:line: match`."""
    return [
        f"{name(path)}:{number}: {match.group()}"
        for path in paths
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        for match in re.finditer(pattern, line)
    ]
