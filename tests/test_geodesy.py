from __future__ import annotations

import pytest

from geo.geodesy import distance_m
from geo.story import Position


def test_a_degree_of_latitude_at_the_equator_has_its_published_length() -> None:
    # WGS84: 110,574 m, the textbook value for the meridian arc from 0° to 1°.
    assert distance_m(Position(0, 0), Position(0, 1)) == pytest.approx(110_574, abs=1)


def test_the_way_across_the_date_line_is_the_short_one() -> None:
    # A degree of longitude at the equator: 111,320 m.
    assert distance_m(Position(179.5, 0), Position(-179.5, 0)) == pytest.approx(111_320, abs=1)


def test_a_place_is_no_distance_from_itself() -> None:
    assert distance_m(Position(-118.2, 34), Position(-118.2, 34)) == 0
