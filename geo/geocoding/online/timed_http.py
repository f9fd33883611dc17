"""HTTP connections that keep one deadline from the look-up of the name to the last byte.

The timeout of a socket restarts with every byte, so a service that sends single bytes could hold a
request for ever. Here each step gets only the time that is left.
"""

from __future__ import annotations

import http.client
import io
import ipaddress
import queue
import socket
import ssl
import threading
import time
import urllib.request
from functools import partial
from typing import Any, Final, cast

from geo.geocoding.online.explained_errors import AddressRefused

# Addresses of these networks contain an IPv4 address (RFC 6052, RFC 3056, RFC 4380), and a gateway
# may pass such a connection on to it.
_TRANSLATED: Final = tuple(
    ipaddress.ip_network(network)
    for network in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::/96")
)

_Addresses = list[tuple[Any, ...]]


class Deadline:
    """The moment when an answer must be complete: `seconds` from now. None: there is no limit."""

    def __init__(self, seconds: float | None) -> None:
        self._ends = None if seconds is None else time.monotonic() + seconds

    def left(self) -> float | None:
        """Return the seconds that are left. None means no limit.

        Raises:
            TimeoutError: nothing is left.
        """
        if self._ends is None:
            return None
        left = self._ends - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


class TimedRequest(urllib.request.Request):
    """A request with a deadline. `public_only` forbids connections to private addresses."""

    def __init__(
        self, url: str, *, headers: dict[str, str], deadline: Deadline, public_only: bool
    ) -> None:
        super().__init__(url, headers=headers)
        self.deadline, self.public_only = deadline, public_only


class TimedHttpHandler(urllib.request.HTTPHandler):
    """Opens `TimedRequest`s over http. `urllib` uses it instead of its own handler."""

    def http_open(self, request: urllib.request.Request) -> http.client.HTTPResponse:
        """Open an http address."""
        return self.do_open(cast("Any", _HttpConnection), request, asked=request)


class TimedHttpsHandler(urllib.request.HTTPSHandler):
    """Opens `TimedRequest`s over https. `urllib` uses it instead of its own handler."""

    def __init__(self, context: ssl.SSLContext | None) -> None:
        super().__init__()
        self._tls = context

    def https_open(self, request: urllib.request.Request) -> http.client.HTTPResponse:
        """Open an https address."""
        return self.do_open(
            cast("Any", _HttpsConnection), request, asked=request, context=self._tls
        )


class _HttpConnection(http.client.HTTPConnection):
    def __init__(self, host: str, *, asked: TimedRequest, **more: Any) -> None:
        super().__init__(host, **more)
        _keep_deadline(self, asked)


class _HttpsConnection(http.client.HTTPSConnection):
    def __init__(self, host: str, *, asked: TimedRequest, **more: Any) -> None:
        super().__init__(host, **more)
        _keep_deadline(self, asked)


def _keep_deadline(connection: Any, request: TimedRequest) -> None:
    """Make a connection of `http.client` open and read its socket within the deadline."""
    connection.response_class = partial(_TimedResponse, deadline=request.deadline)
    # The method of `http.client` that opens the socket, also before TLS and for a proxy.
    connection._create_connection = lambda address, *_: open_socket(  # noqa: SLF001
        address, request.deadline, public_only=request.public_only
    )


class _TimedResponse(http.client.HTTPResponse):
    """Reads status, headers and body within the deadline."""

    def __init__(self, sock: socket.socket, *, deadline: Deadline, **more: Any) -> None:
        super().__init__(sock, **more)
        self.fp = io.BufferedReader(_TimedReader(self.fp.detach(), sock, deadline))


class _TimedReader(io.RawIOBase):
    """The bytes of a socket. Before each read, the socket gets the time that is left."""

    def __init__(self, stream: io.RawIOBase, sock: socket.socket, deadline: Deadline) -> None:
        super().__init__()
        self._stream, self._sock, self._deadline = stream, sock, deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self._sock.settimeout(self._deadline.left())
        return self._stream.readinto(buffer)

    def close(self) -> None:
        self._stream.close()
        super().close()


def open_socket(server: tuple[str, int], deadline: Deadline, *, public_only: bool) -> socket.socket:
    """Connect to a host and a port. The name is looked up once, and only that result is used.

    Raises:
        AddressRefused: `public_only`, and one of its addresses is not public.
        OSError: no connection; `TimeoutError` at the deadline.
    """
    addresses = _look_up(*server, deadline)
    if public_only and not all(is_public(str(address[4][0])) for address in addresses):
        raise AddressRefused(
            "its address is not public, and this server connects only to public addresses"
        )
    problem = OSError("the name has no address")
    for family, kind, protocol, _, address in addresses:
        sock = socket.socket(family, kind, protocol)
        try:
            sock.settimeout(deadline.left())
            sock.connect(address)
            # The time for sending the request, and for TLS.
            sock.settimeout(deadline.left())
        except BaseException as error:
            sock.close()
            if not isinstance(error, OSError) or isinstance(error, TimeoutError):
                raise
            problem = error
            continue
        return sock
    raise problem


def _look_up(host: str, port: int, deadline: Deadline) -> _Addresses:
    """The addresses of a host, as `socket.getaddrinfo` returns them.

    That function has no timeout, so it runs in a thread that is left behind at the deadline.
    """
    found: queue.SimpleQueue[_Addresses | OSError] = queue.SimpleQueue()

    def look_up() -> None:
        try:
            found.put(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except OSError as error:
            found.put(error)
        except Exception as error:  # noqa: BLE001  such as a name that cannot be encoded
            found.put(OSError(f"the name cannot be looked up: {type(error).__name__}"))

    threading.Thread(target=look_up, daemon=True).start()
    try:
        result = found.get(timeout=deadline.left())
    except queue.Empty:
        raise TimeoutError from None
    if isinstance(result, OSError):
        raise result
    return result


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public Internet.

    Loopback, private, link-local, multicast and reserved addresses do not. IPv6 addresses that
    contain an IPv4 address do not either, because they may lead to a private one.
    """
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            return is_public(str(ip.ipv4_mapped))
        if ip.is_site_local or any(ip in network for network in _TRANSLATED):
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)
