"""What a document costs while it opens: its size, and errors that cost a second compilation."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext

from geo.render.minifier import minified
from tests.browser.playing import next_frame, opened

pytestmark = [pytest.mark.browser, pytest.mark.integration]

# The limit for the document of Heat is 600 KB where the minifier that shortens names has a wheel.
# Below it there is room for what comes next.
MOST_BYTES = 592_000
MOST_BYTES_ELSEWHERE = 680_000


def test_the_document_of_heat_is_small(heat_html: Path) -> None:
    script = "(() => { const aLongName = window.a; window.b = aLongName + aLongName; })();"
    shortens_names = "aLongName" not in minified(script)
    most = MOST_BYTES if shortens_names else MOST_BYTES_ELSEWHERE
    assert heat_html.stat().st_size <= most


def test_nothing_throws_while_a_document_opens_not_even_what_is_caught(
    offline_context: Callable[..., BrowserContext], heat_html: Path
) -> None:
    page = offline_context().new_page()
    # For the location of an error, V8 compiles the functions around it a second time.
    protocol = page.context.new_cdp_session(page)
    thrown: list[str] = []

    def stopped(at: dict[str, Any]) -> None:
        thrown.append(at.get("data", {}).get("description", ""))
        protocol.send("Debugger.resume")

    protocol.on("Debugger.paused", stopped)
    protocol.send("Debugger.enable")
    protocol.send("Debugger.setPauseOnExceptions", {"state": "all"})
    opened(page, heat_html)
    next_frame(page)
    assert thrown == []


def test_leaflet_does_not_draw_in_the_vector_graphics_of_internet_explorer(
    offline_context: Callable[..., BrowserContext], heat_html: Path
) -> None:
    page = opened(offline_context().new_page(), heat_html)
    assert page.evaluate("[L.Browser.vml, 'namespaces' in document]") == [False, False]
