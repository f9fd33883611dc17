"""The page top to bottom: what it shows, what it hands to the player, what a viewer can do."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geo.dashboard.tabs.scenes import PAGE_ROWS
from tests.dashboard.pages import event, open_tab, sent, session_of, story_file, words

Open = Callable[..., AppTest]


def test_the_page_shows_the_story_and_hands_the_player_the_document_that_is_exported(
    page: AppTest,
) -> None:
    assert not page.exception
    assert page.title[0].value == "Small Story"
    assert [tab.label for tab in page.tabs] == ["Scenes", "People", "Places", "Export"]
    data = sent(page)
    assert data["html"].startswith("<!")
    assert "Small Story" in data["title"]


def test_the_document_travels_once(page: AppTest) -> None:
    page.run()
    assert "html" not in sent(page)


def test_a_frame_that_lacks_the_document_is_sent_it_once_more(page: AppTest) -> None:
    page.session_state["player"] = {"lacks": 1795390000000, "playhead": None}
    assert "html" in sent(page.run())
    assert "html" not in sent(page.run())


def test_only_the_open_tab_is_made(page: AppTest) -> None:
    assert [len(tab.children) > 0 for tab in page.tabs] == [True, False, False, False]
    open_tab(page, "Export")
    assert not page.dataframe
    assert [len(tab.children) > 0 for tab in page.tabs] == [False, False, False, True]


def test_a_search_in_a_tab_outlives_a_look_at_another(page: AppTest) -> None:
    page.text_input(key="scene-words").set_value("hanna diner").run()
    open_tab(page, "People")
    open_tab(page, "Scenes")
    assert list(page.dataframe[0].value["Scene"]) == ["Theft"]


@pytest.mark.parametrize(
    ("label", "value", "filtered", "count"),
    [
        ("People", "neil", {"people": ["neil"], "groups": None, "days": None}, 2),
        ("Groups", "police", {"people": None, "groups": ["police"], "days": None}, 2),
    ],
)
def test_a_filter_reaches_the_player_and_the_table(
    page: AppTest, label: str, value: str, filtered: dict[str, object], count: int
) -> None:
    revision = sent(page)["rev"]
    next(box for box in page.multiselect if box.label == label).select(value).run()
    assert sent(page)["filter"] == filtered
    assert sent(page)["rev"] == revision
    assert len(page.dataframe[0].value) == count
    assert f"{count} of 3 scenes are shown." in words(page)


def test_days_are_filtered_by_their_numbers_and_cleared_again(page: AppTest) -> None:
    page.button_group(key="days").set_value([2]).run()
    assert sent(page)["filter"] == {"people": None, "groups": None, "days": [2]}
    assert list(page.dataframe[0].value["Scene"]) == ["Farewell"]
    next(button for button in page.button if button.label == "Clear filters").click().run()
    assert sent(page)["filter"] == {"people": None, "groups": None, "days": None}
    assert len(page.dataframe[0].value) == 3


def test_a_scene_that_the_filters_leave_out_is_told_of_with_a_way_on(page: AppTest) -> None:
    page.multiselect(key="people").select("hanna").run()
    page.text_input(key="place").set_value("the diner").run()
    page.button_group(key="found-scene").set_value("arrival").run()
    assert "The current scene is hidden by the filters." in words(page)
    name = "Go to the first scene shown"
    next(button for button in page.button if button.label == name).click().run()
    assert sent(page)["seek"]["to"] == {"event": "theft"}
    page.run()
    assert "current scene is hidden" not in words(page)


def test_a_new_filter_waits_for_the_player_to_leave_the_scene_that_it_excludes(
    page: AppTest,
) -> None:
    page.text_input(key="place").set_value("the diner").run()
    page.button_group(key="found-scene").set_value("arrival").run()
    page.multiselect(key="people").select("hanna").run()
    assert "2 of 3 scenes are shown." in words(page)
    assert "current scene is hidden" not in words(page)


def test_a_filter_that_fits_nothing_says_so(page: AppTest) -> None:
    page.multiselect(key="people").select("kelso").run()
    assert "No scene fits" in words(page)


def test_the_scenes_table_searches_titles_people_and_places(page: AppTest) -> None:
    page.text_input(key="scene-words").set_value("hanna diner").run()
    assert list(page.dataframe[0].value["Scene"]) == ["Theft"]


def test_a_found_place_is_handed_to_the_map_with_its_scenes(page: AppTest) -> None:
    page.text_input(key="place").set_value("the diner").run()
    (place,) = sent(page)["places"]
    assert place["name"] == "The Diner"
    assert place["events"] == ["arrival", "theft"]
    assert "2 scenes play here" in [group.label for group in page.button_group]
    page.text_input(key="place").set_value("").run()
    assert sent(page)["places"] == []


def test_a_place_that_nobody_knows_gets_an_honest_line(page: AppTest) -> None:
    page.text_input(key="place").set_value("xyzzy").run()
    assert "Nothing found for “xyzzy”" in words(page)
    assert sent(page)["places"] == []


def test_a_scene_of_a_found_place_seeks(page: AppTest) -> None:
    page.text_input(key="place").set_value("the diner").run()
    page.button_group(key="found-scene").set_value("theft").run()
    assert sent(page)["seek"]["to"] == {"event": "theft"}


def test_the_scene_at_which_playback_pauses_is_marked_in_the_table(page: AppTest) -> None:
    revision = sent(page)["rev"]
    at_rest = {"rev": revision, "event": "theft", "position": 0.4}
    page.session_state["player"] = {"lacks": None, "playhead": at_rest}
    session_of(page).playhead = "theft"
    page.run()
    assert "Now · Day 1 · 09:00 · Theft" in words(page)
    assert page.session_state["scenes-table-1"]["selection"]["rows"] == [1]


def test_places_tell_how_far_apart_a_scene_is_set_and_filmed(page: AppTest) -> None:
    places = open_tab(page, "Places").dataframe[0].value
    (pair,) = places.to_dict("records")
    assert (pair["Set at"], pair["Filmed at"]) == ("The Diner", "The Soundstage")
    # A tenth of a degree of longitude at 34 degrees north: 0.1 × 92.4 km.
    assert pair["Distance"] == "9.2 km"
    assert pair["Set within"] == "60 m, 90 % sure"
    # One of its two scenes does not say where it was shot: that makes no row of its own.
    assert pair["Scenes"] == 2


def test_a_place_that_was_also_the_set_is_named_once(home: Path, open_page: Open) -> None:
    story = story_file()
    story["features"][0]["properties"]["filmed_at"] = "diner"
    home.write_text(json.dumps(story))
    pair = open_tab(open_page(), "Places").dataframe[0].value.iloc[0]
    assert (pair["Set at"], pair["Filmed at"]) == ("The Diner", "the same place")
    assert (pair["Filmed within"], pair["Distance"]) == ("", "")


def test_a_mark_that_turns_text_around_is_shown_in_the_tables(home: Path, open_page: Open) -> None:
    story = story_file()
    for kind in ("people", "places"):
        story["story"][kind][0]["name"] = "Neil \u202egnp"
    story["features"][0]["properties"]["title"] = "Neil \u202egnp"
    home.write_text(json.dumps(story))
    page = open_page()
    for tab in ("Scenes", "People", "Places"):
        (table,) = open_tab(page, tab).dataframe
        cells = table.value.astype(str).to_numpy().ravel()
        assert any("Neil \\u202egnp" in cell for cell in cells)
        assert not any("\u202e" in cell for cell in cells)


def test_people_tell_when_they_are_first_and_last_seen(page: AppTest) -> None:
    people = open_tab(page, "People").dataframe[0].value.set_index("Name")
    assert people.loc["Neil", "First seen"] == "Day 1 · 06:10"
    assert people.loc["Neil", "Last seen"] == "Day 1 · 09:00"
    assert people.loc["Kelso", "First seen"] == "never seen"


def test_a_column_of_which_the_story_says_nothing_is_left_out(home: Path, open_page: Open) -> None:
    people = [{"id": "neil", "name": "Neil"}, {"id": "hanna", "name": "Hanna"}]
    home.write_text(json.dumps(story_file(groups=[], people=people)))
    (table,) = open_tab(open_page(), "People").dataframe
    assert {"Actor", "Group"}.isdisjoint(table.value.columns)
    assert list(table.value["Name"]) == ["Neil", "Hanna"]


def test_the_export_is_named_for_the_story(page: AppTest) -> None:
    open_tab(page, "Export")
    assert "small-story.html" in words(page).replace("\\", "")
    assert "works offline" in words(page)


def test_a_long_table_shows_the_rows_around_the_playhead(home: Path, open_page: Open) -> None:
    story = story_file()
    story["features"] = [event(f"e{i}", "1995-05-02T06:10") for i in range(PAGE_ROWS + 5)]
    home.write_text(json.dumps(story))
    page = open_page(scene=f"e{PAGE_ROWS + 1}")
    assert list(page.dataframe[0].value["No."]) == [PAGE_ROWS + i for i in range(1, 6)]
    assert f"Scenes {PAGE_ROWS + 1} to {PAGE_ROWS + 5} of {PAGE_ROWS + 5}" in words(page)
    page.session_state["scenes-page"] = 1
    assert list(page.run().dataframe[0].value["No."])[:2] == [1, 2]


def scenes_table(page: AppTest) -> str:
    """The identity of the scenes' table: the browser keeps a table's scroll as long as it stays."""
    return str(page.dataframe[0].proto.id)


def test_the_scenes_table_begins_at_its_top_when_its_rows_are_others(
    home: Path, open_page: Open
) -> None:
    story = story_file()
    story["features"] = [event(f"e{i}", "1995-05-02T06:10") for i in range(PAGE_ROWS + 5)]
    home.write_text(json.dumps(story))
    page = open_page()
    tables = [scenes_table(page), scenes_table(page.run())]
    assert tables[0] == tables[1]
    page.session_state["scenes-page"] = 2
    tables.append(scenes_table(page.run()))
    tables.append(scenes_table(page.text_input(key="scene-words").set_value("e1").run()))
    assert len(set(tables)) == 3


def test_columns_in_which_no_scene_has_anything_are_left_out(home: Path, open_page: Open) -> None:
    story = story_file(day_one=None)
    story["features"] = [event(f"e{i}", "1995-05-02T06:10") for i in range(3)]
    home.write_text(json.dumps(story))
    assert list(open_page().dataframe[0].value.columns) == ["No.", "When", "Scene"]


def test_a_column_stays_while_a_search_shows_only_rows_without_it(page: AppTest) -> None:
    page.text_input(key="scene-words").set_value("farewell").run()
    assert list(page.dataframe[0].value["Place"]) == [""]


def test_long_numbers_and_times_with_a_date_have_room(home: Path, open_page: Open) -> None:
    story = story_file(day_one=None)
    story["features"] = [event(f"e{i}", "1995-09-30T06:10") for i in range(1_000)]
    home.write_text(json.dumps(story))
    columns = json.loads(open_page().dataframe[0].proto.columns)
    assert columns["When"]["width"] >= 190
    assert columns["No."]["width"] >= 75
    assert columns["No."]["type_config"]["format"] == "localized"
