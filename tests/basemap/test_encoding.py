from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from geo import basemap
from geo.basemap import encoding
from geo.story import Position

POSITIONS = st.builds(
    Position,
    st.floats(-180, 180, allow_nan=False),
    st.floats(-90, 90, allow_nan=False),
)


def decode(flat: Sequence[int]) -> tuple[Position, ...]:
    """Decode the result of `encoding.steps`, as the player does."""
    longitudes, latitudes = accumulate(flat[::2]), accumulate(flat[1::2])
    unit = encoding.UNIT
    return tuple(Position(x * unit, y * unit) for x, y in zip(longitudes, latitudes, strict=True))


@given(st.lists(POSITIONS, max_size=40))
def test_a_decoded_line_differs_by_at_most_half_a_unit(line: list[Position]) -> None:
    decoded = decode(encoding.steps(line))
    assert len(decoded) == len(line)
    for before, after in zip(line, decoded, strict=True):
        assert abs(before.longitude - after.longitude) <= encoding.UNIT * 0.5001
        assert abs(before.latitude - after.latitude) <= encoding.UNIT * 0.5001


def test_every_line_of_the_atlas_is_encoded() -> None:
    los_angeles = basemap.load()
    encoded = {
        (kind, tuple(line))
        for kind, _, _, lines, *_ in basemap.encode(los_angeles)["lines"]
        for line in lines
    }
    for entry in los_angeles.entries_of("freeway", "street", "runway"):
        for line in entry.lines:
            assert (entry.kind, tuple(encoding.steps(line))) in encoded


def test_the_encoded_atlas_is_small_enough_for_a_document() -> None:
    text = json.dumps(basemap.encode(basemap.load()), separators=(",", ":"), ensure_ascii=False)
    assert len(text.encode()) < 60_000


def test_corners_and_interchanges_are_left_out() -> None:
    kinds = {point[0] for point in basemap.encode(basemap.load())["points"]}
    assert kinds == {"city", "district", "airport", "station", "landmark"}


def test_a_label_does_not_repeat_the_meaning_of_its_symbol() -> None:
    labels = {(point[0], point[2]) for point in basemap.encode(basemap.load())["points"]}
    assert ("station", "Firestone") in labels
    assert ("airport", "LAX") in labels


def test_a_freeway_has_its_number_and_the_form_of_its_sign() -> None:
    lines = basemap.encode(basemap.load())["lines"]
    signs = {(line[2], line[4]) for line in lines if line[0] == "freeway"}
    assert {("405", "pointed"), ("101", "rounded"), ("110", "pointed")} <= signs
    assert all(len(line) == 4 for line in lines if line[0] != "freeway")


def test_the_seas_have_names_and_positions_for_their_labels() -> None:
    [(name, places)] = basemap.encode(basemap.load())["seas"]
    assert name == "Pacific Ocean"
    assert places[0] == [-118.66, 33.86]
    assert basemap.encode(basemap.load())["openSea"] == [-124.0, 31.0]
