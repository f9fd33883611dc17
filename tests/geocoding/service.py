"""A place search on loopback that answers, and fails, as it is told.

The answers have the documented shapes and are our own small literals:
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
    """One answer: a status, a body and headers; `cut` promises more than it sends.

    `hold` waits until the test is over; `drip` sends a byte now and then until the client leaves.
    """

    body: str | bytes = "[]"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: bool = False
    hold: bool = False
    drip: bool = False


@dataclass
class Asked:
    """One request as it came."""

    path: str
    options: dict[str, str]
    user_agent: str | None

    @property
    def query(self) -> str:
        return self.options.get("q", "")


class Service:
    """What the server knows: replies by query (or one after the other), and what was asked."""

    def __init__(self) -> None:
        self.replies: dict[str, list[Reply] | Reply] = {}
        self.default = Reply()
        self.asked: list[Asked] = []
        self.answered: list[str] = []
        self.url = ""
        # Set to let held requests go; `holding` says that one is held.
        self.released, self.holding = threading.Event(), threading.Event()
        self._turn = threading.Lock()

    def reply(self, asked: Asked) -> Reply:
        with self._turn:
            self.asked.append(asked)
            told = self.replies.get(asked.query, self.default)
            if isinstance(told, list):
                return told.pop(0) if len(told) > 1 else told[0]
            return told

    @property
    def queries(self) -> list[str]:
        return [asked.query for asked in self.asked]


class _Handler(BaseHTTPRequestHandler):
    service: ClassVar[Service]
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        options = {name: values[0] for name, values in parse_qs(parts.query).items()}
        asked = Asked(parts.path, options, self.headers.get("User-Agent"))
        reply = self.service.reply(asked)
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
        self.service.answered.append(asked.query)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        """A client that was killed, or did not wait, is what the tests are about."""


@contextmanager
def served() -> Iterator[Service]:
    """A running service on a free port."""
    service = Service()
    handler = type("Handler", (_Handler,), {"service": service})
    with _Server(("127.0.0.1", 0), handler) as server:
        service.url = f"http://127.0.0.1:{server.server_address[1]}"
        # Short polls, so that each test ends at once.
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield service
        finally:
            service.released.set()
            server.shutdown()
            thread.join()


def nominatim(*places: dict[str, Any]) -> Reply:
    """Nominatim's answer, `format=json`."""
    return Reply(json.dumps(places), headers={"Content-Type": "application/json"})


def osm(
    label: str, lat: float, lon: float, *, half: float = 0.0005, tag: str = "amenity", **more: Any
) -> dict[str, Any]:
    """One place as Nominatim tells it; `half` is half the side of its extent in degrees."""
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
    """Photon's answer."""
    return Reply(json.dumps({"type": "FeatureCollection", "features": features}))


def komoot(lat: float, lon: float, **properties: Any) -> dict[str, Any]:
    """One place as Photon tells it."""
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [lon, lat]},
        "properties": {"osm_id": 1, "osm_type": "N", "country": "Nowhere", **properties},
    }
