"""The menu to choose between the built-in base map and map tiles, without a browser."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.dashboard.pages import frame_data, open_tab, page_text


def choose_base_map(page: AppTest, choice: str) -> AppTest:
    return page.radio(key="tiles").set_value(choice).run()


def test_by_default_the_base_map_is_built_in_and_works_offline(page: AppTest) -> None:
    assert page.radio(key="tiles").value == "Built-in"
    assert "img-src data: blob:;" in frame_data(page)["html"]
    assert "Online" not in page_text(page)
    assert "works offline" in page_text(open_tab(page, "Export"))


@pytest.mark.parametrize(("choice", "host"), [("USGS imagery", "nationalmap.gov")])
def test_choosing_tiles_makes_a_new_document_of_the_same_story_and_names_the_tile_server(
    page: AppTest, choice: str, host: str
) -> None:
    drawn = frame_data(page)
    page = choose_base_map(page, choice)
    tiled = frame_data(page)
    assert tiled["rev"] != drawn["rev"]
    assert tiled["story"] == drawn["story"]
    assert f"{host};" in tiled["html"]
    assert host in page_text(page).replace("\\", "")
    assert "Its map tiles need an internet connection." in page_text(open_tab(page, "Export"))
    assert frame_data(choose_base_map(page, "Built-in"))["rev"] == drawn["rev"]


@pytest.mark.parametrize("address", ["https://example.com/tiles.png", "OpenStreetMap.Mapnik", "x"])
def test_for_unusable_tiles_the_page_shows_one_error_and_keeps_the_built_in_map(
    page: AppTest, address: str
) -> None:
    drawn = frame_data(page)["rev"]
    page = choose_base_map(page, "Custom URL")
    assert frame_data(page)["rev"] == drawn
    page = page.text_input(key="tiles-url").set_value(address).run()
    assert not page.exception
    (line,) = page.error
    assert "The built\\-in map is shown instead" in line.value
    assert frame_data(page)["rev"] == drawn


def test_the_document_allows_images_only_from_the_custom_tile_server(page: AppTest) -> None:
    page = choose_base_map(page, "Custom URL")
    url = "http://127.0.0.1:9/{z}/{x}/{y}.png"
    page = page.text_input(key="tiles-url").set_value(url).run()
    assert "img-src data: blob: http://127.0.0.1:9;" in frame_data(page)["html"]
