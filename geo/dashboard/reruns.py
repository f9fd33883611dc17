"""Which part of the page runs again after a click: each part is a fragment with a key.

Two peculiarities of Streamlit 1.67 decide how this module works. Both were measured in a browser.

- A click may meet another change in one message, as when a text field loses the focus to a click on
  a tab. Streamlit then runs the fragment of one of the two. The other one counts only if its
  callback asks for a rerun. So every widget has a callback that does.
- While callbacks run, the player may report something. Streamlit adds the fragments that these
  callbacks ask for to that report and starts a run. If the callback of the report then asks for
  fragments of its own, that run ends before it has drawn anything, and the fragments added before
  are lost. So what was requested and has not run yet is requested again.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Final, NoReturn, ParamSpec

import streamlit as st

from geo.dashboard import session, widget_keys

# Stands for the whole page among the fragments.
_PAGE: Final = "app"

_Arguments = ParamSpec("_Arguments")


def rerun(*fragments: str) -> NoReturn:
    """Run these fragments again, by their keys, or the whole page if none is given. In a callback.

    What was requested before and has not run yet is requested with it.
    """
    pending = session.current().pending_reruns
    pending.update(fragments or (_PAGE,))
    st.rerun(_PAGE if _PAGE in pending else sorted(pending))


def rerun_page() -> None:
    """The callback of a widget that concerns the whole page."""
    rerun()


def rerun_tabs() -> None:
    """The callback of a widget that concerns the open tab only."""
    rerun(widget_keys.TABS)


def then_rerun_page(action: Callable[..., object]) -> Callable[..., None]:
    """A callback that does something and then runs the whole page again."""

    def callback(*arguments: object) -> None:
        action(*arguments)
        rerun()

    return callback


def fragment(
    key: str,
) -> Callable[[Callable[_Arguments, None]], Callable[_Arguments, None]]:
    """Make a function a fragment of the page, which `rerun` can run alone by its key."""

    def decorate(draw: Callable[_Arguments, None]) -> Callable[_Arguments, None]:
        @wraps(draw)
        def run(*args: _Arguments.args, **kwargs: _Arguments.kwargs) -> None:
            draw(*args, **kwargs)
            session.current().pending_reruns.discard(key)

        return st.fragment(run, key=key)

    return decorate


def page(draw: Callable[_Arguments, None]) -> Callable[_Arguments, None]:
    """Mark the function that draws the whole page."""

    @wraps(draw)
    def run(*args: _Arguments.args, **kwargs: _Arguments.kwargs) -> None:
        draw(*args, **kwargs)
        session.current().pending_reruns.clear()

    return run
