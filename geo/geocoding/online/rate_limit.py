"""The rate limit of free services: one request at a time, with an interval between them."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Final, TypeVar

from geopy.exc import GeocoderRateLimited

T = TypeVar("T")

# The first pause if the service asks for one without a length.
_PAUSE_S: Final = 5.0
_TRIES: Final = 3


class Limiter:
    """Keeps an interval between the requests of all threads, and pauses if a service asks for it.

    `clock` returns seconds that never decrease. `sleep` waits for a number of seconds.
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
        """Wait for the next free slot, call `request` and return its result.

        If the service asks for a pause, all threads wait. Then the request is repeated, up to three
        requests in total. If the pause is longer than `longest_wait_s` seconds, the call fails.
        Until that pause is over, every call fails at once and sends nothing.

        Raises:
            GeocoderRateLimited: the service asks for a longer pause, or asked three times.
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
            # Sleep outside the lock, so that another thread can set a longer pause meanwhile.
            self._sleep(next_turn - now)


PROCESS_LIMITER: Final = Limiter()
"""The limiter that all online geocoders of this process share, for all services."""
