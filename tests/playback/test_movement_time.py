"""How long movements play."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from geo import Event, Position, Story, When, Where
from geo.playback import timeline
from geo.playback.movement_time import LONGEST_MOVEMENT_S, following_s, movement_s

START = datetime(2024, 6, 1, 8)
# 2 pi 6,378,137 m / 360: a degree of the equator of WGS84.
DEGREE_M = 111_319.4908


def movement(
    *east_m: float, radius_m: float | None = None, confidence: float | None = None
) -> Event:
    """Return a movement along the equator, to each of these metres east of its start."""
    path = tuple(Position(metres / DEGREE_M, 0.0) for metres in (0.0, *east_m))
    return Event("e", "Tour", where=Where(path, radius_m=radius_m, confidence=confidence))


@pytest.mark.parametrize(
    ("metres", "seconds"),
    [(5, 0), (10, 0), (100, 3), (1_000, 6), (10_000, 9), (100_000, 12), (10_000_000, 18)],
)
def test_ten_times_the_length_plays_three_seconds_longer(metres: float, seconds: float) -> None:
    assert movement_s(movement(metres)) == pytest.approx(seconds, abs=0.01)


def test_a_way_there_and_back_twice_plays_twice_as_long_as_its_length_straight_on() -> None:
    # 4 km on an extent of 1 km: 4 windings, and the square root of 4 is 2. 4 km straight on play
    # for 3 s + 3 s x log10(40) = 7.806 s.
    assert movement_s(movement(1_000, 0, 1_000, 0)) == pytest.approx(15.612, abs=0.01)


def test_a_hundred_laps_play_for_the_longest_time() -> None:
    assert movement_s(movement(*(1_000, 0) * 100)) == LONGEST_MOVEMENT_S


def timed(hours: tuple[float, ...], *east_m: float) -> Event:
    """Return a movement that is at each of these metres east of its start at these hours."""
    path = tuple(Position(metres / DEGREE_M, 0.0) for metres in east_m)
    times = tuple(START + timedelta(hours=hour) for hour in hours)
    return Event("e", "Tour", where=Where(path, times))


@pytest.mark.parametrize(
    ("hours", "metres", "longer"),
    [
        ((0, 1, 2, 3), (0, 1_000, 2_000, 3_000), 1),
        # 90 % of the path, 2,700 m, take 2.7 of 4 hours. At even speed they would take 3.6.
        ((0, 1, 2, 3, 4), (0, 1_000, 2_000, 2_000, 3_000), 4 / 3),
        # A step of a device at rest is not on the move.
        ((0, 1, 2, 3, 4), (0, 1_000, 2_000, 2_001, 3_001), 4 / 3),
        # 7 of 8 hours are a rest: twice as long is the most.
        ((0, 0.5, 7.5, 8), (0, 1_500, 1_500, 3_000), 2),
        ((0, 0, 0), (0, 1_000, 3_000), 1),
    ],
)
def test_a_mover_that_rests_plays_longer(
    hours: tuple[float, ...], metres: tuple[float, ...], longer: float
) -> None:
    # 3 km straight on: 3 s + 3 s x log10(30).
    assert movement_s(timed(hours, *metres)) == pytest.approx(7.431 * longer, rel=2e-3)


def test_what_does_not_move_or_has_no_marker_needs_no_time() -> None:
    assert movement_s(movement()) == 0
    assert movement_s(movement(0, 0)) == 0
    assert movement_s(movement(5_000, radius_m=50_000)) == 0
    assert movement_s(Event("e", "Nowhere")) == 0


def test_movements_at_the_same_time_play_together() -> None:
    points = [0.0, 10.0, 20.0, 40.0, 50.0]
    # The first needs 0.5 s for a unit, the second 2 s until 20, the third 0.25 s until 50.
    found = following_s(points, [0.0, 10.0, 10.0], [40.0, 20.0, 50.0], [20.0, 20.0, 10.0])
    assert found == [5.0, 20.0, 10.0, 2.5]


def test_an_eight_hour_hike_with_a_photo_and_a_rest_can_be_watched() -> None:
    # 14 km on an extent of 5 km: 9.4 s x the square root of 2.8.
    path = tuple(Position(metres / DEGREE_M, 0.0) for metres in (0, 5_000, 5_000, 0, 4_000))
    hours = (0, 3, 4, 6, 8)
    times = tuple(START + timedelta(hours=hour) for hour in hours)
    hike = Event("hike", "Hike", when=When(START, times[-1]), where=Where(path, times))
    noon = START + timedelta(hours=4)
    photo = Event("photo", "Photo", when=When(noon, noon + timedelta(minutes=1)))
    line = timeline(Story("Day", (hike, photo)))
    assert 10 <= line.duration_s <= 25
    start_s, end_s = line.starts[0], line.ends[0]
    # As much time before noon as in the same hours after the photo, in proportion.
    before = line.axis.seconds_at(noon.timestamp() - START.timestamp() + start_s)
    after = line.duration_s - line.axis.seconds_at(end_s - 3 * 3600)
    assert before / 4 == pytest.approx(after / 3, rel=0.01)
