"""Write a file completely or not at all."""

from __future__ import annotations

import errno
import os
import stat
import time
from pathlib import Path
from typing import Final

from geo import partial_files
from geo.errors import ExportError
from geo.file_errors import reason_of
from geo.text_safety import one_line

# How long to wait for a program that reads from a named pipe, and how often to look for it.
_READER_S: Final = 2.0
_LOOK_S: Final = 0.05
# Opening does not wait: for a reader of a pipe, or for a modem at the end of a terminal line.
_NO_WAITING: Final = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
_REFUSED: Final = ((stat.S_ISSOCK, "it is a socket"), (stat.S_ISBLK, "it is a disk"))


def write_atomically(path: str | Path, content: str | bytes) -> None:
    """Write `content` to `path`. A reader sees the old file or the new file, never a partial one.

    Text is encoded as UTF-8; line ends are not changed. Symbolic links are followed. An existing
    file keeps its permissions. A pipe and a character device (`/dev/stdout`) are written directly.
    Sockets and disks are refused. Partial files that killed programs have left for the same target
    are removed.

    Raises:
        ExportError: nothing was written; an existing file is not changed. The message gives the
            reason.
    """
    try:
        payload = content.encode("utf-8") if isinstance(content, str) else content
        _write(Path(path), payload)
    except OSError as error:
        raise ExportError(_reason(path, error)) from error
    except UnicodeEncodeError as error:
        # Lone surrogates in the text or in the path.
        raise ExportError(f"cannot write {_display(path)}: not valid Unicode text") from error
    except ValueError as error:
        raise ExportError(f"cannot write {_display(path)}: {one_line(str(error))}") from error


def try_writing(path: str | Path) -> None:
    """Check that `write_atomically` can write to `path`. Does not change or leave any file.

    Pipes and devices are not opened: the reader of a pipe would take that for its end.

    Raises:
        ExportError: the file cannot be written. The message gives the reason.
    """
    try:
        target = Path(os.path.realpath(path))
        # The path of an unnamed pipe (`/dev/stdout`) does not exist after links are resolved.
        if _is_special(Path(path)):
            if not os.access(path, os.W_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
            return
        if target.exists():
            os.close(os.open(target, os.O_WRONLY | os.O_APPEND))
        partial, descriptor = partial_files.create(target)
        os.close(descriptor)
        partial.unlink()
    except OSError as error:
        raise ExportError(_reason(path, error)) from error


def _write(path: Path, payload: bytes) -> None:
    if _is_special(path):
        _write_directly(path, payload)
        return
    target = Path(os.path.realpath(path))
    if target.exists() and not os.access(target, os.W_OK):
        # Opening for appending changes nothing, and its error has the system's message.
        os.close(os.open(target, os.O_WRONLY | os.O_APPEND))
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    partial_files.remove_leftovers(target)
    partial_files.write_and_replace(target, payload)


def _is_special(path: Path) -> bool:
    """Whether the target is a pipe or a character device, which is written directly.

    Raises:
        OSError: it is a folder, a socket or a disk.
    """
    if not path.exists():
        return False
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise IsADirectoryError
    for is_kind, words in _REFUSED:
        if is_kind(mode):
            raise OSError(errno.EINVAL, words)
    return not stat.S_ISREG(mode)


def _write_directly(path: Path, payload: bytes) -> None:
    descriptor = _open_directly(path)
    with os.fdopen(descriptor, "wb") as stream:
        if _NO_WAITING:
            os.set_blocking(descriptor, True)
        stream.write(payload)


def _open_directly(path: Path) -> int:
    """Open a pipe or a device. Wait some seconds for a program that reads from a pipe."""
    ends = time.monotonic() + _READER_S
    while True:
        try:
            return os.open(path, os.O_WRONLY | _NO_WAITING)
        except OSError as error:
            if error.errno != errno.ENXIO or not path.is_fifo():
                raise
            if time.monotonic() >= ends:
                raise OSError(
                    errno.ENXIO, "no program reads from this pipe; start the reader first"
                ) from error
        time.sleep(_LOOK_S)


def _reason(path: str | Path, error: OSError) -> str:
    folder = Path(path).parent
    if isinstance(error, FileNotFoundError):
        # The path may be a link to another folder. Some system folders (/proc) reject new files.
        if Path(os.path.realpath(path)).parent.is_dir():
            return f"cannot write {_display(path)}: files cannot be created in {_display(folder)}"
        return f"cannot write {_display(path)}: no such folder: {_display(folder)}; create it first"
    if isinstance(error, NotADirectoryError):
        return f"cannot write {_display(path)}: {_display(folder)} is not a folder"
    if isinstance(error, IsADirectoryError):
        return f"cannot write {_display(path)}: {reason_of(error)}; add a file name"
    return f"cannot write {_display(path)}: {reason_of(error)}"


def _display(path: str | Path) -> str:
    return one_line(str(path), limit=300)
