"""The page without a browser, over a small story of its own."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.dashboard.pages import story_file

APP = Path(__file__).parents[2] / "app.py"
# The page is drawn by a cold process in the first test; Streamlit's own limit is three seconds.
PATIENCE_S = 60


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The file of the story that the page opens first."""
    path = tmp_path / "small.geojson"
    path.write_text(json.dumps(story_file()))
    return path


@pytest.fixture
def open_page(home: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """Opens the page on the story at `home`; keywords are parameters of the address.

    A list is for one that comes more than once.
    """

    def open_it(**address: str | list[str]) -> AppTest:
        monkeypatch.setenv("GEO_STORY", str(home))
        page = AppTest.from_file(str(APP), default_timeout=PATIENCE_S)
        for name, value in address.items():
            page.query_params[name] = value
        return page.run()

    return open_it


@pytest.fixture
def page(open_page: Callable[..., AppTest]) -> AppTest:
    """The page on the story at `home`."""
    return open_page()
