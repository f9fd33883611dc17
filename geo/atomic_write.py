"""Write a file completely or not at all."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path

from geo.errors import ExportError
from geo.file_errors import reason_of
from geo.text_safety import one_line


def write_atomically(path: str | Path, content: str | bytes) -> None:
    """Write `content` to `path`. A reader sees the old file or the new file, never a partial one.

    Text is encoded as UTF-8; line ends are not changed. Symbolic links are followed. An existing
    file keeps its permissions. A target that is not a regular file (a pipe, `/dev/stdout`) is
    written directly.

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

    Raises:
        ExportError: the file cannot be written. The message gives the reason.
    """
    try:
        target = Path(os.path.realpath(path))
        if target.is_dir():
            raise IsADirectoryError
        if target.exists():
            os.close(os.open(target, os.O_WRONLY | os.O_APPEND))
        if target.is_file() or not target.exists():
            partial = target.with_name(f".partial-{secrets.token_hex(8)}")
            os.close(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            partial.unlink()
    except OSError as error:
        raise ExportError(_reason(path, error)) from error


def _write(path: Path, payload: bytes) -> None:
    if path.exists() and not path.is_file() and not path.is_dir():
        path.write_bytes(payload)
        return
    target = Path(os.path.realpath(path))
    if target.is_dir():
        raise IsADirectoryError
    if target.exists() and not os.access(target, os.W_OK):
        # Opening for appending changes nothing, and its error has the system's message.
        os.close(os.open(target, os.O_WRONLY | os.O_APPEND))
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    partial = target.with_name(f".partial-{secrets.token_hex(8)}")
    try:
        # O_EXCL never opens an existing file. The umask reduces 0o666.
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(payload)
            stream.flush()
            os.fsync(stream.fileno())
        if target.exists():
            partial.chmod(stat.S_IMODE(target.stat().st_mode))
        partial.replace(target)
    except BaseException:
        # Remove the partial file, also after Ctrl+C.
        with suppress(OSError):
            partial.unlink()
        raise


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
