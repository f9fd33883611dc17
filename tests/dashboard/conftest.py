"""Fixtures for the page without a browser, with a small story."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.dashboard.pages import story_file

APP = Path(__file__).parents[2] / "app.py"
# The first test loads all libraries, which can take longer than Streamlit's default of 3 s.
PATIENCE_S = 60


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The path of the story file that the page opens first."""
    path = tmp_path / "small.geojson"
    path.write_text(json.dumps(story_file()))
    return path


@pytest.fixture
def open_page(home: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """A function that opens the page with the story at `home`.

    Its keywords are the parameters of the address; a list repeats a parameter.
    """

    def open_address(**address: str | list[str]) -> AppTest:
        monkeypatch.setenv("GEO_STORY", str(home))
        page = AppTest.from_file(str(APP), default_timeout=PATIENCE_S)
        for name, value in address.items():
            page.query_params[name] = value
        return page.run()

    return open_address


@pytest.fixture
def page(open_page: Callable[..., AppTest]) -> AppTest:
    """The page with the story at `home`."""
    return open_page()
