"""The rate limit, with a fake clock: no test waits."""

from __future__ import annotations

import threading
from itertools import pairwise

import pytest
from geopy.exc import GeocoderRateLimited, GeocoderTimedOut

from geo.geocoding.online.explained_errors import LongPause
from geo.geocoding.online.rate_limit import (
    LONGEST_PAUSE_S,
    Limiter,
    PauseTime,
    ServiceLimiters,
)


class Clock:
    """A clock that advances only in `sleep`."""

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


class FakeRequest:
    """A request that records its times and raises the given errors first."""

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


def send(limiter: Limiter, request: FakeRequest, longest_wait_s: float = 60) -> str:
    return limiter.call(request, interval_s=1.0, longest_wait_s=longest_wait_s)


def test_the_first_request_does_not_wait_and_each_next_one_waits_a_second(
    limiter: Limiter, clock: Clock
) -> None:
    request = FakeRequest(clock)
    assert [send(limiter, request) for _ in range(3)] == ["here"] * 3
    assert request.times == [100, 101, 102]


def test_a_request_after_a_long_pause_does_not_wait(limiter: Limiter, clock: Clock) -> None:
    request = FakeRequest(clock)
    send(limiter, request)
    clock.now += 5
    send(limiter, request)
    assert clock.slept == []


def test_all_threads_share_one_interval(limiter: Limiter, clock: Clock) -> None:
    request = FakeRequest(clock)
    threads = [threading.Thread(target=send, args=(limiter, request)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times = sorted(request.times)
    assert len(times) == 8
    assert all(later - one >= 1 for one, later in pairwise(times))


def test_after_the_pause_of_a_service_the_request_is_repeated(
    limiter: Limiter, clock: Clock
) -> None:
    request = FakeRequest(clock, GeocoderRateLimited("slow down", retry_after=7))
    assert send(limiter, request) == "here"
    assert request.times == [100, 107]


def test_a_pause_without_a_length_grows_with_each_request(limiter: Limiter, clock: Clock) -> None:
    request = FakeRequest(clock, *[GeocoderRateLimited("slow down") for _ in range(2)])
    assert send(limiter, request) == "here"
    assert request.times == [100, 105, 115]


def test_the_limiter_gives_up_after_three_requests(limiter: Limiter, clock: Clock) -> None:
    request = FakeRequest(clock, *[GeocoderRateLimited("slow", retry_after=2) for _ in range(9)])
    with pytest.raises(GeocoderRateLimited):
        send(limiter, request)
    assert request.times == [100, 102, 104]


def test_during_a_long_pause_every_call_fails_at_once_without_a_request(
    limiter: Limiter, clock: Clock
) -> None:
    request = FakeRequest(clock, GeocoderRateLimited("slow down", retry_after=3600))
    for _ in range(3):
        with pytest.raises(GeocoderRateLimited) as caught:
            send(limiter, request)
        assert caught.value.retry_after == 3600
    assert request.times == [100]
    clock.now += 3600
    assert send(limiter, request) == "here"


def test_a_shorter_pause_does_not_end_a_longer_one(limiter: Limiter, clock: Clock) -> None:
    """While one request runs, the service asks another for a longer pause."""

    def request() -> str:
        with pytest.raises(GeocoderRateLimited):
            send(limiter, FakeRequest(clock, GeocoderRateLimited("slow down", retry_after=600)))
        raise GeocoderRateLimited("slow down", retry_after=5)

    with pytest.raises(GeocoderRateLimited) as caught:
        limiter.call(request, interval_s=1.0, longest_wait_s=60)
    assert caught.value.retry_after == 600


def test_other_errors_are_raised_at_once(limiter: Limiter, clock: Clock) -> None:
    with pytest.raises(GeocoderTimedOut):
        send(limiter, FakeRequest(clock, GeocoderTimedOut("slow")))
    assert clock.slept == []


def test_the_pauses_of_all_requests_of_one_search_count_together(
    limiter: Limiter, clock: Clock
) -> None:
    pauses = PauseTime()
    for _ in range(2):
        request = FakeRequest(clock, GeocoderRateLimited("slow down", retry_after=30))
        limiter.call(request, interval_s=1.0, longest_wait_s=60, pauses=pauses)
    last = FakeRequest(clock, GeocoderRateLimited("slow down", retry_after=30))
    with pytest.raises(LongPause):
        limiter.call(last, interval_s=1.0, longest_wait_s=60, pauses=pauses)
    assert sum(clock.slept) < 63


def test_a_pause_is_at_most_an_hour(limiter: Limiter, clock: Clock) -> None:
    request = FakeRequest(clock, GeocoderRateLimited("slow down", retry_after=10**9))
    with pytest.raises(LongPause) as caught:
        send(limiter, request)
    assert (caught.value.retry_after, caught.value.asked_s) == (LONGEST_PAUSE_S, 10**9)
    clock.now += LONGEST_PAUSE_S
    assert send(limiter, request) == "here"


def test_each_service_has_its_own_limiter() -> None:
    limiters = ServiceLimiters()
    assert limiters.of("a.example") is limiters.of("a.example")
    assert limiters.of("a.example") is not limiters.of("b.example")


def test_many_services_do_not_push_out_the_limiter_of_a_public_one() -> None:
    limiters = ServiceLimiters(kept=frozenset({"public.example"}))
    public, first = limiters.of("public.example"), limiters.of("0.example")
    for number in range(1, 1_000):
        limiters.of(f"{number}.example")
    assert limiters.of("public.example") is public
    assert limiters.of("0.example") is not first
