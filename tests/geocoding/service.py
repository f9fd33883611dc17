"""A fake geocoding service on the loopback address. Tests set its answers and its failures.

The answers are small literals in the documented formats:
https://nominatim.org/release-docs/latest/api/Output/ and https://github.com/komoot/photon.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit


@dataclass
class Reply:
    """One answer: a status, a body and headers.

    `cut` sends less than its Content-Length. `hold` sends nothing until the test ends. `drip` sends
    one byte at a time until the client disconnects.
    """

    body: str | bytes = "[]"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: bool = False
    hold: bool = False
    drip: bool = False


@dataclass
class Request:
    """One request that the service received."""

    path: str
    options: dict[str, str]
    user_agent: str | None

    @property
    def query(self) -> str:
        return self.options.get("q", "")


class Service:
    """The replies by query (one, or a list for successive requests) and the requests received."""

    def __init__(self) -> None:
        self.replies: dict[str, list[Reply] | Reply] = {}
        self.default = Reply()
        self.requests: list[Request] = []
        self.answered_queries: list[str] = []
        self.url = ""
        # `released` lets held requests continue. `holding` is set while a request is held.
        self.released, self.holding = threading.Event(), threading.Event()
        self._turn = threading.Lock()

    def reply(self, request: Request) -> Reply:
        with self._turn:
            self.requests.append(request)
            reply = self.replies.get(request.query, self.default)
            if isinstance(reply, list):
                return reply.pop(0) if len(reply) > 1 else reply[0]
            return reply

    @property
    def queries(self) -> list[str]:
        return [request.query for request in self.requests]


class _Handler(BaseHTTPRequestHandler):
    service: ClassVar[Service]
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        options = {name: values[0] for name, values in parse_qs(parts.query).items()}
        request = Request(parts.path, options, self.headers.get("User-Agent"))
        reply = self.service.reply(request)
        if reply.hold:
            self.service.holding.set()
            self.service.released.wait(30)
            self.close_connection = True
            return
        body = reply.body.encode() if isinstance(reply.body, str) else reply.body
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.send_header(
            "Content-Length", str(len(body) + (100_000 if reply.cut or reply.drip else 0))
        )
        self.end_headers()
        while reply.drip and not self.service.released.wait(0.01):
            self.wfile.write(b" ")
        self.wfile.write(body)
        self.close_connection = True
        self.service.answered_queries.append(request.query)

    def log_message(self, *_: Any) -> None:
        """Log nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        """Ignore disconnected clients: tests kill clients and let them time out."""


@contextmanager
def running_service() -> Iterator[Service]:
    """Run a service on a free port."""
    service = Service()
    handler = type("Handler", (_Handler,), {"service": service})
    with _Server(("127.0.0.1", 0), handler) as server:
        service.url = f"http://127.0.0.1:{server.server_address[1]}"
        # Poll often, so that each test ends quickly.
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield service
        finally:
            service.released.set()
            server.shutdown()
            thread.join()


def nominatim(*places: dict[str, Any]) -> Reply:
    """An answer of Nominatim with `format=json`."""
    return Reply(json.dumps(places), headers={"Content-Type": "application/json"})


def osm(
    label: str, lat: float, lon: float, *, half: float = 0.0005, tag: str = "amenity", **more: Any
) -> dict[str, Any]:
    """One place in Nominatim's format. `half` is half the width of its extent in degrees."""
    box = [str(side) for side in (lat - half, lat + half, lon - half, lon + half)]
    plain = {
        "place_id": 1,
        "licence": "Data © OpenStreetMap contributors, ODbL 1.0.",
        "lat": str(lat),
        "lon": str(lon),
        "class": tag,
        "type": "cafe",
        "name": label.split(",", maxsplit=1)[0],
        "display_name": label,
        "boundingbox": box,
        "importance": 0.2,
    }
    return plain | more


def photon(*features: dict[str, Any]) -> Reply:
    """An answer of Photon."""
    return Reply(json.dumps({"type": "FeatureCollection", "features": features}))


def komoot(lat: float, lon: float, **properties: Any) -> dict[str, Any]:
    """One place in Photon's format."""
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [lon, lat]},
        "properties": {"osm_id": 1, "osm_type": "N", "country": "Nowhere", **properties},
    }
