"""The built wheel, installed and used outside the repository."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.NewSession_pb2 import Config
from websockets.sync.client import connect
from websockets.typing import Subprotocol

import geo
from geo.dashboard.server import HOST, free_port
from geo.version import __version__
from tests.package.conftest import ROOT, Installation
from tests.sample import small_story
from tools import serve

CONSUMER = """
import geo

story = geo.read("heat.geojson")
reveal_type(story)
reveal_type(story.events[0].title)
reveal_type(geo.StoryMap(story))
geo.StoryMap(story).save("heat.html")
geo.StoryMap(1.5)
"""


@pytest.fixture
def story(basic: Installation) -> Path:
    path = basic.folder / "small.geojson"
    geo.write(small_story(), path)
    return path


def first_page(address: str) -> list[ForwardMsg]:
    """Open the page as a browser does. Returns the messages of the server."""
    stream = address.replace("http", "ws", 1) + "/_stcore/stream"
    messages = []
    with connect(stream, subprotocols=[Subprotocol("streamlit")], max_size=None) as socket:
        request = BackMsg()
        request.rerun_script.SetInParent()
        socket.send(request.SerializeToString())
        while True:
            message = ForwardMsg.FromString(socket.recv(timeout=60, decode=False))
            messages.append(message)
            if message.WhichOneof("type") == "script_finished":
                return messages


def test_the_wheel_contains_only_the_package(archives: dict[str, Path]) -> None:
    tracked = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "geo").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    with zipfile.ZipFile(archives[".whl"]) as wheel:
        names = {name for name in wheel.namelist() if ".dist-info/" not in name}
        assert names == tracked | {"geo/dashboard/events.geojson"}
        shipped = wheel.read("geo/dashboard/events.geojson")
    assert shipped == (ROOT / "events.geojson").read_bytes()


def test_the_package_is_imported_from_the_wheel(basic: Installation) -> None:
    done = basic.run(basic.python, "-c", "import geo; print(geo.__file__)")
    assert Path(done.stdout.strip()).is_relative_to(basic.python.parents[1])


def test_the_command_prints_its_version(basic: Installation) -> None:
    assert basic.run(basic.geo, "--version").stdout == f"geo {__version__}\n"


def test_a_story_is_checked_exported_and_located(basic: Installation, story: Path) -> None:
    checked = basic.run(basic.geo, "check", story.name)
    assert checked.returncode == 0, checked.stderr
    exported = basic.run(basic.geo, "export", story.name, "-o", "out.html")
    assert exported.returncode == 0, exported.stderr
    html = (basic.folder / "out.html").read_bytes()
    expected = basic.folder / "expected.html"
    geo.StoryMap(geo.read(story)).save(expected)
    assert html == expected.read_bytes()
    located = basic.run(basic.geo, "locate", story.name, "-o", "located.geojson")
    assert located.returncode == 0, located.stderr
    assert geo.read(basic.folder / "located.geojson").title == small_story().title


def test_places_are_found_without_a_network(basic: Installation) -> None:
    done = basic.run(basic.geo, "geocode", "--json", "LAX")
    assert done.stderr == ""
    answer = json.loads(done.stdout)
    assert answer["status"] == "found"
    assert answer["candidates"][0]["kind"] == "airport"


def test_online_search_has_its_dependencies(basic: Installation) -> None:
    # No server uses this port, so the service cannot be reached.
    endpoint = f"http://{HOST}:{free_port(0)}"
    options = ["--online", "--endpoint", endpoint, "--interval", "0", "--cache", "cache"]
    done = basic.run(basic.geo, "geocode", *options, "Blue Gate")
    assert done.returncode == 0
    assert "cannot be reached" in done.stderr
    assert "Traceback" not in done.stderr


def test_serve_without_the_extra_says_what_to_install(basic: Installation) -> None:
    done = basic.run(basic.geo, "serve")
    assert done.returncode == 1
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.endswith("pip install '.[dashboard]' in the project's folder")


def test_the_dashboard_shows_heat_in_any_folder_and_stops_on_an_interrupt(
    with_dashboard: Installation, tmp_path: Path
) -> None:
    log = tmp_path / "log"
    # `running` raises an error if the server does not exit with status 0 after an interrupt.
    with serve.running(
        log,
        [str(with_dashboard.geo)],
        folder=with_dashboard.folder,
        environment=with_dashboard.environment,
    ) as address:
        page = first_page(address)
    settings = page[0].new_session
    assert settings.custom_theme.dark.primary_color == "#f0a63c"
    assert settings.config.toolbar_mode == Config.ToolbarMode.MINIMAL
    assert settings.config.gather_usage_stats is False
    titles = [
        message.page_config_changed.title
        for message in page
        if message.WhichOneof("type") == "page_config_changed"
    ]
    assert titles == [geo.read(ROOT / "events.geojson").title]
    kinds = {
        message.delta.new_element.WhichOneof("type")
        for message in page
        if message.WhichOneof("type") == "delta"
    }
    assert "exception" not in kinds
    assert "bidi_component" in kinds
    assert "Traceback" not in log.read_text()
    assert list(with_dashboard.folder.iterdir()) == []


def test_a_type_checker_finds_the_types_of_the_package(basic: Installation) -> None:
    (basic.folder / "consumer.py").write_text(CONSUMER)
    done = subprocess.run(
        [
            *(sys.executable, "-m", "mypy", "--strict", "--config-file=", "--no-color-output"),
            *("--cache-dir", str(basic.folder / "cache-mypy")),
            *("--python-executable", str(basic.python), "consumer.py"),
        ],
        cwd=basic.folder,
        env=basic.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    lines = done.stdout.splitlines()
    notes = [line.split('"')[1] for line in lines if "Revealed type" in line]
    assert notes == ["geo.story.Story", "str", "geo.render.story_map.StoryMap"], lines
    (error,) = [line for line in lines if "error:" in line]
    assert 'Argument 1 to "StoryMap" has incompatible type "float"' in error
