"""Broken and hostile files: the last good story stays, the problems are listed, nothing is run."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.dashboard.pages import event, sent, story_file, words

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


def problems(page: AppTest) -> list[str]:
    """What the list of problems tells, a line for each."""
    texts = [text.value for text in page.text if ", expected " in text.value]
    return [line for text in texts for line in text.splitlines()]


@pytest.mark.parametrize(
    "content", [json.dumps(BROKEN).encode(), b"", b"\xff\xfe\x00", b"[" * 100_000, b"null"]
)
def test_a_broken_upload_keeps_the_story_and_lists_its_problems(
    page: AppTest, content: bytes
) -> None:
    before = sent(page)["rev"]
    upload(page, "broken.geojson", content)
    assert not page.exception
    assert sent(page)["rev"] == before
    assert "Small Story stays on the map" in words(page).replace("\\", "")
    assert "broken.geojson cannot be played" in words(page).replace("\\", "")
    assert problems(page)


def test_a_fault_names_file_scene_field_found_and_expected(page: AppTest) -> None:
    upload(page, "broken.geojson", json.dumps(BROKEN).encode())
    (line,) = problems(page)
    for part in ("late", "start", "yesterday", "ISO 8601"):
        assert part in line
    assert "broken.geojson cannot be played: one error." in words(page).replace("\\", "")


def test_errors_are_listed_first_and_warnings_under_a_heading_of_their_own(
    page: AppTest,
) -> None:
    content = story_file("Broken")
    content["features"][0]["properties"] |= {"start": "yesterday", "colour": "red"}
    upload(page, "broken.geojson", json.dumps(content).encode())
    errors, warnings = (text.value for text in page.text if ", expected " in text.value)
    assert "yesterday" in errors
    assert "colour" not in errors
    (heading,) = (one.label for one in page.expander if "warning" in one.label)
    assert heading == "One warning, which would not stop it"
    assert "colour" in warnings
    assert "yesterday" not in warnings


def test_faults_can_be_dismissed(page: AppTest) -> None:
    upload(page, "broken.geojson", b"")
    next(button for button in page.button if button.label == "Dismiss").click().run()
    assert not page.error


def test_an_upload_is_played_and_the_way_back_leads_home(page: AppTest) -> None:
    page.multiselect(key="people").select("neil").run()
    home = sent(page)["rev"]
    upload(page, "other.geojson", json.dumps(story_file("Another")).encode())
    assert page.title[0].value == "Another"
    assert sent(page)["rev"] != home
    assert sent(page)["filter"]["people"] is None
    back = next(button for button in page.button if button.label.startswith("Back to"))
    assert back.label == "Back to Small Story"
    back.click().run()
    assert sent(page)["rev"] == home


def test_a_first_start_on_a_broken_file_lists_the_faults_and_what_to_do(
    home: Path, open_page: Open
) -> None:
    home.write_text(json.dumps(BROKEN))
    page = open_page()
    assert not page.exception
    assert page.title[0].value == "No story yet"
    assert "yesterday" in problems(page)[0]
    assert f"Fix {home.name}" in words(page)
    assert not page.get("bidi_component")
    upload(page, "good.geojson", json.dumps(story_file("Rescue")).encode())
    assert page.title[0].value == "Rescue"


def test_a_first_start_without_the_file_says_that_it_is_not_there(
    home: Path, open_page: Open
) -> None:
    home.unlink()
    page = open_page()
    assert not page.exception
    assert "no such file" in problems(page)[0].casefold()


def test_a_story_that_breaks_while_it_is_shown_stays_for_all_viewers(
    home: Path, open_page: Open
) -> None:
    page = open_page()
    before = sent(page)["rev"]
    home.write_text(json.dumps(BROKEN))
    page.run()
    assert sent(page)["rev"] == before
    assert "yesterday" in problems(page)[0]
    assert sent(open_page())["rev"] == before


def test_a_mended_file_is_read_again(home: Path, open_page: Open) -> None:
    page = open_page()
    home.write_text(json.dumps(story_file("Mended")))
    page.run()
    assert page.title[0].value == "Mended"


@pytest.mark.parametrize("title", HOSTILE)
def test_hostile_names_are_escaped_wherever_markdown_is_read(
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
