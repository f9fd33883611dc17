"""A long file is read one Feature at a time: each is freed after its event is made."""

from __future__ import annotations

import json
import weakref
from typing import Any

import pytest

from geo import formats
from geo.formats import event_reader
from geo.formats.usable_properties import usable_properties

COUNT = 50


def content(start: str) -> str:
    """A story without a time zone, with `COUNT` events that start at `start`."""
    feature = {"type": "Feature", "geometry": None, "properties": {"title": "One", "start": start}}
    features = [feature] * COUNT
    return json.dumps({"type": "FeatureCollection", "story": {"people": []}, "features": features})


@pytest.mark.parametrize(
    ("start", "most"), [("1995-05-02T09:00", 2), ("1995-05-02T09:00-07:00", COUNT)]
)
def test_only_times_with_an_offset_stay_in_memory_until_the_end(
    monkeypatch: pytest.MonkeyPatch, start: str, most: int
) -> None:
    made: list[weakref.ref[Any]] = []
    alive: list[int] = []

    class Properties(dict[str, Any]):
        """A dict that supports weak references."""

    def record(*arguments: Any) -> Any:
        usable = Properties(usable_properties(*arguments))
        made.append(weakref.ref(usable))
        alive.append(sum(reference() is not None for reference in made))
        return usable

    monkeypatch.setattr(event_reader, "usable_properties", record)
    story, _ = formats.parse(content(start), "many.geojson")
    assert len(story.events) == len(alive) == COUNT
    assert max(alive) <= most
    assert {event.when.start and event.when.start.hour for event in story.events} == {9}
