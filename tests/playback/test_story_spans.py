"""Events without a start, and without an end, in any story."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.playback.story_spans import GivenTime, story_spans
from tests.playback.stories import unhurried

UNKNOWN = GivenTime(None, None, 0.0)


@st.composite
def given_times(draw: st.DrawFn) -> list[GivenTime]:
    """Draw events with few distinct starts, of which a third are unknown, and at least one not."""
    times = draw(st.lists(st.one_of(st.none(), known(), known()), min_size=1, max_size=12))
    times[draw(st.integers(0, len(times) - 1))] = draw(known())
    return [time or UNKNOWN for time in times]


def known() -> st.SearchStrategy[GivenTime]:
    starts = st.integers(0, 6).map(lambda n: n * 40.0)
    lengths = st.sampled_from((None, None, 0.25, 40.0, 90.0, 1e6))
    return st.builds(
        lambda start, length, longest: GivenTime(
            start, None if length is None else start + length, longest
        ),
        starts,
        lengths,
        st.sampled_from((2.0, 12.0, 86_400.0)),
    )


@unhurried
@given(given_times())
def test_no_event_takes_the_known_time_of_another(times: list[GivenTime]) -> None:
    starts, ends = story_spans(times)
    for time, start, end in zip(times, starts, ends, strict=True):
        assert time.start in (None, start)
        assert time.end in (None, end)
        assert start < end


@settings(parent=unhurried, max_examples=1_000)
@given(given_times())
def test_an_unknown_time_is_after_the_neighbour_before_and_before_the_one_after(
    times: list[GivenTime],
) -> None:
    starts, ends = story_spans(times)
    for i, time in enumerate(times):
        if time.start is not None:
            continue
        if i > 0:
            assert starts[i - 1] <= starts[i]
        following = next((one.start for one in times[i:] if one.start is not None), None)
        before = next((one.start for one in times[i::-1] if one.start is not None), None)
        if following is not None and (before is None or before < following):
            assert starts[i] < ends[i] <= following


@unhurried
@given(given_times())
def test_an_inferred_end_is_never_after_the_next_start(times: list[GivenTime]) -> None:
    starts, ends = story_spans(times)
    distinct = sorted({time.start for time in times if time.start is not None})
    following = dict(pairwise(distinct))
    for time, start, end in zip(times, starts, ends, strict=True):
        if time.start is None or time.end is not None:
            continue
        if start in following:
            assert end <= following[start]
        else:
            assert end <= start + max(time.longest_s, 60.0)


@pytest.mark.parametrize("count", [1, 2, 3, 7, 50])
def test_events_of_unknown_time_that_share_a_day_leave_no_gap(count: int) -> None:
    day = 799_372_800.0
    times = [GivenTime(day, None, 86_400.0), *[UNKNOWN] * count, GivenTime(day + 86_400, None, 2.0)]
    starts, ends = story_spans(times)
    assert starts[1:] == ends[:-1]
