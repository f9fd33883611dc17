"""The search for a place in the toolbar: its result on the page and on the map."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from tests.dashboard.pages import frame_data, page_text


def test_a_place_search_result_is_sent_to_the_map_with_its_events(page: AppTest) -> None:
    page.text_input(key="place").set_value("the diner").run()
    (place,) = frame_data(page)["places"]
    assert place["name"] == "The Diner"
    assert place["events"] == ["arrival", "theft"]
    assert "2 events take place here" in [group.label for group in page.button_group]
    page.text_input(key="place").set_value("").run()
    assert frame_data(page)["places"] == []


def test_a_place_search_without_result_shows_a_message(page: AppTest) -> None:
    page.text_input(key="place").set_value("xyzzy").run()
    assert "Nothing found for “xyzzy”" in page_text(page)
    assert frame_data(page)["places"] == []


def test_selecting_an_event_of_a_place_search_result_seeks_to_it(page: AppTest) -> None:
    page.text_input(key="place").set_value("the diner").run()
    page.button_group(key="found-scene").set_value("theft").run()
    assert frame_data(page)["seek"]["to"] == {"event": "theft"}


def test_of_several_places_with_a_name_the_viewer_chooses_one(page: AppTest) -> None:
    page.text_input(key="place").set_value("venice").run()
    (choice,) = (group for group in page.button_group if group.label == "Which place do you mean?")
    assert [place["name"] for place in frame_data(page)["places"]] == ["Venice", "Venice Blvd"]
    choice.set_value(1).run()
    assert [place["name"] for place in frame_data(page)["places"]] == ["Venice Blvd"]


def test_a_search_that_finds_nothing_or_one_place_asks_nothing(page: AppTest) -> None:
    for query in ("xyzzy", "the diner"):
        page.text_input(key="place").set_value(query).run()
        assert not [group for group in page.button_group if "do you mean" in group.label.lower()]
