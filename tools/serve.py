"""Run the dashboard in a separate process, for tests, the benchmark and screenshots."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from geo.dashboard.server import HOST, free_port

ROOT = Path(__file__).resolve().parent.parent
# The longest time to wait for a server to start or stop, in seconds.
PATIENCE_S = 60.0


class ServerError(RuntimeError):
    """The server ended or did not answer. The message includes its output."""


@contextlib.contextmanager
def running(
    log: Path,
    command: Sequence[str] = (sys.executable, "-m", "geo"),
    *,
    folder: Path = ROOT,
    environment: Mapping[str, str] | None = None,
) -> Iterator[str]:
    """Run `geo serve` on a free port and yield its address.

    Args:
        log: the file for the output of the server.
        command: the command that starts `geo`.
        folder: the current folder of the server.
        environment: the environment variables. None: those of this process.

    Raises:
        ServerError: the server ended early, did not answer in time, or did not stop normally.
    """
    port = free_port(0)
    address = f"http://{HOST}:{port}"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [*command, "serve", "--no-browser", "--port", str(port)],
            cwd=folder,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
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
    if server.returncode != 0:
        raise ServerError(
            f"the dashboard ended with {server.returncode}:\n{log.read_text(errors='replace')}"
        )


def _wait(server: subprocess.Popen[bytes], health: str, log: Path) -> None:
    """Wait until the server answers at its health address."""
    pause_s = 0.1
    for _ in range(int(PATIENCE_S / pause_s)):
        with contextlib.suppress(OSError), urllib.request.urlopen(health, timeout=5) as answer:  # noqa: S310  a local address
            if answer.status == 200:
                return
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(pause_s)
            raise ServerError(f"the dashboard ended at once:\n{log.read_text(errors='replace')}")
    raise ServerError(f"no answer from {health}:\n{log.read_text(errors='replace')}")
