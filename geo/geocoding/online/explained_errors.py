"""Exceptions with a reason that the message for the user repeats."""

from __future__ import annotations

from geopy.exc import GeocoderParseError, GeocoderRateLimited, GeocoderUnavailable


class UnreadableAnswer(GeocoderParseError):
    """The answer has an unexpected format. The text says which field, what was found, expected."""


class AddressRefused(GeocoderUnavailable):
    """The settings do not allow a connection to the address of the service. The text says why."""


class LongPause(GeocoderRateLimited):
    """The service asked for a pause that the program does not wait for.

    `retry_after` is the number of seconds for which it sends no request to the service. `asked_s`
    is the number of seconds that the service asked for.
    """

    def __init__(self, message: str, *, retry_after: float, asked_s: float) -> None:
        super().__init__(message, retry_after=retry_after)
        self.asked_s = asked_s
