"""What a run brings over the WebSocket, in bytes and messages, for a story of any length."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest

import geo
from bench.stories import invented
from bench.viewer import Answer, Viewer
from tools import serve


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> list[Answer]:
    """The first run of a page on 10,000 events, and those of three filters by day."""
    folder = tmp_path_factory.mktemp("weight")
    geo.write(invented(10_000), folder / "story.geojson")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GEO_STORY", str(folder / "story.geojson"))
        # In a thread of its own: a browser of another test may keep a loop running in this one.
        with serve.running(folder / "log") as address, ThreadPoolExecutor(1) as elsewhere:
            return elsewhere.submit(asyncio.run, _visit(address)).result()


async def _visit(address: str) -> list[Answer]:
    async with Viewer(address) as viewer:
        return [await viewer.open(), *[await viewer.days(day) for day in (1, 2, 3)]]


def test_a_rerun_on_ten_thousand_events_brings_neither_the_story_nor_all_of_its_table(
    answers: list[Answer],
) -> None:
    first, *reruns = answers
    assert first.largest > 500_000
    for rerun in reruns:
        assert rerun.bytes < 45_000
        assert rerun.largest < 25_000


def test_a_rerun_is_few_messages_and_only_the_open_tab_is_among_them(
    answers: list[Answer],
) -> None:
    for answer in answers:
        assert answer.messages < 50
        assert answer.counts["dataframe"] <= 1
        assert "download_button" not in answer.counts
