"""Broken and hostile files: the page keeps the last valid story and lists the problems."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.dashboard.pages import event, frame_data, page_text, story_file

Open = Callable[..., AppTest]

BROKEN = {"type": "FeatureCollection", "features": [event("late", "yesterday")]}
HOSTILE = [
    "{{7*7}} {% raw %}",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    ":red[loud] :material/home: $x^2$",
    "[here](javascript:alert(1)) ![i](http://example.com/x.png)",
]


def upload(page: AppTest, name: str, content: bytes) -> None:
    page.file_uploader[0].upload(name, content, "application/geo+json").run()


def errors(page: AppTest) -> list[str]:
    """The lines of the list of errors, which is above the instructions."""
    texts = [text.value for text in page.text]
    instructions = next(i for i, text in enumerate(texts) if "ix these errors" in text)
    return texts[instructions - 1].splitlines()


@pytest.mark.parametrize(
    "content", [json.dumps(BROKEN).encode(), b"", b"\xff\xfe\x00", b"[" * 100_000, b"null"]
)
def test_after_a_broken_upload_the_page_keeps_the_story_and_lists_the_problems(
    page: AppTest, content: bytes
) -> None:
    before = frame_data(page)["rev"]
    upload(page, "broken.geojson", content)
    assert not page.exception
    assert frame_data(page)["rev"] == before
    assert "The map still shows Small Story" in page_text(page).replace("\\", "")
    assert "broken.geojson cannot be shown" in page_text(page).replace("\\", "")
    assert errors(page)


def test_an_error_names_the_event_the_field_the_value_and_the_expected_format(
    page: AppTest,
) -> None:
    upload(page, "broken.geojson", json.dumps(BROKEN).encode())
    (line,) = errors(page)
    for part in ("late", "start", "yesterday", "ISO 8601"):
        assert part in line
    assert "broken.geojson cannot be shown: 1 error." in page_text(page).replace("\\", "")


def test_errors_are_listed_first_and_warnings_in_a_separate_section(
    page: AppTest,
) -> None:
    content = story_file("Broken")
    content["features"][0]["properties"] |= {"start": "yesterday", "mood": "red"}
    upload(page, "broken.geojson", json.dumps(content).encode())
    (error,) = errors(page)
    assert "yesterday" in error
    (section,) = (box for box in page.expander if "warning" in box.label)
    assert section.label == "1 warning (you can ignore it)"
    (warnings,) = section.text
    assert "mood" in warnings.value
    assert "yesterday" not in warnings.value


def test_the_problems_of_an_upload_can_be_dismissed(page: AppTest) -> None:
    upload(page, "broken.geojson", b"")
    next(button for button in page.button if button.label == "Dismiss").click().run()
    assert not page.error


ONE_BAD = {
    "type": "FeatureCollection",
    "features": [event("late", "yesterday"), event("good", "1995-05-02", Rating=5)],
}


def play_good_events(page: AppTest) -> None:
    label = "Play without these events"
    next(button for button in page.button if button.label == label).click().run()


def test_an_upload_can_be_played_without_the_events_that_have_errors(page: AppTest) -> None:
    upload(page, "one-bad.geojson", json.dumps(ONE_BAD).encode())
    play_good_events(page)
    assert not page.exception
    assert not page.error
    assert page.title[0].value == "One bad"
    (warnings,) = (box for box in page.expander if box.label == "1 warning")
    assert "the event is left out" in warnings.text[0].value


def test_the_server_story_can_be_played_without_the_events_that_have_errors(
    home: Path, open_page: Open
) -> None:
    home.write_text(json.dumps(ONE_BAD))
    page = open_page()
    play_good_events(page)
    assert not page.exception
    assert page.title[0].value == "Small"
    assert frame_data(page)["rev"]


@pytest.mark.parametrize(
    "content", [b"", json.dumps([{"date": "05/06/1932"}, {"date": "07/08/1932"}]).encode()]
)
def test_a_file_with_an_error_that_concerns_all_events_cannot_be_played(
    page: AppTest, content: bytes
) -> None:
    upload(page, "broken.geojson", content)
    assert errors(page)
    assert "Play without these events" not in [button.label for button in page.button]


def test_if_every_event_has_an_error_the_page_says_so(page: AppTest) -> None:
    upload(page, "broken.geojson", json.dumps(BROKEN).encode())
    play_good_events(page)
    assert errors(page)[-1].startswith("features: every event has an error")


def test_the_story_menu_says_what_was_used_of_the_file(page: AppTest) -> None:
    rows = [{"Name": "A", "Date": "20/10/1932", "lon": 1, "lat": 2, "Rating": 5}, {"Name": "B"}]
    upload(page, "rows.json", json.dumps(rows).encode())
    (used,) = (box for box in page.expander if box.label == "What was used from the file")
    assert used.text[0].value.splitlines() == [
        "times from `Date`, day first, 1 of 2",
        "titles from `Name`",
        "longitudes from `lon`, 1 of 2",
        "latitudes from `lat`, 1 of 2",
        "not used: `Rating`",
        '1 event without a time: "B"',
        '1 event without a position: "B"',
    ]


def test_an_upload_is_shown_and_a_button_returns_to_the_server_story(page: AppTest) -> None:
    page.multiselect(key="people").select("neil").run()
    home = frame_data(page)["rev"]
    upload(page, "other.geojson", json.dumps(story_file("Another")).encode())
    assert page.title[0].value == "Another"
    assert frame_data(page)["rev"] != home
    assert frame_data(page)["filter"]["people"] is None
    back = next(button for button in page.button if button.label.startswith("Back to"))
    assert back.label == "Back to Small Story"
    back.click().run()
    assert frame_data(page)["rev"] == home


def test_a_first_start_with_a_broken_file_lists_the_problems_and_what_to_do(
    home: Path, open_page: Open
) -> None:
    home.write_text(json.dumps(BROKEN))
    page = open_page()
    assert not page.exception
    assert page.title[0].value == "No story to show"
    assert "yesterday" in errors(page)[0]
    assert f"Fix {home.name}" in page_text(page)
    assert not page.get("bidi_component")
    upload(page, "good.geojson", json.dumps(story_file("Rescue")).encode())
    assert page.title[0].value == "Rescue"


def test_a_first_start_without_the_file_reports_that_it_is_missing(
    home: Path, open_page: Open
) -> None:
    home.unlink()
    page = open_page()
    assert not page.exception
    assert page.error[0].value.replace("\\", "") == (
        f"{home.name} cannot be opened: no such file. "
        "Check the name of the file, or upload a story file."
    )
    assert "Upload a story file." in page_text(page)
    assert "Fix" not in page_text(page)


def test_a_story_file_that_disappears_is_reported_and_its_story_stays(
    home: Path, open_page: Open
) -> None:
    page = open_page()
    title = page.title[0].value
    home.unlink()
    page.run()
    assert page.title[0].value == title
    assert "cannot be opened: no such file" in page.error[0].value.replace("\\", "")
    assert "The map still shows" in page.error[0].value


def test_when_the_file_of_the_shown_story_becomes_invalid_all_viewers_keep_the_story(
    home: Path, open_page: Open
) -> None:
    page = open_page()
    before = frame_data(page)["rev"]
    home.write_text(json.dumps(BROKEN))
    page.run()
    assert frame_data(page)["rev"] == before
    assert "yesterday" in errors(page)[0]
    assert frame_data(open_page())["rev"] == before


def test_a_changed_file_is_read_again(home: Path, open_page: Open) -> None:
    page = open_page()
    home.write_text(json.dumps(story_file("Corrected")))
    page.run()
    assert page.title[0].value == "Corrected"


@pytest.mark.parametrize("title", HOSTILE)
def test_hostile_names_are_escaped_in_every_markdown_element(
    home: Path, open_page: Open, title: str
) -> None:
    story = story_file(title)
    for kind in ("people", "places", "groups"):
        story["story"][kind][0]["name"] = title
    story["features"][0]["properties"]["title"] = title
    home.write_text(json.dumps(story))
    page = open_page(place=title)
    assert not page.exception
    for element in (*page.title, *page.markdown, *page.button, *page.get("button_group")):
        shown = getattr(element, "value", None) or element.label
        for mark in ("{{", "<", ":red", ":material", "](", "$x"):
            assert mark not in str(shown).replace(f"\\{mark[0]}", "")
