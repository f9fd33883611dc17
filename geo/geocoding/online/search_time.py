"""The time that one search may take, for all of its requests together."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from geopy.exc import GeocoderTimedOut

from geo.geocoding.online.rate_limit import PauseTime


class SearchTime:
    """The time of one search. Waiting for the rate limit does not count.

    A search sends up to three requests: two for an area across the 180th meridian, one for
    everywhere. They share the time, so a slow service cannot hold the search three times as long.

    Args:
        seconds: the time for all requests. None: no limit.
    """

    def __init__(self, seconds: float | None) -> None:
        self._left = seconds
        self.pauses = PauseTime()

    @contextmanager
    def request(self) -> Iterator[float | None]:
        """Measure one request. The value is the number of seconds that it may take, or None.

        Raises:
            GeocoderTimedOut: the time of the search is over.
        """
        if self._left is None:
            yield None
            return
        if self._left <= 0:
            raise GeocoderTimedOut("the time of the search is over")
        began = time.monotonic()
        try:
            yield self._left
        finally:
            self._left -= time.monotonic() - began
