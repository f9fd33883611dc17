"""The scales by which numbers of events give markers their size and colour."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import geo
from geo import Event, Story
from geo.render import assets
from geo.render.colours import contrast
from geo.render.number_scales import COLOUR_STEPS, colour_ticks, scale_colour, size_ticks
from geo.render.payload import payload
from tests.sample import quake_story, small_story

TABLE = json.loads((Path(__file__).parents[1] / "player/number_scales.json").read_text("utf-8"))
# `--map-ground` and `--map-sea` in player.css.
MAPS = {"dark": ("#10151e", "#090d15"), "light": ("#f3efe7", "#d9e4ea")}


@pytest.mark.parametrize(("low", "high", "ticks"), TABLE["size ticks"])
def test_the_legend_of_sizes_has_up_to_three_round_numbers(
    low: float, high: float, ticks: list[float]
) -> None:
    assert size_ticks(low, high) == ticks


@pytest.mark.parametrize(("low", "high", "ticks"), TABLE["colour ticks"])
def test_the_legend_of_colours_has_three_to_five_round_numbers_or_the_ends(
    low: float, high: float, ticks: list[float]
) -> None:
    assert colour_ticks(low, high) == ticks


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_every_colour_of_the_scale_contrasts_with_the_map(theme: str) -> None:
    for ground in MAPS[theme]:
        for step in range(COLOUR_STEPS):
            colour = scale_colour(step / (COLOUR_STEPS - 1), dark=theme == "dark")
            assert contrast(colour, ground) >= 3


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_greater_numbers_differ_more_from_the_map(theme: str) -> None:
    # So the order can be seen without colours, too.
    steps = [part / 15 for part in range(16)]
    contrasts = [
        contrast(scale_colour(part, dark=theme == "dark"), MAPS[theme][0]) for part in steps
    ]
    assert contrasts == sorted(contrasts)


def test_the_payload_has_the_scales_and_the_numbers() -> None:
    made = payload(quake_story())
    assert made["events"]["sizeValues"] == [2.5, 6.1, 4.0, None]
    size, colour = made["sizeScale"], made["colourScale"]
    assert (size["name"], size["high"], size["lacks"]) == ("Magnitude", 6.1, True)
    assert (colour["name"], colour["low"], colour["high"]) == ("Depth (km)", 8.0, 35.0)
    assert len(colour["steps"]) == COLOUR_STEPS


def test_equal_numbers_have_one_colour() -> None:
    events = (Event("a", "A", colour_value=8.1), Event("b", "B", colour_value=8.1))
    scale = payload(Story("Quakes", events))["colourScale"]
    assert (len(scale["steps"]), scale["ticks"], scale["name"]) == (1, [8.1], None)


def test_a_story_without_numbers_has_neither_scales_nor_their_code() -> None:
    made = payload(small_story())
    assert made.keys().isdisjoint({"sizeScale", "colourScale"})
    html = geo.StoryMap(small_story()).to_html()
    assert assets.player_script() in html
    assert ".sm-scales" not in html
    assert ".sm-scales" in geo.StoryMap(quake_story()).to_html()


@pytest.mark.parametrize("number", [float("inf"), "5", True])
def test_a_number_that_is_not_finite_is_refused(number: Any) -> None:
    (event,) = quake_story().events[:1]
    story = Story("Quakes", (replace(event, size_value=number),))
    with pytest.raises(geo.StoryError, match=r"size_value: found .*, expected a finite number"):
        geo.StoryMap(story)
