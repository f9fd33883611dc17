"""The filter by day: buttons for a few days, a list for many days, nothing for one day."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geo.dashboard.filter_bar import MOST_DAYS
from tests.dashboard.pages import event, story_file


def page_of_days(days: int, home: Path, open_page: Callable[..., AppTest]) -> AppTest:
    """Open a story with one event on each of `days` successive days."""
    story = story_file()
    first = date(1995, 5, 2)
    story["features"] = [event(f"e{i}", f"{first + timedelta(i)}T06:10") for i in range(days)]
    home.write_text(json.dumps(story))
    return open_page()


@pytest.mark.parametrize(
    ("days", "buttons", "lists"),
    [(1, 0, 0), (2, 1, 0), (MOST_DAYS, 1, 0), (MOST_DAYS + 1, 0, 1)],
)
def test_the_filter_by_day_depends_on_the_number_of_days(
    days: int, buttons: int, lists: int, home: Path, open_page: Callable[..., AppTest]
) -> None:
    page = page_of_days(days, home, open_page)
    assert len([group for group in page.button_group if group.label == "Days"]) == buttons
    assert len([box for box in page.multiselect if box.label == "Days"]) == lists


def test_a_day_chosen_from_the_list_of_days_is_the_filter(
    home: Path, open_page: Callable[..., AppTest]
) -> None:
    page = page_of_days(MOST_DAYS + 1, home, open_page)
    page.multiselect(key="days").select(MOST_DAYS).run()
    assert list(page.dataframe[0].value["Event"]) == [f"E{MOST_DAYS - 1}"]
