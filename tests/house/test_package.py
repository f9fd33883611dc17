"""The public names, requirements and files of the package. tests/package builds and installs it."""

from __future__ import annotations

import json
import re
import tomllib
from importlib.resources import files
from itertools import pairwise
from typing import Any

import geo
from tests.house.repository import ROOT, name

TEST_TOOLS = ("pytest", "hypothesis", "jsonschema")


def project() -> dict[str, Any]:
    config: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return config


def test_every_public_name_is_loaded_on_demand_and_documented() -> None:
    assert list(geo.__all__) == sorted(geo.__all__)
    assert set(geo.__all__) == set(geo._MODULES)
    assert [public for public in geo.__all__ if not getattr(geo, public).__doc__] == []
    assert set(geo.__all__) <= set(dir(geo))


def test_every_data_file_is_a_resource_of_the_package() -> None:
    inside = [
        path.relative_to(ROOT / "geo")
        for path in (ROOT / "geo").rglob("*")
        if path.suffix in {".js", ".css", ".html", ".jinja", ".json", ".geojson"}
    ]
    assert {path.suffix for path in inside} >= {".js", ".css", ".html", ".geojson"}
    missing = [path for path in inside if not (files("geo") / path.as_posix()).is_file()]
    assert missing == []


def test_requirements_txt_lists_the_dependencies_the_dashboard_and_the_test_tools() -> None:
    lines = (ROOT / "requirements.txt").read_text("utf-8").splitlines()
    listed = {line for line in lines if line and not line.startswith("#")}
    test_tools = {line for line in listed if line.startswith(TEST_TOOLS)}
    dependencies = {*project()["dependencies"], *project()["optional-dependencies"]["dashboard"]}
    assert listed - test_tools == dependencies
    assert len(test_tools) == len(TEST_TOOLS)


def test_every_requirement_has_a_comment_with_its_reason() -> None:
    for file in ("requirements.txt", "requirements-dev.txt"):
        lines = [line for line in (ROOT / file).read_text("utf-8").splitlines() if line]
        unexplained = [
            line
            for before, line in pairwise(lines)
            if not line.startswith(("#", "-r")) and not before.startswith("#")
        ]
        assert unexplained == [], file


def test_the_attribution_lists_every_required_library() -> None:
    page = (ROOT / "ATTRIBUTION.md").read_text("utf-8").split("## Libraries")[1].casefold()
    listed = set(re.findall(r"[@\w./-]+", page))
    files = ("requirements.txt", "requirements-dev.txt", "bench/requirements.txt")
    lines = [line for file in files for line in (ROOT / file).read_text("utf-8").splitlines()]
    python = {match[0] for line in lines if (match := re.match(r"[a-z][\w-]+", line))}
    javascript = {*json.loads((ROOT / "package.json").read_text("utf-8"))["devDependencies"]}
    assert min(len(python), len(javascript)) > 5
    assert (python | javascript) - listed == set()


def test_the_package_cannot_be_published_by_mistake() -> None:
    assert "Private :: Do Not Upload" in project()["classifiers"]


def test_the_package_contains_no_copies_of_other_libraries() -> None:
    foreign = re.compile(r"leaflet|jquery|bootstrap|moment(\.min)?\.js|\.min\.|node_modules|vendor")
    paths = [path for path in (ROOT / "geo").rglob("*") if "__pycache__" not in path.parts]
    assert {name(path) for path in paths if foreign.search(name(path).lower())} == set()
