"""Saving a map: whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

import geo
from geo.errors import ExportError
from tests.sample import small_story


def test_the_saved_file_is_exactly_what_the_dashboard_shows(tmp_path: Path) -> None:
    story_map = geo.StoryMap(small_story())
    story_map.save(tmp_path / "map.html")
    assert (tmp_path / "map.html").read_text("utf-8") == story_map.to_html()


def test_a_missing_folder_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(ExportError) as caught:
        geo.StoryMap(small_story()).save(tmp_path / "nowhere" / "map.html")
    assert "\n" not in str(caught.value)
    assert "nowhere" in str(caught.value)


def test_an_older_export_survives_a_failed_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "map.html"
    target.write_text("the older one")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(ExportError, match="no space left"):
        geo.StoryMap(small_story()).save(target)
    assert target.read_text() == "the older one"
    assert [file.name for file in tmp_path.iterdir()] == ["map.html"]
