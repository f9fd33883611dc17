"""Cache the answers of services on disk, in one SQLite file. You may delete it at any time.

We do not use a cache library. requests-cache works below the rate limit, stores HTTP responses and
requires requests. diskcache stores pickles, which can run code that another program wrote. With the
standard library's sqlite3, our own cache is short.

Each call opens and closes the file. That takes a fraction of a millisecond; the request it saves
takes a second. So no open file causes problems with threads, forked processes or deletion.
"""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Final, NamedTuple, TypeVar

from geo.file_errors import reason_of
from geo.text_safety import one_line

T = TypeVar("T")

_LOG: Final = logging.getLogger(__name__)
# If you change the table, change the file name, so that old and new versions do not share a file.
_FILE: Final = "places-2.sqlite"
_TABLE: Final = (
    "CREATE TABLE IF NOT EXISTS answers"
    " (question TEXT PRIMARY KEY, answer TEXT NOT NULL, asked_at REAL NOT NULL) WITHOUT ROWID"
)
# Do not wait for the disk: writing is then about 20 times faster. A killed process loses nothing. A
# power cut may damage the file; it is then deleted and created again.
_NO_SYNC: Final = "PRAGMA synchronous = OFF"
# How long to wait for another process that is writing. It writes only one row. A program that
# locks the file for longer is not one of ours.
_BUSY_S: Final = 5.0
# Older answers are always deleted, so that the file stays small.
_OLDEST_S: Final = 400 * 86_400.0
# The end of the year 9999, the last moment that `datetime` can show.
_LAST_MOMENT_S: Final = 253_402_300_799.0
# Longer answers are not cached: fifty places take less.
_LONGEST_ANSWER: Final = 1_000_000
# sqlite.org/rescode.html: the file is damaged, or is not a database.
_DAMAGED: Final = frozenset({11, 26})
# Another process has locked the file.
_BUSY: Final = frozenset({5, 6})


WITHOUT_CACHE: Final = "places are looked up without a cache"
"""What happens if the folder cannot be used and there is no other one."""


class StoredAnswer(NamedTuple):
    """An answer, and when the service gave it, in seconds since 1970."""

    answer: str
    asked_at: float


def user_folder() -> Path:
    """The folder of this program in the user's cache folder."""
    import platformdirs  # noqa: PLC0415  only online searches need it

    return Path(platformdirs.user_cache_dir("geo-story-map", appauthor=False))


class AnswerDatabase:
    """A cache of answers in `folder`. Threads and processes may share it.

    It raises no errors for disk problems. If it cannot use the file, or another program keeps it
    locked, it caches nothing. It deletes a damaged file and creates it again. In each case it calls
    `say` with one sentence.

    Args:
        folder: the folder of the file. None means the user's cache folder.
        say: called with the message about a disk problem.
        instead: the end of that message: what happens without this file.
        clock: returns the time in seconds since 1970.
        name: the name of the file.
    """

    def __init__(
        self,
        folder: Path | str | None = None,
        *,
        say: Callable[[str], None] = _LOG.warning,
        instead: str = WITHOUT_CACHE,
        clock: Callable[[], float] = time.time,
        name: str = _FILE,
    ) -> None:
        self.path = (user_folder() if folder is None else Path(folder)) / name
        self._say, self.clock = say, clock
        self._instead = instead
        self._is_broken = False
        self._has_reported_format = False

    @property
    def works(self) -> bool:
        """Whether answers can be cached here."""
        self._run(lambda connection: connection.execute("BEGIN IMMEDIATE"))
        return not self._is_broken

    def get(self, question: str) -> StoredAnswer | None:
        """The cached answer to the question, of any age. None: there is none that can be read."""
        select = "SELECT answer, asked_at FROM answers WHERE question = ?"
        row = self._run(lambda connection: connection.execute(select, (question,)).fetchone())
        if row is None:
            return None
        answer, asked_at = row
        is_time = isinstance(asked_at, int | float) and 0 <= asked_at <= _LAST_MOMENT_S
        if not is_time or not isinstance(answer, str):
            self.report_format()
            return None
        return StoredAnswer(answer, float(asked_at))

    def report_format(self) -> None:
        """Say, once, that a cached answer is not in our format, as if another program wrote it."""
        if not self._has_reported_format:
            self._has_reported_format = True
            path = one_line(str(self.path))
            self._say(f"an answer cached in {path} has an unknown format and is requested again")

    def put(self, question: str, answer: str) -> None:
        """Cache an answer with the current time, and delete outdated answers."""
        if len(answer) > _LONGEST_ANSWER:
            return
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
        """Call `action` with a connection. None if the disk or the file makes that impossible."""
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
                # Delete the file only once: a disk may damage every file.
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
        # Take the write lock at the start of the transaction. SQLite does not wait for the lock in
        # a transaction that began with a read.
        return sqlite3.connect(self.path, timeout=_BUSY_S, isolation_level="IMMEDIATE")

    def _give_up(self, error: Exception) -> None:
        self._is_broken = True
        why = reason_of(error)
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in _BUSY:
            why = f"another program keeps {self.path.name} locked"
        folder = one_line(str(self.path.parent))
        self._say(f"cannot use {folder} as the cache folder: {why}; {self._instead}")
