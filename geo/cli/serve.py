"""`geo serve`: start the dashboard."""

from __future__ import annotations

import argparse

from geo.cli.exit_status import OK
from geo.dashboard import viewer_endpoints
from geo.dashboard.installation import INSTALL_COMMAND


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command to its parser."""
    parser.description = (
        "Start the dashboard on this machine and open it in a browser. Ctrl+C stops it."
        f" It needs the optional packages of the dashboard: {INSTALL_COMMAND}."
    )
    parser.epilog = "Exit status: 0: stopped; 1: not started; 2: invalid arguments."
    parser.add_argument(
        "story",
        metavar="STORY",
        nargs="?",
        help="a story file (.geojson, .json); default: the file that $GEO_STORY names, or Heat",
    )
    parser.add_argument(
        "--port", metavar="N", type=_port, help="default: the first free port from 8501"
    )
    parser.add_argument(
        "--no-browser", action="store_true", help="do not open a browser; only print the address"
    )
    parser.add_argument(
        "--viewer-endpoints",
        choices=viewer_endpoints.CHOICES,
        help="servers that viewers may choose for the online search: none, those with a public"
        " address, or any, also in your network; default: $GEO_VIEWER_ENDPOINTS, or off",
    )


def run(arguments: argparse.Namespace) -> int:
    """Run the dashboard until it is interrupted."""
    from geo.dashboard import server  # noqa: PLC0415  see geo/cli/main.py

    server.serve(
        arguments.story,
        port=arguments.port,
        opens_browser=not arguments.no_browser,
        endpoints=arguments.viewer_endpoints,
    )
    return OK


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65_535:
        raise argparse.ArgumentTypeError(f"expected a port from 1 to 65535, found {text!r}")
    return int(text)
