"""Words that the project does not use, because readers stumble over them."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Each word with what to write instead.
WORDS = {
    "at hand": "current, selected",
    "fault": "problem, error, warning",
    "faults": "problems, errors, warnings",
    "mend": "fix",
    "needle": "playhead",
    "odd": "unusual, or what exactly is unusual",
    "seam": "gap",
    "so many": "the number",
    "street tiles": "map tiles",
    "telling order": "story order",
    "whoever": "the person who, viewers who",
}
PATTERN = re.compile(rf"\b({'|'.join(WORDS)})\b", re.IGNORECASE)
FILES = [
    *sorted(ROOT.glob("*.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
    *sorted((ROOT / "geo/words").glob("*.json")),
    *(path for folder in ("geo", "tools") for path in sorted((ROOT / folder).rglob("*.py"))),
]
# These quote words of the past.
EXCEPT = {"CHANGELOG.md"}


def test_no_text_uses_a_word_that_readers_stumble_over() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}: {match[0]!r}, write: {WORDS[match[0].lower()]}"
        for path in FILES
        if path.name not in EXCEPT
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        for match in PATTERN.finditer(line)
    ]
    assert found == []


def test_no_function_is_named_by_a_participle() -> None:
    named = re.compile(
        r"^\s*(?:async )?def _?(told|asked|placed|found|kept|sought)\b", re.MULTILINE
    )
    found = [
        f"{path.relative_to(ROOT)}: {match[1]}"
        for folder in ("geo", "tests", "tools", "bench")
        for path in sorted((ROOT / folder).rglob("*.py"))
        for match in named.finditer(path.read_text("utf-8"))
    ]
    assert found == []
