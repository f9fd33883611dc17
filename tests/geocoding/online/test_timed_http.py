"""Connections: which addresses are public, and that names are looked up once."""

from __future__ import annotations

import socket
import threading
from pathlib import Path
from typing import Any

import pytest

from geo.errors import ServiceTimedOut, ServiceUnavailable, ServiceUnreadable
from geo.geocoding.online.nominatim import Nominatim
from geo.geocoding.online.rate_limit import Limiter
from geo.geocoding.online.settings import OnlineSettings
from geo.geocoding.online.timed_http import is_public
from tests.geocoding.service import Reply, Service

PRIVATE = [
    *("127.0.0.1", "127.1.2.3", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1"),
    *("169.254.169.254", "100.64.0.1", "192.0.2.1", "224.0.0.1", "240.0.0.1", "255.255.255.255"),
    *("::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fec0::1", "ff02::1", "2001:db8::1"),
    *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::"),
    "not an address",
]


def settings_of(url: str, **changes: Any) -> OnlineSettings:
    return OnlineSettings(endpoint=url, interval_s=0, public_addresses_only=True, **changes)


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_outside_the_public_internet_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "::ffff:8.8.8.8", "2a00:1450:4001:80b::200e"])
def test_an_address_of_the_public_internet_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST", "[::1]"])
def test_a_server_on_this_machine_is_refused(service: Service, host: str) -> None:
    port = service.url.rsplit(":", maxsplit=1)[1]
    geocoder = Nominatim(settings_of(f"http://{host}:{port}"), limiter=Limiter())
    with pytest.raises(ServiceUnavailable, match="its address is not public"):
        geocoder.lookup("elm")
    assert service.requests == []


def test_a_name_that_is_private_on_a_second_look_up_cannot_be_reached(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name with a public address at first, and a private one afterwards (DNS rebinding)."""
    port = int(service.url.rsplit(":", maxsplit=1)[1])
    looked_up: list[str] = []
    connected: list[object] = []

    def look_up(host: str, *_: object, **__: object) -> list[tuple[Any, ...]]:
        looked_up.append(host)
        address = "8.8.8.8" if len(looked_up) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    class Socket(socket.socket):
        def connect(self, address: Any) -> None:
            connected.append(address)
            raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket, "socket", Socket)
    geocoder = Nominatim(settings_of(f"http://changing.example:{port}"), limiter=Limiter())
    with pytest.raises(ServiceUnavailable):
        geocoder.lookup("elm")
    assert looked_up == ["changing.example"]
    assert connected == [("8.8.8.8", port)]


def test_a_name_with_a_public_and_a_private_address_is_refused(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = int(service.url.rsplit(":", maxsplit=1)[1])
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda *_, **__: [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))
            for address in ("127.0.0.1", "8.8.8.8")
        ],
    )
    with pytest.raises(ServiceUnavailable, match="its address is not public"):
        Nominatim(settings_of(f"http://two.example:{port}"), limiter=Limiter()).lookup("elm")
    assert service.requests == []


def test_public_addresses_are_reached_without_a_proxy(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A proxy would look the name up itself."""
    monkeypatch.setenv("http_proxy", service.url)
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda _, port, **__: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.1", port))],
    )
    with pytest.raises(ServiceUnavailable, match="its address is not public"):
        Nominatim(settings_of("http://inside.example"), limiter=Limiter()).lookup("elm")
    assert service.requests == []


def test_a_proxy_is_used_for_the_services_of_the_host(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", service.url)
    monkeypatch.delenv("no_proxy", raising=False)
    settings = OnlineSettings(endpoint="http://places.example", interval_s=0)
    assert Nominatim(settings, limiter=Limiter()).lookup("elm").status == "none"
    assert len(service.requests) == 1


def test_a_redirect_is_not_followed(service: Service, tmp_path: Path) -> None:
    service.replies["elm"] = Reply("", 302, {"Location": f"{service.url}/elsewhere"})
    settings = OnlineSettings(endpoint=service.url, interval_s=0, cache_folder=tmp_path)
    with pytest.raises(ServiceUnreadable):
        Nominatim(settings, limiter=Limiter()).lookup("elm")
    assert [request.path for request in service.requests] == ["/search"]


def test_a_look_up_that_does_not_end_times_out(monkeypatch: pytest.MonkeyPatch) -> None:
    end = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: end.wait(20) and [])
    geocoder = Nominatim(
        OnlineSettings(endpoint="http://slow.example", timeout_s=0.1), limiter=Limiter()
    )
    try:
        with pytest.raises(ServiceTimedOut):
            geocoder.lookup("elm")
    finally:
        end.set()
