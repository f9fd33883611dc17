"""Checks how the player's modules fit together; `make check` runs it.

Finds import cycles, imports of names that are not exported, exports that nobody imports, modules
that nothing reaches, and names that two modules declare.
"""

from __future__ import annotations

import sys
from pathlib import Path

from geo.render import linker

ROOT = Path(__file__).resolve().parents[1]
# Each program made of modules: the folder with all of its modules, its own folder in that one, and
# the modules that start it. The dashboard uses a module of the player.
PROGRAMS = (
    (ROOT / "geo/render/player", "", ("main.js", "numbers/opennumbers.js")),
    (ROOT / "geo", "dashboard/player/", ("frame.js",)),
)


def problems() -> list[str]:
    """What is wrong with the modules, one sentence each."""
    tests = "\n".join(path.read_text("utf-8") for path in sorted(ROOT.glob("tests/player/**/*.js")))
    return [
        f"{folder.relative_to(ROOT).as_posix()}/{problem}"
        for folder, own, entries in PROGRAMS
        for problem in linker.problems(
            folder, *(own + entry for entry in entries), own=own, uses=tests
        )
    ]


if __name__ == "__main__":
    found = problems()
    print("\n".join(found))
    sys.exit(1 if found else 0)
