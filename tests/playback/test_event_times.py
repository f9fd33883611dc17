"""The time of an event in words: as precise as it is given, with its doubt."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from geo.playback.event_times import event_time, film_time, further_time, time_doubt
from geo.story import Basis, FilmBasis, When
from tests.sample import DAY, at


@pytest.mark.parametrize(
    ("when", "day_one", "text"),
    [
        (When(), None, ""),
        (When(at(11, 30)), None, "2 May 1995 · 11:30"),
        (When(at(11, 30), at(11, 35)), DAY, "Day 1 · 11:30–11:35"),
        (When(at(23, 50), at(0, 10, day=3)), DAY, "Day 1 · 23:50–Day 2 · 00:10"),
        (When(at(11, 30), at(11, 30)), DAY, "Day 1 · 11:30"),
        (When(at(11, 30), datetime(1995, 5, 2, 11, 30, 40)), DAY, "Day 1 · 11:30"),
        (When(at(0, 0), precision="day"), None, "2 May 1995"),
        (When(at(0, 0), at(0, 0, day=3), precision="day"), None, "2 May 1995"),
        (When(at(0, 0), at(0, 0, day=5), precision="day"), None, "2–4 May 1995"),
        (When(at(0, 0, day=1), precision="month"), DAY, "May 1995"),
        (
            When(
                datetime(1995, 5, 2),
                datetime(1996, 1, 1),
                precision="day",
                end_precision="year",
                end_doubt="approximate",
            ),
            None,
            "2 May 1995–about 1995",
        ),
        (
            When(datetime(1939, 1, 1), datetime(1946, 1, 1), precision="year"),
            None,
            "1939–1945",
        ),
    ],
)
def test_a_time_has_its_precision_and_an_end_only_if_the_story_gives_one(
    when: When, day_one: date | None, text: str
) -> None:
    assert event_time(when, day_one) == text


@pytest.mark.parametrize(
    ("day", "clock", "text"),
    [
        (None, None, ""),
        ("stated", "stated", ""),
        ("stated", "assumed", "hour assumed"),
        ("implied", None, "day implied"),
        ("implied", "assumed", "day implied, hour assumed"),
        ("assumed", "assumed", "day and hour assumed"),
    ],
)
def test_what_is_not_stated_is_in_doubt(day: Basis | None, clock: Basis | None, text: str) -> None:
    assert time_doubt(When(at(11, 30), day_basis=day, clock_basis=clock)) == text


def test_an_unknown_time_has_no_doubt() -> None:
    assert time_doubt(When(day_basis="assumed")) == ""


def test_a_further_time_follows_the_name_of_its_scale() -> None:
    when = When(further_time=datetime(1872, 12, 21), further_precision="day")
    assert further_time(when, "Travellers' diary") == "Travellers' diary: 21 December 1872"
    assert further_time(When(at(11, 30)), "Travellers' diary") == ""
    assert further_time(when, None) == ""


@pytest.mark.parametrize(
    ("seconds", "basis", "text"),
    [
        (None, None, ""),
        (6250.0, "documented", "film 1:44:10"),
        (6250.0, "estimated", "film 1:44:10, estimated"),
        (59.9999999, None, "film 0:01:00, estimated"),
    ],
)
def test_film_times_are_hours_minutes_and_seconds(
    seconds: float | None, basis: FilmBasis | None, text: str
) -> None:
    assert film_time(When(film_start_s=seconds, film_basis=basis)) == text
