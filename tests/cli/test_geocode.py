from __future__ import annotations

import json
from pathlib import Path

import pytest

from geo.cli.main import main


def test_geocode_finds_the_places_of_the_given_story(
    story: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["geocode", "--json", "--story", str(story), "--", "the bank", "xyzzy"]) == 0
    bank, nothing = map(json.loads, capsys.readouterr().out.splitlines())
    assert bank["query"] == "the bank"
    assert bank["status"] == "found"
    assert bank["candidates"][0].keys() == {
        *("name", "lat", "lon", "radius_m", "kind", "score", "source")
    }
    assert nothing == {"query": "xyzzy", "status": "none", "candidates": []}


def test_geocode_uses_the_story_in_the_folder_or_only_the_atlas(
    story: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["geocode", "--json", "the bank", "LAX"]) == 0
    bank, airport = map(json.loads, capsys.readouterr().out.splitlines())
    assert all(candidate["kind"] != "place" for candidate in bank["candidates"])
    assert airport["status"] == "found"
    story.rename(folder / "events.geojson")
    assert main(["geocode", "--json", "the bank"]) == 0
    (bank,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert bank["candidates"][0]["kind"] == "place"


def test_geocode_prints_one_plain_line_per_query(
    story: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    queries = ["LAX", "no\nsuch\x1b[31m place", "-x", "{{7*7}}", "\udcff", ""]
    assert main(["geocode", "--story", str(story), "--", *queries]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(queries)
    assert all(line.isprintable() for line in lines)


def test_geocode_with_a_broken_story_fails(
    broken: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["geocode", "--story", str(broken), "LAX"]) == 1
    assert "expected an ISO 8601 date" in capsys.readouterr().err


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_a_list_of_queries_in_utf_16_is_refused(
    folder: Path, encoding: str, capsys: pytest.CaptureFixture[str]
) -> None:
    mark = "" if encoding == "utf-16" else "\ufeff"
    (folder / "names.txt").write_bytes(f"{mark}LAX\n".encode(encoding))
    assert main(["geocode", "--from", "names.txt"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "cannot read names.txt: the file is UTF-16 text; save it as UTF-8\n"


def test_a_list_of_queries_may_begin_with_a_byte_order_mark(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "names.txt").write_bytes("LAX\n\nasdfgh\n".encode("utf-8-sig"))
    assert main(["geocode", "--from", "names.txt"]) == 0
    airport, unknown = capsys.readouterr().out.splitlines()
    assert airport.startswith("LAX: ")
    assert unknown == "asdfgh: no location found for this name"
