"""The story `events.geojson` (Heat), as raw JSON and as a `Story`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import geo
from geo.story import Event, Story


@pytest.fixture(scope="module")
def heat_file() -> Path:
    return Path(__file__).parents[2] / "events.geojson"


@pytest.fixture(scope="module")
def raw(heat_file: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(heat_file.read_text(encoding="utf-8"))
    return content


@pytest.fixture(scope="module")
def shared(raw: dict[str, Any]) -> dict[str, Any]:
    member: dict[str, Any] = raw["story"]
    return member


@pytest.fixture(scope="module")
def events(raw: dict[str, Any]) -> list[dict[str, Any]]:
    return [feature["properties"] for feature in raw["features"]]


@pytest.fixture(scope="module")
def story(heat_file: Path) -> Story:
    return geo.read(heat_file)


@pytest.fixture(scope="module")
def event_by_id(story: Story) -> dict[str, Event]:
    return {event.id: event for event in story.events}
