"""Size and colour by a column of numbers, chosen in the story menu; without a browser."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Selectbox

import geo
from geo.formats.geojson_writer import to_text
from tests.dashboard.pages import frame_data

Open = Callable[..., AppTest]

ROWS = [
    {"name": "A", "date": "2018-02-01", "mag": 2.5, "depth_km": 8},
    {"name": "B", "date": "2018-02-02", "mag": 6.1, "depth_km": None},
    {"name": "C", "date": "2018-02-03", "mag": 4, "depth_km": 35},
]


@pytest.fixture
def quakes(home: Path, open_page: Open) -> AppTest:
    home.write_text(json.dumps(ROWS))
    return open_page()


def choice(page: AppTest, label: str) -> Selectbox[Any]:
    (box,) = (box for box in page.selectbox if box.label == label)
    return box


def choose(page: AppTest, label: str, option: str) -> AppTest:
    choice(page, label).select(option).run()
    assert not page.exception
    return page


def shown_data(page: AppTest) -> dict[str, Any]:
    """The data of the story in the document of the frame."""
    html = frame_data(page)["html"]
    data = html.partition('id="storymap-data"')[2].partition(">")[2].partition("</script>")[0]
    made: dict[str, Any] = json.loads(data)
    return made


def test_the_menu_offers_the_columns_of_numbers(quakes: AppTest) -> None:
    for label in ("Size by", "Colour by"):
        assert choice(quakes, label).options == ["Nothing", "mag", "depth_km"]
        assert choice(quakes, label).value == "Nothing "
    assert "sizeScale" not in shown_data(quakes)


def test_a_story_without_numbers_has_no_such_choice(home: Path, open_page: Open) -> None:
    home.write_text(json.dumps([{"name": "A", "date": "2018-02-01"}]))
    page = open_page()
    assert not [box for box in page.selectbox if box.label in ("Size by", "Colour by")]


def test_a_chosen_column_gives_the_size_and_another_one_the_colour(quakes: AppTest) -> None:
    before = frame_data(quakes)
    choose(quakes, "Size by", "mag")
    data = shown_data(choose(quakes, "Colour by", "depth_km"))
    assert data["events"]["sizeValues"] == [2.5, 6.1, 4]
    assert data["events"]["colourValues"] == [8, None, 35]
    assert (data["sizeScale"]["name"], data["colourScale"]["name"]) == ("Magnitude", "Depth (km)")
    # For the frame it is the same story, which stays at its moment.
    after = frame_data(quakes)
    assert after["story"] == before["story"]
    assert after["rev"] != before["rev"]
    choose(quakes, "Size by", "Nothing ")
    assert frame_data(choose(quakes, "Colour by", "Nothing "))["rev"] == before["rev"]


def test_the_choice_is_kept_while_another_story_is_shown(quakes: AppTest) -> None:
    choose(quakes, "Colour by", "mag")
    quakes.file_uploader[0].upload("other.json", b'[{"name": "X"}]', "application/json").run()
    (back,) = (button for button in quakes.button if button.label.startswith("Back to"))
    back.click().run()
    assert choice(quakes, "Colour by").value == "mag"
    assert shown_data(quakes)["colourScale"]["name"] == "Magnitude"


def test_numbers_of_the_file_apply_until_the_viewer_chooses_others(
    home: Path, open_page: Open
) -> None:
    home.write_text(to_text(geo.read(ROWS, size="mag")))
    page = open_page()
    assert choice(page, "Size by").options == ["Magnitude (as in the file)", "Nothing"]
    assert choice(page, "Colour by").options == ["Nothing", "Magnitude"]
    assert shown_data(page)["sizeScale"]["name"] == "Magnitude"
    assert shown_data(choose(page, "Colour by", "size_value"))["colourScale"]["name"] == "Magnitude"
    assert "sizeScale" not in shown_data(choose(page, "Size by", "Nothing "))
