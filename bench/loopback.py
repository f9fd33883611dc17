"""Serve a folder on 127.0.0.1, for a page that does not work when it is opened from disk."""

from __future__ import annotations

import contextlib
import functools
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from geo.dashboard.server import HOST


class _Quiet(SimpleHTTPRequestHandler):
    """Serves files without log messages."""

    def do_GET(self) -> None:
        """Answer a request. A missing favicon is not an error, because browsers ask for it."""
        if self.path == "/favicon.ico":
            self.send_response(204)
            self.end_headers()
        else:
            super().do_GET()

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
        """Write no log message."""


@contextlib.contextmanager
def serve_page(page: Path) -> Iterator[str]:
    """Serve the folder of a page, and yield the page's address."""
    handler = functools.partial(_Quiet, directory=str(page.parent))
    server = ThreadingHTTPServer((HOST, 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://{HOST}:{server.server_port}/{page.name}"
    finally:
        server.shutdown()
        server.server_close()
