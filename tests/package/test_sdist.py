"""The source archive: its tests pass after unpacking."""

from __future__ import annotations

import subprocess
import sys
import tarfile
from pathlib import Path

from tests.package.conftest import ROOT


def test_the_tests_of_the_source_archive_pass(archives: dict[str, Path], tmp_path: Path) -> None:
    with tarfile.open(archives[".gz"]) as archive:
        archive.extractall(tmp_path, filter="data")
    (unpacked,) = tmp_path.iterdir()
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "--ignore=tests/browser"],
        cwd=unpacked,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4_000:]
    assert ROOT.name not in {part for line in done.stdout.splitlines() for part in line.split("/")}
