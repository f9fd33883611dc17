"""The rules of the house, so that `pytest` alone shows when one is broken."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest

import geo
from geo.render import assets

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "bench").glob("*.md")])
SCRIPTS = sorted((ROOT / "geo").rglob("*.js"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_every_public_name_is_loaded_on_demand_and_documented() -> None:
    assert list(geo.__all__) == sorted(geo.__all__)
    assert set(geo.__all__) == set(geo._MODULES)
    assert all(getattr(geo, public).__doc__ for public in geo.__all__)
    assert set(geo.__all__) <= set(dir(geo))


def test_every_player_file_is_listed_in_the_renderer_once() -> None:
    player = ROOT / "geo/render/player"
    listed = [*assets.PLAYER_SCRIPTS, *assets.PLAYER_STYLES]
    assert len(listed) == len(set(listed))
    assert {
        file.relative_to(player).as_posix()
        for file in player.rglob("*")
        if file.suffix in {".js", ".css"}
    } == set(listed)


def test_no_two_player_files_declare_the_same_name() -> None:
    # They share one scope, in which a second function of a name silently replaces the first.
    player = ROOT / "geo/render/player"
    declared = Counter(
        name
        for script in assets.PLAYER_SCRIPTS
        for name in re.findall(
            r"^(?:async )?(?:function|class|const|let) (\w+)",
            (player / script).read_text("utf-8"),
            flags=re.MULTILINE,
        )
    )
    assert [name for name, times in declared.items() if times > 1] == []


def test_everything_that_is_no_python_is_found_as_the_package_s_resource() -> None:
    inside = [
        path.relative_to(ROOT / "geo")
        for path in (ROOT / "geo").rglob("*")
        if path.suffix in {".js", ".css", ".html", ".jinja", ".json", ".geojson"}
    ]
    assert {path.suffix for path in inside} >= {".js", ".css", ".html", ".geojson"}
    assert all((files("geo") / path.as_posix()).is_file() for path in inside)


def test_the_wheel_takes_the_package_whole() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert config["build-system"]["build-backend"] == "hatchling.build"
    assert config["tool"]["hatch"]["build"]["targets"]["wheel"] == {"packages": ["geo"]}


def test_the_package_asks_for_what_requirements_txt_lists() -> None:
    lines = (ROOT / "requirements.txt").read_text("utf-8").splitlines()
    listed = [line for line in lines if line and not line.startswith("#")]
    config = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    only_for_tests = {
        line for line in listed if line.startswith(("pytest", "hypothesis", "jsonschema"))
    }
    assert set(config["project"]["dependencies"]) == set(listed) - only_for_tests


def test_no_one_else_s_files_lie_in_the_package() -> None:
    foreign = re.compile(r"leaflet|jquery|bootstrap|moment(\.min)?\.js|\.min\.|node_modules|vendor")
    paths = [path for path in (ROOT / "geo").rglob("*") if "__pycache__" not in path.parts]
    assert not [name(path) for path in paths if foreign.search(name(path).lower())]


@pytest.mark.parametrize("path", SCRIPTS, ids=name)
def test_a_script_never_turns_text_into_markup_or_code(path: Path) -> None:
    unsafe = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function"
    silent = r"\bconsole\.\w+\(|\bdebugger\b"
    assert not re.findall(f"{unsafe}|{silent}", path.read_text("utf-8"))


@pytest.mark.parametrize("path", SCRIPTS, ids=name)
def test_no_template_stands_within_another(path: Path) -> None:
    # What shortens the scripts takes the inner one for code, and squeezes the spaces of its words.
    assert not re.findall(r"\$\{[^}`\n]*`", path.read_text("utf-8"))


def test_no_test_sleeps_or_is_skipped() -> None:
    shunned = re.compile("time[.]sleep|wait_for_[t]imeout|pytest[.]skip|mark[.](skip|xfail)")
    assert not [name(path) for path in TESTS if shunned.search(path.read_text("utf-8"))]


def test_a_window_is_resized_only_by_the_way_that_gives_the_page_its_frame() -> None:
    raw = re.compile("set_viewport[_]size")
    found = [name(path) for path in TESTS if raw.search(path.read_text("utf-8"))]
    assert found == ["tests/browser/playing.py"]


def test_every_requirement_says_why_it_is_there() -> None:
    for file in ("requirements.txt", "requirements-dev.txt"):
        lines = [line for line in (ROOT / file).read_text("utf-8").splitlines() if line]
        unexplained = [
            line
            for before, line in pairwise(lines)
            if not line.startswith(("#", "-r")) and not before.startswith("#")
        ]
        assert not unexplained


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_between_the_documents_leads_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", text) + re.findall(r'src="([^"]+)"', text)
    here = [link for link in links if not link.startswith(("http:", "https:"))]
    assert not [link for link in here if not (page.parent / link).exists()]


def test_the_table_of_keys_has_every_key_of_the_player_and_no_other() -> None:
    script = (ROOT / "geo/render/player/panels/keys.js").read_text("utf-8")
    page = (ROOT / "docs/document-interface.md").read_text("utf-8")
    words = {" ": "Space", "M": "Shift+M"}
    words |= {"ArrowRight": "→", "ArrowLeft": "←", "ArrowUp": "↑", "ArrowDown": "↓"}
    known = set()
    for table, shift in (("actions", ""), ("moves", "Shift+")):
        entries = script.split(f"const {table} = {{")[1].split("\n  };")[0]
        keys = re.findall(r"^    '?([^':\n]+)'?: \(\) =>", entries, re.MULTILINE)
        known |= {shift + words.get(key, key.upper() if len(key) == 1 else key) for key in keys}
    rows = page.split("## Keys\n\n")[1].split("\n\n")[0].splitlines()[2:]
    assert {key for row in rows for key in re.findall("`(.+?)`", row.split(" | ")[0])} == known


def test_the_readme_shows_targets_that_exist() -> None:
    shown = set(re.findall(r"\bmake ([a-z]+)", (ROOT / "README.md").read_text("utf-8")))
    there = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert {"run", "test"} <= shown <= there


def test_the_dashboard_is_private_and_sends_nothing_home() -> None:
    config = tomllib.loads((ROOT / ".streamlit/config.toml").read_text("utf-8"))
    assert config["browser"]["gatherUsageStats"] is False
    assert config["server"]["address"] == "127.0.0.1"
    assert {"light", "dark"} <= set(config["theme"])
