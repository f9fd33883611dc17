from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from geo.cli.commands import main
from geo.formats import geojson_writer
from tests.sample import small_story

ROOT = Path(__file__).resolve().parents[2]


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


def run(*arguments: str, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "geo", *arguments],
        cwd=ROOT,
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_check_says_of_a_good_story_that_there_is_nothing_to_mend(
    story: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(story)]) == 0
    count = len(small_story().events)
    assert capsys.readouterr() == ("", f"{story}: {count} events, nothing to mend\n")


def test_check_prints_one_fault_a_line_and_fails(
    broken: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", broken.name]) == 1
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        (
            'broken.geojson: event "event-1": start: found "\\u001b[2J",'
            " expected an ISO 8601 date or time such as 1995-05-02T10:58"
        ),
        (
            'broken.geojson: event "event-1": title: warning: found nothing,'
            ' expected a title; it is called "Event 1"'
        ),
    ]
    assert err == (
        "broken.geojson: 1 problem to mend first; 1 warning besides, which would not stop it:\n"
    )


def test_check_puts_what_stops_a_story_before_what_is_only_odd(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    features = [
        {"type": "Feature", "properties": {"id": "odd"}},
        {"type": "Feature", "properties": {"id": "bad", "title": "A", "start": "soon"}},
    ]
    story = {"type": "FeatureCollection", "story": {}, "features": features}
    (folder / "both.geojson").write_text(json.dumps(story))
    assert main(["check", "both.geojson"]) == 1
    first, second = capsys.readouterr().out.splitlines()
    assert 'event "bad": start: found' in first
    assert 'event "odd": title: warning:' in second


def test_check_counts_the_faults_where_there_is_nothing_else(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "none.geojson").write_text("[]")
    assert main(["check", "none.geojson"]) == 1
    assert capsys.readouterr().err == "none.geojson: 1 problem to mend first\n"


def test_check_prints_warnings_and_succeeds(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "odd.json").write_text('[{"type": "Feature"}]')
    assert main(["check", "odd.json"]) == 0
    out, err = capsys.readouterr()
    assert "warning: found nothing, expected a title" in out
    assert err == "odd.json: 1 event, 1 warning; it can be played\n"


def test_check_of_a_missing_file_is_a_problem(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(folder / "missing.geojson")]) == 1
    assert "found no such file" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        ["check", "a", "b"],
        ["bogus"],
        ["export"],
        ["geocode"],
        ["check", "--bogus", "a"],
        ["export", "a", "-o", ""],
    ],
)
def test_a_wrong_call_is_status_two(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_no_command_prints_help_and_is_a_wrong_call(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "geocode" in capsys.readouterr().out


def test_export_writes_the_document_beside_nothing_else(
    story: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(story), "-o", "out.html"]) == 0
    document = (folder / "out.html").read_text("utf-8")
    assert document.lower().startswith("<!doctype html>")
    assert "out.html is written" in capsys.readouterr().out
    assert {path.name for path in folder.iterdir()} == {"small.geojson", "out.html"}


def test_export_with_tiles_allows_their_host_and_says_that_it_needs_a_network(
    story: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tiles = "http://127.0.0.1:1/{z}/{x}/{y}.png"
    assert main(["export", str(story), "-o", "out.html", "--tiles", tiles]) == 0
    assert "img-src data: blob: http://127.0.0.1:1;" in (folder / "out.html").read_text("utf-8")
    assert "need a network" in capsys.readouterr().out


@pytest.mark.parametrize("tiles", ["Nobody.Knows", "https://example.com/tiles.png", ""])
def test_export_with_tiles_that_cannot_be_had_is_one_line(
    story: Path, folder: Path, capsys: pytest.CaptureFixture[str], tiles: str
) -> None:
    assert main(["export", str(story), "-o", "out.html", "--tiles", tiles]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("tiles")
    assert "expected" in line
    assert not (folder / "out.html").exists()


def test_export_names_the_document_after_the_story(story: Path, folder: Path) -> None:
    assert main(["export", str(story)]) == 0
    assert (folder / "small.html").is_file()


def test_export_of_a_broken_story_prints_the_lines_of_check_and_writes_nothing(
    broken: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["check", broken.name])
    lines = capsys.readouterr().out
    assert main(["export", broken.name]) == 1
    assert capsys.readouterr() == ("", lines)
    assert not (folder / "broken.html").exists()


def test_export_into_a_missing_folder_is_one_line(
    story: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(story), "-o", "no/where.html"]) == 1
    assert capsys.readouterr().err == (
        "cannot write no/where.html: there is no folder no; make it first\n"
    )


def test_export_does_not_write_over_the_story(
    story: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = story.read_bytes()
    assert main(["export", str(story), "-o", str(story)]) == 2
    assert "that is the story itself" in capsys.readouterr().err
    assert story.read_bytes() == before


def test_geocode_finds_the_places_of_a_named_story(
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


def test_geocode_uses_the_folders_story_or_else_the_atlas_alone(
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


def test_geocode_answers_in_one_plain_line_a_query(
    story: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    queries = ["LAX", "no\nsuch\x1b[31m place", "-x", "{{7*7}}", "\udcff", ""]
    assert main(["geocode", "--story", str(story), "--", *queries]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(queries)
    assert all(line.isprintable() for line in lines)


def test_geocode_with_a_broken_story_is_a_failure(
    broken: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["geocode", "--story", str(broken), "LAX"]) == 1
    assert "expected an ISO 8601 date" in capsys.readouterr().err


def test_the_command_starts_without_loading_what_help_does_not_need() -> None:
    code = "import sys, geo.cli; print(sorted({'pydantic', 'folium', 'geopy'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"


def test_the_module_runs_and_hands_its_status_on(broken: Path) -> None:
    assert run("check", "events.geojson").returncode == 0
    done = run("check", str(broken))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert run("check").returncode == 2


def test_a_reader_that_has_seen_enough_gives_no_traceback(folder: Path) -> None:
    collection = json.loads(geojson_writer.to_text(small_story()))
    unknown = {f"{'x' * 50}{number}": number for number in range(3000)}
    collection["features"][0]["properties"] |= unknown
    path = folder / "long.json"
    path.write_text(json.dumps(collection))
    with subprocess.Popen(
        [sys.executable, "-m", "geo", "check", str(path)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1


def test_a_terminal_without_unicode_gets_escapes(folder: Path) -> None:
    path = folder / "odd.json"
    path.write_text('[{"type": "Feature", "properties": {"start": "é"}}]', "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "geo", "check", str(path)],
        cwd=ROOT,
        env={"PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )
    assert b'found "\\xe9"' in done.stdout
    assert done.stderr.decode("ascii").count("\n") == 1
