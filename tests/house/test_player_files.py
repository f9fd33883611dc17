"""The scripts and styles of the player."""

from __future__ import annotations

import re

from geo.render import assets
from tests.house.repository import ROOT, uses

PLAYER = ROOT / "geo/render/player"
SCRIPTS = sorted((ROOT / "geo").rglob("*.js"))


def test_every_style_sheet_is_listed_in_the_renderer_once() -> None:
    found = (file.relative_to(PLAYER).as_posix() for file in PLAYER.rglob("*.css"))
    assert sorted((*assets.PLAYER_STYLES, *assets.NUMBER_STYLES)) == sorted(found)


def test_the_order_of_what_lies_over_the_map_is_in_one_style_sheet() -> None:
    sheet = PLAYER / "page/stacking.css"
    order = re.findall(r"--z-([\w-]+): (\d+);", sheet.read_text("utf-8"))
    assert [int(z) for _, z in order] == list(range(len(order)))
    used = "".join(file.read_text("utf-8") for file in PLAYER.rglob("*.css") if file != sheet)
    # The one number is for an element within the bar, where it has no neighbour with an order.
    assert {*re.findall(r"z-index: ([^;]+);", used)} == {
        *(f"var(--z-{name})" for name, _ in order),
        "1",
    }


def test_only_one_module_names_the_types_of_leaflet() -> None:
    # Its values are refused by the linter, see eslint.config.js.
    others = [file for file in SCRIPTS if file.name != "slippymap.js"]
    assert len(others) == len(SCRIPTS) - 1
    assert uses(r"\bL\.[A-Z]", others) == []


def test_no_script_turns_text_into_markup_or_code() -> None:
    unsafe = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function"
    assert uses(unsafe, SCRIPTS) == []


def test_no_script_writes_to_the_console() -> None:
    assert uses(r"\bconsole\.\w+\(|\bdebugger\b", SCRIPTS) == []


def test_no_template_literal_contains_another() -> None:
    # The minifier treats the inner literal as code and removes spaces from its text.
    assert uses(r"\$\{[^}`\n]*`", SCRIPTS) == []
