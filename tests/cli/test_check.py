from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from geo.cli.main import main
from tests.sample import small_story


def test_check_counts_the_events_of_a_story_without_problems(
    story: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(story)]) == 0
    count = len(small_story().events)
    out, err = capsys.readouterr()
    assert all(" warning: " not in line for line in out.splitlines())
    assert err == f"{story}: {count} events, no problems\n"


def test_check_prints_one_problem_per_line_and_fails(
    broken: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", broken.name]) == 1
    out, err = capsys.readouterr()
    assert out.splitlines()[1:] == [
        (
            'broken.geojson: event 1: start: found "\\u001b[2J",'
            " expected an ISO 8601 date or time such as 1995-05-02T10:58"
        ),
        ('broken.geojson: event 1: title: warning: no title, so the event is called "Event 1"'),
    ]
    assert err == "broken.geojson: 1 error, 1 warning; the story cannot be played\n"


def test_check_says_first_what_was_used_and_what_the_events_lack(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        {"Title": "A", "Date": "20/10/1932", "lon": 1, "lat": 2, "Rating": 5},
        {"Title": "B", "Date": None, "lon": 1, "lat": 2},
        {"Title": "C", "Date": "01/03/1935", "lon": None, "lat": None},
    ]
    (folder / "trip.json").write_text(json.dumps(rows))
    assert main(["check", "trip.json"]) == 0
    assert capsys.readouterr().out.splitlines()[:3] == [
        (
            "trip.json: times from `Date`, day first, 2 of 3; titles from `Title`;"
            " longitudes from `lon`, 2 of 3; latitudes from `lat`, 2 of 3; not used: `Rating`"
        ),
        'trip.json: 1 event without a time: "B"',
        'trip.json: 1 event without a position: "C"',
    ]


def test_check_counts_movements_and_areas(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = {"type": "LineString", "coordinates": [[1, 2], [3, 4]]}
    square = {"type": "Polygon", "coordinates": [[[1, 2], [3, 2], [3, 4], [1, 2]]]}
    times = ["2024-06-01T10:00", "2024-06-01T16:00"]
    features = [
        {"type": "Feature", "geometry": line, "properties": {"name": "A", "coordTimes": times}},
        {"type": "Feature", "geometry": line, "properties": {"name": "B"}},
        {"type": "Feature", "geometry": square, "properties": {"name": "C", "date": "2024-06-01"}},
    ]
    (folder / "trip.json").write_text(json.dumps(features))
    assert main(["check", "trip.json"]) == 0
    counted = "trip.json: 1 movement with times, 1 movement without times, 1 event with areas"
    assert capsys.readouterr().out.splitlines()[1] == counted
    assert main(["check", "trip.json", "--json"]) == 0
    result = as_json(capsys)
    assert (result["movements"], result["timed_movements"], result["areas"]) == (2, 1, 1)
    assert result["used"]["times"] == ["coordTimes"]
    assert result["used"]["areas"] == ["geometry"]


def test_the_column_of_tracks_is_an_option(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        {"bus": "7", "time": f"2024-06-01T10:0{n}", "lon": n, "lat": 2, "title": f"Stop {n}"}
        for n in range(3)
    ]
    (folder / "trip.json").write_text(json.dumps(rows))
    for choice, events in (([], 3), (["--tracks", "bus"], 1), (["--tracks", "none"], 3)):
        assert main(["check", "trip.json", "--json", *choice]) == 0
        assert as_json(capsys)["events"] == events
    assert main(["check", "trip.json", "--tracks", "car"]) == 1
    assert 'there is no column "car" for tracks' in capsys.readouterr().out


def as_json(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    out, err = capsys.readouterr()
    assert err == ""
    result: dict[str, Any] = json.loads(out)
    return result


def test_check_prints_the_same_as_one_json_object(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        {"name": "A", "date": "2020-05-01", "lon": 1, "lat": 2, "x": 1},
        {"name": "B", "date": "soon"},
        {"name": "C", "date": "later"},
    ]
    (folder / "trip.json").write_text(json.dumps(rows))
    assert main(["check", "trip.json", "--json"]) == 1
    result = as_json(capsys)
    expected = "an ISO 8601 date or time such as 1995-05-02T10:58"
    assert result == {
        "events": 3,
        "first": "2020-05-01",
        "last": "2020-05-01",
        "precision": "day",
        "located": 1,
        "movements": 0,
        "timed_movements": 0,
        "areas": 0,
        "used": {"start": ["date"], "title": ["name"], "longitude": ["lon"], "latitude": ["lat"]},
        "readings": {},
        "unused": ["x"],
        "errors": [
            {
                "event": "row 2",
                "row": 2,
                "field": "date",
                "found": '"soon"',
                "expected": expected,
                "help": f'found "soon", expected {expected}',
                "count": 2,
                "examples": [
                    {"event": "row 2", "row": 2, "found": '"soon"'},
                    {"event": "row 3", "row": 3, "found": '"later"'},
                ],
                "asks": None,
            }
        ],
        "warnings": [],
    }


def test_the_json_object_has_what_is_asked_and_how_columns_were_read(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [{"name": "A", "date": "05/06/1932", "end": "20/10/1932"}]
    (folder / "trip.json").write_text(json.dumps(rows))
    main(["check", "trip.json", "--json"])
    result = as_json(capsys)
    (error,) = result["errors"]
    assert result["readings"] == {"end": ["day first"]}
    assert (error["asks"]["about"], error["asks"]["example"]) == ("dates", '"05/06/1932"')
    assert error["asks"]["readings"] == [
        {"keyword": "dates", "value": "dmy", "meaning": "day first: 1932-06-05"},
        {"keyword": "dates", "value": "mdy", "meaning": "month first: 1932-05-06"},
    ]


def test_events_without_a_time_are_named_beside_another_event_with_an_error(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        {"name": "A", "date": "2020-05-01", "lon": 1, "lat": 2},
        {"name": "B", "date": "soon", "lon": 1, "lat": 2},
        {"name": "C", "lon": 1, "lat": 2},
    ]
    (folder / "trip.json").write_text(json.dumps(rows))
    assert main(["check", "trip.json"]) == 1
    assert 'trip.json: 1 event without a time: "C"\n' in capsys.readouterr().out


@pytest.mark.parametrize("content", ['{"type": "Feature', "[]", '"text"', "{}"])
def test_a_file_that_cannot_be_read_gives_json_without_events(
    folder: Path, capsys: pytest.CaptureFixture[str], content: str
) -> None:
    (folder / "bad.json").write_text(content)
    assert main(["check", "bad.json", "--json"]) == 1
    result = as_json(capsys)
    assert (result["events"], result["first"], result["last"]) == (0, None, None)
    assert (result["precision"], result["used"], result["unused"]) == ("none", {}, [])
    assert result["errors"]


@pytest.mark.parametrize("command", [["check"], ["export"], ["convert"], ["locate"]], ids=str)
def test_events_with_errors_are_left_out_on_request(
    folder: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    rows = [{"name": "A", "date": "2020-05-01"}, {"name": "B", "date": "soon"}]
    (folder / "trip.json").write_text(json.dumps(rows))
    output = {"check": [], "convert": ["out.json"]}.get(command[0], ["-o", "out.json"])
    assert main([*command, "trip.json", *output]) == 1
    capsys.readouterr()
    assert main([*command, "trip.json", *output, "--keep-going"]) == 0
    assert "1 left out" in "".join(capsys.readouterr()).replace("1 event left out", "1 left out")


def test_check_says_that_the_good_events_can_be_played(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [{"name": "A", "date": "2020-05-01"}, {"name": "B", "date": "soon"}]
    (folder / "trip.json").write_text(json.dumps(rows))
    main(["check", "trip.json"])
    assert capsys.readouterr().err == (
        "trip.json: 1 error; the story cannot be played;"
        " --keep-going leaves out the 1 event that has errors\n"
    )


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
    first, second = capsys.readouterr().out.splitlines()[-2:]
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
    capsys.readouterr()
    (folder / "numbers.json").write_text(json.dumps([{"title": "A", "time": 86_400_000}]))
    assert main([*command, "numbers.json", "--epoch", "ms", *output]) == 0
    assert "can be" not in "".join(capsys.readouterr())
    assert main([*command, "numbers.json", "--elapsed", "ms", *output]) == 0


def test_columns_and_a_time_zone_are_options(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [{"Crime": "A", "DATE OCC": "1960-05-02T10:00Z"}]
    (folder / "crimes.json").write_text(json.dumps(rows))
    options = ["--column", "start=DATE OCC", "--column", "title=Crime", "--timezone", "Asia/Tokyo"]
    assert main(["check", "crimes.json", *options]) == 0
    assert main(["check", "crimes.json", "--column", "start=DATE"]) == 1
    assert 'there is no column "DATE" for start' in "".join(capsys.readouterr())


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--column", "begin=DATE OCC"], "--column: there is no field 'begin'"),
        (["--column", "start=a", "--column", "start=b"], "found two columns for start"),
        (["--timezone", "Rome"], "--timezone: found 'Rome', expected an IANA time zone"),
        (["--elapsed", "s", "--epoch", "s"], "--epoch, --elapsed"),
        (["--column", "start"], "expected FIELD=NAME"),
    ],
)
def test_options_that_do_not_exist_are_refused(
    folder: Path, capsys: pytest.CaptureFixture[str], options: list[str], expected: str
) -> None:
    (folder / "one.json").write_text(json.dumps([{"title": "A"}]))
    with pytest.raises(SystemExit) as stopped:
        main(["check", "one.json", *options])
    assert stopped.value.code == 2
    assert expected in capsys.readouterr().err
