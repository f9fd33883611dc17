"""Which columns of a file give the fields of the events, and which are not used."""

from __future__ import annotations

import json
from typing import Any

import pytest

import geo
from geo.formats.report.reading_report import ReadingReport, UsedField
from tests.formats.story_texts import POINT, feature, text


def report(*rows: dict[str, Any], geometry: Any = POINT, **choices: Any) -> ReadingReport:
    """The report about Features with these properties, with field names of other origin."""
    features = [{"type": "Feature", "geometry": geometry, "properties": row} for row in rows]
    return geo.check({"type": "FeatureCollection", "features": features}, **choices).report


def columns(result: ReadingReport) -> dict[str, tuple[str, ...]]:
    return {field: used.columns for field, used in result.used.items()}


def test_each_field_names_its_column_and_its_number_of_events() -> None:
    result = report(
        {"Name": "A", "Date": "2020-05-01", "popup": "x", "style": {}},
        {"Name": "B", "Date": None, "popup": "", "Rating": 5},
    )
    assert result.used == {
        "start": UsedField(("Date",), 1),
        "title": UsedField(("Name",), 2),
        "text": UsedField(("popup",), 1),
        "geometry": UsedField(("geometry",), 2),
    }
    assert result.unused == ("style", "Rating")


def test_a_field_can_come_from_several_columns() -> None:
    result = report({"title": "A", "name": "x"}, {"name": "B"})
    assert columns(result)["title"] == ("title", "name")
    assert result.used["title"].events == 2


def test_a_column_that_another_one_outranks_everywhere_is_not_used() -> None:
    result = report({"title": "A", "name": "x"}, {"title": "B", "name": "y"})
    assert columns(result)["title"] == ("title",)
    assert result.unused == ("name",)


@pytest.mark.parametrize(
    ("row", "start", "end", "unused"),
    [
        ({"date": "2020-05-01", "time": "9:30"}, ("date", "time"), (), ()),
        ({"date": "2020-05-01T10:00", "time": "9:30"}, ("date",), (), ("time",)),
        ({"date": "2020-05-01", "time": "late"}, ("date",), (), ("time",)),
        ({"year": 1966, "Month": 7, "day": 12}, ("year", "Month", "day"), (), ()),
        ({"when": "1914-07-28/1918-11-11"}, ("when",), ("when",), ()),
        ({"start": "2020-05-01T10:00", "duration": "PT1H"}, ("start",), ("duration",), ()),
        ({"start": "2020-05-01", "end": "2020-05-02"}, ("start",), ("end",), ()),
        (
            {"start": "2020-05-01", "end": "2020-05-02", "duration": "PT1H"},
            *(("start",), ("end",), ("duration",)),
        ),
    ],
    ids=str,
)
def test_times_name_the_columns_that_they_were_put_together_from(
    row: dict[str, Any], start: tuple[str, ...], end: tuple[str, ...], unused: tuple[str, ...]
) -> None:
    result = report({"title": "A", **row})
    assert columns(result)["start"] == start
    assert columns(result).get("end", ()) == end
    assert result.unused == unused


@pytest.mark.parametrize(
    ("values", "choices", "reading"),
    [
        (["20/10/1932", "01/03/1935"], {}, ("day first",)),
        (["05/06/1932"], {"dates": "mdy"}, ("month first",)),
        ([1995, 1996], {}, ("years",)),
        (["1995-05-02"], {}, ()),
    ],
)
def test_times_say_how_their_column_was_read(
    values: list[Any], choices: dict[str, Any], reading: tuple[str, ...]
) -> None:
    result = report(*({"title": "A", "date": value} for value in values), **choices)
    assert result.used["start"].readings == reading


def test_coordinates_beside_a_geometry_are_not_used() -> None:
    row = {"title": "A", "lon": 1, "lat": 2}
    assert report(row).unused == ("lon", "lat")
    without = report(row, geometry=None)
    assert columns(without) == {"longitude": ("lon",), "latitude": ("lat",), "title": ("title",)}
    assert without.unused == ()


def test_the_coordinates_of_a_table_are_used_where_they_make_a_point() -> None:
    rows = [{"title": "A", "lon": 1, "lat": 2}, {"title": "B", "lon": None, "lat": 2}]
    result = geo.check(json.dumps(rows)).report
    assert result.used["longitude"] == UsedField(("lon",), 1)
    assert result.used["latitude"] == UsedField(("lat",), 1)
    assert "geometry" not in result.used


def test_an_address_is_part_of_the_place() -> None:
    result = report({"title": "A", "place": "Bank", "address": "1 Main St", "color": "#00ff00"})
    assert result.used["place"] == UsedField(("place", "address"), 1)
    assert columns(result)["colour"] == ("color",)
    assert result.unused == ()


def test_a_text_that_is_only_a_web_address_is_used_as_a_source() -> None:
    result = report({"title": "A", "detail": "https://example.org/d"})
    assert columns(result)["sources"] == ("detail",)
    assert "text" not in result.used


def test_a_style_is_used_if_it_gives_the_colour() -> None:
    result = report({"title": "A", "style": {"color": "red"}, "icon": "circle"})
    assert columns(result)["colour"] == ("style",)
    assert result.unused == ("icon",)


def test_the_fields_of_the_story_format_are_their_own_columns() -> None:
    result = geo.check(text(feature(start="1995-05-02", mood="red", note=None))).report
    assert columns(result) == {name: (name,) for name in ("start", "title", "geometry", "id")}
    assert result.unused == ("mood", "note")


def test_a_property_without_a_value_is_not_used() -> None:
    result = geo.check(text(feature(start=None, text="x"), feature(id="b", start="1995"))).report
    assert result.used["start"] == UsedField(("start",), 1)
    empty = {"type": "Feature", "geometry": None, "id": "x", "properties": {"note": None}}
    assert columns(geo.check(text(empty)).report) == {"id": ("id",)}


def test_a_story_built_in_python_has_no_columns() -> None:
    story = geo.read(text(feature()))
    assert geo.check(story).report.used == {}
    assert geo.check(story).report.events == 1


def test_properties_that_are_no_object_do_not_stop_the_report() -> None:
    checked = geo.check([{"type": "Feature", "geometry": None, "properties": 5}, 7, None])
    assert checked.story is None
    assert checked.report.used == {}
