"""Build the package and install it outside the repository, for all tests in this folder.

An environment has exactly the packages that pip would install: the package's dependencies and their
dependencies, as links into the running environment. An undeclared dependency is therefore missing,
and nothing is downloaded.
"""

from __future__ import annotations

import importlib.metadata
import os
import re
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.integration)


@dataclass(frozen=True, slots=True)
class Installation:
    """An environment with the built package, and an empty current folder."""

    python: Path
    folder: Path

    @property
    def geo(self) -> Path:
        """The path of the command `geo`."""
        return self.python.with_name("geo")

    @property
    def environment(self) -> dict[str, str]:
        """The environment variables, without those that make the repository importable."""
        return {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("PYTHON", "GEO_", "STREAMLIT_", "VIRTUAL_ENV"))
        }

    def run(self, *command: str | Path) -> subprocess.CompletedProcess[str]:
        """Run a command in the folder."""
        return subprocess.run(
            list(map(str, command)),
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )


@pytest.fixture(scope="session")
def archives(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The built archives by their extension: `.whl` and `.gz`."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-d", folder], cwd=ROOT, check=True)
    built = {path.suffix: path for path in folder.iterdir()}
    assert set(built) == {".whl", ".gz"}
    return built


@pytest.fixture(scope="session")
def basic(archives: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """`pip install geo-story-map`."""
    return _install(archives[".whl"], "", tmp_path_factory.mktemp("basic"))


@pytest.fixture(scope="session")
def with_dashboard(
    archives: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> Installation:
    """`pip install 'geo-story-map[dashboard]'`."""
    return _install(archives[".whl"], "dashboard", tmp_path_factory.mktemp("with-dashboard"))


def _install(wheel: Path, extra: str, folder: Path) -> Installation:
    environment, current = folder / "env", folder / "current"
    # Streamlit runs in development mode unless its path contains `site-packages`.
    libraries = folder / "site-packages"
    venv.create(environment)
    paths = sysconfig.get_paths("venv", {"base": str(environment), "platbase": str(environment)})
    python, site_packages = Path(paths["scripts"]) / "python", Path(paths["purelib"])
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "--python", str(python), "--quiet"),
            *("install", "--no-index", "--no-deps", str(wheel)),
        ],
        cwd=folder,
        check=True,
    )
    (installed,) = importlib.metadata.distributions(name="geo-story-map", path=[str(site_packages)])
    libraries.mkdir()
    for entry in _entries(_with_dependencies(installed.requires or [], extra)):
        (libraries / entry.name).symlink_to(entry)
    (site_packages / "libraries.pth").write_text(f"{libraries}\n")
    current.mkdir()
    return Installation(python, current)


def _with_dependencies(
    requirements: Iterable[str], extra: str
) -> list[importlib.metadata.Distribution]:
    """Return the required distributions and their dependencies, without duplicates."""
    distributions: dict[str, importlib.metadata.Distribution] = {}
    queue = [(Requirement(line), extra) for line in requirements]
    seen = set()
    while queue:
        requirement, parent_extra = queue.pop()
        if requirement.marker and not requirement.marker.evaluate({"extra": parent_extra}):
            continue
        name = re.sub(r"[-_.]+", "-", requirement.name).lower()
        for wanted in ("", *requirement.extras):
            if (name, wanted) in seen:
                continue
            seen.add((name, wanted))
            distributions[name] = importlib.metadata.distribution(name)
            assert requirement.specifier.contains(distributions[name].version, prereleases=True), (
                name
            )
            queue += [(Requirement(line), wanted) for line in distributions[name].requires or []]
    return list(distributions.values())


def _entries(distributions: Iterable[importlib.metadata.Distribution]) -> set[Path]:
    """Return the files and folders of the distributions directly in site-packages."""
    return {
        Path(str(distribution.locate_file(file.parts[0])))
        for distribution in distributions
        for file in distribution.files or ()
        if file.parts[0] not in {"..", "__pycache__"}
    }
