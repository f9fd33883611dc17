"""“Use all matches” and `geo locate` do the same work, so they write the same story."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from geo.cli.main import main
from geo.formats import read
from tests.dashboard.pages import event, open_tab, story_file

PLACES: list[dict[str, Any]] = [
    {"id": "station", "name": "Union Station", "note": "Rebuilt."},
    {"id": "corner", "name": "A corner", "address": "Wilshire Blvd & Western Ave, Los Angeles"},
    # The radius and confidence in the file are kept.
    {"id": "doubt", "name": "LAX", "radius_m": 4000, "confidence": 0.5},
    {"id": "venice", "name": "Venice"},
    # The place has a point, but its event has none.
    {"id": "diner", "name": "The Diner", "position": [-118.2, 34.0], "radius_m": 60},
]


def test_the_dashboard_and_the_command_write_the_same_file(
    home: Path,
    open_page: Callable[..., AppTest],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    story = story_file(places=PLACES, sources=[{"id": "geocoded-1", "title": "A book"}])
    story["features"] = [
        event(place["id"], "1995-05-02T06:10", place=place["id"]) | {"geometry": None}
        for place in PLACES
    ]
    home.write_text(json.dumps(story))
    saved: list[Callable[[], str]] = []
    button = st.download_button

    def record(label: str, data: Any, **how: Any) -> bool:
        if label == "Save story":
            saved.append(data)
        return button(label, data, **how)

    monkeypatch.setattr(st, "download_button", record)
    page = open_tab(open_page(), "Places")
    (view,) = (group for group in page.button_group if str(group.key).startswith("places-view"))
    page = view.set_value("Points").run()
    (use_all,) = (item for item in page.button if item.label == "Use all 3 matches")
    page = use_all.click().run()
    assert not page.exception

    target = tmp_path / "located.geojson"
    assert main(["locate", str(home), "-o", str(target)]) == 0
    assert saved[-1]() == target.read_text("utf-8")

    located = read(target)
    assert [source.id for source in located.sources][:2] == ["geocoded-1", "geocoded-2"]
    doubt = located.place_by_id["doubt"]
    assert (doubt.radius_m, doubt.confidence) == (4000, 0.5)
    at = {item.where.place: item.where for item in located.events}
    assert (at["doubt"].radius_m, at["doubt"].confidence) == (4000, 0.5)
    assert at["diner"].path == ((-118.2, 34.0),)
    assert at["venice"].path == ()
