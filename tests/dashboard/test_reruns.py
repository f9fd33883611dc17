"""A requested rerun is not lost, even if it coincides with another change of the page."""

from __future__ import annotations

import ast
from pathlib import Path
from unittest.mock import Mock

import pytest
from streamlit.testing.v1 import AppTest

import geo.dashboard
from geo.dashboard import reruns, session
from geo.dashboard.widget_keys import FILTER_STATUS, PLAYER, TABS
from tests.dashboard.pages import session_of

FILES = sorted(Path(geo.dashboard.__path__[0]).rglob("*.py"))
# Each Streamlit widget whose use starts a rerun, and the argument for its callback.
CALLBACKS = {
    "button": "on_click",
    "download_button": "on_click",
    "dataframe": "on_select",
    **dict.fromkeys(
        (
            *("checkbox", "file_uploader", "multiselect", "number_input", "pagination", "pills"),
            *("radio", "segmented_control", "selectbox", "slider", "tabs", "text_input", "toggle"),
        ),
        "on_change",
    ),
}


@pytest.fixture
def requests(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The fragments that Streamlit is requested to rerun, in a session without a page."""
    requests: list[object] = []
    monkeypatch.setattr("streamlit.session_state", {})
    monkeypatch.setattr("streamlit.rerun", requests.append)
    return requests


def test_a_request_repeats_earlier_fragments_that_have_not_run_yet(
    requests: list[object],
) -> None:
    reruns.rerun(TABS)
    reruns.rerun(FILTER_STATUS)
    session.current().pending_reruns.discard(TABS)
    reruns.rerun(PLAYER)
    assert requests == [["tabs"], ["filtered", "tabs"], ["filtered", "player"]]


def test_a_request_for_the_page_is_repeated_until_the_page_has_run(requests: list[object]) -> None:
    reruns.rerun()
    reruns.rerun(TABS)
    reruns.page(lambda: None)()
    reruns.rerun(FILTER_STATUS)
    assert requests == ["app", "app", ["filtered"]]


def test_an_interrupted_run_of_the_page_does_not_count(requests: list[object]) -> None:
    reruns.rerun()
    interrupted = reruns.page(Mock(side_effect=InterruptedError, __name__="draw"))
    with pytest.raises(InterruptedError):
        interrupted()
    reruns.rerun(TABS)
    assert requests == ["app", "app"]


def test_a_run_of_the_page_clears_all_requests(page: AppTest) -> None:
    session_of(page).pending_reruns.update({"app", FILTER_STATUS})
    page.run()
    assert session_of(page).pending_reruns == set()


def test_every_widget_has_a_callback() -> None:
    without = []
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            argument = CALLBACKS.get(node.func.attr)
            if argument and isinstance(node.func.value, ast.Name) and node.func.value.id == "st":
                passed = {item.arg: ast.unparse(item.value) for item in node.keywords}
                if passed.get(argument, "None") == "None":
                    without.append(f"{path.name}:{node.lineno} st.{node.func.attr}")
    assert without == []
