"""Convert geopy's exceptions to those of `geo.errors`, each with a message of one sentence."""

from __future__ import annotations

import math
from typing import Final, NamedTuple

from geopy import exc

from geo.errors import (
    GeocoderSettingsError,
    GeocodingError,
    ServiceBusy,
    ServiceRefused,
    ServiceTimedOut,
    ServiceUnavailable,
    ServiceUnreadable,
)
from geo.geocoding.online.explained_errors import AddressRefused, LongPause, UnreadableAnswer
from geo.geocoding.online.rate_limit import LONGEST_PAUSE_S
from geo.text_safety import one_line

_LONGEST_SHOWN_S: Final = 3_150_000_000


class Failure(NamedTuple):
    """The exception class for a geopy exception, and its message after the service's name."""

    error: type[GeocodingError]
    message: str


# All exceptions that geopy defines. A test checks that the table is complete.
FAILURES: Final[dict[type[exc.GeopyError], Failure]] = {
    exc.GeopyError: Failure(GeocodingError, "returned no answer"),
    exc.ConfigurationError: Failure(GeocoderSettingsError, "cannot be used with these settings"),
    exc.GeocoderNotFound: Failure(GeocoderSettingsError, "is not a service that geopy supports"),
    exc.GeocoderServiceError: Failure(ServiceUnavailable, "reported a server error"),
    exc.GeocoderQueryError: Failure(ServiceRefused, "does not understand the query"),
    exc.GeocoderQuotaExceeded: Failure(
        ServiceRefused, "accepts no more requests: its quota is used up"
    ),
    exc.GeocoderRateLimited: Failure(ServiceBusy, "asks for a pause"),
    exc.GeocoderAuthenticationFailure: Failure(ServiceRefused, "requires a key or a password"),
    exc.GeocoderInsufficientPrivileges: Failure(ServiceRefused, "refuses to answer this program"),
    exc.GeocoderTimedOut: Failure(ServiceTimedOut, "did not answer in time"),
    exc.GeocoderUnavailable: Failure(ServiceUnavailable, "cannot be reached"),
    exc.GeocoderParseError: Failure(ServiceUnreadable, "sent an answer that cannot be read"),
}


def convert_error(error: exc.GeopyError, service: str) -> GeocodingError:
    """Convert a geopy exception. `service` is the name of the service for the message."""
    failure = next(FAILURES[kind] for kind in type(error).__mro__ if kind in FAILURES)
    if failure.error is ServiceBusy:
        return _busy(error, f"{service} {failure.message}")
    if isinstance(error, UnreadableAnswer | AddressRefused):
        return failure.error(f"{service} {failure.message}: {one_line(str(error), limit=300)}.")
    return failure.error(f"{service} {failure.message}.")


def _busy(error: exc.GeopyError, message: str) -> ServiceBusy:
    wait = getattr(error, "retry_after", None)
    if isinstance(error, LongPause) and error.asked_s > LONGEST_PAUSE_S:
        asked, pause = _duration(error.asked_s), _duration(error.retry_after)
        longest = _duration(LONGEST_PAUSE_S)
        return ServiceBusy(
            f"{message} of {asked}; the program limits it to {longest} and sends no request for"
            f" {pause}.",
            wait,
        )
    pause = "" if wait is None else f" of {_duration(wait)}"
    return ServiceBusy(f"{message}{pause}.", wait)


def _duration(seconds: float) -> str:
    if seconds > _LONGEST_SHOWN_S:
        return "more than a century"
    whole = math.ceil(seconds)
    if whole < 120:
        return "one second" if whole == 1 else f"{whole} seconds"
    minutes = math.ceil(whole / 60)
    return f"{minutes} minutes" if minutes < 120 else f"{math.ceil(minutes / 60)} hours"
