"""The source archive is complete: its tests can run after unpacking."""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from tests.package.conftest import ROOT

FOLDERS = ("docs", "geo", "tests", "tools")


@pytest.fixture
def unpacked(archives: dict[str, Path], tmp_path: Path) -> Path:
    """The folder of the unpacked source archive."""
    with tarfile.open(archives[".gz"]) as archive:
        archive.extractall(tmp_path, filter="data")
    (folder,) = tmp_path.iterdir()
    return folder


def _files(root: Path) -> set[str]:
    return {
        path.relative_to(root).as_posix()
        for folder in FOLDERS
        for path in (root / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_the_source_archive_has_every_file(unpacked: Path) -> None:
    assert _files(unpacked) == _files(ROOT)


def test_the_first_test_of_each_file_of_the_source_archive_passes(unpacked: Path) -> None:
    # All tests would take minutes. The first test of a file needs its imports and its data.
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "tests.package.first_of_each_file"],
        cwd=unpacked,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4_000:]
    assert ROOT.name not in {part for line in done.stdout.splitlines() for part in line.split("/")}
    passed = re.search(r"(\d+) passed", done.stdout)
    assert passed is not None
    without_browser = [
        path
        for path in (unpacked / "tests").rglob("test_*.py")
        if path.parent.name not in {"browser", "package"}
    ]
    assert int(passed[1]) >= 0.9 * len(without_browser)
