"""Stories from rows of dicts and from data frames, with the same rules as files."""

from __future__ import annotations

from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest

import geo
from geo import Person, Position, StoryError, StoryWarning

ROW: dict[str, Any] = {"name": "a", "when": datetime(2024, 1, 1, 10), "lon": -118.2, "lat": 34.05}
HERE = (Position(-118.2, 34.05),)


def test_a_row_with_usual_column_names_is_an_event() -> None:
    rows = [ROW | {"people": "Ann; Bob", "place": "Bank", "Category": "Crew"}]
    story = geo.from_records(rows, title="A heist", language="de")
    (event,) = story.events
    assert (story.title, story.language) == ("A heist", "de")
    assert (event.title, event.when.start) == ("a", datetime(2024, 1, 1, 10))
    assert event.where.path == HERE
    assert [person.name for person in story.people] == ["Ann", "Bob"]
    assert [place.position for place in story.places] == [HERE[0]]
    assert [group.name for group in story.groups] == ["Crew"]


@pytest.mark.parametrize(
    ("value", "start", "precision"),
    [
        (datetime(2024, 1, 1, 10), datetime(2024, 1, 1, 10), "time"),
        (date(2024, 1, 1), datetime(2024, 1, 1), "day"),
        (pd.Timestamp("2024-01-01 10:00"), datetime(2024, 1, 1, 10), "time"),
        (np.datetime64("2024-01-01T10:00"), datetime(2024, 1, 1, 10), "time"),
        (np.datetime64("2024-01-01T10:00", "ns"), datetime(2024, 1, 1, 10), "time"),
        (np.datetime64("2024-01-01"), datetime(2024, 1, 1), "day"),
        ("2024-01-01T10:00", datetime(2024, 1, 1, 10), "time"),
        (np.int64(2024), datetime(2024, 1, 1), "year"),
        (pd.NaT, None, "time"),
        (np.datetime64("NaT"), None, "time"),
        (float("nan"), None, "time"),
        (None, None, "time"),
    ],
    ids=repr,
)
def test_times_of_every_kind_are_read(value: Any, start: datetime | None, precision: str) -> None:
    (event,) = geo.from_records([ROW | {"when": value}]).events
    assert (event.when.start, event.when.precision) == (start, precision)


def test_times_with_a_zone_are_converted_to_the_storys_time_zone() -> None:
    aware = pd.Timestamp("2024-01-01 18:00", tz="UTC")
    (event,) = geo.from_records([ROW | {"when": aware}], timezone="America/Los_Angeles").events
    assert event.when.start == datetime(2024, 1, 1, 10)


@pytest.mark.parametrize("missing", [float("nan"), None, "n/a", "here", pd.NA], ids=repr)
def test_a_row_without_a_numeric_position_has_no_location_and_gives_a_warning(
    missing: Any,
) -> None:
    with pytest.warns(StoryWarning, match=r"row 1: lat: .*so the event has no location"):
        (event,) = geo.from_records([ROW | {"lat": missing}]).events
    assert event.where.path == ()


def test_a_position_out_of_range_is_reported_with_its_row() -> None:
    with pytest.raises(StoryError, match=r"row 2: lat: found 200, expected -90 to 90$"):
        geo.from_records([ROW, ROW | {"lat": 200}])


@pytest.mark.parametrize(
    ("position", "message"),
    [
        ({"lat": 95, "lon": 1}, r"lat: found 95, expected -90 to 90 \(lat and lon look swapped\)"),
        ({"lat": 4e6, "lon": 1}, r"lat: found 4000000\.0, expected .* \(these look like metres"),
        ({"lat": 1, "Longitude": "541"}, r'Longitude: found "541", expected -180 to 180$'),
    ],
)
def test_degrees_out_of_range_are_reported_with_their_column(
    position: dict[str, Any], message: str
) -> None:
    with pytest.raises(StoryError, match=f"row 1: {message}"):
        geo.from_records([{"name": "A"} | position])


@pytest.mark.parametrize(
    ("position", "message"),
    [
        ({"lat": 1}, "lat: warning: there is a latitude but no longitude, so the event has no"),
        ({"lng": "2"}, "lng: warning: there is a longitude but no latitude, so the event has no"),
        ({"lat": 1, "lon": None}, "lon: warning: found no value, expected the longitude in deg"),
    ],
)
def test_half_a_position_gives_a_warning_and_no_location(
    position: dict[str, Any], message: str
) -> None:
    with pytest.warns(StoryWarning, match=f"row 1: {message}"):
        story = geo.from_records([{"name": "A"} | position])
    assert story.events[0].where.path == ()


def test_a_row_that_is_not_a_dict_is_reported_by_its_number() -> None:
    with pytest.raises(StoryError) as caught:
        geo.from_records([ROW, 2, None])  # type: ignore[list-item]  # wrong on purpose
    assert [str(problem) for problem in caught.value.problems] == [
        (
            "story: row 2: found 2, expected a dict with the columns as keys;"
            " 1 more like this: row 3 (no value)"
        )
    ]


def test_a_geometry_can_be_geojson_or_an_object_with_a_geo_interface() -> None:
    line = {"type": "LineString", "coordinates": ((0.0, 1.0), (2.0, 3.0))}
    shape = SimpleNamespace(__geo_interface__=line)
    rows: list[dict[str, Any]] = [
        {"name": "a", "geometry": line},
        {"name": "b", "geometry": shape},
        {"name": "c", "geometry": None},
        {"name": "d", "geometry": {"type": "Point", "coordinates": [float("nan")] * 2}},
    ]
    with pytest.warns(StoryWarning, match="row 4: geometry: warning: a coordinate is NaN"):
        one, two, none, empty = geo.from_records(rows).events
    assert one.where.path == two.where.path == (Position(0.0, 1.0), Position(2.0, 3.0))
    assert none.where.path == empty.where.path == ()


def test_rows_refer_by_id_to_the_people_in_the_arguments() -> None:
    people = [Person("ann", "Ann", actor="A. Actress")]
    story = geo.from_records([{"title": "a", "people": ["ann"], "lon": 1, "lat": 2}], people=people)
    assert story.people == tuple(people)
    assert story.events[0].people == ("ann",)
    assert story.events[0].where.path == (Position(1.0, 2.0),)
    with pytest.raises(StoryError, match='row 1: people: there is no person with the id "bob"'):
        geo.from_records([{"title": "a", "people": ["bob"]}], people=people)


@pytest.mark.parametrize("rows", [[5], [["a"]], [None]], ids=repr)
def test_a_row_that_is_not_a_dict_is_reported_with_its_number(rows: Any) -> None:
    with pytest.raises(StoryError, match="row 1: found"):
        geo.from_records(rows)


def test_a_table_without_rows_is_refused() -> None:
    with pytest.raises(StoryError, match=r"^story: the table has no rows; add at least one$"):
        geo.from_records([])
    with pytest.raises(StoryError, match="the table has no rows"):
        geo.from_dataframe(pd.DataFrame())


def test_an_unknown_story_field_is_a_type_error() -> None:
    with pytest.raises(TypeError, match="a Story has no field 'titel'; it has title"):
        geo.from_records([ROW], titel="A heist")


def test_an_invalid_start_is_reported_with_its_row() -> None:
    with pytest.raises(StoryError, match='row 2: when: found "soonish", expected an ISO 8601'):
        geo.from_records([ROW, ROW | {"when": "soonish"}])


def test_missing_values_of_a_data_frame_are_unknown() -> None:
    frame = pd.DataFrame([ROW, {"name": "b"}])
    with pytest.warns(StoryWarning, match="row 1: lon: warning: found NaN"):
        first, second = geo.from_dataframe(frame).events
    assert (first.title, first.when.start, first.where.path) == (
        "a",
        datetime(2024, 1, 1, 10),
        HERE,
    )
    assert (second.when.start, second.where.path) == (None, ())
    assert len(frame) == 2


@pytest.mark.parametrize(("index", "name"), [([0, 1], "row 1"), (["x", "y"], 'row "y"')])
def test_problems_of_a_data_frame_have_the_index_of_the_row(index: list[Any], name: str) -> None:
    frame = pd.DataFrame([ROW, ROW | {"lat": 200.0}], index=index)
    with pytest.raises(StoryError) as caught:
        geo.from_dataframe(frame)
    assert caught.value.problems[0].feature == name


def test_two_columns_with_the_same_name_are_refused() -> None:
    frame = pd.DataFrame([[1, 2]], columns=["name", "name"])
    with pytest.raises(StoryError, match='two columns with the name "name"'):
        geo.from_dataframe(frame)


def test_a_value_that_is_not_a_data_frame_is_a_type_error() -> None:
    with pytest.raises(TypeError, match="expected a DataFrame, found list"):
        geo.from_dataframe([ROW])


class Crs:
    """The used part of a pyproj CRS."""

    def __init__(self, code: int) -> None:
        self.code = code

    def to_epsg(self) -> int:
        return self.code

    def __str__(self) -> str:
        return f"EPSG:{self.code}"


class GeoFrame(pd.DataFrame):
    """The used part of a GeoDataFrame: an active geometry, a crs and a conversion."""

    _metadata = ("crs", "converted")

    @property
    def geometry(self) -> Any:
        return self["shape"]

    def to_crs(self, code: int) -> GeoFrame:
        if self.converted is None:
            raise RuntimeError("no transformation")
        return geo_frame(self.converted, code)


def geo_frame(
    coordinates: tuple[float, float], code: int, converted: tuple[float, float] | None = None
) -> GeoFrame:
    point = SimpleNamespace(__geo_interface__={"type": "Point", "coordinates": coordinates})
    frame = GeoFrame({"name": ["a"], "shape": [point]})
    frame.crs, frame.converted = Crs(code), converted
    return frame


def test_the_active_geometry_of_a_geo_data_frame_is_used() -> None:
    assert geo.from_dataframe(geo_frame((-118.2, 34.05), 4326)).events[0].where.path == HERE


def test_a_geo_data_frame_in_another_coordinate_system_is_converted() -> None:
    frame = geo_frame((-13157963.8, 4035517.8), 3857, converted=(-118.2, 34.05))
    assert geo.from_dataframe(frame).events[0].where.path == HERE


def test_a_geo_data_frame_that_cannot_be_converted_is_refused() -> None:
    with pytest.raises(StoryError, match="the coordinate system EPSG:3857 cannot be converted"):
        geo.from_dataframe(geo_frame((1e6, 1e6), 3857))


@pytest.mark.parametrize("rows", [None, "abc", {"title": "x"}])
def test_a_value_that_is_not_a_list_of_dicts_is_refused_with_its_type(rows: Any) -> None:
    with pytest.raises(TypeError, match="found"):
        geo.from_records(rows)


def test_a_column_of_times_that_are_all_midnight_has_days() -> None:
    dates = pd.to_datetime(pd.Series(["1914-08-04", None, "1914-08-17"]))
    with pytest.warns(geo.StoryWarning, match="1 of 3 events has no time"):
        story = geo.from_dataframe(pd.DataFrame({"name": list("abc"), "date": dates}))
    assert [event.when.precision for event in story.events] == ["day", "time", "day"]
    assert story.events[1].when.start is None
    times = pd.to_datetime(pd.Series(["1914-08-04T00:00", "1914-08-17T10:30"]))
    story = geo.from_dataframe(pd.DataFrame({"name": list("ab"), "date": times}))
    assert {event.when.precision for event in story.events} == {"time"}
