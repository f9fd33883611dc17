"""A real browser: how it is launched, a page with the network off, the document, the dashboard."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

import geo
from tests.browser.playing import opened
from tests.browser.visiting import PATIENCE_MS
from tests.sample import small_story
from tools import serve
from tools.browser import LAUNCH_ARGS, find_browser

_SERVER_LOG = pytest.StashKey[Path]()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Playwright's own launch arguments, with the browser that was found."""
    return {
        **browser_type_launch_args,
        "executable_path": find_browser(),
        "args": [*browser_type_launch_args.get("args", []), *LAUNCH_ARGS],
    }


@pytest.fixture
def offline_context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Makes contexts with the network off, given what `Browser.new_context` takes.

    In the end each of them must have requested nothing but files that a test opened itself, and
    written nothing to the console.
    """
    contexts: list[BrowserContext] = []
    strays: list[str] = []

    def new(**options: Any) -> BrowserContext:
        context = browser.new_context(**{"offline": True, **options})
        contexts.append(context)
        context.on("request", lambda request: _note_stray(request, strays))
        context.on("console", lambda said: strays.append(f"console {said.type}: {said.text}"))
        context.on("weberror", lambda error: strays.append(f"page error: {error.error}"))
        return context

    yield new
    for context in contexts:
        context.close()
    assert not strays, "the document is not silent and self-contained:\n" + "\n".join(strays)


def _note_stray(request: Any, strays: list[str]) -> None:
    """Keep a request, unless the test opened a file or the page made the bytes itself."""
    opened = request.is_navigation_request() and request.url.startswith(("file:", "about:"))
    if not opened and not request.url.startswith(("data:", "blob:")):
        strays.append(f"request: {request.url}")


@pytest.fixture
def offline_page(offline_context: Callable[..., BrowserContext]) -> Page:
    """A page of 1280 by 720 with the network off; see `offline_context` for what it must not do."""
    return offline_context().new_page()


@pytest.fixture(scope="session")
def heat_html(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """*Heat*, exported once for all tests."""
    path = tmp_path_factory.mktemp("document") / "heat.html"
    geo.StoryMap(geo.read(serve.ROOT / "events.geojson")).save(path)
    return path


@pytest.fixture(scope="session")
def small_html(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small story, exported once for all tests."""
    path = tmp_path_factory.mktemp("small") / "small.html"
    geo.StoryMap(small_story()).save(path)
    return path


@pytest.fixture
def player(offline_page: Page, small_html: Path) -> Page:
    """The small story, open and ready. Anything requested or said on the console fails the test."""
    return opened(offline_page, small_html)


@pytest.fixture(scope="session")
def dashboard(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of a running dashboard; what the server printed is shown when a test fails."""
    log = tmp_path_factory.mktemp("dashboard") / "server.log"
    request.config.stash[_SERVER_LOG] = log
    with serve.running(log) as address:
        yield address


@pytest.fixture
def visitor(browser: Browser, dashboard: str) -> Iterator[BrowserContext]:
    """A window whose pages may talk to the dashboard's own server only, and must not complain."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme="dark")
    context.set_default_timeout(PATIENCE_MS)
    strays: list[str] = []

    def note(url: str) -> None:
        own = (dashboard, dashboard.replace("http", "ws"), "data:", "blob:", "about:")
        if not url.startswith(own):
            strays.append(f"request: {url}")

    context.on("request", lambda request: note(request.url))
    context.on("console", lambda said: strays.append(f"console {said.type}: {said.text}"))
    context.on("weberror", lambda error: strays.append(f"page error: {error.error}"))
    context.on("dialog", lambda dialog: strays.append(f"dialog: {dialog.message}"))
    yield context
    context.close()
    assert not strays, "the dashboard is not silent and self-contained:\n" + "\n".join(strays)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Add the server's output to the report of a failed test that used the dashboard."""
    report = yield
    log = item.config.stash.get(_SERVER_LOG, None)
    if report.failed and log is not None and "dashboard" in getattr(item, "fixturenames", ()):
        report.sections.append(("dashboard server", log.read_text(errors="replace")))
    return report
