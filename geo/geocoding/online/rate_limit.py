"""One question at a time, and not too soon after the last: manners towards free services."""

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
    """Spaces the questions of all threads that share it, and pauses when a service asks for it.

    `clock` gives seconds that only grow; `sleep` waits for some. Tests give their own.
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

    def call(self, ask: Callable[[], T], *, interval_s: float, longest_wait_s: float) -> T:
        """What `ask` gives, asked when it is its turn.

        When the service asks for a pause, every thread keeps it; then the question is put again,
        three times in all. A pause longer than `longest_wait_s` seconds is not waited for: until it
        is over, every call fails at once and the service hears nothing.

        Raises:
            GeocoderRateLimited: the service wants a longer pause, or asked for one three times.
        """
        for attempt in range(1, _TRIES + 1):
            self._wait(interval_s, longest_wait_s)
            try:
                return ask()
            except GeocoderRateLimited as error:
                pause = _PAUSE_S * attempt if error.retry_after is None else error.retry_after
                with self._turn:
                    until = self._clock() + pause
                    self._paused_until = max(until, self._paused_until or until)
                if pause > longest_wait_s or attempt == _TRIES:
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
            # Outside the lock: another thread may be told meanwhile to pause even longer.
            self._sleep(next_turn - now)


PROCESS: Final = Limiter()
"""The one that every online geocoder of this process shares, whichever service it asks."""
