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
        wait = getattr(error, "retry_after", None)
        pause = "" if wait is None else f" of {_duration(wait)}"
        return ServiceBusy(f"{service} {failure.message}{pause}.", wait)
    return failure.error(f"{service} {failure.message}.")


def _duration(seconds: float) -> str:
    whole = math.ceil(seconds)
    if whole < 120:
        return "one second" if whole == 1 else f"{whole} seconds"
    minutes = math.ceil(whole / 60)
    return f"{minutes} minutes" if minutes < 120 else f"{math.ceil(minutes / 60)} hours"
