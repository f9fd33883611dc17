"""Reruns parts of the page. Each part is a Streamlit fragment with a key.

Two details of Streamlit 1.67 shape this module. Both were observed in a browser.

- One browser message can carry two changes, for example when a click on a tab takes the focus from
  an edited text field. Streamlit then runs the fragment of only one of them. The other change is
  lost unless its callback requests a rerun. So every widget has a callback that requests one.
- A report from the player can arrive while callbacks run. Streamlit then merges the requested
  fragments into that report and starts a run. If the callback of the report requests fragments,
  that run stops before it draws anything, and the earlier requests are lost. So this module
  remembers requested fragments until they have run, and requests them again each time.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Final, NoReturn, ParamSpec

import streamlit as st

from geo.dashboard import session, widget_keys

# Streamlit's name for the whole page in a list of fragments.
_PAGE: Final = "app"

_Arguments = ParamSpec("_Arguments")


def rerun(*fragments: str) -> NoReturn:
    """Rerun these fragments, or the whole page if none is given. Only for use in callbacks.

    Also requests all earlier fragments that have not run yet.

    Args:
        fragments: the keys of the fragments.
    """
    pending = session.current().pending_reruns
    pending.update(fragments or (_PAGE,))
    st.rerun(_PAGE if _PAGE in pending else sorted(pending))


def rerun_page() -> None:
    """Callback for a widget that affects the whole page."""
    rerun()


def rerun_tabs() -> None:
    """Callback for a widget that affects only the open tab."""
    rerun(widget_keys.TABS)


def rerun_page_after(action: Callable[..., object]) -> Callable[..., None]:
    """Return a callback that calls `action` and then reruns the whole page."""

    def callback(*arguments: object) -> None:
        action(*arguments)
        rerun()

    return callback


def fragment(
    key: str,
) -> Callable[[Callable[_Arguments, None]], Callable[_Arguments, None]]:
    """Decorator: make a function a fragment that `rerun` can run by its key."""

    def decorate(draw: Callable[_Arguments, None]) -> Callable[_Arguments, None]:
        @wraps(draw)
        def run(*args: _Arguments.args, **kwargs: _Arguments.kwargs) -> None:
            draw(*args, **kwargs)
            session.current().pending_reruns.discard(key)

        return st.fragment(run, key=key)

    return decorate


def page(draw: Callable[_Arguments, None]) -> Callable[_Arguments, None]:
    """Decorator for the function that draws the whole page."""

    @wraps(draw)
    def run(*args: _Arguments.args, **kwargs: _Arguments.kwargs) -> None:
        draw(*args, **kwargs)
        session.current().pending_reruns.clear()

    return run
