"""A folder on 127.0.0.1, for a page that does not work when it is opened from the disk."""

from __future__ import annotations

import contextlib
import functools
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from geo.dashboard.server import HOST


class _Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def do_GET(self) -> None:
        """Answer; a browser's question for an icon is no problem of the page."""
        if self.path == "/favicon.ico":
            self.send_response(204)
            self.end_headers()
        else:
            super().do_GET()

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
        """Say nothing."""


@contextlib.contextmanager
def serving(page: Path) -> Iterator[str]:
    """A page's address while its folder is served."""
    handler = functools.partial(_Quiet, directory=str(page.parent))
    server = ThreadingHTTPServer((HOST, 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://{HOST}:{server.server_port}/{page.name}"
    finally:
        server.shutdown()
        server.server_close()
