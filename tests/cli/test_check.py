from __future__ import annotations

import json
from pathlib import Path

import pytest

from geo.cli.main import main
from tests.sample import small_story


def test_check_counts_the_events_of_a_story_without_problems(
    story: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(story)]) == 0
    count = len(small_story().events)
    assert capsys.readouterr() == ("", f"{story}: {count} events, no problems\n")


def test_check_prints_one_problem_per_line_and_fails(
    broken: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", broken.name]) == 1
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        (
            'broken.geojson: event 1: start: found "\\u001b[2J",'
            " expected an ISO 8601 date or time such as 1995-05-02T10:58"
        ),
        ('broken.geojson: event 1: title: warning: no title, so the event is called "Event 1"'),
    ]
    assert err == "broken.geojson: 1 error, 1 warning; the story cannot be played\n"


def test_check_prints_errors_before_warnings(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    features = [
        {"type": "Feature", "properties": {"id": "untitled"}},
        {"type": "Feature", "properties": {"id": "bad", "title": "A", "start": "soon"}},
    ]
    story = {"type": "FeatureCollection", "story": {}, "features": features}
    (folder / "both.geojson").write_text(json.dumps(story))
    assert main(["check", "both.geojson"]) == 1
    first, second = capsys.readouterr().out.splitlines()
    assert 'event "bad": start: found' in first
    assert 'event "untitled": title: warning:' in second


def test_check_counts_the_errors_of_a_file_without_warnings(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "none.geojson").write_text("[]")
    assert main(["check", "none.geojson"]) == 1
    assert capsys.readouterr().err == "none.geojson: 1 error; the story cannot be played\n"


def test_check_counts_equal_errors_in_one_line(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [{"name": "A", "date": "soon"}] * 3_000
    (folder / "many.json").write_text(json.dumps(rows))
    assert main(["check", "many.json"]) == 1
    out, err = capsys.readouterr()
    assert out.endswith("; 2,999 more like this: row 2, row 3, …\n")
    assert err == "many.json: 3,000 errors; the story cannot be played\n"


def test_check_prints_warnings_and_succeeds(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "untitled.json").write_text('[{"type": "Feature"}]')
    assert main(["check", "untitled.json"]) == 0
    out, err = capsys.readouterr()
    assert 'warning: no title, so the event is called "Event 1"' in out
    assert err == "untitled.json: 1 event, 1 warning; the story can be played\n"


def test_check_reports_a_missing_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(folder / "missing.geojson")]) == 1
    assert capsys.readouterr().out.endswith("missing.geojson: no such file\n")


@pytest.mark.parametrize("command", [["check"], ["export"]])
def test_choices_for_dates_and_numbers_are_options(
    folder: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    rows = [{"title": "A", "date": "05/06/1932"}, {"title": "B", "date": "07/08/1935"}]
    (folder / "both.json").write_text(json.dumps(rows))
    assert main([*command, "both.json"]) == 1
    assert "--dates dmy" in "".join(capsys.readouterr())
    output = [] if command == ["check"] else ["-o", "map.html"]
    assert main([*command, "both.json", "--dates", "dmy", *output]) == 0
    (folder / "numbers.json").write_text(json.dumps([{"title": "A", "time": 86_400_000}]))
    assert main([*command, "numbers.json", "--epoch", "ms", *output]) == 0
    assert "since 1970" not in "".join(capsys.readouterr())
