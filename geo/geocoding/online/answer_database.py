"""Answers on disk, shared by processes: one SQLite file, which may fail without doing harm."""

from __future__ import annotations

import logging
import os
import secrets
import sqlite3
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Final, NamedTuple, TypeVar

from geo.text_safety import one_line

T = TypeVar("T")

_LOG: Final = logging.getLogger(__name__)
# Beside the file, for processes to wait on each other.
_LOCK: Final = ".lock"
# And so many, by their numbers, so that a question is asked by one of them.
_TURNS: Final = 16
# The table's shape; a new one gets a new file, so that old and new programs do not meet in one.
_FILE: Final = "places-1.sqlite"
_TABLE: Final = (
    "CREATE TABLE IF NOT EXISTS answers"
    " (question TEXT PRIMARY KEY, answer TEXT NOT NULL, asked_at REAL NOT NULL) WITHOUT ROWID"
)
# How long to wait for another process that is writing. It writes one row, which takes no time.
_BUSY_S: Final = 5.0
# Nothing is kept for longer, whatever the settings say, so the file stays small.
_OLDEST_S: Final = 400 * 86_400.0
# sqlite.org/rescode.html: the file is damaged, or is no database at all.
_DAMAGED: Final = frozenset({11, 26})
# Another process holds the file just now.
_BUSY: Final = frozenset({5, 6})


class Kept(NamedTuple):
    """An answer, and when it was asked for in seconds since 1970."""

    answer: str
    asked_at: float


def user_folder() -> Path:
    """The folder for this program's answers in the user's own cache folder."""
    import platformdirs  # noqa: PLC0415  only who goes online needs it

    return Path(platformdirs.user_cache_dir("geo-story-map", appauthor=False))


class Store:
    """Questions and answers in `folder` (None: the user's own). Threads and processes may share it.

    It never raises for what a disk does. Where nothing can be written nothing is kept, and a
    damaged file is renamed and begun again; `say` gets one sentence about either. `clock` gives
    seconds since 1970.
    """

    def __init__(
        self,
        folder: Path | None = None,
        *,
        say: Callable[[str], None] = _LOG.warning,
        clock: Callable[[], float] = time.time,
        name: str = _FILE,
    ) -> None:
        self.path = (folder if folder is not None else user_folder()) / name
        self._say, self.clock = say, clock
        self._turn = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._opened: tuple[int, int] = (0, 0)
        self._broken = False

    @property
    def works(self) -> bool:
        """Whether answers can be kept here."""
        self._run(lambda connection: connection.execute("BEGIN IMMEDIATE").execute("ROLLBACK"))
        return not self._broken

    def get(self, question: str) -> Kept | None:
        """What was kept for the question, however old; None when nothing was."""
        select = "SELECT answer, asked_at FROM answers WHERE question = ?"
        row = self._run(lambda connection: connection.execute(select, (question,)).fetchone())
        return None if row is None else Kept(str(row[0]), float(row[1]))

    def put(self, question: str, answer: str) -> None:
        """Keep an answer from now on, in place of an older one."""
        insert = "INSERT OR REPLACE INTO answers VALUES (?, ?, ?)"
        now = self.clock()
        self._run(lambda connection: connection.execute(insert, (question, answer, now)))

    @contextmanager
    def asking(self, question: str) -> Iterator[None]:
        """Keep others that share the folder from asking the same meanwhile; then look here again.

        Where no file can be locked, nobody waits.
        """
        number = zlib.crc32(question.encode("utf-8", "backslashreplace")) % _TURNS
        with self._alone(f".asking-{number:x}") if not self._broken else nullcontext():
            yield

    def close(self) -> None:
        """Close the file; the next question opens it again."""
        with self._turn:
            self._drop()

    def remove(self) -> None:
        """Close the file and delete it."""
        self.close()
        turns = (f".asking-{number:x}" for number in range(_TURNS))
        for ending in ("", "-wal", "-shm", _LOCK, *turns):
            with suppress(OSError):
                self.path.with_name(self.path.name + ending).unlink()

    def __del__(self) -> None:
        with suppress(Exception):
            self._drop()

    def _run(self, action: Callable[[sqlite3.Connection], T]) -> T | None:
        """What `action` gives; None when the disk or the file does not let it."""
        with self._turn:
            # Set aside at most once: a disk that damages every file is no cache.
            for again in (True, False):
                if self._broken:
                    return None
                try:
                    return action(self._open())
                except sqlite3.Error as error:
                    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
                    if code in _BUSY:
                        return None
                    self._drop()
                    if code in _DAMAGED and again and self._set_aside():
                        continue
                    self._give_up(error)
                except OSError as error:
                    self._give_up(error)
            return None

    def _open(self) -> sqlite3.Connection:
        # A connection must not be carried into a forked process.
        if self._connection is not None and self._opened[0] == os.getpid():
            return self._connection
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self._alone():
            self._connection = self._connected()
        return self._connection

    @contextmanager
    def _alone(self, ending: str = _LOCK) -> Iterator[None]:
        """Keep other processes from opening the file, or setting it aside, meanwhile.

        `ending` names what is locked. Without the lock one could take the new file that
        another has just begun for the damaged one.
        """
        try:
            import fcntl  # noqa: PLC0415  not on every system

            lock = self.path.with_name(self.path.name + ending).open("a")
        except (ImportError, OSError):
            yield
            return
        with lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _connected(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.path, timeout=_BUSY_S, isolation_level=None, check_same_thread=False
        )
        try:
            self._opened = (os.getpid(), self.path.stat().st_ino)
            with suppress(sqlite3.OperationalError):  # another process is doing the same
                connection.execute("PRAGMA journal_mode = WAL")
            # With WAL this loses nothing when a process is killed, only when power is cut.
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute(_TABLE)
            oldest = self.clock() - _OLDEST_S
            connection.execute("DELETE FROM answers WHERE asked_at < ?", (oldest,))
        except BaseException:
            connection.close()
            raise
        return connection

    def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None and self._opened[0] == os.getpid():
            with suppress(sqlite3.Error):
                connection.close()

    def _set_aside(self) -> bool:
        """Rename the damaged file, unless another process already has. Whether one may begin."""
        with self._alone():
            return self._renamed()

    def _renamed(self) -> bool:
        try:
            if self.path.stat().st_ino != self._opened[1]:
                return True
            aside = f"{self.path.name}.damaged-{secrets.token_hex(4)}"
            # The file itself goes last: who finds it gone finds its companions gone, too.
            for ending in ("-wal", "-shm", ""):
                with suppress(FileNotFoundError):
                    self.path.with_name(self.path.name + ending).rename(
                        self.path.with_name(aside + ending)
                    )
        except FileNotFoundError:
            return True
        except OSError:
            return False
        self._say(
            f"the kept answers in {one_line(str(self.path))} were damaged;"
            f" the file is now {aside}, and a new one is begun"
        )
        return True

    def _give_up(self, error: Exception) -> None:
        self._broken = True
        why = getattr(error, "strerror", None) or str(error)
        self._say(
            f"answers cannot be kept in {one_line(str(self.path.parent))}"
            f" ({one_line(why).lower()}); places are looked up all the same"
        )
