"""How the bench plays our document, so that it measures the same work as for the alternatives."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from bench.libraries import HERE

pytestmark = pytest.mark.browser

WHOLE_STORY_S = 16.8  # The playing time that the tuned Timeline, deck.gl and the canvas use.


@pytest.mark.integration
def test_the_bench_plays_the_whole_story_at_the_same_speed_as_the_alternatives(
    offline_page: Page, heat_html: Path
) -> None:
    offline_page.add_init_script(path=HERE / "pages" / "drive-ours.js")
    offline_page.goto(heat_html.as_uri())
    offline_page.wait_for_function("() => subject.usable()")
    offline_page.evaluate("subject.play()")
    state = offline_page.evaluate("storyMap.state()")
    assert state["playing"]
    assert state["length"] * 60 == pytest.approx(WHOLE_STORY_S)
    # The player supports the resulting speed.
    assert state["speed"] == pytest.approx(900 / WHOLE_STORY_S)
