"""The switch between the drawn map and street tiles, without a browser."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.dashboard.pages import open_tab, sent, words


def under(page: AppTest, choice: str) -> AppTest:
    return page.radio(key="tiles").set_value(choice).run()


def test_the_map_is_drawn_and_offline_until_somebody_says_otherwise(page: AppTest) -> None:
    assert page.radio(key="tiles").value == "Drawn"
    assert "img-src data: blob:;" in sent(page)["html"]
    assert "Online" not in words(page)
    assert "works offline" in words(open_tab(page, "Export"))


@pytest.mark.parametrize(("choice", "host"), [("USGS imagery", "nationalmap.gov")])
def test_tiles_make_the_document_anew_for_the_same_story_and_say_where_they_come_from(
    page: AppTest, choice: str, host: str
) -> None:
    drawn = sent(page)
    page = under(page, choice)
    tiled = sent(page)
    assert tiled["rev"] != drawn["rev"]
    assert tiled["story"] == drawn["story"]
    assert f"{host};" in tiled["html"]
    assert host in words(page).replace("\\", "")
    assert "Its tiles need a network." in words(open_tab(page, "Export"))
    assert sent(under(page, "Drawn"))["rev"] == drawn["rev"]


@pytest.mark.parametrize("address", ["https://example.com/tiles.png", "OpenStreetMap.Mapnik", "x"])
def test_tiles_that_cannot_be_had_are_one_line_and_the_drawn_map_stays(
    page: AppTest, address: str
) -> None:
    drawn = sent(page)["rev"]
    page = under(page, "Own URL")
    assert sent(page)["rev"] == drawn
    page = page.text_input(key="tiles-url").set_value(address).run()
    assert not page.exception
    (line,) = page.error
    assert "The drawn map stays" in line.value
    assert sent(page)["rev"] == drawn


def test_tiles_of_ones_own_are_allowed_by_the_document_and_nothing_else(page: AppTest) -> None:
    page = under(page, "Own URL")
    url = "http://127.0.0.1:9/{z}/{x}/{y}.png"
    page = page.text_input(key="tiles-url").set_value(url).run()
    assert "img-src data: blob: http://127.0.0.1:9;" in sent(page)["html"]
