"""One page for many tests: opening the player in it again takes half the time of a new page.

A new document replaces everything that a test did with the one before. A few commands change the
page itself, for all later documents. After a test that used one of them, there is a new page.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.playing import resize

SIZE: Any = {"width": 1280, "height": 720}
# What stays after the document is replaced and cannot be taken back.
_LASTING: dict[type, tuple[str, ...]] = {
    Page: ("add_init_script", "emulate_media", "expose_function", "on", "once", "route"),
    BrowserContext: ("add_init_script", "grant_permissions", "new_cdp_session", "new_page", "on"),
}


class ReusedPage:
    """Lends one page of a context to one test after another.

    `new_context` makes the context: the first time, and after a test that left something in it.
    """

    def __init__(self, new_context: Callable[[], BrowserContext]) -> None:
        self._new_context = new_context
        self._page: Page | None = None
        self._has_lasting_changes = False
        self._patch = pytest.MonkeyPatch()
        for owner, names in _LASTING.items():
            for name in names:
                self._patch.setattr(owner, name, self._noticed(getattr(owner, name)))
        # A clock that a test has installed.
        clock = vars(Page)["clock"].fget
        self._patch.setattr(Page, "clock", property(self._noticed(clock)))

    def _noticed(self, command: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(command)
        def run(*given: Any, **named: Any) -> Any:
            self._has_lasting_changes = True
            return command(*given, **named)

        return run

    def lend(self) -> Page:
        """Return the page: blank, of the size SIZE."""
        if self._page is None:
            self._page = self._new_context().new_page()
        self._has_lasting_changes = False
        return self._page

    def take_back(self) -> None:
        """Make the page blank again, or close it."""
        page = self._page
        assert page is not None
        # Firefox refuses to move the pointer outside.
        browser = page.context.browser
        is_firefox = browser is not None and browser.browser_type.name == "firefox"
        if (
            is_firefox
            or self._has_lasting_changes
            or page.is_closed()
            or page.context.pages != [page]
        ):
            page.context.close()
            self._page = None
            return
        page.goto("about:blank")
        if page.viewport_size != SIZE:
            resize(page, SIZE["width"], SIZE["height"])
        # Outside, where no document has the pointer over it.
        page.mouse.move(-1, -1)

    def close(self) -> None:
        """Close the page."""
        if self._page is not None:
            self._page.context.close()
        self._patch.undo()
