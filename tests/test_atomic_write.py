from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from geo.atomic_write import write_atomically
from geo.errors import ExportError


def test_text_is_written_as_utf8_with_its_line_ends(tmp_path: Path) -> None:
    target = tmp_path / "map.html"
    write_atomically(target, "é\r\n")
    assert target.read_bytes() == b"\xc3\xa9\r\n"


def test_bytes_are_written_unchanged(tmp_path: Path) -> None:
    write_atomically(str(tmp_path / "map.bin"), b"\x00\xff")
    assert (tmp_path / "map.bin").read_bytes() == b"\x00\xff"


def test_no_other_file_is_left_in_the_folder(tmp_path: Path) -> None:
    write_atomically(tmp_path / "map.html", "one")
    write_atomically(tmp_path / "map.html", "two")
    assert [path.name for path in tmp_path.iterdir()] == ["map.html"]


def test_a_new_file_follows_the_umask_and_an_existing_one_keeps_its_permissions(
    tmp_path: Path,
) -> None:
    target = tmp_path / "map.html"
    before = os.umask(0o022)
    try:
        write_atomically(target, "one")
    finally:
        os.umask(before)
    assert stat.S_IMODE(target.stat().st_mode) == 0o644
    target.chmod(0o600)
    write_atomically(target, "two")
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_a_symbolic_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real.html").write_text("old")
    (tmp_path / "link.html").symlink_to("real.html")
    write_atomically(tmp_path / "link.html", "new")
    assert (tmp_path / "link.html").is_symlink()
    assert (tmp_path / "real.html").read_text() == "new"


@pytest.mark.parametrize(
    ("make_path", "reason"),
    [
        (lambda folder: folder / "missing" / "map.html", "missing; create it first"),
        (lambda folder: folder, "it is a folder"),
        (lambda folder: folder / "file" / "map.html", "is not a folder"),
        (lambda folder: folder / ("x" * 5000), "too long"),
        (lambda folder: f"{folder}/nul\x00byte", "null"),
        (lambda folder: f"{folder}/\ud800", "Unicode"),
    ],
)
def test_an_impossible_target_gives_one_line(
    tmp_path: Path, make_path: Callable[[Path], Path | str], reason: str
) -> None:
    (tmp_path / "file").write_text("old")
    with pytest.raises(ExportError) as caught:
        write_atomically(make_path(tmp_path), "new")
    assert reason in str(caught.value)
    assert "\n" not in str(caught.value)
    assert str(caught.value).isprintable()


@pytest.mark.parametrize(
    ("step", "number"), [("fsync", errno.ENOSPC), ("chmod", errno.EROFS), ("replace", errno.EIO)]
)
def test_a_failing_disk_leaves_the_existing_file_intact(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int
) -> None:
    target = tmp_path / "map.html"
    target.write_text("old")

    def fail(*_arguments: object, **_named: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, step, fail)
    with pytest.raises(ExportError, match=os.strerror(number).lower()):
        write_atomically(target, "new")
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["map.html"]


@pytest.mark.parametrize(
    ("number", "reason"),
    [(errno.ENOENT, "files cannot be created in"), (errno.EROFS, os.strerror(errno.EROFS).lower())],
)
def test_a_folder_that_rejects_new_files_is_not_reported_as_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, reason: str
) -> None:
    def refuse(*_arguments: object) -> int:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(ExportError, match=reason) as caught:
        write_atomically(tmp_path / "map.html", "new")
    assert "no such folder" not in str(caught.value)


def test_an_interruption_leaves_no_partial_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(tmp_path / "map.html", "new")
    assert list(tmp_path.iterdir()) == []


def test_text_with_a_lone_surrogate_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="Unicode"):
        write_atomically(tmp_path / "map.html", "\ud800")
    assert list(tmp_path.iterdir()) == []


def test_a_pipe_is_written_to_directly(tmp_path: Path) -> None:
    # A pipe of this test: a mistake must not replace a device of the machine, such as /dev/null.
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_atomically(pipe, "through the pipe")
        assert os.read(reader, 100) == b"through the pipe"
    finally:
        os.close(reader)
    assert pipe.is_fifo()


def test_a_file_without_write_permission_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "map.html"
    target.write_text("old")
    # The superuser can write every file, so chmod has no effect in some environments.
    monkeypatch.setattr(os, "access", lambda *_arguments: False)
    with pytest.raises(ExportError, match="permission denied"):
        write_atomically(target, "new")
    assert target.read_text() == "old"
