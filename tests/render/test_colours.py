"""The colours of groups and people have enough contrast in both themes."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from geo import Event, Group, Person, Story
from geo.render import assets, colours
from tests.sample import small_story


@pytest.mark.parametrize("dark", [True, False])
@pytest.mark.parametrize("colour", [*colours.PALETTE, "#000000", "#ffffff", "#1b2334", "#f3efe6"])
def test_every_colour_contrasts_with_the_background_of_each_theme(colour: str, dark: bool) -> None:
    background = colours.DARK_BACKGROUND if dark else colours.LIGHT_BACKGROUND
    adapted = colours.adapt_to_theme(colour, dark=dark)
    assert colours.contrast(adapted, background) >= colours.CONTRAST


def test_the_backgrounds_are_those_of_the_style_sheet() -> None:
    raised = re.findall(r"--ui-raised:(#\w+)", assets.player_style())
    assert raised == [colours.DARK_BACKGROUND, colours.LIGHT_BACKGROUND]


def test_a_colour_with_enough_contrast_does_not_change() -> None:
    assert colours.adapt_to_theme("#ff9f43", dark=True) == "#ff9f43"


def test_the_contrast_ratio_is_between_1_and_21_as_in_the_standard() -> None:
    assert colours.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert colours.contrast("#777777", "#777777") == pytest.approx(1)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        # The lightest grey with a ratio of at least 4.5 to white, and the next one.
        ("#767676", "#ffffff", 4.542),
        ("#777777", "#ffffff", 4.478),
        # Below 0.04045 the channels are linear: (10 / 255 / 12.92 + 0.05) / 0.05.
        ("#0a0a0a", "#000000", 1.061),
        # Each channel has its own share of the luminance: 0.2126, 0.7152 and 0.0722.
        ("#ff0000", "#000000", 5.252),
        ("#00ff00", "#000000", 15.304),
        ("#0000ff", "#000000", 2.444),
    ],
)
def test_the_contrast_ratio_has_the_values_of_the_standard(
    one: str, other: str, ratio: float
) -> None:
    assert colours.contrast(one, other) == pytest.approx(ratio, abs=0.001)
    assert colours.contrast(other, one) == pytest.approx(ratio, abs=0.001)


def test_people_have_the_colours_of_their_groups() -> None:
    story = small_story()
    assert colours.group_colours(story) == {"crew": "#ff9f43", "police": "#4fb3ff"}
    assert colours.person_colours(story) == ["#ff9f43", "#4fb3ff", None]


def test_groups_without_a_colour_get_the_colours_of_the_palette() -> None:
    story = replace(small_story(), groups=(Group("crew", "The crew"), Group("police", "Police")))
    assert list(colours.group_colours(story).values()) == list(colours.PALETTE[:2])


def test_without_groups_people_get_the_colours_of_the_palette_in_turn() -> None:
    people = tuple(Person(f"p{i}", f"Person {i}") for i in range(len(colours.PALETTE) + 1))
    story = replace(small_story(), groups=(), people=people)
    assert colours.person_colours(story) == [*colours.PALETTE, colours.PALETTE[0]]


def story_in(*given: str | None) -> Story:
    events = tuple(
        Event(id=str(number), title="x", colour=colour) for number, colour in enumerate(given)
    )
    return Story(title="x", events=events)


def test_the_colours_of_events_are_numbered_in_their_order() -> None:
    story = story_in("#FF0000", None, "#00ff00", "#ff0000")
    assert colours.event_colours(story) == {"#ff0000": 0, "#00ff00": 1}


def test_a_rare_colour_becomes_the_most_similar_of_the_frequent_ones() -> None:
    frequent = [f"#{number:02x}0000" for number in range(colours.MOST_EVENT_COLOURS)] * 2
    numbers = colours.event_colours(story_in(*frequent, "#050100", "#0500ff"))
    assert numbers["#050100"] == 5
    assert max(numbers.values()) < colours.MOST_EVENT_COLOURS
