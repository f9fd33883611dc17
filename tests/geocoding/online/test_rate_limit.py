"""Manners, with a clock of our own: nothing here waits."""

from __future__ import annotations

import threading
from itertools import pairwise

import pytest
from geopy.exc import GeocoderRateLimited, GeocoderTimedOut

from geo.geocoding.online.rate_limit import Limiter


class Clock:
    """Time that passes only when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 100.0
        self.slept: list[float] = []
        self._turn = threading.Lock()

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        with self._turn:
            self.slept.append(seconds)
            self.now += seconds


class Asking:
    """A question that notes when it is asked, and fails as often as told."""

    def __init__(self, clock: Clock, *failures: Exception) -> None:
        self.clock, self.failures = clock, list(failures)
        self.times: list[float] = []

    def __call__(self) -> str:
        self.times.append(self.clock())
        if self.failures:
            raise self.failures.pop(0)
        return "here"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def limiter(clock: Clock) -> Limiter:
    return Limiter(clock=clock, sleep=clock.sleep)


def ask(limiter: Limiter, asking: Asking, longest_wait_s: float = 60) -> str:
    return limiter.call(asking, interval_s=1.0, longest_wait_s=longest_wait_s)


def test_the_first_question_does_not_wait_and_each_next_one_waits_a_second(
    limiter: Limiter, clock: Clock
) -> None:
    asking = Asking(clock)
    assert [ask(limiter, asking) for _ in range(3)] == ["here"] * 3
    assert asking.times == [100, 101, 102]


def test_a_question_after_a_long_rest_does_not_wait(limiter: Limiter, clock: Clock) -> None:
    asking = Asking(clock)
    ask(limiter, asking)
    clock.now += 5
    ask(limiter, asking)
    assert clock.slept == []


def test_all_threads_share_one_second(limiter: Limiter, clock: Clock) -> None:
    asking = Asking(clock)
    threads = [threading.Thread(target=ask, args=(limiter, asking)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times = sorted(asking.times)
    assert len(times) == 8
    assert all(later - one >= 1 for one, later in pairwise(times))


def test_a_pause_that_is_asked_for_is_kept_and_the_question_put_again(
    limiter: Limiter, clock: Clock
) -> None:
    asking = Asking(clock, GeocoderRateLimited("slow down", retry_after=7))
    assert ask(limiter, asking) == "here"
    assert asking.times == [100, 107]


def test_a_pause_without_a_length_gets_a_length_that_grows(limiter: Limiter, clock: Clock) -> None:
    asking = Asking(clock, *[GeocoderRateLimited("slow down") for _ in range(2)])
    assert ask(limiter, asking) == "here"
    assert asking.times == [100, 105, 115]


def test_it_gives_up_after_three_tries(limiter: Limiter, clock: Clock) -> None:
    asking = Asking(clock, *[GeocoderRateLimited("slow", retry_after=2) for _ in range(9)])
    with pytest.raises(GeocoderRateLimited):
        ask(limiter, asking)
    assert asking.times == [100, 102, 104]


def test_a_long_pause_is_not_waited_for_and_nobody_asks_until_it_is_over(
    limiter: Limiter, clock: Clock
) -> None:
    asking = Asking(clock, GeocoderRateLimited("slow down", retry_after=3600))
    for _ in range(3):
        with pytest.raises(GeocoderRateLimited) as caught:
            ask(limiter, asking)
        assert caught.value.retry_after == 3600
    assert asking.times == [100]
    clock.now += 3600
    assert ask(limiter, asking) == "here"


def test_a_shorter_pause_does_not_end_a_longer_one(limiter: Limiter, clock: Clock) -> None:
    """While one request runs, the service asks another for a longer pause."""

    def request() -> str:
        with pytest.raises(GeocoderRateLimited):
            ask(limiter, Asking(clock, GeocoderRateLimited("slow down", retry_after=600)))
        raise GeocoderRateLimited("slow down", retry_after=5)

    with pytest.raises(GeocoderRateLimited) as caught:
        limiter.call(request, interval_s=1.0, longest_wait_s=60)
    assert caught.value.retry_after == 600


def test_other_failures_are_handed_on_at_once(limiter: Limiter, clock: Clock) -> None:
    with pytest.raises(GeocoderTimedOut):
        ask(limiter, Asking(clock, GeocoderTimedOut("slow")))
    assert clock.slept == []
