# Long because it is a table of many field names and layouts, with the expected results.
from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest

from geo import Position, StoryError
from geo.formats import parse
from tests.formats.foreign_files import POINT, read, story_of


@pytest.mark.parametrize("name", ["title", "name", "label", "Name", "TITLE", "Headline", "event"])
def test_a_title_is_found_under_its_usual_names(name: str) -> None:
    assert story_of({name: "Ides of March"}).events[0].title == "Ides of March"


@pytest.mark.parametrize("name", ["text", "description", "Summary", "desc", "notes", "synopsis"])
def test_a_text_is_found_under_its_usual_names(name: str) -> None:
    assert story_of({"title": "x", name: "What happens"}).events[0].text == "What happens"


@pytest.mark.parametrize(
    "name", ["start", "Start Time", "start_date", "startDate", "begin", "when", "DATE", "timestamp"]
)
def test_a_start_is_found_under_its_usual_names(name: str) -> None:
    event = story_of({"title": "x", name: "1960-05-02T10:58"}).events[0]
    assert event.when.start == datetime(1960, 5, 2, 10, 58)


@pytest.mark.parametrize("name", ["end", "end_time", "endDate", "until", "finish"])
def test_an_end_is_found_under_its_usual_names(name: str) -> None:
    event = story_of({"title": "x", "start": "1960", name: "1961-05-02T10:58"}).events[0]
    assert event.when.end == datetime(1961, 5, 2, 10, 58)


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Anna", ["Anna"]),
        ("Anna, Marcello", ["Anna", "Marcello"]),
        ("Rossi, Anna; Verdi, Marcello", ["Rossi, Anna", "Verdi, Marcello"]),
        (["Anna", "Marcello, the elder"], ["Anna", "Marcello, the elder"]),
        ([{"name": "Anna"}, {"name": "Marcello"}], ["Anna", "Marcello"]),
    ],
)
@pytest.mark.parametrize("name", ["people", "Characters", "persons", "who", "actors"])
def test_people_are_made_from_names(name: str, value: Any, names: list[str]) -> None:
    story = story_of({"title": "x", name: value})
    assert [person.name for person in story.people] == names
    assert story.events[0].people == tuple(person.id for person in story.people)


def test_the_same_person_in_two_events_is_one_person() -> None:
    story = story_of({"title": "x", "people": "Anna"}, {"title": "y", "people": "ANNA, Anna"})
    assert [person.id for person in story.people] == ["anna"]
    assert [event.people for event in story.events] == [("anna",), ("anna",)]


def test_different_names_with_the_same_slug_are_different_people() -> None:
    story = story_of({"title": "x", "people": ["A. B.", "A-B", "東京", "!!", "??!"]})
    assert [person.id for person in story.people] == ["a-b", "a-b-2", "東京", "person", "person-2"]


def test_of_several_categories_the_first_is_the_group() -> None:
    story = story_of({"title": "x", "category": ["Battle", "Siege", "Rome"]})
    assert [group.name for group in story.groups] == ["Battle"]


@pytest.mark.parametrize("name", ["group", "category", "Type", "kind"])
def test_groups_are_made_from_categories_with_their_colour(name: str) -> None:
    story = story_of(
        {"title": "x", name: "Battle", "marker-color": "#AA0000"}, {"title": "y", name: "battle"}
    )
    assert [(group.name, group.colour) for group in story.groups] == [("Battle", "#aa0000")]
    assert {event.group for event in story.events} == {"battle"}


@pytest.mark.parametrize(
    ("given", "colour"),
    [
        ("0000FF", "#0000ff"),
        ("#0f0", "#00ff00"),
        (" #A00 ", "#aa0000"),
        ("#12345", None),
        (7, None),
    ],
)
def test_the_colour_of_a_group_is_read_with_three_or_six_digits(given: Any, colour: Any) -> None:
    story, problems = read({"title": "x", "category": "a", "marker-color": given})
    assert story.groups[0].colour == colour
    assert [problem.field for problem in problems] == ["marker-color"] * (given == "#12345")


def test_places_are_made_from_names_and_addresses() -> None:
    story = story_of(
        {"title": "x", "Location": "Colosseum", "address": "Piazza del Colosseo 1"},
        {"title": "y", "address": "Via Appia 2"},
    )
    assert [(place.name, place.address) for place in story.places] == [
        ("Colosseum", "Piazza del Colosseo 1"),
        ("Via Appia 2", "Via Appia 2"),
    ]
    assert story.places[0].position == Position(longitude=12.4924, latitude=41.8902)
    assert story.events[0].where.place == "colosseum"


def test_sources_are_made_from_links_and_titles() -> None:
    story = story_of(
        {"title": "x", "url": "https://example.org/a,b"}, {"title": "y", "source": "Livy, book 1"}
    )
    assert [(source.title, source.url) for source in story.sources] == [
        ("https://example.org/a,b", "https://example.org/a,b"),
        ("Livy, book 1", None),
    ]


@pytest.mark.parametrize(
    ("value", "start", "precision"),
    [
        ("0043", datetime(43, 1, 1), "year"),
        ("1960", datetime(1960, 1, 1), "year"),
        ("1960-05", datetime(1960, 5, 1), "month"),
        ("1960-05-02", datetime(1960, 5, 2), "day"),
        (19600502, datetime(1960, 5, 2), "day"),
        ("19600502", datetime(1960, 5, 2), "day"),
        ("1960-05-02 10:58:30", datetime(1960, 5, 2, 10, 58, 30), "time"),
        ("1960-05-02T10:58:30.5", datetime(1960, 5, 2, 10, 58, 30, 500_000), "time"),
        ("1960-05-02T10:58Z", datetime(1960, 5, 2, 10, 58), "time"),
        ("1960-05-02T10:58:00+02:00", datetime(1960, 5, 2, 10, 58), "time"),
        ("2016-12-31 23:00:00 +0000", datetime(2016, 12, 31, 23), "time"),
        (1483228800, datetime(2017, 1, 1), "time"),
        (1483228800000, datetime(2017, 1, 1), "time"),
        ("1483228800", datetime(2017, 1, 1), "time"),
    ],
)
def test_times_of_every_usual_form_are_read(value: Any, start: datetime, precision: str) -> None:
    when = story_of({"title": "x", "time": value}).events[0].when
    assert (when.start, when.precision) == (start, precision)


def test_one_large_number_means_that_all_numbers_are_milliseconds() -> None:
    story = story_of({"title": "x", "time": 1483228800000}, {"title": "y", "time": 86_400_000})
    assert story.events[1].when.start == datetime(1970, 1, 2)


def test_a_day_and_a_time_of_day_in_two_columns_are_combined() -> None:
    when = story_of({"title": "x", "date": "1960-05-02", "time": "9:30"}).events[0].when
    assert (when.start, when.precision) == (datetime(1960, 5, 2, 9, 30), "time")


def test_a_time_without_a_date_among_dates_is_ignored_with_a_warning() -> None:
    dated = {"title": "x", "date": "1960-05-02", "time": "9:30"}
    story, (problem, _) = read(dated, {"title": "x", "time": "9:30"})
    assert [event.when.start for event in story.events] == [datetime(1960, 5, 2, 9, 30), None]
    assert (problem.field, problem.severity) == ("time", "warning")


@pytest.mark.parametrize("clock", ["start_time", "begin_time", "time"])
def test_a_time_of_day_gets_its_date_from_another_column(clock: str) -> None:
    when = story_of({"title": "x", clock: "6:05 PM", "date": "1960-05-02"}).events[0].when
    assert (when.start, when.precision) == (datetime(1960, 5, 2, 18, 5), "time")


@pytest.mark.parametrize(
    ("end", "expected"),
    [("11:00 pm", datetime(1960, 5, 2, 23)), ("01:15", datetime(1960, 5, 3, 1, 15))],
)
def test_an_end_that_is_a_time_of_day_is_the_next_one_after_the_start(
    end: str, expected: datetime
) -> None:
    given = {"title": "x", "date": "1960-05-02", "time": "22:00", "end_time": end}
    assert story_of(given).events[0].when.end == expected


def test_a_text_that_is_only_a_web_address_is_a_source() -> None:
    given = {"title": "x", "description": "https://example.org/d", "url": "https://example.org/a"}
    story = story_of(given, given | {"notes": "A text."})
    assert [event.text for event in story.events] == ["", "A text."]
    assert [source.url for source in story.sources] == [given["url"], given["description"]]
    assert story.events[0].sources == story.events[1].sources
    sentence = "See https://example.org/d"
    assert story_of({"title": "x", "text": sentence}).events[0].text == sentence


def test_an_event_without_a_title_is_called_by_its_place() -> None:
    assert story_of({"place": "Rome"}, {"address": "Via Appia 1"}).events[0].title == "Rome"


def test_the_line_breaks_of_a_text_are_kept() -> None:
    texts = ["One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>", "One.<br>Two."]
    events = story_of(*({"title": "x", "text": text} for text in texts)).events
    assert [event.text for event in events] == [texts[0], "One.\nTwo.", "One.\nTwo."]


@pytest.mark.parametrize("nothing", [None, "", " ", "unknown", "n/a", [], "-"])
def test_empty_values_and_texts_such_as_unknown_mean_no_value(nothing: Any) -> None:
    fields = ("start", "people", "group", "end")
    story = story_of({"name": "x"} | dict.fromkeys(fields, nothing))
    assert story.events[0].when.start is None
    assert (story.people, story.groups) == ((), ())


def test_an_invalid_start_is_an_error_with_the_name_of_its_column() -> None:
    with pytest.raises(StoryError) as caught:
        read({"title": "x", "Date": "next Tuesday"})
    (problem,) = caught.value.problems
    assert (problem.field, problem.found) == ("Date", '"next Tuesday"')


@pytest.mark.parametrize(
    ("properties", "field"),
    [
        ({"end": "ongoing"}, "end"),
        ({"importance": 7}, "importance"),
        ({"weight": "heavy"}, "weight"),
        ({"confidence": 80}, "confidence"),
        ({"radius": -1}, "radius_m"),
        ({"film_start_s": -5}, "film_start_s"),
        ({"time_basis": "guess"}, "time_basis"),
    ],
)
def test_an_invalid_value_is_ignored_with_a_warning(properties: dict[str, Any], field: str) -> None:
    _, (problem,) = read({"title": "x"} | properties)
    assert (problem.field, problem.severity) == (field, "warning")
    assert problem.message.endswith(" is ignored")


def test_a_file_without_times_keeps_its_order() -> None:
    story = story_of({"name": "b"}, {"name": "a"}, {"name": "c"})
    assert [event.title for event in story.events] == ["b", "a", "c"]
    assert all(event.when.start is None for event in story.events)


def test_an_event_without_a_title_gets_its_number_and_a_warning() -> None:
    story, (problem,) = read({"name": "x"}, {"magnitude": 5})
    assert story.events[1].title == "Event 2"
    assert (problem.feature, problem.field) == ("event 2", "title")


def test_unknown_properties_are_ignored_without_a_warning() -> None:
    assert len(story_of({"name": "x", "mag": 4.5, "tsunami": 0, "net": {"a": [1]}}).events) == 1


def test_unknown_properties_give_a_warning_if_the_file_has_a_story_member() -> None:
    _, (problem,) = read({"name": "x", "titel": "y"}, story={"title": "Rome"})
    assert (problem.field, problem.severity) == ("titel", "warning")


def test_duplicate_ids_get_a_number() -> None:
    story, (problem,) = read({"name": "x", "id": 7}, {"name": "y", "id": 7})
    assert [event.id for event in story.events] == ["7", "7-2"]
    assert problem.severity == "warning"


def test_columns_of_longitude_and_latitude_replace_a_missing_geometry() -> None:
    story = story_of({"name": "x", "lat": "41.9", "LON": 12.5}, geometry=None)
    assert story.events[0].where.path == (Position(longitude=12.5, latitude=41.9),)


def test_the_title_of_the_collection_is_the_title_of_the_story() -> None:
    assert story_of({"name": "x"}, name="roads").title == "roads"
    assert story_of({"name": "x"}, metadata={"title": "All quakes"}).title == "All quakes"


@pytest.mark.parametrize(
    "content",
    [
        {"type": "Feature", "geometry": POINT, "properties": {"name": "x"}},
        [{"type": "Feature", "geometry": POINT, "properties": {"name": "x"}}],
        POINT,
    ],
)
def test_a_feature_a_list_of_features_or_a_geometry_is_a_story(content: Any) -> None:
    story, _ = parse(json.dumps(content), "rome.json")
    assert len(story.events) == 1
    assert story.events[0].where.has_marker


@pytest.mark.parametrize(
    "name",
    [
        "urn:ogc:def:crs:OGC:1.3:CRS84",
        "urn:ogc:def:crs:OGC::CRS84",
        "EPSG:4326",
        "urn:ogc:def:crs:EPSG::4326",
    ],
)
def test_the_old_names_of_wgs84_are_accepted(name: str) -> None:
    story_of({"name": "x"}, crs={"type": "name", "properties": {"name": name}})


@pytest.mark.parametrize(
    ("crs", "found"),
    [
        ({"type": "name", "properties": {"name": "EPSG:3857"}}, '"EPSG:3857"'),
        ({"type": "link"}, "an object"),
        ("EPSG:4326", '"EPSG:4326"'),
    ],
)
def test_another_coordinate_system_is_one_error_with_advice(crs: Any, found: str) -> None:
    metres = {"type": "Point", "coordinates": [1390000, 5140000]}
    with pytest.raises(StoryError) as caught:
        read({"name": "x"}, geometry=metres, crs=crs)
    (problem,) = caught.value.problems
    assert (problem.field, problem.found) == ("crs", found)
    assert problem.message.startswith(f"the coordinate system is {found}; convert the file")
    assert "ogr2ogr -t_srs EPSG:4326" in problem.message


def test_an_earthquake_feed_is_read_without_changes() -> None:
    """The shape of the feeds at https://earthquake.usgs.gov/earthquakes/feed/v1.0/geojson.php."""
    quake = {
        "type": "Feature",
        "id": "ci123",
        "geometry": {"type": "Point", "coordinates": [-118.5, 34.2, 12.3]},
        "properties": {
            "mag": 4.4,
            "place": "4 km SSW of Northridge, CA",
            "time": 1483228800000,
            "updated": 1483228900000,
            "tz": None,
            "url": "https://earthquake.example/ci123",
            "type": "earthquake",
            "title": "M 4.4 - 4 km SSW of Northridge, CA",
        },
    }
    content = {"type": "FeatureCollection", "metadata": {"title": "Quakes"}, "features": [quake]}
    story, problems = parse(json.dumps(content), "feed.geojson")
    (event,) = story.events
    assert problems == ()
    assert (event.id, event.group) == ("ci123", "earthquake")
    assert event.when.start == datetime(2017, 1, 1)
    assert event.where.path == (Position(longitude=-118.5, latitude=34.2),)
    assert story.places[0].name == "4 km SSW of Northridge, CA"


@pytest.mark.parametrize(
    ("value", "names", "reported"),
    [
        ({"a": 1}, [], [("people", "an object", "a name or a list of names")]),
        (5, [], [("people", "5", "a name or a list of names")]),
        (
            [1, "Anna", None, {"name": "Bob"}, {"x": 1}],
            ["Anna", "Bob"],
            [
                ("people[0]", "1", "a name"),
                ("people[2]", "no value", "a name"),
                ("people[4]", "an object", "a name"),
            ],
        ),
    ],
)
def test_people_without_a_name_are_ignored_with_a_warning(
    value: Any, names: list[str], reported: list[tuple[str, str, str]]
) -> None:
    story, problems = read({"title": "x", "people": value})
    assert [person.name for person in story.people] == names
    (problem,) = problems
    findings = problem.examples or (problem,)
    assert [(finding.field, finding.found, problem.expected) for finding in findings] == reported
    assert {finding.feature for finding in findings} == {"event 1"}
    assert {problem.severity for problem in problems} == {"warning"}


def test_an_event_is_named_by_an_id_only_if_the_file_has_it() -> None:
    _, problems = read({"id": 7, "importance": "x"}, {"importance": "y"}, {"id": " ", "title": "a"})
    (problem,) = (problem for problem in problems if problem.field == "importance")
    assert [example.feature for example in problem.examples] == ['event 1 (id "7")', "event 2"]


@pytest.mark.parametrize("clock", ["half past", "13 am", 2400, 975, 9.5])
def test_a_time_that_cannot_be_read_beside_a_date_is_ignored_with_a_warning(clock: Any) -> None:
    story, problems = read({"title": "x", "date": "1960-05-02", "time": clock})
    assert story.events[0].when.precision == "day"
    (problem,) = problems
    assert (problem.severity, problem.field) == ("warning", "time")
    assert problem.expected == "a time of day such as 10:58"


@pytest.mark.parametrize(
    ("start", "end"),
    [("1995-05-03", "1995-05-02"), ("1995-05-01", "1995-04"), ("1995", "1994")],
)
def test_an_end_in_the_period_before_the_start_is_an_error_that_names_both(
    start: str, end: str
) -> None:
    with pytest.raises(StoryError) as error:
        story_of({"title": "x", "start": start, "end": end})
    (problem,) = error.value.problems
    assert (problem.severity, problem.field) == ("error", "end")
    assert problem.message == f"the end {end} is before the start {start}; correct one of them"


def test_an_end_on_the_day_of_the_start_is_the_end_of_that_day() -> None:
    event = story_of({"title": "x", "start": "1995-05-02", "end": "1995-05-02"}).events[0]
    assert event.when.end == datetime(1995, 5, 3)
