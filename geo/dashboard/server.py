"""The dashboard's server: what `geo serve` starts."""

from __future__ import annotations

import importlib.util
import os
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

from geo.dashboard import home_story
from geo.errors import DashboardError
from geo.text_safety import one_line

# This machine only.
HOST: Final = "127.0.0.1"
# Streamlit's own default, and how many ports are tried from there.
FIRST_PORT: Final = 8501
_PORTS: Final = 100
# The libraries of the extra `dashboard` without which no page can be drawn.
_LIBRARIES: Final = ("streamlit", "pandas", "cachetools")
_SCRIPT: Final = Path(__file__).with_name("streamlit_app") / "app.py"


def serve(
    story: str | Path | None = None, *, port: int | None = None, opens_browser: bool = True
) -> None:
    """Run the dashboard on this machine until Ctrl+C.

    Its settings lie beside the script (`streamlit_app/.streamlit/config.toml`), so that they hold
    in every folder. Environment variables such as STREAMLIT_SERVER_MAX_UPLOAD_SIZE override them.

    Args:
        story: the story file that viewers see first. None: the one that GEO_STORY names, or *Heat*.
        port: the port to listen on. None: the first free one from 8501 on.
        opens_browser: open the page in a browser, if the machine has a display.

    Raises:
        DashboardError: the dashboard is not installed, there is no such file, or no free port.
    """
    _check_installed()
    if story is not None:
        if not Path(story).is_file():
            raise DashboardError(f"cannot open {one_line(str(story), limit=300)}: no such file")
        os.environ[home_story.VARIABLE] = str(Path(story).resolve())
    chosen = free_port() if port is None else _checked(port)
    print(f"Starting the dashboard at http://{HOST}:{chosen} (Ctrl+C stops it)", flush=True)
    _run_streamlit(chosen, headless=not (opens_browser and _has_display()))


def free_port(first: int = FIRST_PORT) -> int:
    """Return the first free port from `first` on; 0 lets the system pick one.

    Raises:
        DashboardError: none is free.
    """
    for port in range(first, min(first + _PORTS, 65_536)) if first else (0,):
        with suppress(OSError):
            return _bound(port)
    raise DashboardError(f"no free port from {first} to {first + _PORTS - 1} on {HOST}")


def _checked(port: int) -> int:
    try:
        return _bound(port)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise DashboardError(
            f"cannot use port {port} on {HOST}: {reason}; choose another --port or leave it out"
        ) from error


def _bound(port: int) -> int:
    """Listen on a port for a moment and return its number, which matters for port 0.

    Raises:
        OSError: the port is in use, or not for this user.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # The server does the same: a port that was closed a moment ago counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((HOST, port))
        return int(probe.getsockname()[1])


def _check_installed() -> None:
    missing = [name for name in _LIBRARIES if importlib.util.find_spec(name) is None]
    if missing:
        raise DashboardError(
            f"the dashboard is not installed ({', '.join(missing)} missing):"
            " pip install 'geo-story-map[dashboard]'"
        )


def _has_display() -> bool:
    """Whether a browser can open a window: Streamlit's own rule."""
    return sys.platform in {"darwin", "win32"} or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )


def _run_streamlit(port: int, *, headless: bool) -> None:
    """Run Streamlit's own command in this process until it is interrupted."""
    from streamlit.web import cli  # noqa: PLC0415  takes half a second, after the checks above

    from geo.dashboard import warm_start  # noqa: PLC0415  the same

    # After Streamlit is imported, and not beside it: two threads that import modules of one package
    # in different orders may see half of it.
    warm_start.begin()
    cli.main(
        [
            *("run", str(_SCRIPT), f"--server.port={port}", f"--server.headless={headless}"),
            # Only our own line is printed, and no question is asked in the terminal.
            *("--logger.hideWelcomeMessage=true", "--server.showEmailPrompt=false"),
        ],
        prog_name="geo serve",
        standalone_mode=False,
    )
