"""Writing a file whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path

from geo.errors import ExportError
from geo.text_safety import one_line


def write_atomically(path: str | Path, content: str | bytes) -> None:
    """Write `content` to `path`, so that a reader sees the old file or the new one, never a half.

    Text is written as UTF-8 with its line ends as they are. A link is followed and stays a link; an
    existing file keeps its permissions. A target that is no ordinary file (a pipe, `/dev/stdout`)
    cannot be replaced and is written to directly.

    Raises:
        ExportError: nothing was written, in one line that says why; an older file is intact.
    """
    try:
        payload = content.encode("utf-8") if isinstance(content, str) else content
        _write(Path(path), payload)
    except OSError as error:
        raise ExportError(_reason(path, error)) from error
    except UnicodeEncodeError as error:
        # Lone surrogates, in the text or in the path.
        raise ExportError(f"cannot write {_shown(path)}: not valid Unicode text") from error
    except ValueError as error:
        raise ExportError(f"cannot write {_shown(path)}: {one_line(str(error))}") from error


def try_writing(path: str | Path) -> None:
    """Fail now if `write_atomically` would fail there, and leave nothing behind.

    Raises:
        ExportError: the file cannot be written, in one line that says why.
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
        # An open for appending changes nothing, and fails with the system's own words.
        os.close(os.open(target, os.O_WRONLY | os.O_APPEND))
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    partial = target.with_name(f".partial-{secrets.token_hex(8)}")
    try:
        # Exclusive: nobody else's file is opened. 0o666 is what the umask then narrows.
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(payload)
            stream.flush()
            os.fsync(stream.fileno())
        if target.exists():
            partial.chmod(stat.S_IMODE(target.stat().st_mode))
        partial.replace(target)
    except BaseException:
        # Also when interrupted: no litter beside the target.
        with suppress(OSError):
            partial.unlink()
        raise


def _reason(path: str | Path, error: OSError) -> str:
    folder = Path(path).parent
    if isinstance(error, FileNotFoundError):
        # Links may lead elsewhere. Some of the system's own folders (/proc) take no files.
        if Path(os.path.realpath(path)).parent.is_dir():
            return f"cannot write {_shown(path)}: {_shown(folder)} takes no new files"
        return f"cannot write {_shown(path)}: there is no folder {_shown(folder)}; make it first"
    if isinstance(error, NotADirectoryError):
        return f"cannot write {_shown(path)}: {_shown(folder)} is not a folder"
    if isinstance(error, IsADirectoryError):
        return f"cannot write {_shown(path)}: it is a folder; add a file name"
    return f"cannot write {_shown(path)}: {one_line(error.strerror or str(error)).lower()}"


def _shown(path: str | Path) -> str:
    return one_line(str(path), limit=300)
