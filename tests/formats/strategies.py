"""Random stories with all features of the format, for property tests."""

from __future__ import annotations

from datetime import datetime
from typing import get_args

from hypothesis import strategies as st

from geo.ancient_time import EPOCH, AncientTime, StoryTime, time_since_epoch
from geo.calendar_periods import first_moment, period_end
from geo.field_types import MOST_NUMBER
from geo.story import (
    Alternative,
    Basis,
    Doubt,
    Event,
    Group,
    Person,
    Place,
    Position,
    Precision,
    Source,
    Story,
    When,
    Where,
)

# Any text without lone surrogates, including control characters and hostile markup.
TEXT = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    st.sampled_from(["{{7*7}}", "</script><script>alert(1)</script>", "<img src=x onerror=y>"]),
)
TITLE = TEXT.filter(str.strip)
OPTIONAL = st.none() | TEXT.filter(bool)
METRES = st.floats(0.1, 1e7)
NUMBER = st.floats(-MOST_NUMBER, MOST_NUMBER)
SHARE = st.floats(0, 1)
POSITION = st.builds(Position, st.floats(-180, 180), st.floats(-90, 90))
MOMENT = st.one_of(
    st.datetimes(datetime(1, 1, 1), datetime(9998, 12, 31)),
    st.timedeltas(AncientTime(-9900) - EPOCH, datetime(1, 1, 1) - EPOCH).map(time_since_epoch),
)


def ids(kind: str) -> st.SearchStrategy[list[str]]:
    return st.lists(TEXT.filter(bool).map(lambda text: f"{kind}{text}"), max_size=3, unique=True)


def id_tuples(known: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    if not known:
        return st.just(())
    return st.lists(st.sampled_from(known), max_size=3, unique=True).map(tuple)


def optional_ids(known: list[str]) -> st.SearchStrategy[str | None]:
    return st.sampled_from([None, *known])


@st.composite
def moments(draw: st.DrawFn) -> tuple[StoryTime, Precision]:
    precision: Precision = draw(st.sampled_from(get_args(Precision)))
    return first_moment(draw(MOMENT), precision), precision


@st.composite
def whens(draw: st.DrawFn, length: float | None, *, has_further_scale: bool = False) -> When:
    readings = moments() if has_further_scale else st.nothing()
    further, further_precision = draw(st.none() | readings) or (None, "time")
    start, precision = draw(st.none() | moments()) or (None, "time")
    end = draw(st.none() | MOMENT)
    end_precision: Precision = "time"
    if end is not None and draw(st.booleans()):
        end_precision = draw(st.sampled_from([one for one in get_args(Precision) if one != "time"]))
        end = period_end(end, end_precision)
    if start is not None and end is not None and end < start:
        end = None
    if start is not None and end == start and end_precision != "time":
        end = None
    known: list[Basis | None] = [None, "stated", "implied", "assumed"]
    basis = st.sampled_from(known)
    return When(
        start=start,
        end=end,
        precision=precision,
        end_precision=end_precision,
        day_basis=draw(basis),
        clock_basis=draw(basis),
        film_start_s=draw(st.none() | st.floats(0, length or 1e6)),
        film_basis=draw(st.sampled_from([None, "documented", "estimated"])),
        timezone=(zone := draw(st.sampled_from([None, "Europe/Rome", "-03:30"]))),
        end_timezone=draw(st.sampled_from([None, "Asia/Tokyo"])) if zone and end is None else None,
        doubt=draw(st.sampled_from([None, *get_args(Doubt)])),
        end_doubt=draw(st.sampled_from([None, *get_args(Doubt)])),
        further_time=further,
        further_precision=further_precision,
    )


@st.composite
def stories(draw: st.DrawFn) -> Story:
    groups, people = draw(ids("group")), draw(ids("person"))
    places, sources = draw(ids("place")), draw(ids("source"))
    length = draw(st.none() | st.floats(1, 1e5))
    further_scale = draw(st.none() | TITLE)

    def event(identifier: str) -> Event:
        present = draw(id_tuples(people))
        return Event(
            id=identifier,
            title=draw(TITLE),
            text=draw(TEXT),
            when=draw(whens(length, has_further_scale=further_scale is not None)),
            where=Where(
                path=tuple(draw(st.lists(POSITION, max_size=3))),
                place=draw(optional_ids(places)),
                filmed_at=draw(optional_ids(places)),
                radius_m=draw(st.none() | METRES),
                confidence=draw(st.none() | SHARE),
            ),
            people=present,
            heard=draw(id_tuples(people)),
            watched=draw(id_tuples(people)),
            mentioned=draw(id_tuples(people)),
            dies=present[:1] if draw(st.booleans()) else (),
            group=draw(optional_ids(groups)),
            importance=draw(st.integers(1, 3)),
            size_value=draw(st.none() | NUMBER),
            colour_value=draw(st.none() | NUMBER),
            sources=draw(id_tuples(sources)),
            synopsis=draw(st.none() | st.tuples(st.integers(1, 9), st.integers(9, 99))),
            note=draw(OPTIONAL),
        )

    web = st.sampled_from([None, "https://example.org/a?b=c#d", "HTTP://example.org"])
    events = tuple(event(one_id) for one_id in draw(ids("event").filter(bool)))
    zones = ["America/Los_Angeles", "Europe/Rome", "UTC"]
    has_mixed_times = len({one.when.timezone is None for one in events}) > 1
    return Story(
        title=draw(TITLE),
        events=events,
        description=draw(TEXT.filter(lambda text: not text or bool(text.strip()))),
        year=draw(st.none() | st.integers(-9999, 9999)),
        timezone=draw(st.sampled_from(zones if has_mixed_times else [None, *zones])),
        day_one=draw(st.none() | st.dates()),
        running_time_s=length,
        further_scale=further_scale,
        size_by=draw(st.none() | TITLE),
        colour_by=draw(st.none() | TITLE),
        language=draw(st.sampled_from(["en", "pt-BR", "zh-Hant-TW"])),
        licence=draw(OPTIONAL),
        attribution=draw(OPTIONAL),
        groups=tuple(
            Group(i, draw(TEXT), draw(st.sampled_from([None, "#a1B2c3"]))) for i in groups
        ),
        people=tuple(
            Person(
                id=i,
                name=draw(TEXT),
                actor=draw(OPTIONAL),
                group=draw(optional_ids(groups)),
                variants=tuple(draw(st.lists(TEXT, max_size=2))),
                note=draw(OPTIONAL),
            )
            for i in people
        ),
        places=tuple(
            Place(
                id=i,
                name=draw(TEXT),
                kind=draw(st.sampled_from(("story", "filming", "both"))),
                position=draw(st.none() | POSITION),
                radius_m=draw(st.none() | METRES),
                confidence=draw(st.none() | SHARE),
                address=draw(OPTIONAL),
                aliases=tuple(draw(st.lists(TEXT, max_size=2))),
                sources=draw(id_tuples(sources)),
                note=draw(OPTIONAL),
                today=draw(OPTIONAL),
                alternatives=tuple(
                    draw(st.lists(st.builds(Alternative, TEXT, TEXT, POSITION), max_size=2))
                ),
            )
            for i in places
        ),
        sources=tuple(Source(i, draw(TEXT), draw(web), draw(OPTIONAL)) for i in sources),
    )
