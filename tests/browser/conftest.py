"""Fixtures with a real browser: launch options, offline pages, documents and the dashboard.

Tests run in Chromium. The mark `firefox` makes a test run in Firefox, too.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Page,
    Request,
    WebError,
)

import geo
from tests.browser.breaking import BREAK, Console
from tests.browser.playing import opened
from tests.browser.reused_page import SIZE, ReusedPage
from tests.browser.visiting import PATIENCE_MS
from tests.sample import small_story
from tools import serve
from tools.browser import FIREFOX_CHANNEL, LAUNCH_ARGS, find_firefox, find_test_browser

_STRAYS = "the document is not silent and self-contained:\n"
_SERVER_LOG = pytest.StashKey[Path]()
# Streamlit logs that its connection is closed. Firefox reports that to a page that is being left,
# Chromium does not.
_LEFT_PAGE = "WebSocket onclose: code=1001 (going away)"
# Streamlit warns when widgets of two fragments change in the same moment, for example when the
# player reports its event while the table changes its selection. It then runs only one of the
# fragments; geo/dashboard/reruns.py runs the other one.
_TWO_FRAGMENTS = "Unexpected state: Multiple different fragmentIds"


@pytest.hookimpl(wrapper=True)
def pytest_generate_tests(metafunc: pytest.Metafunc) -> Generator[None]:
    """Choose the browsers of a test, unless they are given with `--browser`.

    pytest-playwright has one list of browsers for all tests. It reads the list when it generates a
    test, so this hook replaces the list for that time.
    """
    option = metafunc.config.option
    given = option.browser
    option.browser = given or _browsers_of(metafunc.definition)
    try:
        yield
    finally:
        option.browser = given


def _browsers_of(test: pytest.Function) -> list[Any]:
    """Return the parameters for the fixture `browser_name`."""
    mark = test.get_closest_marker("firefox")
    if mark is None or test.get_closest_marker("only_browser"):
        return ["chromium"]
    marks = () if mark.kwargs.get("always") else pytest.mark.integration
    return ["chromium", pytest.param("firefox", marks=marks)]


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, Any], browser_name: str
) -> dict[str, Any]:
    """Playwright's launch arguments, with the path of the installed browser."""
    if browser_name == "firefox":
        return {
            **browser_type_launch_args,
            "channel": FIREFOX_CHANNEL,
            "executable_path": find_firefox(),
        }
    return {
        **browser_type_launch_args,
        "executable_path": find_test_browser(),
        "args": [*browser_type_launch_args.get("args", []), *LAUNCH_ARGS],
    }


@pytest.fixture
def offline_context(browser: Browser, browser_name: str) -> Iterator[Callable[..., BrowserContext]]:
    """A function that makes offline contexts. It takes the arguments of `Browser.new_context`.

    At the end of the test, each context must have requested only files that the test opened, and
    must have written nothing to the console. In Firefox, Playwright cannot switch the network off,
    so there the requests are only checked.
    """
    contexts: list[BrowserContext] = []
    strays: list[str] = []

    def new(**options: Any) -> BrowserContext:
        contexts.append(_offline_context(browser, browser_name, strays, **options))
        return contexts[-1]

    yield new
    for context in contexts:
        context.close()
    assert not strays, _STRAYS + "\n".join(strays)


def _offline_context(
    browser: Browser, browser_name: str, strays: list[str], **options: Any
) -> BrowserContext:
    """Make a context that adds to `strays` what a document must not do."""
    context = browser.new_context(**{"offline": browser_name == "chromium", **options})
    context.on("request", lambda request: _note_stray(request, strays))
    context.on("console", lambda said: strays.append(f"console {said.type}: {said.text}"))
    context.on("weberror", lambda error: strays.append(f"page error: {error.error}"))
    return context


def _note_stray(request: Any, strays: list[str]) -> None:
    """Record a request, unless it is for a file that the test opened or for data of the page."""
    opened = request.is_navigation_request() and request.url.startswith(("file:", "about:"))
    if not opened and not request.url.startswith(("data:", "blob:")):
        strays.append(f"request: {request.url}")


@pytest.fixture(scope="session")
def _reused_page(browser: Browser, browser_name: str) -> Iterator[tuple[ReusedPage, list[str]]]:
    """The page for `offline_page`, and what its documents must not do."""
    strays: list[str] = []
    page = ReusedPage(lambda: _offline_context(browser, browser_name, strays, viewport=SIZE))
    yield page, strays
    page.close()


@pytest.fixture
def offline_page(_reused_page: tuple[ReusedPage, list[str]]) -> Iterator[Page]:
    """An offline page of 1280 × 720 pixels; `offline_context` lists what makes the test fail."""
    reused, strays = _reused_page
    strays.clear()
    yield reused.lend()
    reused.take_back()
    assert not strays, _STRAYS + "\n".join(strays)


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
    """The small story, open and ready. Any request or console message makes the test fail."""
    return opened(offline_page, small_html)


@pytest.fixture
def heat(offline_page: Page, heat_html: Path) -> Page:
    """*Heat*, open and ready. Any request or console message makes the test fail."""
    return opened(offline_page, heat_html)


@pytest.fixture
def breakable(browser: Browser) -> Iterator[Page]:
    """A page in which a test can break things: breaking.py."""
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.add_init_script(BREAK)
    yield page
    page.close()


@pytest.fixture
def console(breakable: Page) -> Console:
    """What that page writes to its console."""
    return Console(breakable)


@pytest.fixture
def broken(breakable: Page, console: Console, small_html: Path) -> Page:
    """The small story in that page. The test breaks a part of it."""
    opened(breakable, small_html)
    assert console.lines == []
    return breakable


@pytest.fixture(scope="session")
def dashboard_log(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of the dashboard's server. A failed test shows it."""
    log = tmp_path_factory.mktemp("dashboard") / "server.log"
    request.config.stash[_SERVER_LOG] = log
    return log


@pytest.fixture(scope="session")
def dashboard(dashboard_log: Path) -> Iterator[str]:
    """The address of a running dashboard."""
    with serve.running(dashboard_log) as address:
        yield address


@pytest.fixture(scope="session")
def _dashboard_context(browser: Browser) -> Iterator[BrowserContext]:
    """A context for all tests of the dashboard, so that it loads Streamlit's scripts only once."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme="dark")
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


@pytest.fixture
def visitor(
    _dashboard_context: BrowserContext, browser_name: str, dashboard: str
) -> Iterator[BrowserContext]:
    """A context that may request only the dashboard's server and must log no errors.

    Each page is a session of its own. At the end of the test, its pages are closed and permissions
    are taken back.
    """
    context = _dashboard_context
    strays: list[str] = []

    def note_request(request: Request) -> None:
        own = (dashboard, dashboard.replace("http", "ws"), "data:", "blob:", "about:")
        if not request.url.startswith(own):
            strays.append(f"request: {request.url}")

    def note_message(said: ConsoleMessage) -> None:
        expected = (_TWO_FRAGMENTS, _LEFT_PAGE) if browser_name == "firefox" else (_TWO_FRAGMENTS,)
        if not said.text.startswith(expected):
            strays.append(f"console {said.type}: {said.text}")

    def note_error(error: WebError) -> None:
        strays.append(f"page error: {error.error}")

    def note_dialog(dialog: Dialog) -> None:
        strays.append(f"dialog: {dialog.message}")

    listeners: dict[Any, Callable[..., None]] = {
        "request": note_request,
        "console": note_message,
        "weberror": note_error,
        "dialog": note_dialog,
    }
    for event, listener in listeners.items():
        context.on(event, listener)
    yield context
    for page in context.pages:
        page.close()
    for event, listener in listeners.items():
        context.remove_listener(event, listener)
    # Firefox grants no permissions, and Playwright's command to take them back fails there.
    if browser_name == "chromium":
        context.clear_permissions()
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
