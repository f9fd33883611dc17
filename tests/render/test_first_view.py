"""The first view: the accepted values and the errors."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from geo.errors import ViewError
from geo.render.first_view import FirstView, view_of_bounds, view_of_location

BOX = [[33.9, -118.5], [34.1, -118.2]]


def test_corners_may_come_in_any_order_and_number() -> None:
    view = FirstView(33.9, -118.5, 34.1, -118.2)
    assert view_of_bounds(BOX) == view
    assert view_of_bounds([(34.1, -118.2), (33.9, -118.5)]) == view
    assert view_of_bounds([(34.1, -118.5), (33.9, -118.5), (34, -118.2)]) == view


def test_a_box_from_the_east_to_the_west_crosses_the_180th_meridian() -> None:
    fiji = FirstView(-18, 177, -16, 182)
    assert view_of_bounds([[-18, 177], [-16, -178]]) == fiji
    assert view_of_bounds([[-18, 177], [-17, -178], [-16, 179.5]]) == fiji
    # North-east corner first: nearly the whole world.
    assert view_of_bounds([[70, 170], [-60, -170]]) == FirstView(-60, -170, 70, 170)
    assert view_of_bounds([[-60, -170], [70, 170]]) == FirstView(-60, -170, 70, 170)


def test_the_poles_and_a_copy_of_the_world_on_each_side_are_valid() -> None:
    assert view_of_bounds([[-90, -540], [90, 540]]) == FirstView(-90, -540, 90, 540)
    for beyond in ([90.5, 0], [-90.5, 0], [0, 540.5], [0, -540.5]):
        with pytest.raises(ViewError):
            view_of_bounds([[0, 0], beyond])


def test_numbers_of_numpy_become_python_numbers() -> None:
    view = view_of_bounds(np.array(BOX), max_zoom=np.int64(9))  # type: ignore[arg-type]
    sides = (view.south, view.west, view.north, view.east, view.max_zoom)
    assert {type(side) for side in sides} <= {int, float}


@pytest.mark.parametrize(
    ("how", "padding"),
    [
        ({}, None),
        ({"padding": (1, 2)}, (1, 2, 1, 2)),
        ({"padding_top_left": (1, 2)}, (1, 2, 0, 0)),
        ({"padding_bottom_right": (3, 4)}, (0, 0, 3, 4)),
        ({"padding": (1, 2), "padding_bottom_right": (3, 4)}, (1, 2, 3, 4)),
    ],
)
def test_padding_is_left_top_right_bottom(how: dict[str, Any], padding: Any) -> None:
    assert view_of_bounds(BOX, **how).padding == padding


@pytest.mark.parametrize(
    ("bounds", "how", "message"),
    [
        ([[1, 2]], {}, "bounds: found [[1, 2]], expected [[south, west], [north, east]]"),
        ([[1, 2], [3]], {}, "bounds: found [[1, 2], [3]], expected"),
        ([[1, 2], [91, 2]], {}, "bounds: found [[1, 2], [91, 2]], expected"),
        ([[1, 2], [float("nan"), 2]], {}, "bounds: found"),
        ([["1", "2"], ["3", "4"]], {}, "bounds: found"),
        ("1234", {}, "bounds: found '1234', expected"),
        (5, {}, "bounds: found 5, expected"),
        (BOX, {"padding": 10}, "padding: found 10, expected (x, y) in pixels, each 0 or more"),
        (BOX, {"padding_top_left": (-1, 0)}, "padding_top_left: found (-1, 0), expected"),
        (BOX, {"max_zoom": "near"}, "max_zoom: found 'near', expected a zoom level from 0 to 22"),
        (BOX, {"max_zoom": 23}, "max_zoom: found 23, expected"),
    ],
)
def test_an_invalid_view_is_an_error_with_the_expected_form(
    bounds: Any, how: dict[str, Any], message: str
) -> None:
    with pytest.raises(ViewError, match=re.escape(message)):
        view_of_bounds(bounds, **how)


def test_a_location_is_a_box_of_size_zero_with_the_given_zoom() -> None:
    assert view_of_location([34, -118], 12.5) == FirstView(34, -118, 34, -118, None, 12.5)
    with pytest.raises(ViewError, match=re.escape("location: found 'LA', expected [latitude")):
        view_of_location("LA", None)  # type: ignore[arg-type]
    with pytest.raises(ViewError, match=re.escape("zoom_start: found -1, expected a zoom level")):
        view_of_location([34, -118], -1)


@pytest.mark.parametrize(
    "call",
    [
        lambda: view_of_location([-118.2, 34], None),
        lambda: view_of_bounds([[-118, 33], [-117, 34]]),
    ],
    ids=["location", "bounds"],
)
def test_swapped_degrees_are_recognised(call: Callable[[], FirstView]) -> None:
    with pytest.raises(ViewError, match=r"in degrees \(they look swapped: latitude comes first\)$"):
        call()


def test_only_swapped_degrees_get_the_hint() -> None:
    for invalid in ([-600, 34], [-118, 134], "LA"):
        with pytest.raises(ViewError, match=r"in degrees$"):
            view_of_location(invalid, None)  # type: ignore[arg-type]  # wrong on purpose
