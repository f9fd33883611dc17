"""The colours of groups and people, for both themes: each theme gets one that can be read."""

from __future__ import annotations

import colorsys

from geo.story import Story

# For groups that give no colour: colour-blind safe, after Okabe and Ito (2008), "Color Universal
# Design", in the order that keeps neighbours far apart on both grounds.
PALETTE = ("#e69f00", "#56b4e9", "#009e73", "#cc79a7", "#f0e442", "#d55e00", "#8f9bff", "#9aa5b1")

DARK_GROUND = "#0a0f1e"
LIGHT_GROUND = "#f4f1ea"

# WCAG 2.2, 1.4.11: graphics need 3:1 against what is beside them; initials on them are large text.
CONTRAST = 3.2
_STEP = 0.02


def of_groups(story: Story) -> dict[str, str]:
    """Each group's colour, `#rrggbb`, by its id: the story's, or else the palette's next."""
    return {
        group.id: group.colour or PALETTE[i % len(PALETTE)] for i, group in enumerate(story.groups)
    }


def of_people(story: Story) -> list[str | None]:
    """Each person's colour, `#rrggbb`, in the order of `Story.people`.

    It is the group's; in a story without groups people take the palette's by turns. None: someone
    without a group in a story that has some.
    """
    if not story.groups:
        return [PALETTE[i % len(PALETTE)] for i in range(len(story.people))]
    groups = of_groups(story)
    return [groups.get(person.group or "") for person in story.people]


def for_theme(colour: str, *, dark: bool) -> str:
    """The same hue, made lighter or darker until it contrasts with the theme's background.

    Args:
        colour: `#rrggbb`.
        dark: the theme's ground is dark.
    """
    ground = DARK_GROUND if dark else LIGHT_GROUND
    red, green, blue = _channels(colour)
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    # Ends: white on the dark ground and black on the light one are far enough.
    while contrast(_hex(red, green, blue), ground) < CONTRAST:
        lightness = min(1.0, lightness + _STEP) if dark else max(0.0, lightness - _STEP)
        red, green, blue = colorsys.hls_to_rgb(hue, lightness, saturation)
    return _hex(red, green, blue)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
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
