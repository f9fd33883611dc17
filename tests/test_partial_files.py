"""Partial files that killed programs leave behind."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from geo import partial_files
from geo.atomic_write import try_writing, write_atomically
from geo.errors import ExportError

# A program that is killed while it writes, before the target is replaced.
KILLED = (
    "import os, sys, geo.atomic_write\n"
    "os.fsync = lambda _: os.kill(os.getpid(), 9)\n"
    "geo.atomic_write.write_atomically(sys.argv[1], 'half')"
)


def kill_while_writing(target: Path) -> None:
    killed = subprocess.run([sys.executable, "-c", KILLED, str(target)], check=False)
    assert killed.returncode == -9


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_next_write_to_the_same_target_removes_what_killed_programs_left(
    tmp_path: Path,
) -> None:
    target = tmp_path / "map.html"
    for _ in range(2):
        kill_while_writing(target)
    assert len(names(tmp_path)) == 1  # of the second program
    write_atomically(target, "whole")
    assert names(tmp_path) == ["map.html"]
    assert target.read_text() == "whole"


def test_the_partial_files_of_another_target_are_kept(tmp_path: Path) -> None:
    kill_while_writing(tmp_path / "map.html")
    (tmp_path / ".partial-notes").write_text("mine")
    write_atomically(tmp_path / "other.html", "whole")
    assert len(names(tmp_path)) == 3


def test_a_partial_file_that_another_program_is_writing_is_kept(tmp_path: Path) -> None:
    target = tmp_path / "map.html"
    partial, descriptor = partial_files.create(target)
    write_atomically(target, "whole")
    assert partial.exists()
    os.close(descriptor)
    write_atomically(target, "again")
    assert names(tmp_path) == ["map.html"]


def test_without_locks_only_old_partial_files_are_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(partial_files, "fcntl", None)
    target = tmp_path / "map.html"
    kill_while_writing(target)
    write_atomically(target, "whole")
    (left,) = (path for path in tmp_path.iterdir() if path != target)
    os.utime(left, (0, 0))
    write_atomically(target, "again")
    assert names(tmp_path) == ["map.html"]


def test_a_file_that_is_taken_for_a_leftover_is_created_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program removes the new file before it is locked."""
    open_file = os.open
    created: list[str] = []

    def open_and_lose(path: Path, flags: int, mode: int = 0o777) -> int:
        descriptor = open_file(path, flags, mode)
        if flags & os.O_EXCL and not created:
            os.unlink(path)  # noqa: PTH108
        created.append(str(path))
        return descriptor

    monkeypatch.setattr(os, "open", open_and_lose)
    write_atomically(tmp_path / "map.html", "whole")
    assert len(created) == 2
    assert names(tmp_path) == ["map.html"]


def test_a_link_with_the_name_of_a_partial_file_is_not_followed(tmp_path: Path) -> None:
    target = tmp_path / "map.html"
    partial, descriptor = partial_files.create(target)
    os.close(descriptor)
    partial.unlink()
    (tmp_path / "precious").write_text("kept")
    partial.symlink_to(tmp_path / "precious")
    os.mkfifo(partial.with_name(f"{partial.name[:-1]}x"))
    write_atomically(target, "whole")
    assert (tmp_path / "precious").read_text() == "kept"


def test_the_partial_file_of_a_private_target_is_private(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "map.html"
    target.write_text("old")
    target.chmod(0o600)
    modes: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda file: modes.append(os.fstat(file).st_mode & 0o777))
    write_atomically(target, "new")
    assert modes == [0o600]


def test_a_check_of_the_target_leaves_nothing(tmp_path: Path) -> None:
    try_writing(tmp_path / "map.html")
    assert names(tmp_path) == []
    with pytest.raises(ExportError, match="no such folder"):
        try_writing(tmp_path / "missing" / "map.html")
