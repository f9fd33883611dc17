"""The rules of the house, so that `pytest` alone shows when one is broken."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

import geo
from geo.render import assets

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = sorted((ROOT / "geo").rglob("*.py"))
MODULES = [*PACKAGE, ROOT / "app.py"]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "bench").glob("*.md")])
SCRIPTS = sorted((ROOT / "geo").rglob("*.js"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))

# Where each library may be imported, and nowhere else.
DOORS = {
    "folium": ("geo/render/",),
    "branca": ("geo/render/",),
    "jinja2": ("geo/render/",),
    "geopy": ("geo/geocoding/",),
    "streamlit": ("geo/dashboard/", "app.py"),
}
# A module imports from its own floor and the floors below. The core's own modules are the ground.
FLOORS = {"formats": 1, "playback": 1, "geocoding": 1, "atlas": 1, "render": 2}
TOP_FLOORS = {"dashboard": 3, "cli": 3, "__main__": 3, "app": 4}
# `Story.read`, `.write` and `.map` are the only steps up, each made when it is called.
UPWARD = "geo/story.py"


class Import(NamedTuple):
    """One import statement: what it names, whether only a call or a type checker gets to it."""

    target: str
    late: bool


def imports(path: Path) -> Iterator[Import]:
    """Every import in a file, `from geo import atlas` as `geo.atlas`."""

    def walk(node: ast.AST, late: bool) -> Iterator[Import]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Import):
                yield from (Import(alias.name, late) for alias in child.names)
            elif isinstance(child, ast.ImportFrom):
                assert child.level == 0, f"{name(path)} imports relatively"
                for alias in child.names:
                    yield Import(f"{child.module}.{alias.name}", late)
            inside = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            typing = isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test)
            yield from walk(child, late or inside or typing)

    return walk(ast.parse(path.read_text("utf-8")), late=False)


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def floor(module: str) -> int:
    """The floor of a dotted name in `geo`, or of the page."""
    part = module.split(".")[1] if "." in module else module
    return (FLOORS | TOP_FLOORS).get(part, 0)


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_each_library_comes_in_by_its_own_door(path: Path) -> None:
    for target, _ in imports(path):
        doors = DOORS.get(target.split(".")[0])
        assert doors is None or name(path).startswith(doors), f"{target} is not for {name(path)}"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_imports_only_from_its_own_floor_and_those_below(path: Path) -> None:
    own = floor(name(path).removesuffix(".py").replace("/", "."))
    for target, late in imports(path):
        if target.startswith("geo.") and not (late and name(path) == UPWARD):
            assert floor(target) <= own, f"{name(path)} imports upward: {target}"


def test_the_linter_guards_the_same_doors() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    banned = config["tool"]["ruff"]["lint"]["flake8-tidy-imports"]["banned-api"]
    assert set(banned) == set(DOORS)


def test_importing_the_package_loads_no_library() -> None:
    heavy = [*DOORS, "pydantic", "pandas", "numpy", "requests", "geographiclib", "rapidfuzz"]
    code = f"import sys, geo; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
    assert done.stdout.decode().strip() == "[]"


def test_the_public_names_are_exactly_what_the_package_offers() -> None:
    tree = ast.parse((ROOT / "geo/__init__.py").read_text("utf-8"))
    offered = {
        alias.asname or alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and node.module != "__future__"
        for alias in node.names
    }
    assert set(geo.__all__) == offered
    assert list(geo.__all__) == sorted(geo.__all__)
    assert all(getattr(geo, public).__doc__ for public in geo.__all__)


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
