from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from geo import atlas
from geo.atlas import wire
from geo.story import Position

POSITIONS = st.builds(
    Position,
    st.floats(-180, 180, allow_nan=False),
    st.floats(-90, 90, allow_nan=False),
)


@given(st.lists(POSITIONS, max_size=40))
def test_a_line_comes_back_to_within_half_a_unit(line: list[Position]) -> None:
    again = wire.walk(wire.steps(line))
    assert len(again) == len(line)
    for before, after in zip(line, again, strict=True):
        assert abs(before.longitude - after.longitude) <= wire.UNIT * 0.5001
        assert abs(before.latitude - after.latitude) <= wire.UNIT * 0.5001


def test_every_line_of_the_atlas_comes_back() -> None:
    los_angeles = atlas.load()
    sent = {
        (kind, tuple(line)) for kind, _, _, lines in los_angeles.wire()["lines"] for line in lines
    }
    for entry in los_angeles.of("freeway", "street", "runway"):
        for line in entry.lines:
            assert (entry.kind, tuple(wire.steps(line))) in sent


def test_it_is_small_enough_for_a_document() -> None:
    text = json.dumps(atlas.load().wire(), separators=(",", ":"), ensure_ascii=False)
    assert len(text.encode()) < 60_000


def test_corners_and_interchanges_stay_out() -> None:
    kinds = {point[0] for point in atlas.load().wire()["points"]}
    assert kinds == {"city", "district", "airport", "station", "landmark"}


def test_a_label_does_not_say_what_its_sign_says() -> None:
    labels = {(point[0], point[2]) for point in atlas.load().wire()["points"]}
    assert ("station", "Firestone") in labels
    assert ("airport", "LAX") in labels
