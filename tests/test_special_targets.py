"""Targets that are not files: pipes and devices are written through, all others are refused."""

from __future__ import annotations

import os
import select
import socket
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from geo import atomic_write
from geo.atomic_write import try_writing, write_atomically
from geo.cli.main import main
from geo.errors import ExportError

STORY = """{"type": "FeatureCollection", "features": [{"type": "Feature", "id": "a",
 "properties": {"title": "A", "start": "2020-01-01"},
 "geometry": {"type": "Point", "coordinates": [1, 2]}}]}"""
COMMANDS = {
    "export": ["export", "STORY", "-o", "TARGET"],
    "locate": ["locate", "STORY", "-o", "TARGET"],
    "convert": ["convert", "STORY", "TARGET", "--force"],
}


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.geojson"
    path.write_text(STORY)
    return path


def arguments(command: str, story: Path, target: Path) -> list[str]:
    names = {"STORY": str(story), "TARGET": str(target)}
    return [names.get(part, part) for part in COMMANDS[command]]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_writes_through_a_named_pipe(
    story: Path, tmp_path: Path, command: str
) -> None:
    pipe = tmp_path / "pipe.geojson"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()), daemon=True)
    reader.start()
    assert main(arguments(command, story, pipe)) == 0
    reader.join(20)
    assert len(got[0]) > 200
    assert pipe.is_fifo()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_refuses_a_named_pipe_without_a_reader_in_one_line(
    story: Path,
    tmp_path: Path,
    command: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(atomic_write, "_READER_S", 0)
    pipe = tmp_path / "pipe.geojson"
    os.mkfifo(pipe)
    assert main(arguments(command, story, pipe)) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.endswith("no program reads from this pipe; start the reader first")


def make_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("make", "reason"), [(make_socket, "it is a socket"), (Path.mkdir, "it is a folder")]
)
def test_every_command_refuses_sockets_and_folders_in_one_line(
    story: Path,
    tmp_path: Path,
    command: str,
    make: Callable[[Path], None],
    reason: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)  # the path of a socket has at most 108 characters
    target = Path("target.geojson")
    make(target)
    assert main(arguments(command, story, target)) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert reason in line


def test_a_disk_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "disk"
    target.write_text("old")
    status = os.stat(target)  # noqa: PTH116
    as_disk = os.stat_result((stat.S_IFBLK | 0o600, *status[1:10]))
    monkeypatch.setattr(Path, "stat", lambda *_, **__: as_disk)
    for write in (try_writing, lambda path: write_atomically(path, "new")):
        with pytest.raises(ExportError, match="it is a disk"):
            write(target)
    monkeypatch.undo()
    assert target.read_text() == "old"


def test_a_check_of_a_pipe_does_not_end_its_reader(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        try_writing(pipe)
        write_atomically(pipe, "all of it")
        assert os.read(reader, 100) == b"all of it"
    finally:
        os.close(reader)


def test_a_reader_that_ends_early_is_an_error(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)

    def read_a_little() -> None:
        select.select([reader], [], [])
        os.read(reader, 10)
        os.close(reader)

    thread = threading.Thread(target=read_a_little, daemon=True)
    thread.start()
    with pytest.raises(ExportError, match="broken pipe"):
        write_atomically(pipe, "x" * 1_000_000)
    thread.join()


def test_a_character_device_is_written_through() -> None:
    # A terminal of this test: a mistake must not replace a device of the machine.
    master, device = os.openpty()
    try:
        path = Path(os.ttyname(device))
        write_atomically(path, "to the terminal")
        assert os.read(master, 100) == b"to the terminal"
        assert path.is_char_device()
    finally:
        os.close(master)
        os.close(device)


def test_standard_output_can_be_the_target(story: Path) -> None:
    command = [sys.executable, "-m", "geo", "export", str(story), "-o", "/dev/stdout"]
    done = subprocess.run(command, capture_output=True, check=True)
    assert done.stdout.startswith(b"<!DOCTYPE html>")
