from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given

from geo import Story
from geo.analysis.timeline_distances import Trail, separation_curve
from geo.playback import status_at, time_scales, timeline, tracks
from tests.analysis.pair_table import CASES, answers, mismatches
from tests.playback.stories import moments, seeded_story, stories, unhurried
from tests.playback.table import name_of
from tests.twins.separations import separation_at


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_distances_match_the_table_of_cases(case: dict[str, Any]) -> None:
    assert mismatches(case, answers(case), "separations", "curves") == []


@unhurried
@given(stories())
def test_a_trail_gives_the_same_status_as_reading_all_sightings(story: Story) -> None:
    for scale in time_scales(story):
        line = timeline(story, scale)
        for track in tracks(story, line):
            trail = Trail(story, line, track)
            for time in moments(line):
                assert trail.whereabouts_at(time) == status_at(story, line, track, time)


@unhurried
@given(stories())
def test_the_stretches_of_a_curve_have_no_gaps_and_the_right_certainty(story: Story) -> None:
    line = timeline(story)
    one, other = tracks(story, line)[:2]
    curve = separation_curve(story, line, one, other)
    for before, after in pairwise(curve):
        assert before.to_time == after.from_time
    if line.order:
        assert curve[0].from_time == line.axis.times[0]
        assert curve[-1].to_time == line.axis.times[-1]
    for stretch in curve:
        middle = (stretch.from_time + stretch.to_time) / 2
        separation = separation_at(story, line, one, other, middle)
        assert (separation.certainty, separation.missing) == (stretch.certainty, stretch.missing)
        assert bool(stretch.missing) == (stretch.certainty == "unknown") == (not stretch.samples)
        times = [time for time, _ in stretch.samples]
        assert times == sorted(times)


def test_the_curve_of_a_long_story_is_bounded_and_covers_the_whole_story() -> None:
    story = seeded_story(6_000, 5, people=4)
    line = timeline(story)
    one, other = tracks(story, line)[:2]
    curve = separation_curve(story, line, one, other)
    assert 100 < sum(len(stretch.samples) for stretch in curve) <= 480
    assert len(curve) <= 240
    assert (curve[0].from_time, curve[-1].to_time) == (line.axis.times[0], line.axis.times[-1])
