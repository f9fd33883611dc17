"""The colours of groups and people, with enough contrast in both themes."""

from __future__ import annotations

import colorsys
from collections import Counter
from math import dist

from geo.story import Story

# For groups without a colour: colour-blind safe, after Okabe and Ito (2008), "Color Universal
# Design". Neighbours in this order are easy to distinguish on both backgrounds.
PALETTE = ("#e69f00", "#56b4e9", "#009e73", "#cc79a7", "#f0e442", "#d55e00", "#8f9bff", "#9aa5b1")

# A document has at most this many colours of events. The timeline of a long story has one layer for
# each colour.
MOST_EVENT_COLOURS = 60

# `--ui-raised` in player.css: the lightest dark and the darkest light background of names in these
# colours.
DARK_BACKGROUND = "#1b2334"
LIGHT_BACKGROUND = "#f3efe6"

# WCAG 2.2, 1.4.3: names of people are small text in the colour of their group.
CONTRAST = 4.5
_STEP = 0.02


def group_colours(story: Story) -> dict[str, str]:
    """Return each group's colour, `#rrggbb`, by its id, from the story or the palette."""
    return {
        group.id: group.colour or PALETTE[i % len(PALETTE)] for i, group in enumerate(story.groups)
    }


def person_colours(story: Story) -> list[str | None]:
    """Return each person's colour, `#rrggbb`, in the order of `Story.people`.

    People have the colour of their group. None: the person has no group. In a story without groups,
    people get the colours of the palette in turn.
    """
    if not story.groups:
        return [PALETTE[i % len(PALETTE)] for i in range(len(story.people))]
    groups = group_colours(story)
    return [groups.get(person.group or "") for person in story.people]


def event_colours(story: Story) -> dict[str, int]:
    """Return the index of each colour that an event has of its own, `#rrggbb` in lower case.

    At most `MOST_EVENT_COLOURS` colours have their own index, the most frequent ones in order of
    their first event. Each of the others has the index of the most similar one.
    """
    counts = Counter(event.colour.lower() for event in story.events if event.colour is not None)
    frequent = {colour for colour, _ in counts.most_common(MOST_EVENT_COLOURS)}
    kept = [colour for colour in counts if colour in frequent]
    numbers = {colour: number for number, colour in enumerate(kept)}
    for colour in counts:
        if colour not in frequent:
            channels = _channels(colour)
            numbers[colour] = min(
                range(len(kept)), key=lambda i: dist(channels, _channels(kept[i]))
            )
    return numbers


def adapt_to_theme(colour: str, *, dark: bool) -> str:
    """Make a colour lighter or darker until it contrasts with the theme's background.

    Args:
        colour: `#rrggbb`. The hue stays the same.
        dark: True for the dark theme.
    """
    background = DARK_BACKGROUND if dark else LIGHT_BACKGROUND
    red, green, blue = _channels(colour)
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    # The loop ends, because white on the dark background and black on the light one are enough.
    while contrast(_hex(red, green, blue), background) < CONTRAST:
        lightness = min(1.0, lightness + _STEP) if dark else max(0.0, lightness - _STEP)
        red, green, blue = colorsys.hls_to_rgb(hue, lightness, saturation)
    return _hex(red, green, blue)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    # WCAG 2.2, definition of relative luminance (sRGB).
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in _channels(colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def _hex(red: float, green: float, blue: float) -> str:
    return "#" + "".join(f"{round(value * 255):02x}" for value in (red, green, blue))
