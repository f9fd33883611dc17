from __future__ import annotations

import importlib.util
import os
import socket
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from geo.cli.main import main
from geo.dashboard import server


@pytest.fixture(autouse=True)
def starts(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, bool]]:
    """Record the port and the headless setting of each server start, instead of starting it."""
    monkeypatch.delenv("GEO_STORY", raising=False)
    calls: list[tuple[int, bool]] = []
    monkeypatch.setattr(
        server, "_run_streamlit", lambda port, *, headless: calls.append((port, headless))
    )
    return calls


def test_serve_prints_the_address_and_starts_the_server_there(
    starts: list[tuple[int, bool]], capsys: pytest.CaptureFixture[str]
) -> None:
    port = server.free_port(0)
    assert main(["serve", "--no-browser", "--port", str(port)]) == 0
    assert starts == [(port, True)]
    line = f"Starting the dashboard at http://127.0.0.1:{port} (Ctrl+C stops it)\n"
    assert capsys.readouterr() == (line, "")


@pytest.mark.parametrize(("display", "headless"), [(":0", False), ("", True)])
def test_serve_opens_a_browser_only_with_a_display(
    starts: list[tuple[int, bool]], monkeypatch: pytest.MonkeyPatch, display: str, *, headless: bool
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert main(["serve"]) == 0
    assert starts[0][1] is headless


def test_serve_without_a_port_skips_ports_in_use(starts: list[tuple[int, bool]]) -> None:
    assert main(["serve"]) == 0
    with socket.socket() as occupied:
        try:
            occupied.bind((server.HOST, server.FIRST_PORT))
            occupied.listen()
        except OSError:
            pass  # another program uses the port, so it is occupied, too
        assert main(["serve"]) == 0
    assert starts[0][0] >= server.FIRST_PORT
    assert starts[1][0] > server.FIRST_PORT


def test_serve_reports_a_port_in_use(
    starts: list[tuple[int, bool]], capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as occupied:
        occupied.bind((server.HOST, 0))
        occupied.listen()
        port = occupied.getsockname()[1]
        assert main(["serve", "--port", str(port)]) == 1
    assert capsys.readouterr().err == (
        f"cannot use port {port} on 127.0.0.1: address already in use;"
        " choose another --port or leave it out\n"
    )
    assert starts == []


def test_serve_shows_the_given_story(
    story: Path, monkeypatch: pytest.MonkeyPatch, starts: list[tuple[int, bool]]
) -> None:
    from geo.dashboard.home_story import home_story

    monkeypatch.setenv("GEO_STORY", "another.geojson")
    assert main(["serve", story.name]) == 0
    assert home_story() == story
    assert len(starts) == 1


def test_serve_of_a_missing_story_starts_nothing(
    folder: Path, starts: list[tuple[int, bool]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", "missing.geojson"]) == 1
    assert capsys.readouterr().err == "cannot open missing.geojson: no such file\n"
    assert starts == []
    assert list(folder.iterdir()) == []


def test_serve_of_a_missing_story_in_the_environment_starts_nothing(
    monkeypatch: pytest.MonkeyPatch,
    starts: list[tuple[int, bool]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("GEO_STORY", "missing.geojson")
    assert main(["serve"]) == 1
    message = "cannot open missing.geojson (the path in GEO_STORY): no such file\n"
    assert capsys.readouterr().err == message
    assert starts == []


def test_serve_of_a_folder_starts_nothing(
    folder: Path, starts: list[tuple[int, bool]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", str(folder)]) == 1
    assert capsys.readouterr().err == f"cannot open {folder}: it is a folder\n"
    assert starts == []


def test_serve_without_the_extra_says_what_to_install(
    starts: list[tuple[int, bool]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    find_spec = importlib.util.find_spec

    def without_streamlit(name: str, package: str | None = None) -> ModuleSpec | None:
        return None if name == "streamlit" else find_spec(name, package)

    monkeypatch.setattr(importlib.util, "find_spec", without_streamlit)
    assert main(["serve"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.endswith("pip install '.[dashboard]' in the project's folder")
    assert "streamlit" in line
    assert starts == []


def test_serve_passes_on_which_servers_viewers_may_choose(
    starts: list[tuple[int, bool]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GEO_VIEWER_ENDPOINTS", "off")
    assert main(["serve", "--viewer-endpoints", "public"]) == 0
    assert os.environ["GEO_VIEWER_ENDPOINTS"] == "public"
    assert starts


def test_serve_with_an_unknown_choice_in_the_environment_starts_nothing(
    starts: list[tuple[int, bool]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("GEO_VIEWER_ENDPOINTS", "yes")
    assert main(["serve"]) == 1
    assert starts == []
    assert "expected off, public, any" in capsys.readouterr().err
