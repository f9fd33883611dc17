"""The dashboard server that `geo serve` starts."""

from __future__ import annotations

import importlib.util
import os
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

from geo.dashboard import home_story, viewer_endpoints
from geo.dashboard.installation import INSTALL_COMMAND
from geo.errors import DashboardError
from geo.file_errors import reason_of
from geo.text_safety import one_line

# The server accepts connections from this machine only.
HOST: Final = "127.0.0.1"
# Streamlit's default port, and how many ports to try from there.
FIRST_PORT: Final = 8501
_PORTS: Final = 100
# The libraries of the extra `dashboard` that every page needs.
_LIBRARIES: Final = ("streamlit", "pandas", "cachetools")
_SCRIPT: Final = Path(__file__).with_name("streamlit_app") / "app.py"


def serve(
    story: str | Path | None = None,
    *,
    port: int | None = None,
    opens_browser: bool = True,
    endpoints: str | None = None,
) -> None:
    """Run the dashboard on this machine until Ctrl+C.

    The settings are in `streamlit_app/.streamlit/config.toml`, so they apply in every working
    folder. Environment variables such as STREAMLIT_SERVER_MAX_UPLOAD_SIZE override them.

    Args:
        story: the story file that viewers see first. None: the path in GEO_STORY, or *Heat*.
        port: the port to listen on. None: the first free port from 8501 on.
        opens_browser: open the page in a browser if the machine has a display.
        endpoints: the servers that viewers may choose for the online search, one of
            `viewer_endpoints.CHOICES`. None: the value of GEO_VIEWER_ENDPOINTS, or none.

    Raises:
        DashboardError: the dashboard is not installed, the file cannot be opened, no port is free,
            or GEO_VIEWER_ENDPOINTS has an invalid value.
    """
    _check_installed()
    if endpoints is not None:
        os.environ[viewer_endpoints.VARIABLE] = endpoints
    viewer_endpoints.choice()
    path = home_story.home_story() if story is None else Path(story)
    is_from_variable = story is None and os.environ.get(home_story.VARIABLE)
    _check_file(path, f" (the path in {home_story.VARIABLE})" if is_from_variable else "")
    os.environ[home_story.VARIABLE] = str(path.resolve())
    chosen = free_port() if port is None else _check_port(port)
    print(f"Starting the dashboard at http://{HOST}:{chosen} (Ctrl+C stops it)", flush=True)
    _run_streamlit(chosen, headless=not (opens_browser and _has_display()))


def _check_file(path: Path, origin: str) -> None:
    """Check that the story file can be opened. `origin` says where its path comes from."""
    try:
        path.open("rb").close()
    except (OSError, ValueError) as error:  # ValueError: the name contains a NUL character
        reason = reason_of(error)
        name = one_line(str(path), limit=300)
        raise DashboardError(f"cannot open {name}{origin}: {reason}") from error


def free_port(first: int = FIRST_PORT) -> int:
    """Return the first free port from `first` on; 0 lets the operating system pick one.

    Raises:
        DashboardError: no port is free.
    """
    for port in range(first, min(first + _PORTS, 65_536)) if first else (0,):
        with suppress(OSError):
            return _bind(port)
    raise DashboardError(
        f"no free port from {first} to {first + _PORTS - 1} on {HOST}; choose one with --port"
    )


def _check_port(port: int) -> int:
    try:
        return _bind(port)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise DashboardError(
            f"cannot use port {port} on {HOST}: {reason}; choose another --port or leave it out"
        ) from error


def _bind(port: int) -> int:
    """Bind a port briefly and return its number; for port 0 the system picks the number.

    Raises:
        OSError: the port is in use, or this user may not use it.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # Streamlit sets this option too, so a port that has just been closed counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((HOST, port))
        return int(probe.getsockname()[1])


def _check_installed() -> None:
    missing = [name for name in _LIBRARIES if importlib.util.find_spec(name) is None]
    if missing:
        raise DashboardError(
            f"the dashboard is not installed (missing: {', '.join(missing)});"
            f" install it with: {INSTALL_COMMAND}"
        )


def _has_display() -> bool:
    """Whether a browser can open a window, by the same rule as Streamlit's."""
    return sys.platform in {"darwin", "win32"} or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )


def _run_streamlit(port: int, *, headless: bool) -> None:
    """Run the command `streamlit run` in this process until the user interrupts it."""
    from streamlit.web import cli  # noqa: PLC0415  takes half a second, so the checks run first

    from geo.dashboard import warm_start  # noqa: PLC0415  the same

    # Start the thread only after Streamlit is imported: two threads that import one package at the
    # same time can see a partly initialized module.
    warm_start.begin()
    cli.main(
        [
            *("run", str(_SCRIPT), f"--server.port={port}", f"--server.headless={headless}"),
            # Print only our own line, and ask no question in the terminal.
            *("--logger.hideWelcomeMessage=true", "--logger.level=warning"),
            "--server.showEmailPrompt=false",
        ],
        prog_name="geo serve",
        standalone_mode=False,
    )
