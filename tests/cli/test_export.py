from __future__ import annotations

from pathlib import Path

import pytest

from geo.cli.main import main
from geo.render.tiles import RECOMMENDED


def test_export_writes_only_the_document(
    story: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(story), "-o", "out.html"]) == 0
    document = (folder / "out.html").read_text("utf-8")
    assert document.lower().startswith("<!doctype html>")
    assert "wrote out.html" in capsys.readouterr().out
    assert {path.name for path in folder.iterdir()} == {"small.geojson", "out.html"}


def test_export_with_tiles_allows_their_host_and_mentions_the_network(
    story: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tiles = "http://127.0.0.1:1/{z}/{x}/{y}.png"
    assert main(["export", str(story), "-o", "out.html", "--tiles", tiles]) == 0
    assert "img-src data: blob: http://127.0.0.1:1;" in (folder / "out.html").read_text("utf-8")
    assert "need a network" in capsys.readouterr().out


@pytest.mark.parametrize("tiles", ["Nobody.Knows", "https://example.com/tiles.png", ""])
def test_export_with_unknown_tiles_fails_with_one_line(
    story: Path, folder: Path, capsys: pytest.CaptureFixture[str], tiles: str
) -> None:
    assert main(["export", str(story), "-o", "out.html", "--tiles", tiles]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    shown = tiles or '""'
    assert f" tiles {shown}; " in line
    assert "{z}, {x} and {y}" in line
    assert not (folder / "out.html").exists()


def test_export_names_the_document_after_the_story(story: Path, folder: Path) -> None:
    assert main(["export", str(story)]) == 0
    assert (folder / "small.html").is_file()


def test_export_of_a_broken_story_prints_the_lines_of_check_and_writes_nothing(
    broken: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["check", broken.name])
    _, _, lines = capsys.readouterr().out.partition("\n")  # the first line says what was used
    assert main(["export", broken.name]) == 1
    assert capsys.readouterr() == ("", lines)
    assert not (folder / "broken.html").exists()


def test_export_says_if_the_good_events_can_be_exported(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "trip.json").write_text('[{"name": "A"}, {"name": "B", "date": "soon"}]')
    assert main(["export", "trip.json"]) == 1
    assert capsys.readouterr().err.splitlines()[-1] == (
        "trip.json: --keep-going leaves out the 1 event that has errors"
    )


def test_export_into_a_missing_folder_fails_with_one_line(
    story: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(story), "-o", "no/where.html"]) == 1
    assert capsys.readouterr().err == (
        "cannot write no/where.html: no such folder: no; create it first\n"
    )


def test_export_says_which_name_a_browser_needs(
    story: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(story), "-o", "map.txt"]) == 0
    assert capsys.readouterr().out == (
        "wrote map.txt; to open it in a browser, give it a name that ends in .html\n"
    )


def test_export_counts_the_warnings_of_the_story(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "untitled.json").write_text('[{"type": "Feature"}]')
    assert main(["export", "untitled.json"]) == 0
    assert capsys.readouterr().out == (
        "wrote untitled.html; open it in a browser; 1 warning, see `geo check untitled.json`\n"
    )


def test_export_does_not_overwrite_the_story(
    story: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = story.read_bytes()
    with pytest.raises(SystemExit) as caught:
        main(["export", str(story), "-o", str(story)])
    assert caught.value.code == 2
    assert "it is the story file" in capsys.readouterr().err
    assert story.read_bytes() == before


def test_the_help_lists_the_tiles_that_the_error_recommends(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        main(["export", "--help"])
    text = " ".join(capsys.readouterr().out.split())
    assert f"{', '.join(RECOMMENDED)}, or a URL" in text
    assert "It needs no network unless you use --tiles." in text
