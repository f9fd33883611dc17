"""Settings for all tests: no network access, and browser tests only with a browser."""

from __future__ import annotations

import importlib.util
import ipaddress
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, settings

from tools.browser import OLDEST_FIREFOX, find_firefox, find_test_browser

BROWSER_TESTS: Final = Path(__file__).parent / "browser"
# No deadlines, because tests are slow on a busy machine.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")
# Fewer examples for `make mutants`, which runs the tests hundreds of times.
settings.register_profile("few", settings.get_profile("patient"), max_examples=10)

_FOUND: Final = pytest.StashKey[str]()
# Why the browser tests, or those in Firefox, cannot run. Empty: they can.
_MISSING: Final = pytest.StashKey[str]()
_FIREFOX_MISSING: Final = pytest.StashKey[str]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--require-browser",
        action="store_true",
        help="fail if no browser is found, instead of deselecting the browser tests",
    )


def pytest_configure(config: pytest.Config) -> None:
    found, firefox = find_test_browser(), find_firefox()
    missing = firefox_missing = ""
    if importlib.util.find_spec("pytest_playwright") is None:
        missing = "pytest-playwright is not installed"
    elif found is None:
        missing = "no Chromium was found"
    elif firefox is None:
        firefox_missing = f"no Firefox {OLDEST_FIREFOX} or newer was found"
    config.stash[_FOUND] = f"{found}, {firefox}"
    config.stash[_MISSING], config.stash[_FIREFOX_MISSING] = missing, firefox_missing
    if (reason := missing or firefox_missing) and config.getoption("--require-browser"):
        raise pytest.UsageError(f"the browser tests cannot run: {reason}; `make test` installs it")


def pytest_report_header(config: pytest.Config) -> str:
    if missing := config.stash[_MISSING]:
        return f"browser: browser tests are deselected, {missing} (`make test` installs it)"
    if missing := config.stash[_FIREFOX_MISSING]:
        return f"browser: tests in Firefox are deselected, {missing} (`make test` installs it)"
    return f"browser: {config.stash[_FOUND]}"


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Do not import the browser tests if they cannot run, because they import Playwright."""
    return True if config.stash[_MISSING] and collection_path == BROWSER_TESTS else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark the tests in tests/browser, and deselect the tests whose browser is missing."""
    for item in items:
        if item.path.is_relative_to(BROWSER_TESTS):
            item.add_marker(pytest.mark.browser)
    deselected = [item for item in items if _has_no_browser(item)]
    if deselected:
        config.hook.pytest_deselected(items=deselected)
        items[:] = [item for item in items if item not in deselected]


def _has_no_browser(item: pytest.Item) -> bool:
    """Return whether a test needs a browser that is missing."""
    if item.config.stash[_MISSING]:
        return item.get_closest_marker("browser") is not None
    if not item.config.stash[_FIREFOX_MISSING]:
        return False
    parameters = getattr(item, "callspec", None)
    return parameters is not None and parameters.params.get("browser_name") == "firefox"


def _is_local(host: object) -> bool:
    """Return whether a host name or address is this machine."""
    if host in {None, "", "localhost", b"localhost"}:
        return True
    try:
        return ipaddress.ip_address(host if isinstance(host, str) else str(host)).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """Fail a test that connects to another machine or looks it up.

    `except Exception` does not catch the exception of `pytest.fail`, so the test always fails.
    """
    connect, connect_ex, lookup = (
        socket.socket.connect,
        socket.socket.connect_ex,
        socket.getaddrinfo,
    )

    def check(address: Any) -> None:
        if isinstance(address, tuple) and not _is_local(address[0]):
            pytest.fail(f"a test tried to use the network: {address[0]}:{address[1]}")

    def check_and_connect(self: socket.socket, address: Any) -> None:
        check(address)
        connect(self, address)

    def check_and_connect_ex(self: socket.socket, address: Any) -> int:
        check(address)
        return connect_ex(self, address)

    def check_and_look_up(host: Any, port: Any, *args: Any, **kwargs: Any) -> Any:
        check((host, port))
        return lookup(host, port, *args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", check_and_connect)
        patch.setattr(socket.socket, "connect_ex", check_and_connect_ex)
        patch.setattr(socket, "getaddrinfo", check_and_look_up)
        yield
