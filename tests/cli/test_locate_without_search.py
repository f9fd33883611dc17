from __future__ import annotations

import json
from pathlib import Path

import pytest

from geo.cli.main import main


def test_a_story_whose_places_have_points_needs_no_search(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bank = {"id": "bank", "name": "The bank", "position": [-118.256, 34.052]}
    event = {"type": "Feature", "properties": {"id": "S01", "title": "A", "place": "bank"}}
    collection = {
        "type": "FeatureCollection",
        "story": {"title": "Heat", "places": [bank]},
        "features": [event],
    }
    story, target = tmp_path / "story.geojson", tmp_path / "out.geojson"
    story.write_text(json.dumps(collection))
    assert main(["locate", str(story), "-o", str(target)]) == 0
    assert capsys.readouterr() == (
        f"wrote {target}; nothing to look up: every place has a point\n",
        "",
    )


def test_a_story_without_places_needs_no_search_and_its_warnings_are_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    story, target = tmp_path / "untitled.json", tmp_path / "out.geojson"
    story.write_text('[{"type": "Feature"}]')
    assert main(["locate", str(story), "-o", str(target)]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        f"wrote {target}; nothing to look up: the story has no places",
        "Events with neither a point nor a place:",
        "  event-1",
    ]
    assert err == f"{story}: 1 warning, see `geo check {story}`\n"
