"""The rate limit of a service: one request at a time, with an interval between them."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeVar

from geopy.exc import GeocoderRateLimited

from geo.geocoding.online.explained_errors import LongPause

T = TypeVar("T")

# The first pause if the service asks for one without a length.
_PAUSE_S: Final = 5.0
_TRIES: Final = 3
LONGEST_PAUSE_S: Final = 3600.0
"""The longest pause that a service gets, in seconds, however long a pause it asks for."""
# The number of services whose limiters are kept. A program uses one or two.
_MOST_SERVICES: Final = 256


@dataclass
class PauseTime:
    """How long one search has waited in pauses, in seconds, for all of its requests."""

    waited_s: float = 0.0


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
        self._asked_s = 0.0

    def call(
        self,
        request: Callable[[], T],
        *,
        interval_s: float,
        longest_wait_s: float,
        pauses: PauseTime | None = None,
    ) -> T:
        """Wait for the next free slot, call `request` and return its result.

        If the service asks for a pause, all threads wait. Then the request is repeated, up to three
        requests in total. If the pauses of the search are longer than `longest_wait_s` seconds in
        total, the call fails. Until the pause is over, every call fails at once and sends nothing.
        No pause is longer than `LONGEST_PAUSE_S`.

        Args:
            request: sends one request.
            interval_s: the time between two requests.
            longest_wait_s: the time that one search may wait in pauses.
            pauses: the pauses of the same search so far. None: this is its only request.

        Raises:
            GeocoderRateLimited: the service asks for a longer pause, or asked three times.
        """
        pauses = PauseTime() if pauses is None else pauses
        for attempt in range(1, _TRIES + 1):
            self._wait(interval_s, longest_wait_s, pauses)
            try:
                return request()
            except GeocoderRateLimited as error:
                asked_s = _PAUSE_S * attempt if error.retry_after is None else error.retry_after
                self._pause(asked_s)
                if attempt == _TRIES:
                    raise
        raise AssertionError  # the last attempt returns or raises

    def _pause(self, asked_s: float) -> None:
        with self._turn:
            until = self._clock() + min(asked_s, LONGEST_PAUSE_S)
            if self._paused_until is None or until > self._paused_until:
                self._paused_until, self._asked_s = until, asked_s

    def _wait(self, interval_s: float, longest_wait_s: float, pauses: PauseTime) -> None:
        while True:
            with self._turn:
                now = self._clock()
                next_turn = now if self._last is None else self._last + interval_s
                pause = 0.0 if self._paused_until is None else max(0.0, self._paused_until - now)
                if pause and pause + pauses.waited_s > longest_wait_s:
                    raise LongPause(
                        "the pause is not over", retry_after=pause, asked_s=self._asked_s
                    )
                next_turn = max(next_turn, now + pause)
                if now >= next_turn:
                    self._last = now
                    return
            # Sleep outside the lock, so that another thread can set a longer pause meanwhile.
            self._sleep(next_turn - now)
            pauses.waited_s += pause


class ServiceLimiters:
    """A limiter for each service, so that no service can delay the requests to another one.

    `kept` are the keys of services whose limiter is never dropped. Of all others, the ones used
    last are kept.
    """

    def __init__(self, kept: frozenset[str] = frozenset()) -> None:
        self._kept = kept
        self._limiters: OrderedDict[str, Limiter] = OrderedDict()
        self._turn = threading.Lock()

    def of(self, service: str) -> Limiter:
        """The limiter of a service. `service` is its key, see `OnlineSettings.service_key`."""
        with self._turn:
            limiter = self._limiters.setdefault(service, Limiter())
            self._limiters.move_to_end(service)
            if len(self._limiters) > _MOST_SERVICES:
                del self._limiters[next(key for key in self._limiters if key not in self._kept)]
            return limiter
