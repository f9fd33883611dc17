"""Send HTTP requests to services, with a limit on the time and on the size of an answer.

We do not use geopy's adapters, because they have neither limit. Their timeout restarts with every
byte, they read answers of any length, and they follow redirects. `RequestsAdapter` also retries a
lost connection at once, which bypasses the rate limit. `max_retries=0` would fix only the last
point; we would still have to replace most of that adapter.
"""

from __future__ import annotations

import http.client
import json
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlsplit

from geopy.adapters import AdapterHTTPError, BaseSyncAdapter
from geopy.exc import GeocoderParseError, GeocoderTimedOut, GeocoderUnavailable

# Ten places take some kilobytes. An answer of a thousand times this size is rejected.
_MOST_BYTES: Final = 4_000_000
_MOST_ERROR_BYTES: Final = 2_000
_CHUNK: Final = 65_536
_HERE: Final = frozenset({"localhost", "127.0.0.1", "::1"})


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Follows no redirects: requests go only to the service in the settings."""

    def redirect_request(self, *_: Any) -> None:
        return None


class HttpAdapter(BaseSyncAdapter):
    """A geopy adapter with the standard library. It uses the system's proxies, except for loopback.

    Raises:
        GeocoderTimedOut: no complete answer within `timeout` seconds.
        GeocoderUnavailable: no connection, or a lost one.
        GeocoderParseError: the answer is too long, or it is not JSON.
        AdapterHTTPError: the service answered with a status of 300 or more.
    """

    def __init__(
        self, *, proxies: Mapping[str, str] | None, ssl_context: ssl.SSLContext | None
    ) -> None:
        super().__init__(proxies=proxies, ssl_context=ssl_context)
        secure = urllib.request.HTTPSHandler(context=ssl_context)
        chosen = None if proxies is None else dict(proxies)
        through, direct = (urllib.request.ProxyHandler(how) for how in (chosen, {}))
        self._through = urllib.request.build_opener(secure, through, _NoRedirect)
        self._direct = urllib.request.build_opener(secure, direct, _NoRedirect)

    def get_json(self, url: str, *, timeout: float | None, headers: Mapping[str, str]) -> Any:
        """Request a URL and parse the answer as JSON."""
        text = self.get_text(url, timeout=timeout, headers=headers)
        try:
            return json.loads(text)
        except (ValueError, RecursionError) as error:
            raise GeocoderParseError("the answer is not JSON") from error

    def get_text(self, url: str, *, timeout: float | None, headers: Mapping[str, str]) -> str:
        """Request a URL and return the answer as text."""
        # `OnlineSettings` has checked the address: http or https.
        request = urllib.request.Request(url, headers=dict(headers))  # noqa: S310
        opener = self._direct if urlsplit(url).hostname in _HERE else self._through
        ends = None if timeout is None else time.monotonic() + timeout
        try:
            with opener.open(request, timeout=timeout) as answer:
                return _read_text(answer, ends)
        except urllib.error.HTTPError as error:
            with error:
                raise _status_error(error) from error
        except TimeoutError as error:
            raise GeocoderTimedOut("no answer in time") from error
        except urllib.error.URLError as error:
            if isinstance(error.reason, TimeoutError):
                raise GeocoderTimedOut("no connection in time") from error
            raise GeocoderUnavailable("no connection") from error
        except (OSError, http.client.HTTPException) as error:
            raise GeocoderUnavailable("the connection was lost") from error


def _read_text(answer: http.client.HTTPResponse, ends: float | None) -> str:
    """Read the whole answer. A service that sends bytes slowly also runs into the time limit."""
    chunks: list[bytes] = []
    size = 0
    while chunk := answer.read1(_CHUNK):
        chunks.append(chunk)
        size += len(chunk)
        if size > _MOST_BYTES:
            raise GeocoderParseError("the answer is too long")
        if ends is not None and time.monotonic() > ends:
            raise TimeoutError
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
    return AdapterHTTPError(
        f"status {error.code}", status_code=error.code, headers=headers, text=text
    )
