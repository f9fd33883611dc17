"""The files of the repository, for the tests that check a rule in all of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def name(path: Path) -> str:
    """The path from the top of the repository."""
    return path.relative_to(ROOT).as_posix()


def uses(pattern: str, paths: Iterable[Path]) -> list[str]:
    """`file:line: match` for everything that matches in the files."""
    return [
        f"{name(path)}:{number}: {match.group()}"
        for path in paths
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        for match in re.finditer(pattern, line)
    ]
