"""The details of a pair of places: where it is set and filmed, and what other sources claim."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from tests.dashboard.pages import open_tab, page_text, story_file

Open = Callable[..., AppTest]


def details(story: dict[str, Any], home: Path, open_page: Open) -> AppTest:
    """Open the places tab of a story with the first pair selected."""
    home.write_text(json.dumps(story))
    page = open_page()
    page.session_state["places-table"] = {"selection": {"rows": [0], "cells": []}}
    page = open_tab(page, "Places")
    assert not page.exception
    return page


def captions(page: AppTest) -> list[str]:
    return [str(caption.value) for caption in page.caption]


def test_the_two_places_of_a_pair_have_their_own_headings(home: Path, open_page: Open) -> None:
    page = details(story_file(), home, open_page)
    assert [item.value for item in page.header] == ["The Diner", "The Soundstage"]
    assert [text for text in captions(page) if text.endswith(" at")] == ["Set at", "Filmed at"]
    assert "Distance from set to filming location: 9.2 km." in page_text(page)
    assert page_text(page).count("\nAccurate to about 60 m, 90% confidence.") == 2


def test_a_place_that_is_set_and_filmed_location_has_one_heading(
    home: Path, open_page: Open
) -> None:
    story = story_file()
    story["features"][0]["properties"]["filmed_at"] = "diner"
    page = details(story, home, open_page)
    assert [item.value for item in page.header] == ["The Diner"]
    assert "Set and filmed at" in captions(page)
    assert "Distance" not in page_text(page)


def test_another_claim_is_shown_with_its_distance_from_the_place(
    home: Path, open_page: Open
) -> None:
    claim = {"name": "Old Diner", "position": [-118.25, 34.0], "radius_m": 90, "why": "A letter"}
    story = story_file()
    story["story"]["places"][0]["alternatives"] = [claim]
    text = page_text(details(story, home, open_page))
    # Half a tenth of a degree of longitude at 34 degrees north: 0.05 × 92.4 km.
    assert "**Another claim: Old Diner**, 4.6 km away" in text.replace("\\", "")
    assert "A letter\nAccurate to about 90 m." in text


def test_another_claim_without_a_position_is_shown_without_a_distance(
    home: Path, open_page: Open
) -> None:
    story = story_file()
    story["story"]["places"][0]["alternatives"] = [{"name": "Old Diner", "why": "A letter"}]
    text = page_text(details(story, home, open_page))
    assert "**Another claim: Old Diner**" in text
    assert "away" not in text
