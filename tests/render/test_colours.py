"""Group colours can be read on both grounds."""

from __future__ import annotations

import pytest

from geo.render import colours


@pytest.mark.parametrize("dark", [True, False])
@pytest.mark.parametrize("colour", [*colours.PALETTE, "#000000", "#ffffff", "#0a0f1e", "#f4f1ea"])
def test_every_colour_stands_off_the_ground_of_each_theme(colour: str, dark: bool) -> None:
    ground = colours.DARK_GROUND if dark else colours.LIGHT_GROUND
    assert colours.contrast(colours.for_theme(colour, dark=dark), ground) >= colours.CONTRAST


def test_a_colour_that_can_be_read_already_is_left_alone() -> None:
    assert colours.for_theme("#ff9f43", dark=True) == "#ff9f43"


def test_contrast_agrees_with_the_standard_s_own_extremes() -> None:
    assert colours.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert colours.contrast("#777777", "#777777") == pytest.approx(1)
