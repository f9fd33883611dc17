"""Where geopy's exceptions become ours: one table, and one plain sentence for each."""

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
    """What a geopy exception becomes, and the words that follow the service's name."""

    error: type[GeocodingError]
    message: str


# Every exception that geopy defines; a test holds the table complete.
FAILURES: Final[dict[type[exc.GeopyError], Failure]] = {
    exc.GeopyError: Failure(GeocodingError, "gave no answer"),
    exc.ConfigurationError: Failure(GeocoderSettingsError, "cannot be asked with these settings"),
    exc.GeocoderNotFound: Failure(GeocoderSettingsError, "is no service that geopy knows"),
    exc.GeocoderServiceError: Failure(ServiceUnavailable, "has a problem of its own"),
    exc.GeocoderQueryError: Failure(ServiceRefused, "does not understand the query"),
    exc.GeocoderQuotaExceeded: Failure(ServiceRefused, "has answered as often as it will"),
    exc.GeocoderRateLimited: Failure(ServiceBusy, "asks for a pause"),
    exc.GeocoderAuthenticationFailure: Failure(ServiceRefused, "wants a key or a password"),
    exc.GeocoderInsufficientPrivileges: Failure(ServiceRefused, "refuses to answer this program"),
    exc.GeocoderTimedOut: Failure(ServiceTimedOut, "did not answer in time"),
    exc.GeocoderUnavailable: Failure(ServiceUnavailable, "cannot be reached"),
    exc.GeocoderParseError: Failure(ServiceUnreadable, "sent something that is no answer"),
}


def as_ours(error: exc.GeopyError, service: str) -> GeocodingError:
    """The error of ours that says what geopy's says, in one sentence. `service` is its name."""
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
