"""Send HTTP requests to services, with a limit on the time and on the size of an answer.

We do not use geopy's adapters, because they have neither limit. Their timeout restarts with every
byte, they read answers of any length, and they follow redirects. `RequestsAdapter` also retries a
lost connection at once, which bypasses the rate limit. `max_retries=0` would fix only the last
point; we would still have to replace most of that adapter.
"""

from __future__ import annotations

import email.utils
import http.client
import json
import math
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlsplit

from geopy.adapters import AdapterHTTPError, BaseSyncAdapter
from geopy.exc import GeocoderParseError, GeocoderTimedOut, GeocoderUnavailable

from geo.geocoding.online.explained_errors import AddressRefused
from geo.geocoding.online.timed_http import (
    Deadline,
    TimedHttpHandler,
    TimedHttpsHandler,
    TimedRequest,
)

# Ten places take some kilobytes. An answer of a thousand times this size is rejected.
_MOST_BYTES: Final = 4_000_000
_MOST_ERROR_BYTES: Final = 2_000
_CHUNK: Final = 65_536
_HERE: Final = frozenset({"localhost", "127.0.0.1", "::1"})
# The header of a pause. No pause is longer than a century.
_PAUSE: Final = "retry-after"
_LONGEST_PAUSE_S: Final = 3_200_000_000


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Follows no redirects: requests go only to the service in the settings."""

    def redirect_request(self, *_: Any) -> None:
        return None


class HttpAdapter(BaseSyncAdapter):
    """A geopy adapter with the standard library. It uses the system's proxies, except for loopback.

    With `public_only`, it connects only to addresses of the public Internet, and uses no proxy,
    because a proxy looks names up itself.

    Raises:
        GeocoderTimedOut: no complete answer within `timeout` seconds.
        GeocoderUnavailable: no connection, or a lost one. `AddressRefused`: it is not allowed.
        GeocoderParseError: the answer is too long, or it is not JSON.
        AdapterHTTPError: the service answered with a status of 300 or more.
    """

    def __init__(
        self,
        *,
        proxies: Mapping[str, str] | None,
        ssl_context: ssl.SSLContext | None,
        public_only: bool = False,
    ) -> None:
        super().__init__(proxies=proxies, ssl_context=ssl_context)
        self._public_only = public_only
        timed = TimedHttpHandler(), TimedHttpsHandler(ssl_context)
        chosen = None if proxies is None else dict(proxies)
        through, direct = (urllib.request.ProxyHandler(how) for how in (chosen, {}))
        self._through = urllib.request.build_opener(*timed, through, _NoRedirect)
        self._direct = urllib.request.build_opener(*timed, direct, _NoRedirect)

    def get_json(self, url: str, *, timeout: float | None, headers: Mapping[str, str]) -> Any:
        """Request a URL and parse the answer as JSON."""
        text = self.get_text(url, timeout=timeout, headers=headers)
        try:
            return json.loads(text)
        except (ValueError, RecursionError) as error:
            raise GeocoderParseError("the answer is not JSON") from error

    def get_text(self, url: str, *, timeout: float | None, headers: Mapping[str, str]) -> str:
        """Request a URL and return the answer as text."""
        deadline = Deadline(timeout)
        # `OnlineSettings` has checked the address: http or https.
        request = TimedRequest(
            url, headers=dict(headers), deadline=deadline, public_only=self._public_only
        )
        is_direct = self._public_only or urlsplit(url).hostname in _HERE
        opener = self._direct if is_direct else self._through
        try:
            with opener.open(request, timeout=timeout) as answer:
                return _read_text(answer, deadline)
        except urllib.error.HTTPError as error:
            with error:
                raise _status_error(error) from error
        except TimeoutError as error:
            raise GeocoderTimedOut("no answer in time") from error
        except urllib.error.URLError as error:
            if isinstance(error.reason, AddressRefused):  # an OSError, which urllib wraps
                raise error.reason from None
            if isinstance(error.reason, TimeoutError):
                raise GeocoderTimedOut("no connection in time") from error
            raise GeocoderUnavailable("no connection") from error
        except (OSError, http.client.HTTPException) as error:
            raise GeocoderUnavailable("the connection was lost") from error


def _read_text(answer: http.client.HTTPResponse, deadline: Deadline) -> str:
    """Read the whole answer. A service that sends bytes slowly also runs into the time limit."""
    chunks: list[bytes] = []
    size = 0
    while chunk := answer.read1(_CHUNK):
        chunks.append(chunk)
        size += len(chunk)
        if size > _MOST_BYTES:
            raise GeocoderParseError("the answer is too long")
        deadline.left()
    if answer.length:  # the answer is shorter than its Content-Length
        raise GeocoderUnavailable("the connection was lost")
    try:
        return b"".join(chunks).decode("utf-8")
    except UnicodeDecodeError as error:
        raise GeocoderParseError("the answer is not UTF-8 text") from error


def _status_error(error: urllib.error.HTTPError) -> AdapterHTTPError:
    try:
        text = error.read(_MOST_ERROR_BYTES).decode("utf-8", "replace")
    except (OSError, http.client.HTTPException):
        text = ""
    headers = {name.lower(): value for name, value in error.headers.items()}
    # geopy prints a header that it does not understand on the terminal.
    seconds = _pause_seconds(headers.pop(_PAUSE, ""))
    if seconds is not None:
        headers[_PAUSE] = str(seconds)
    return AdapterHTTPError(
        f"status {error.code}", status_code=error.code, headers=headers, text=text
    )


def _pause_seconds(header: str) -> int | None:
    """The seconds in a `Retry-After` header: a number or a date. None: neither of them."""
    text = header.strip()
    if text.isascii() and text.isdigit():
        return min(int(text[:12]), _LONGEST_PAUSE_S)
    try:
        moment = email.utils.parsedate_to_datetime(text[:100]).timestamp()
    except (ValueError, OverflowError, OSError):
        return None
    return min(max(0, math.ceil(moment - time.time())), _LONGEST_PAUSE_S)
