"""Where a mover is, for random tracks."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import Event, Position, When, Where
from geo.playback.path_measures import seconds_from_start
from geo.playback.tracks import position_in_event
from tests.playback.stories import unhurried

START = datetime(2024, 6, 1, 9)
SAME_DEGREES = 1e-9


@st.composite
def movements(draw: st.DrawFn) -> Event:
    """Draw a movement that waits, pauses and jumps, far from the 180th meridian."""
    steps = draw(st.lists(st.sampled_from((0, 1, 500, 1000, 90_000)), min_size=2, max_size=30))
    place = st.builds(Position, st.floats(-9, 9), st.floats(-9, 9))
    path: list[Position] = []
    for _ in steps:
        stays = draw(st.booleans())
        path.append(path[-1] if path and stays else draw(place))
    moments, elapsed = [], 0
    for step in steps:
        elapsed += step
        moments.append(START + timedelta(milliseconds=elapsed))
    end = START + timedelta(milliseconds=elapsed + draw(st.sampled_from((1, 60_000))))
    return Event("e", "Tour", when=When(START, end), where=Where(tuple(path), tuple(moments)))


def share_at(event: Event, seconds: float) -> float:
    return seconds / seconds_from_start(event.where.times, event.when)[-1]


@unhurried
@given(movements())
def test_a_mover_is_at_a_position_at_its_time(event: Event) -> None:
    moments = seconds_from_start(event.where.times, event.when)[:-1]
    for i, (seconds, at) in enumerate(zip(moments, event.where.path, strict=True)):
        if seconds not in moments[i + 1 :]:  # of several positions at a time, the last one counts
            # 18 degrees in a millisecond, and the rounding of the share.
            assert position_in_event(event, share_at(event, seconds)) == pytest.approx(at, abs=1e-6)


@unhurried
@given(movements(), st.floats(0, 1))
def test_a_mover_is_between_the_positions_before_and_after(event: Event, share: float) -> None:
    moments = seconds_from_start(event.where.times, event.when)[:-1]
    found = position_in_event(event, share)
    path = event.where.path
    wanted = share / share_at(event, 1)
    # The line to the next position, and its ends: where the mover waits.
    around = [
        (a, b)
        for (a, b), (before, after) in zip(pairwise(path), pairwise(moments), strict=True)
        if before - 1e-5 <= wanted <= after + 1e-5
    ]
    around += [(path[0], path[0])] if wanted <= moments[0] + 1e-5 else []
    around += [(path[-1], path[-1])] if wanted >= moments[-1] - 1e-5 else []
    assert any(
        min(a[n], b[n]) - SAME_DEGREES <= found[n] <= max(a[n], b[n]) + SAME_DEGREES
        for a, b in around
        for n in (0, 1)
    )


@unhurried
@given(movements(), st.floats(0, 1), st.floats(0, 1e-9))
def test_a_mover_goes_on_without_a_jump_where_its_times_differ(
    event: Event, share: float, later: float
) -> None:
    moments = seconds_from_start(event.where.times, event.when)[:-1]
    if any(before == after for before, after in pairwise(moments)):
        return  # two positions at a time are a jump
    here = position_in_event(event, share)
    there = position_in_event(event, min(share + later, 1.0))
    # At most 18 degrees in a millisecond, and at most 1e-9 of the whole time in between.
    most = 18_000 * (later + 1e-12) / share_at(event, 1) + 18_000 * 2e-6
    assert abs(here.longitude - there.longitude) <= most
    assert abs(here.latitude - there.latitude) <= most


def test_a_movement_without_a_start_counts_from_its_first_time() -> None:
    path = (Position(0, 0), Position(2, 0))
    event = Event("e", "Tour", where=Where(path, (START, START + timedelta(hours=1))))
    assert position_in_event(event, 0.25) == Position(0.5, 0)
