"""`locate` and `geocode --online`: normal runs, interrupted runs and repeated runs."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from geo.cli.main import main
from geo.formats import geojson_writer, read
from geo.story import Event, Place, Position, Story, Where
from tests.geocoding.service import Reply, Service, nominatim, osm, photon, running_service

ROOT = Path(__file__).resolve().parents[2]
NAMES = ["Blue Café", "Red Café", "Green Café", "Grey Café", "Black Café", "White Café"]


@pytest.fixture
def service() -> Iterator[Service]:
    with running_service() as running:
        for number, name in enumerate(NAMES):
            running.replies[name] = nominatim(osm(f"{name}, Main Street", 10 + number / 10, 20))
        yield running


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """Six cafés without a point, one place with a point, one that does not exist."""
    places = [Place(f"cafe-{number}", name) for number, name in enumerate(NAMES)]
    places += [Place("home", "Home", position=Position(20.5, 10.5)), Place("lost", "Lost House")]
    events = tuple(Event(place.id, place.name, where=Where(place=place.id)) for place in places)
    path = tmp_path / "story.geojson"
    path.write_text(geojson_writer.to_text(Story("Cafés", events, places=tuple(places))), "utf-8")
    return path


def online(service: Service, cache: Path) -> list[str]:
    options = ["--online", "--endpoint", service.url, "--interval", "0"]
    return [*options, "--cache", str(cache)]


def call(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "geo", *map(str, arguments)]


def test_locate_writes_the_points_and_lists_every_place(
    story: Path, service: Service, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    service.replies["Red Café"] = nominatim(osm("Red Café, A", 10, 20), osm("Red Café, B", 11, 21))
    target = tmp_path / "out.geojson"
    arguments = ["locate", str(story), "-o", str(target), *online(service, tmp_path / "cache")]
    assert main(arguments) == 0
    out, err = capsys.readouterr()
    assert err == ""
    lines = out.splitlines()
    counts = "5 found, 1 ambiguous, 1 not found, 1 already had a point"
    assert lines[0] == f"wrote {target}: {counts}; 6 events got a point"
    assert lines[1] == "Found:"
    assert lines[7] == "Ambiguous, left without a point:"
    assert "; or " in lines[8]
    assert lines[9] == "Not found:"
    assert lines[10].startswith("  Lost House: ")
    located = read(target)
    by_id = {place.id: place for place in located.places}
    assert by_id["home"].position == (20.5, 10.5)
    assert by_id["cafe-0"].position == (20, 10)
    assert by_id["cafe-1"].position is None
    assert located.events[0].where.path == ((20, 10),)


def test_locate_can_overwrite_the_story(story: Path) -> None:
    assert main(["locate", str(story), "-o", str(story)]) == 0
    assert len(read(story).places) == 8


def test_without_online_no_service_is_used(story: Path, service: Service, tmp_path: Path) -> None:
    assert main(["locate", str(story), "-o", str(tmp_path / "out.geojson")]) == 0
    assert service.requests == []


@pytest.mark.integration
@pytest.mark.parametrize("cache", ["cache", "story.geojson/no folder"])
def test_after_a_killed_run_no_query_is_repeated(
    story: Path, service: Service, tmp_path: Path, cache: str
) -> None:
    """Without a usable cache folder, the answers are cached beside the target until the end."""
    target = tmp_path / "out.geojson"
    target.write_text("old")
    arguments = call("locate", story, "-o", target, *online(service, tmp_path / cache))
    fourth = service.replies[NAMES[3]]
    service.replies[NAMES[3]] = Reply(hold=True)
    with subprocess.Popen(arguments, cwd=ROOT, stderr=subprocess.DEVNULL) as process:
        assert service.holding.wait(60)
        process.kill()
    service.released.set()
    assert target.read_text() == "old"
    assert service.answered_queries == NAMES[:3]

    service.replies[NAMES[3]] = fourth
    done = subprocess.run(
        arguments, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    assert ": 6 found, 0 ambiguous, 1 not found" in done.stdout
    # "Lost House" is not in the area, so the service is queried again without the area.
    assert Counter(service.answered_queries) == Counter(NAMES) + Counter({"Lost House": 2})
    assert [place.position for place in read(target).places].count(None) == 1
    assert {path.name for path in tmp_path.iterdir()} <= {story.name, target.name, "cache"}


@pytest.mark.integration
def test_two_runs_at_once_share_one_cache(story: Path, service: Service, tmp_path: Path) -> None:
    options = online(service, tmp_path / "cache")
    targets = [tmp_path / "one.geojson", tmp_path / "two.geojson"]
    both = [
        subprocess.Popen(
            call("locate", story, "-o", target, *options),
            cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        for target in targets
    ]  # fmt: skip
    for process in both:
        out, err = process.communicate(timeout=60)
        assert err == b""
        assert b"6 found" in out
    assert targets[0].read_bytes() == targets[1].read_bytes()
    requests = len(service.requests)
    assert main(["locate", str(story), "-o", str(tmp_path / "three.geojson"), *options]) == 0
    assert len(service.requests) == requests


def test_progress_in_a_pipe_is_one_line_per_place_and_only_shown_on_request(
    story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = str(tmp_path / "out.geojson")
    main(["locate", str(story), "-o", target])
    assert capsys.readouterr().err == ""
    main(["locate", str(story), "-o", target, "--progress"])
    err = capsys.readouterr().err
    assert err.splitlines()[-1] == "7 of 7: Lost House"
    assert err.endswith("\n")
    assert len(err.splitlines()) == 7


def test_an_interrupted_run_says_how_to_continue(
    story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("geo.geocoding.fill_in.search_missing.locate", interrupt)
    assert main(["locate", str(story), "-o", str(tmp_path / "out.geojson")]) == 130
    assert "nothing was written" in capsys.readouterr().err
    assert not (tmp_path / "out.geojson").exists()


@pytest.mark.parametrize("target", ["out.txt", "no/where.geojson"])
def test_a_target_of_another_format_or_folder_is_refused_before_any_query(
    story: Path, service: Service, tmp_path: Path, target: str, capsys: pytest.CaptureFixture[str]
) -> None:
    options = online(service, tmp_path / "cache")
    assert main(["locate", str(story), "-o", str(tmp_path / target), *options]) == 1
    assert capsys.readouterr().err.startswith("cannot write ")
    assert service.requests == []


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        (Reply("", 429, {"Retry-After": "3600"}), "asks for a pause of 60 minutes."),
        (Reply("<html>"), "sent an answer that cannot be read."),
        (Reply("", 500), "reported a server error."),
        (Reply("[]", cut=True), "cannot be reached."),
    ],
)
def test_a_failing_service_is_reported_and_the_offline_answers_are_written(
    story: Path,
    service: Service,
    tmp_path: Path,
    reply: Reply,
    message: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from geo.geocoding.online import rate_limit
    from geo.geocoding.online import service as module

    monkeypatch.setattr(module, "PROCESS_LIMITERS", rate_limit.ServiceLimiters())
    service.replies.clear()
    service.default = reply
    target = tmp_path / "out.geojson"
    options = online(service, tmp_path / "cache")
    assert main(["locate", str(story), "-o", str(target), *options]) == 0
    first, rest = capsys.readouterr().err.splitlines()
    assert first.startswith("Nominatim at 127.0.0.1:")
    assert first.endswith(message)
    assert rest == ("4 more places were not looked up online, because the service kept failing.")
    assert read(target).places[6].position == (20.5, 10.5)


def test_geocode_queries_a_service_for_places_that_the_gazetteer_does_not_have(
    service: Service, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    options = online(service, tmp_path / "cache")
    assert main(["geocode", *options, "--json", "LAX", "Blue Café", "asdfgh"]) == 0
    out, err = capsys.readouterr()
    airport, cafe, nothing = map(json.loads, out.splitlines())
    assert err == ""
    assert airport["candidates"][0]["kind"] == "airport"
    assert (cafe["status"], cafe["candidates"][0]["lat"]) == ("found", 10)
    assert nothing["status"] == "none"
    assert service.queries == ["Blue Café", "asdfgh"]


def test_geocode_queries_photon_with_the_user_agent_that_is_given(
    service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    service.default = photon()
    options = [*online(service, tmp_path), "--provider", "photon", "--user-agent", "mine/1 (me)"]
    assert main(["geocode", *options, "Blue Gate"]) == 0
    assert service.requests[0].user_agent == "mine/1 (me)"
    assert service.requests[0].path == "/api"


@pytest.mark.parametrize("queries", [("Blue Gate",), ("Blue Gate", "Red Gate", "LAX")])
def test_geocode_reports_a_failure_once(
    queries: tuple[str, ...],
    service: Service,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    service.replies.clear()
    service.default = Reply("", 500)
    assert main(["geocode", *online(service, tmp_path), *queries]) == 0
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == len(queries)
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--online", "--endpoint", "nonsense"], "not an address"),
        (
            ["--online", "--user-agent", ""],
            "--user-agent: found an empty text, expected",
        ),
        (
            ["--online", "--interval", "0"],
            "--interval: found 0, expected 1 or more",
        ),
        (["--online", "--interval", "-1"], "--interval: found -1, expected 0 or more"),
    ],
)
def test_an_invalid_option_is_reported_by_its_name(
    options: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["geocode", *options, "LAX"])
    assert caught.value.code == 2
    assert message in capsys.readouterr().err.splitlines()[-1]


def test_options_of_an_online_search_need_online(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["geocode", "--endpoint", "http://localhost", "LAX"])
    assert caught.value.code == 2
    assert "--endpoint needs --online" in capsys.readouterr().err


def test_a_target_that_cannot_be_written_is_refused_before_any_query(
    story: Path, service: Service, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = online(service, tmp_path / "cache")
    (tmp_path / "folder.geojson").mkdir()
    for target in ("no/out.geojson", "story.geojson/out.geojson", "folder.geojson"):
        assert main(["locate", str(story), "-o", str(tmp_path / target), *options]) == 1
        assert capsys.readouterr().err.startswith("cannot write ")
    assert main(["locate", str(story), "-o", "/proc/out.geojson", *options]) == 1
    assert "files cannot be created in" in capsys.readouterr().err
    assert service.requests == []
    assert {path.name for path in tmp_path.iterdir()} == {story.name, "folder.geojson"}


def test_a_cache_that_cannot_be_used_is_reported_before_any_query(
    story: Path, service: Service, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["geocode", "LAX", *online(service, story / "cache")]) == 0
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"cannot use {story / 'cache'} as the cache folder: ")
    assert line.endswith("; places are looked up without a cache")
    assert service.requests == []


def test_locate_says_where_it_caches_answers_if_the_folder_is_a_file(
    story: Path, service: Service, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cache, target = tmp_path / "afile", tmp_path / "out.geojson"
    cache.touch()
    assert main(["locate", str(story), "-o", str(target), *online(service, cache)]) == 0
    assert capsys.readouterr().err == (
        f"cannot use {cache} as the cache folder: it is a file, not a folder;"
        f" answers are cached beside {target} until the command has finished\n"
    )


def test_a_list_of_names_is_looked_up_line_by_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = tmp_path / "names.txt"
    names.write_bytes(b"\xef\xbb\xbfLAX\r\n\n  Wilshire Blvd  \nasdfgh")
    assert main(["geocode", "--json", "--from", str(names), "Long Beach"]) == 0
    queries = [json.loads(line)["query"] for line in capsys.readouterr().out.splitlines()]
    assert queries == ["Long Beach", "LAX", "Wilshire Blvd", "asdfgh"]
    assert main(["geocode", "--from", str(tmp_path / "none.txt")]) == 1
    assert "no such file" in capsys.readouterr().err


def test_a_list_of_names_is_read_from_standard_input() -> None:
    done = subprocess.run(
        call("geocode", "--from", "-"), cwd=ROOT, input="LAX\n5th and 6th\n",
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert [line.split(":")[0] for line in done.stdout.splitlines()] == ["LAX", "5th and 6th"]


def test_geocode_without_a_query_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["geocode"])
    assert "--from FILE" in capsys.readouterr().err


def test_a_missing_story_is_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["geocode", "--story", str(tmp_path / "nonexist"), "LAX"]) == 1
    assert "no such file" in capsys.readouterr().err
