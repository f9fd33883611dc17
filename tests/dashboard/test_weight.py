"""The bytes and messages that a rerun sends over the WebSocket, for a long story."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest

import geo
from bench.stories import generated_story
from bench.viewer import Answer, Viewer
from tools import serve


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> list[Answer]:
    """The first run of a page with 10,000 events, and the reruns of three filters by day."""
    folder = tmp_path_factory.mktemp("weight")
    geo.write(generated_story(10_000), folder / "story.geojson")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GEO_STORY", str(folder / "story.geojson"))
        # In a separate thread, because the browser of another test may have a running event loop.
        with serve.running(folder / "log") as address, ThreadPoolExecutor(1) as elsewhere:
            return elsewhere.submit(asyncio.run, _visit(address)).result()


async def _visit(address: str) -> list[Answer]:
    async with Viewer(address) as viewer:
        return [await viewer.open(), *[await viewer.days(day) for day in (1, 2, 3)]]


@pytest.mark.integration
def test_a_rerun_with_10000_events_sends_neither_the_story_nor_the_whole_table(
    answers: list[Answer],
) -> None:
    first, *reruns = answers
    assert first.largest > 500_000
    for rerun in reruns:
        assert rerun.bytes < 45_000
        assert rerun.largest < 25_000


def test_a_rerun_sends_few_messages_and_only_the_open_tab(
    answers: list[Answer],
) -> None:
    for answer in answers:
        assert answer.messages < 50
        assert answer.counts["dataframe"] <= 1
        assert "download_button" not in answer.counts
