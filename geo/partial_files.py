"""Partial files: what `write_atomically` writes first, beside the target.

A killed program leaves its partial file behind. The next write to the same target removes it. A
program locks its partial file as long as it uses it, and the system releases the lock even if the
program is killed. So a file that can be locked is not in use.
"""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import stat
import time
from contextlib import suppress
from pathlib import Path
from types import ModuleType
from typing import Final

fcntl: ModuleType | None
try:
    import fcntl
except ImportError:  # Windows
    fcntl = None

# Without locks, a partial file of this age (in seconds) counts as left behind.
_OLD_S: Final = 86_400.0
_TRIES: Final = 20
_NO_LINK: Final = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


def create(target: Path, mode: int = 0o600) -> tuple[Path, int]:
    """Create and lock an empty partial file for a target. Return it and its descriptor.

    Raises:
        OSError: the file cannot be created.
    """
    for _ in range(_TRIES):
        partial = target.with_name(f"{_prefix(target)}{secrets.token_hex(8)}")
        # O_EXCL never opens an existing file.
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        if _lock(descriptor, partial):
            return partial, descriptor
        # Another program has removed it before it was locked.
        os.close(descriptor)
    raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))


def write_and_replace(target: Path, payload: bytes) -> None:
    """Write the content to a partial file, then put that in the place of the target.

    Raises:
        OSError: the target is not changed, and no partial file is left.
    """
    # The umask reduces 0o666. The partial file has the same access rights as the target.
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else None
    partial, descriptor = create(target, 0o666 if mode is None else mode)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(payload)
            stream.flush()
            os.fsync(stream.fileno())
            if mode is not None:
                partial.chmod(mode)
            if fcntl is not None:  # keep the lock until the end
                partial.replace(target)
        if fcntl is None:  # Windows cannot rename an open file
            partial.replace(target)
    except BaseException:
        # Remove the partial file, also after Ctrl+C.
        with suppress(OSError):
            partial.unlink()
        raise


def remove_leftovers(target: Path) -> None:
    """Remove the partial files that killed programs have left for a target."""
    prefix = _prefix(target)
    with suppress(OSError):
        for name in os.listdir(target.parent):  # noqa: PTH208  faster, and names are enough
            if name.startswith(prefix):
                with suppress(OSError):
                    _remove_unless_used(target.with_name(name))


def _prefix(target: Path) -> str:
    """The beginning of the names of a target's partial files. A name may be too long to repeat."""
    return f".partial-{hashlib.sha256(os.fsencode(target.name)).hexdigest()[:12]}-"


def _lock(descriptor: int, partial: Path) -> bool:
    """Lock a new partial file. False: another program has taken it for a leftover."""
    if fcntl is None:
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True  # a file system without locks: no program holds one
    try:
        return partial.stat().st_ino == os.fstat(descriptor).st_ino
    except FileNotFoundError:
        return False


def _remove_unless_used(partial: Path) -> None:
    """Remove a partial file. Raises an `OSError` if another program uses it."""
    descriptor = os.open(partial, os.O_RDWR | _NO_LINK)
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            return
        if fcntl is not None:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            partial.unlink()
    finally:
        os.close(descriptor)
    if fcntl is None and found.st_mtime < time.time() - _OLD_S:
        partial.unlink()
