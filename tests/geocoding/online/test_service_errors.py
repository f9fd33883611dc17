"""All exceptions of geopy become exceptions of `geo.errors`."""

from __future__ import annotations

import inspect

import pytest
from geopy import exc

from geo import GeoError, errors
from geo.errors import GeocodingError, ServiceBusy
from geo.geocoding.online.service_errors import FAILURES, convert_error

THEIRS = [
    kind for _, kind in inspect.getmembers(exc, inspect.isclass) if issubclass(kind, exc.GeopyError)
]


def test_the_table_has_every_exception_of_geopy() -> None:
    assert set(FAILURES) == set(THEIRS)


@pytest.mark.parametrize("kind", THEIRS)
def test_each_exception_becomes_an_error_with_one_sentence(kind: type[exc.GeopyError]) -> None:
    error = convert_error(kind("HTTP <b>503</b>\nTraceback"), "Nominatim at example.org")
    assert isinstance(error, GeocodingError)
    assert isinstance(error, GeoError)
    message = str(error)
    assert message.startswith("Nominatim at example.org ")
    assert message.endswith(".")
    assert message.count(".") == 2
    assert "HTTP" not in message


def test_an_unknown_exception_is_converted_like_its_base_class() -> None:
    class Newer(exc.GeocoderTimedOut):
        pass

    assert type(convert_error(Newer("x"), "It")) is errors.ServiceTimedOut


@pytest.mark.parametrize(
    ("seconds", "ending"),
    [(None, "asks for a pause."), (0.4, "of one second."), (90, "90 seconds."),
     (600, "10 minutes."), (10**9, "277778 hours.")],
)  # fmt: skip
def test_the_message_has_the_length_of_the_pause(seconds: float | None, ending: str) -> None:
    error = convert_error(exc.GeocoderRateLimited("x", retry_after=seconds), "It")
    assert isinstance(error, ServiceBusy)
    assert error.retry_after_s == seconds
    assert str(error).endswith(ending)


def test_the_docstring_shows_every_error_of_the_tree() -> None:
    kinds = [kind for _, kind in inspect.getmembers(errors, inspect.isclass)]
    tree = [kind for kind in kinds if issubclass(kind, GeoError)]
    assert errors.__doc__ is not None
    assert all(kind.__name__ in errors.__doc__ for kind in tree)
