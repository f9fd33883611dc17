"""The scripts and styles of the player."""

from __future__ import annotations

from geo.render import assets
from tests.house.repository import ROOT, uses

PLAYER = ROOT / "geo/render/player"
SCRIPTS = sorted((ROOT / "geo").rglob("*.js"))


def test_every_style_sheet_is_listed_in_the_renderer_once() -> None:
    found = (file.relative_to(PLAYER).as_posix() for file in PLAYER.rglob("*.css"))
    assert sorted(assets.PLAYER_STYLES) == sorted(found)


def test_no_script_turns_text_into_markup_or_code() -> None:
    unsafe = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function"
    assert uses(unsafe, SCRIPTS) == []


def test_no_script_writes_to_the_console() -> None:
    assert uses(r"\bconsole\.\w+\(|\bdebugger\b", SCRIPTS) == []


def test_no_template_literal_contains_another() -> None:
    # The minifier treats the inner literal as code and removes spaces from its text.
    assert uses(r"\$\{[^}`\n]*`", SCRIPTS) == []
