"""Writing any file that can be read in the story format."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

import geo
from geo.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
POINT = {"type": "Point", "coordinates": [1, 2]}
LINE = {"type": "LineString", "coordinates": [[1, 2], [3, 4]]}
AREA = {"type": "Polygon", "coordinates": [[[1, 2], [3, 2], [3, 4], [1, 2]]]}


def features(*rows: dict[str, Any], geometry: Any = POINT, **members: Any) -> str:
    listed = [{"type": "Feature", "geometry": geometry, "properties": row} for row in rows]
    return json.dumps({"type": "FeatureCollection", "features": listed, **members})


FILES = {
    "other names": features(
        {"Name": "A", "Date": "20/10/1932", "who": "Ann; Bob", "Category": "x", "color": "#0f0"},
        {"Name": "B", "Date": "1/3/1935", "url": "https://example.org/a", "Location": "Here"},
    ),
    "times of several kinds": features({"date": 1995}, {"date": "1995-05"}, {"date": "1995-05-02"}),
    "seconds": features({"name": "A", "time": 1392155552.25}),
    "offsets": features({"start": "2020-01-01T10:00+02:00"}, {"start": "2020-01-01T10:00Z"}),
    "intervals": features({"name": "A", "when": "1914-07-28/1918-11-11"}),
    "durations": features({"name": "A", "start": "2020-01-01T10:00", "duration": "PT2H"}),
    "lines": features({"name": "A", "who": "Ann"}, geometry=LINE),
    "areas": features({"name": "A"}, geometry=AREA),
    "no geometry": features({"name": "A"}, geometry=None),
    "a bare geometry": json.dumps(POINT),
    "html and foreign letters": features({"name": "<b>Café</b>", "description": "大阪<br>x"}),
    "rows": json.dumps([{"name": "A", "lon": 1, "lat": 2, "year": 1966, "month": 7}]),
    "lines of features": "\n".join(
        json.dumps({"type": "Feature", "geometry": POINT, "properties": {"name": name}})
        for name in "AB"
    ),
    "a story with a zone": features(
        {"title": "A", "start": "2020-01-01T10:00Z"},
        story={"title": "S", "timezone": "Asia/Tokyo", "people": []},
    ),
}


@pytest.mark.parametrize("content", FILES.values(), ids=FILES)
def test_a_converted_file_gives_an_equal_story(folder: Path, content: str) -> None:
    (folder / "in.json").write_text(content, "utf-8")
    assert main(["convert", "in.json", "out.geojson"]) == 0
    assert geo.read("out.geojson") == geo.read("in.json")


def test_converting_the_story_heat_gives_an_equal_story(folder: Path) -> None:
    shutil.copy(ROOT / "events.geojson", folder / "in.geojson")
    assert main(["convert", "in.geojson", "out.geojson"]) == 0
    assert geo.read("out.geojson") == geo.read("in.geojson")


def test_convert_uses_the_options_for_reading_and_counts_warnings(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "in.json").write_text(json.dumps([{"date": "05/06/1932"}]))
    assert main(["convert", "in.json", "out.json", "--dates", "mdy"]) == 0
    assert capsys.readouterr().out == (
        "wrote out.json: 1 event; 1 warning, see `geo check in.json`\n"
    )
    assert geo.read("out.json") == geo.read("in.json", dates="mdy")


def test_convert_does_not_overwrite_the_story(
    story: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = story.read_bytes()
    with pytest.raises(SystemExit) as caught:
        main(["convert", str(story), str(story)])
    assert caught.value.code == 2
    assert "it is the story file" in capsys.readouterr().err
    assert story.read_bytes() == before


def test_convert_overwrites_another_file_only_if_it_is_forced_to(
    story: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "out.geojson").write_text("old")
    assert main(["convert", str(story), "out.geojson"]) == 1
    assert capsys.readouterr().err == (
        "cannot write out.geojson: the file exists;"
        " choose another OUT, or use --force to overwrite it\n"
    )
    assert (folder / "out.geojson").read_text() == "old"
    assert main(["convert", str(story), "out.geojson", "--force"]) == 0
    assert geo.read("out.geojson") == geo.read(story)


def test_a_broken_story_is_not_converted(broken: Path, folder: Path) -> None:
    assert main(["convert", broken.name, "out.geojson"]) == 1
    assert not (folder / "out.geojson").exists()


def test_the_name_of_the_result_says_its_format(
    story: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["convert", str(story), "out.csv"]) == 1
    assert "the name must end in .geojson or .json" in capsys.readouterr().err
    assert not (folder / "out.csv").exists()
