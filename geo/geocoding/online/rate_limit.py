"""One request at a time, with a pause between two: the rate limit of free services."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Final, TypeVar

from geopy.exc import GeocoderRateLimited

T = TypeVar("T")

# A service that says "too often" without saying for how long.
_PAUSE_S: Final = 5.0
_TRIES: Final = 3


class Limiter:
    """Spaces the requests of all threads that share it, and pauses when a service asks for it.

    `clock` gives seconds that only grow; `sleep` waits for a number of seconds.
    """

    def __init__(
        self,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._clock, self._sleep = clock, sleep
        self._turn = threading.Lock()
        self._last: float | None = None
        self._paused_until: float | None = None

    def call(self, request: Callable[[], T], *, interval_s: float, longest_wait_s: float) -> T:
        """Call `request` when its turn comes, and return its result.

        When the service asks for a pause, every thread keeps it; then the request is made again, at
        most three times in all. A pause longer than `longest_wait_s` seconds is not waited for:
        until it is over, every call fails at once and nothing is sent.

        Raises:
            GeocoderRateLimited: the service wants a longer pause, or asked for one three times.
        """
        for attempt in range(1, _TRIES + 1):
            self._wait(interval_s, longest_wait_s)
            try:
                return request()
            except GeocoderRateLimited as error:
                pause = _PAUSE_S * attempt if error.retry_after is None else error.retry_after
                with self._turn:
                    until = self._clock() + pause
                    self._paused_until = max(until, self._paused_until or until)
                if attempt == _TRIES:
                    raise
        raise AssertionError  # the last attempt returns or raises

    def _wait(self, interval_s: float, longest_wait_s: float) -> None:
        while True:
            with self._turn:
                now = self._clock()
                next_turn = now if self._last is None else self._last + interval_s
                if self._paused_until is not None:
                    pause = self._paused_until - now
                    if pause > longest_wait_s:
                        raise GeocoderRateLimited("the pause is not over", retry_after=pause)
                    next_turn = max(next_turn, self._paused_until)
                if now >= next_turn:
                    self._last = now
                    return
            # Outside the lock: another thread may learn meanwhile of a longer pause.
            self._sleep(next_turn - now)


PROCESS_LIMITER: Final = Limiter()
"""Shared by every online geocoder of this process, whichever service it asks."""
