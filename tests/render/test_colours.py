"""Colours of groups and people can be read on both grounds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo import Group, Person
from geo.render import colours
from tests.sample import small_story


@pytest.mark.parametrize("dark", [True, False])
@pytest.mark.parametrize("colour", [*colours.PALETTE, "#000000", "#ffffff", "#0a0f1e", "#f4f1ea"])
def test_every_colour_contrasts_with_the_background_of_each_theme(colour: str, dark: bool) -> None:
    ground = colours.DARK_GROUND if dark else colours.LIGHT_GROUND
    assert colours.contrast(colours.for_theme(colour, dark=dark), ground) >= colours.CONTRAST


def test_a_colour_that_can_be_read_already_is_left_alone() -> None:
    assert colours.for_theme("#ff9f43", dark=True) == "#ff9f43"


def test_contrast_agrees_with_the_standard_s_own_extremes() -> None:
    assert colours.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert colours.contrast("#777777", "#777777") == pytest.approx(1)


def test_people_have_the_colours_of_their_groups() -> None:
    story = small_story()
    assert colours.of_groups(story) == {"crew": "#ff9f43", "police": "#4fb3ff"}
    assert colours.of_people(story) == ["#ff9f43", "#4fb3ff", None]


def test_a_group_without_a_colour_takes_the_next_of_the_palette() -> None:
    story = replace(small_story(), groups=(Group("crew", "The crew"), Group("police", "Police")))
    assert list(colours.of_groups(story).values()) == list(colours.PALETTE[:2])


def test_without_groups_people_take_the_colours_by_turns() -> None:
    people = tuple(Person(f"p{i}", f"Person {i}") for i in range(len(colours.PALETTE) + 1))
    story = replace(small_story(), groups=(), people=people)
    assert colours.of_people(story) == [*colours.PALETTE, colours.PALETTE[0]]
