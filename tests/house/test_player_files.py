"""The scripts and styles of the player."""

from __future__ import annotations

import re
from collections import Counter

from geo.render import assets
from tests.house.repository import ROOT, uses

PLAYER = ROOT / "geo/render/player"
SCRIPTS = sorted((ROOT / "geo").rglob("*.js"))


def test_every_player_file_is_listed_in_the_renderer_once() -> None:
    listed = [*assets.PLAYER_SCRIPTS, *assets.PLAYER_STYLES]
    assert len(listed) == len(set(listed))
    assert {
        file.relative_to(PLAYER).as_posix()
        for file in PLAYER.rglob("*")
        if file.suffix in {".js", ".css"}
    } == set(listed)


def test_no_two_player_files_declare_the_same_name() -> None:
    # All files share one scope. A second function with the same name silently replaces the first.
    declared = Counter(
        declaration
        for script in assets.PLAYER_SCRIPTS
        for declaration in re.findall(
            r"^(?:async )?(?:function|class|const|let) (\w+)",
            (PLAYER / script).read_text("utf-8"),
            flags=re.MULTILINE,
        )
    )
    assert [declaration for declaration, times in declared.items() if times > 1] == []


def test_no_script_turns_text_into_markup_or_code() -> None:
    unsafe = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function"
    assert uses(unsafe, SCRIPTS) == []


def test_no_script_writes_to_the_console() -> None:
    assert uses(r"\bconsole\.\w+\(|\bdebugger\b", SCRIPTS) == []


def test_no_template_literal_contains_another() -> None:
    # The minifier treats the inner literal as code and removes spaces from its text.
    assert uses(r"\$\{[^}`\n]*`", SCRIPTS) == []
