from __future__ import annotations

from pathlib import Path

import pytest

from geo.formats import geojson_writer
from tests.sample import small_story


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def story(folder: Path) -> Path:
    path = folder / "small.geojson"
    path.write_text(geojson_writer.to_text(small_story()), "utf-8")
    return path


@pytest.fixture
def broken(folder: Path) -> Path:
    path = folder / "broken.geojson"
    feature = '{"type": "Feature", "geometry": null, "properties": {"start": "\\u001b[2J"}}'
    path.write_text(f'{{"type": "FeatureCollection", "features": [{feature}]}}', "utf-8")
    return path
