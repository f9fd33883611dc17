"""Cached answers of services on disk: one SQLite file, which may be deleted at any time.

Our own, because it is short with the standard library's sqlite3, and what the caches on offer would
add is not wanted here: requests-cache stores HTTP responses below the rate limit, with requests as
the way to the network; diskcache stores pickles, which run code when somebody else wrote them.
Each call opens the file anew. That takes a fraction of a millisecond, against a second for the
request it saves, and leaves nothing open for threads, forked processes or deletion to trip over.
"""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Final, NamedTuple, TypeVar

from geo.text_safety import one_line

T = TypeVar("T")

_LOG: Final = logging.getLogger(__name__)
# The table's shape; a new shape gets a new file, so that old and new versions never share one.
_FILE: Final = "places-2.sqlite"
_TABLE: Final = (
    "CREATE TABLE IF NOT EXISTS answers"
    " (question TEXT PRIMARY KEY, answer TEXT NOT NULL, asked_at REAL NOT NULL) WITHOUT ROWID"
)
# A killed process loses nothing by it. A power cut may damage the file, which is then begun again;
# without it, each answer would wait for the disk, some 20 times as long.
_NO_SYNC: Final = "PRAGMA synchronous = OFF"
# How long to wait for another process that is writing. It writes one row, which takes no time.
_BUSY_S: Final = 5.0
# Older answers are deleted, whatever the settings say, so that the file stays small.
_OLDEST_S: Final = 400 * 86_400.0
# sqlite.org/rescode.html: the file is damaged, or is no database at all.
_DAMAGED: Final = frozenset({11, 26})
# Another process is writing to the file.
_BUSY: Final = frozenset({5, 6})


class StoredAnswer(NamedTuple):
    """An answer, and when the service gave it, in seconds since 1970."""

    answer: str
    asked_at: float


def user_folder() -> Path:
    """The folder for this program's answers in the user's own cache folder."""
    import platformdirs  # noqa: PLC0415  only needed to go online

    return Path(platformdirs.user_cache_dir("geo-story-map", appauthor=False))


class AnswerDatabase:
    """Questions and answers in `folder` (None: the user's own). Threads and processes may share it.

    It never raises for what a disk does. Where nothing can be written, nothing is cached. A damaged
    file is deleted and begun again. `say` gets one sentence about either. `clock` gives seconds
    since 1970.
    """

    def __init__(
        self,
        folder: Path | str | None = None,
        *,
        say: Callable[[str], None] = _LOG.warning,
        clock: Callable[[], float] = time.time,
        name: str = _FILE,
    ) -> None:
        self.path = (user_folder() if folder is None else Path(folder)) / name
        self._say, self.clock = say, clock
        self._is_broken = False

    @property
    def works(self) -> bool:
        """Whether answers can be cached here."""
        self._run(lambda connection: connection.execute("BEGIN IMMEDIATE"))
        return not self._is_broken

    def get(self, question: str) -> StoredAnswer | None:
        """The cached answer to the question, however old; None when there is none."""
        select = "SELECT answer, asked_at FROM answers WHERE question = ?"
        row = self._run(lambda connection: connection.execute(select, (question,)).fetchone())
        return None if row is None else StoredAnswer(str(row[0]), float(row[1]))

    def put(self, question: str, answer: str) -> None:
        """Cache an answer as of now, in place of an older one. Deletes all that are too old."""
        now = self.clock()

        def write(connection: sqlite3.Connection) -> None:
            connection.execute("DELETE FROM answers WHERE asked_at < ?", (now - _OLDEST_S,))
            insert = "INSERT OR REPLACE INTO answers VALUES (?, ?, ?)"
            connection.execute(insert, (question, answer, now))

        self._run(write)

    def remove(self) -> None:
        """Delete the file."""
        for ending in ("", "-journal"):
            with suppress(OSError):
                self.path.with_name(self.path.name + ending).unlink()

    def _run(self, action: Callable[[sqlite3.Connection], T]) -> T | None:
        """Do `action` with an open file; None when the disk or the file does not allow it."""
        for is_first in (True, False):
            if self._is_broken:
                return None
            try:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                with closing(self._connect()) as connection, connection:
                    connection.execute(_NO_SYNC)
                    connection.execute(_TABLE)
                    return action(connection)
            except sqlite3.Error as error:
                code = getattr(error, "sqlite_errorcode", 0) & 0xFF
                if code in _BUSY:
                    return None
                # Delete it once: a disk that damages every file is no cache.
                if code in _DAMAGED and is_first:
                    path = one_line(str(self.path))
                    self._say(f"the cached answers in {path} were damaged and have been deleted")
                    self.remove()
                    continue
                self._give_up(error)
            except OSError as error:
                self._give_up(error)
        return None

    def _connect(self) -> sqlite3.Connection:
        # Writing begins with the lock for it. SQLite does not wait for that lock in a transaction
        # that has begun by reading.
        return sqlite3.connect(self.path, timeout=_BUSY_S, isolation_level="IMMEDIATE")

    def _give_up(self, error: Exception) -> None:
        self._is_broken = True
        why = getattr(error, "strerror", None) or str(error)
        self._say(
            f"answers cannot be cached in {one_line(str(self.path.parent))}"
            f" ({one_line(why).lower()}); places are looked up all the same"
        )
