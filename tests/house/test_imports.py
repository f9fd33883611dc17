"""Rules for imports: layers, one owner for each library, no cycles."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from tests.house.repository import ROOT, name

FILES = [*sorted((ROOT / "geo").rglob("*.py")), ROOT / "app.py"]

# The parts of the package, lowest layer first. A module imports only from its own layer and from
# lower layers.
LAYERS = (
    (
        "ancient_time",
        "calendar_periods",
        "errors",
        "event_zones",
        "lazy_names",
        "story",
        "text_safety",
        "atomic_write",
        "counted_nouns",
        "degrees",
        "file_errors",
        "field_types",
        "partial_files",
        "plain_values",
        "polygons",
        "position",
        "precision_ends",
        "problem_list",
        "slot_values",
        "story_times",
        "timed_path",
        "version",
        "words",
    ),
    ("area_sizes", "geodesy", "validation"),
    ("formats", "geocoding", "basemap", "playback", "analysis"),
    ("render",),
    ("dashboard", "cli", "__main__"),
    ("app",),
)
# The only places from which a library may be imported.
OWNERS = {
    "branca": ("geo/render/",),
    "folium": ("geo/render/",),
    "geopy": ("geo/geocoding/",),
    "jinja2": ("geo/render/",),
    "pandas": ("geo/formats/", "geo/dashboard/tabs/"),
    "pyarrow": ("geo/formats/",),
    "shapely": ("geo/polygons.py", "geo/geocoding/", "geo/basemap/"),
    "streamlit": ("geo/dashboard/", "app.py"),
}
LONGEST_FILE = 350


def module(path: Path) -> str:
    return name(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")


MODULES = {module(path): path for path in FILES}


def imports(path: Path) -> Iterator[str]:
    """Yield every module that a file imports, also in functions and for the type checker.

    `from geo import story` yields `geo.story`; a name that is not a module yields its module.
    """
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name(path)} has a relative import"
            assert node.module is not None
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in MODULES else node.module


def layer(target: str) -> int:
    parts = target.split(".")
    part = parts[1] if len(parts) > 1 else parts[0]
    return next(i for i, members in enumerate(LAYERS) if part in members)


def graph() -> dict[str, set[str]]:
    """Map each module to the modules of the package that it imports, without `geo/__init__.py`."""
    return {
        own: {target for target in imports(path) if target in MODULES} - {own}
        for own, path in MODULES.items()
        if own != "geo"
    }


def test_every_part_of_the_package_has_a_layer() -> None:
    known = {part for members in LAYERS for part in members} | {"__init__"}
    parts = {Path(name(path)).parts[-1 if path.name == "app.py" else 1] for path in FILES}
    assert {part.removesuffix(".py") for part in parts} <= known


def test_a_module_imports_only_from_its_own_layer_and_lower_layers() -> None:
    violations = [
        f"{name(MODULES[own])} imports {target}"
        for own, targets in graph().items()
        for target in targets
        if target == "geo" or layer(target) > layer(own)
    ]
    assert violations == []


def test_there_are_no_import_cycles() -> None:
    try:
        TopologicalSorter(graph()).prepare()
    except CycleError as error:
        raise AssertionError(f"an import cycle: {' → '.join(error.args[1])}") from None


def test_each_library_is_imported_only_by_its_owner() -> None:
    violations = [
        f"{name(path)} imports {target}"
        for path in FILES
        for target in imports(path)
        if not name(path).startswith(OWNERS.get(target.split(".")[0], ("",)))
    ]
    assert violations == []


def test_the_linter_has_the_same_list_of_owners() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    banned = config["tool"]["ruff"]["lint"]["flake8-tidy-imports"]["banned-api"]
    assert set(banned) == set(OWNERS)


def test_the_contributing_page_has_the_same_table_of_owners() -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    table = page.split("| library | may be imported in |")[1].split("\n\n")[0].splitlines()[2:]
    rows = [row.strip(" |").split(" | ") for row in table]
    documented = {
        library: tuple(re.findall("`(.+?)`", places))
        for libraries, places in rows
        for library in libraries.split(", ")
    }
    assert documented == OWNERS


def test_importing_the_package_loads_no_library() -> None:
    heavy = [*OWNERS, "pydantic", "numpy", "requests", "geographiclib", "rapidfuzz"]
    code = f"import sys, geo; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
    assert done.stdout.decode().strip() == "[]"


def test_a_long_file_gives_the_reason_in_its_first_line() -> None:
    too_long = []
    for folder in ("geo", "tests", "bench", "tools"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            lines = path.read_text("utf-8").splitlines()
            if len(lines) > LONGEST_FILE and not lines[0].startswith("# Long because"):
                too_long.append(f"{name(path)} has {len(lines)} lines")
    assert too_long == []
