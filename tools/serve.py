"""Run the dashboard on 127.0.0.1: for `make run`, the tests and the screenshots."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
FIRST_PORT = 8501
# How long a server may take to come up or go down, in seconds.
PATIENCE_S = 60.0


class ServerError(RuntimeError):
    """The server ended, or never answered; the message carries what it printed."""


def free_port(first: int = FIRST_PORT) -> int:
    """The first port from `first` on that nobody listens on; 0 lets the system pick any."""
    for port in range(first, first + 100) if first else (0,):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            # As the server itself does: a port that was closed a moment ago counts as free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise ServerError(f"no free port from {first} to {first + 99} on {HOST}")


def command(port: int) -> list[str]:
    """The call that starts the dashboard: `streamlit run app.py`, its libraries loading at once.

    Its looks and limits stand in .streamlit/config.toml.
    """
    return [
        *(
            sys.executable,
            str(ROOT / "tools" / "warm.py"),
            "streamlit",
            "run",
            str(ROOT / "app.py"),
        ),
        *("--server.headless=true", f"--server.address={HOST}", f"--server.port={port}"),
        "--browser.gatherUsageStats=false",
    ]


@contextlib.contextmanager
def running(log: Path, *extra: str) -> Iterator[str]:
    """A dashboard on a free port, as its address; its output goes to `log`, `extra` to its command.

    Raises:
        ServerError: It ended by itself, or did not answer in time.
    """
    port = free_port(0)
    address = f"http://{HOST}:{port}"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [*command(port), *extra], cwd=ROOT, stdout=output, stderr=subprocess.STDOUT
        )
        try:
            _wait(server, f"{address}/_stcore/health", log)
            yield address
        finally:
            server.send_signal(signal.SIGINT)
            try:
                server.wait(PATIENCE_S)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def _wait(server: subprocess.Popen[bytes], health: str, log: Path) -> None:
    """Return once the server says that it is well."""
    pause_s = 0.1
    for _ in range(int(PATIENCE_S / pause_s)):
        with contextlib.suppress(OSError), urllib.request.urlopen(health, timeout=5) as answer:  # noqa: S310  our own address
            if answer.status == 200:
                return
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(pause_s)
            raise ServerError(f"the dashboard ended at once:\n{log.read_text(errors='replace')}")
    raise ServerError(f"no answer from {health}:\n{log.read_text(errors='replace')}")


def main() -> None:
    """Become the server. Streamlit prints the address as soon as it can be opened."""
    port = free_port()
    if port != FIRST_PORT:
        print(f"Port {FIRST_PORT} is busy, taking {port}.", flush=True)
    call = command(port)
    os.chdir(ROOT)
    os.execv(call[0], call)  # noqa: S606  no shell is wanted: Ctrl+C must reach the server itself


if __name__ == "__main__":
    try:
        main()
    except ServerError as failure:
        sys.exit(str(failure))
