"""Every name of a column and every form of a date that the page of the format lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import pytest

import geo
from geo import Event, Story
from geo.calendar_periods import first_moment
from geo.formats.times.timestamps import format_moment
from geo.playback.event_times import event_time
from geo.precision_ends import last_moment, precision_of_end

PAGE: Final = (Path(__file__).resolve().parents[2] / "docs" / "story-format.md").read_text("utf-8")

# A value of each field, and what it gives.
VALUES: Final[dict[str, tuple[Any, Any]]] = {
    "id": ("e7", "e7"),
    "title": ("Into the bank", "Into the bank"),
    "text": ("Neil waits.", "Neil waits."),
    "start": ("1995-05-02", datetime(1995, 5, 2)),
    "end": ("1995-05-03T10:00", datetime(1995, 5, 3, 10)),
    "times": (["1995-05-02", "1995-05-03"], (datetime(1995, 5, 2), datetime(1995, 5, 3))),
    "timezone": ("Europe/Rome", "Europe/Rome"),
    "end_timezone": ("Asia/Tokyo", "Asia/Tokyo"),
    "people": ("Neil", ("neil",)),
    "group": ("crew", "crew"),
    "place": ("Bank", "bank"),
    "importance": (3, 3),
    "confidence": (0.5, 0.5),
    "radius_m": (60, 60),
    "sources": ("https://example.org/a", ("https-example-org-a",)),
    "colour": ("red", "#ff0000"),
}


def rows_under(heading: str) -> list[list[str]]:
    """Return the cells of each row of the first table under a heading."""
    lines = PAGE.partition(f"\n{heading}\n")[2].splitlines()
    table = "\n".join(lines).partition("\n| --- | --- |\n")[2].partition("\n\n")[0]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in table.splitlines()]


def names() -> Iterator[tuple[str, str]]:
    """Yield each field with each of its names."""
    for field, listed in rows_under("## Other people's GeoJSON"):
        if field in VALUES:
            yield from ((field, name) for name in listed.partition(";")[0].split(", "))


def value_of(event: Event, field: str) -> Any:
    part = next(one for one in (event.when, event.where, event) if hasattr(one, field))
    return getattr(part, field)


@pytest.mark.parametrize(("field", "name"), list(names()))
def test_every_listed_name_gives_its_field(field: str, name: str) -> None:
    given, expected = VALUES[field]
    row: dict[str, Any] = {} if field == "start" else {"begin": "1995-05-02"}
    if field == "times":  # they are those of a line
        row |= {"geometry": {"type": "LineString", "coordinates": [[1, 2], [3, 4]]}}
    if field == "end_timezone":  # it needs an end, and another zone of the start
        row |= {"until": "1995-05-03T10:00", "timezone": "Europe/Rome"}
    (event,) = geo.read([row | {name: given}]).events
    assert value_of(event, field) == expected


def test_every_field_of_the_table_is_tried() -> None:
    fields = {field for field, _ in rows_under("## Other people's GeoJSON")}
    assert fields - VALUES.keys() == {"geometry, if there is none"}


def axes() -> list[list[str]]:
    """Return the names of the longitude, then those of the latitude."""
    (cell,) = (names for field, names in rows_under("## Other people's GeoJSON") if "geom" in field)
    return [part.strip().split(", ") for part in cell.split(";")]


@pytest.mark.parametrize("longitude", axes()[0])
@pytest.mark.parametrize("latitude", axes()[1])
def test_every_listed_pair_of_coordinates_gives_a_point(longitude: str, latitude: str) -> None:
    (event,) = geo.read([{"title": "x", longitude: 1.5, latitude: 2.5}]).events
    assert event.where.path == (geo.Position(1.5, 2.5),)


def given_in(cell: str, *, as_text: bool) -> dict[str, Any]:
    """The columns of a row: numbers as numbers, or all values as texts."""
    columns: dict[str, Any] = {}
    for name, value in re.findall(r"`(\w+): ([^`]+)`", cell):
        is_number = re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", value) is not None and not as_text
        columns[name] = (float(value) if "." in value else int(value)) if is_number else value
    return columns


def reading(story: Story) -> str:
    """The times of the first event as the table writes them."""
    when = story.events[0].when
    if story.day_names is not None:
        return event_time(when, story.day_names, unit=story.clock_unit)
    assert when.start is not None
    start = format_moment(when.start, when.precision, when.doubt)
    if when.end is None:
        return start
    precision = precision_of_end(when)
    end = when.end if precision == "time" else last_moment(when.end)
    return f"{start} to {format_moment(first_moment(end, precision), precision, when.end_doubt)}"


@pytest.mark.parametrize("as_text", [False, True])
@pytest.mark.parametrize(("cell", "expected"), rows_under("### Dates and times"))
def test_every_listed_date_is_read_asked_or_refused(
    cell: str, expected: str, as_text: bool
) -> None:
    table = [{"headline": "x"} | given_in(cell, as_text=as_text)]
    choices: dict[str, Any] = {}
    if expected.startswith("asked: "):
        option, expected = expected.removeprefix("asked: ").split(": ")
        name, choice = option.strip("`-").split()
        (problem,) = geo.check(table).problems
        assert (problem.severity, f"--{name}" in str(problem)) == ("error", True)
        choices = {name: choice}
    elif expected.startswith("refused: "):
        (problem,) = geo.check(table).problems
        assert problem.severity == "error"
        assert expected.removeprefix("refused: ") in problem.expected
        return
    story, problems, _ = geo.check(table, **choices)
    assert story is not None, problems
    assert bool(problems) == expected.endswith(", with a warning")
    assert reading(story) == expected.removesuffix(", with a warning").replace("`", "")
