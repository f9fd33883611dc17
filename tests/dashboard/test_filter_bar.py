"""The filter by time: buttons for a few choices, a list for many, nothing for one."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geo.dashboard.filter_bar import MOST_DAYS
from tests.dashboard.pages import event, frame_data, story_file


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


def page_of_years(home: Path, open_page: Callable[..., AppTest], years: list[int]) -> AppTest:
    """Open a story without a first day, with two events in each year."""
    story = story_file()
    del story["story"]["day_one"]
    story["features"] = [
        event(f"{month}-{year}", f"{year}{rest}")
        for year in years
        for month, rest in (("year", ""), ("june", "-06-01"))
    ]
    home.write_text(json.dumps(story))
    return open_page()


def test_a_story_of_years_has_buttons_for_its_years(
    home: Path, open_page: Callable[..., AppTest]
) -> None:
    page = page_of_years(home, open_page, [1066, 1914])
    (group,) = [group for group in page.button_group if group.label == "Years"]
    assert list(group.options) == ["1066", "1914"]
    group.set_value([1]).run()
    assert frame_data(page)["filter"]["days"] == [1, 152]
    assert list(page.dataframe[0].value["Event"]) == ["Year-1066", "June-1066"]


def test_the_filter_of_a_year_is_kept_while_another_filter_changes(
    home: Path, open_page: Callable[..., AppTest]
) -> None:
    page = page_of_years(home, open_page, list(range(1900, 1920)))
    (years,) = [box for box in page.multiselect if box.label == "Years"]
    years.select(1).run()
    page.multiselect(key="people").select("neil").run()
    assert frame_data(page)["filter"] == {"people": ["neil"], "groups": None, "days": [1, 152]}
    assert page.multiselect(key="days").value == [1]


def test_the_days_of_an_address_are_the_choice_that_contains_them(
    home: Path, open_page: Callable[..., AppTest]
) -> None:
    page_of_years(home, open_page, [1066, 1914])
    page = open_page(days="152")
    assert frame_data(page)["filter"]["days"] == [1, 152]
