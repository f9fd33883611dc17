"""A file that can be read in several ways: the page asks, and reads it with the choices."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Radio

import geo
from geo.ancient_time import StoryTime
from geo.dashboard.toolbar.reading_questions import questions_of
from geo.errors import PossibleReading, Problem, Question
from geo.formats import geojson_writer
from geo.story import Story
from tests.dashboard.pages import frame_data, page_text, session_of, story_file

Open = Callable[..., AppTest]

DATES = [{"name": "A", "date": "05/06/1932"}, {"name": "B", "date": "07/08/1932"}]
NUMBERS = [{"name": "A", "time": 0}, {"name": "B", "time": 86_400_000}]
BOTH = [{"name": "A", "start": "05/06/1932", "end": 86_400_000}]
DAY_FIRST = "day first: 1932-06-05"
MONTH_FIRST = "month first: 1932-05-06"


def upload(page: AppTest, rows: object, name: str = "rows.json") -> None:
    content = json.dumps(rows).encode()
    page.file_uploader[0].upload(name, content, "application/json").run()


def labels(page: AppTest) -> list[str]:
    return [button.label for button in page.button]


def click(page: AppTest, label: str = "Read the story") -> None:
    next(button for button in page.button if button.label == label).click().run()
    assert not page.exception


def date_choices(page: AppTest) -> list[Radio[str]]:
    return [radio for radio in page.radio if radio.label.startswith("Dates such as")]


def choose_dates(page: AppTest, meaning: str) -> None:
    (radio,) = date_choices(page)
    radio.set_value(f"dates={'dmy' if meaning == DAY_FIRST else 'mdy'}").run()


def choose_numbers(page: AppTest, option: str) -> None:
    (box,) = (box for box in page.selectbox if box.label.startswith("Numbers such as"))
    box.set_value(option).run()


def numbers_offered(page: AppTest) -> list[str]:
    (box,) = (box for box in page.selectbox if box.label.startswith("Numbers such as"))
    return list(box.options)


def uploaded(page: AppTest) -> Story:
    shown = session_of(page).uploaded
    assert shown is not None
    return shown.story


def starts(story: Story) -> Sequence[StoryTime | None]:
    return [event.when.start for event in story.events]


@pytest.mark.parametrize(("meaning", "month"), [(DAY_FIRST, 6), (MONTH_FIRST, 5)])
def test_the_page_asks_for_the_order_of_dates_and_reads_the_upload_with_it(
    page: AppTest, meaning: str, month: int
) -> None:
    before = frame_data(page)["rev"]
    upload(page, DATES)
    (radio,) = date_choices(page)
    assert radio.label.replace("\\", "") == 'Dates such as "05/06/1932"'
    assert [option.replace("\\", "") for option in radio.options] == [DAY_FIRST, MONTH_FIRST]
    assert radio.value is None
    assert frame_data(page)["rev"] == before
    choose_dates(page, meaning)
    assert frame_data(page)["rev"] == before
    click(page)
    assert starts(uploaded(page))[0] == datetime(1932, month, 11 - month)
    assert frame_data(page)["rev"] != before
    assert not page.error
    assert "Read the story" not in labels(page)


def test_the_page_asks_what_numbers_count_and_offers_the_readings_that_fit(page: AppTest) -> None:
    upload(page, NUMBERS)
    assert numbers_offered(page) == [
        "seconds since 1970 (1972-09-27 00:00)",
        "milliseconds since 1970 (1970-01-02 00:00)",
        "microseconds since 1970 (1970-01-01 00:01)",
        "nanoseconds since 1970 (1970-01-01 00:00)",
        "milliseconds since the start of the story",
        "seconds since the start of the story",
        "minutes since the start of the story",
    ]
    choose_numbers(page, "epoch=ms")
    click(page)
    assert starts(uploaded(page)) == [datetime(1970, 1, 1), datetime(1970, 1, 2)]


def test_numbers_can_count_since_the_start_of_the_story(page: AppTest) -> None:
    upload(page, [{"name": "A", "time": 0}, {"name": "B", "time": 90}])
    choose_numbers(page, "elapsed=min")
    click(page)
    assert uploaded(page).clock == "elapsed"


def test_numbers_beside_a_column_of_dates_cannot_count_since_the_start(page: AppTest) -> None:
    upload(page, [{"name": "A", "start": "5 June 1932", "end": 90_000}])
    assert [meaning for meaning in numbers_offered(page) if "since the start" in meaning] == []


def test_the_errors_name_the_choices_and_no_options_of_a_command(page: AppTest) -> None:
    upload(page, BOTH)
    text = page_text(page)
    assert "no date of the column decides it; choose the order below" in text
    assert 'the numbers of "end" do not show what they count; choose it below' in text
    assert "--" not in text


def test_the_button_needs_an_answer_to_every_question(page: AppTest) -> None:
    def is_disabled() -> bool:
        (button,) = (button for button in page.button if button.label == "Read the story")
        return button.disabled

    upload(page, BOTH)
    assert is_disabled()
    choose_dates(page, DAY_FIRST)
    assert is_disabled()
    choose_numbers(page, "epoch=ms")
    assert not is_disabled()


def test_the_choices_survive_reruns_and_belong_to_one_upload(page: AppTest) -> None:
    upload(page, DATES)
    choose_dates(page, MONTH_FIRST)
    page.multiselect(key="people").select("neil").run()
    assert date_choices(page)[0].value == "dates=mdy"
    upload(page, [*DATES, {"name": "C"}])
    assert date_choices(page)[0].value is None


def test_a_choice_that_does_not_fit_shows_the_errors_and_can_be_changed(page: AppTest) -> None:
    upload(page, [{"name": "A", "start": "05/06/1932"}, {"name": "B", "date": "20/06/1932"}])
    choose_dates(page, MONTH_FIRST)
    click(page)
    assert "20/06/1932" in page_text(page)
    assert date_choices(page)[0].value == "dates=mdy"
    choose_dates(page, DAY_FIRST)
    click(page)
    assert starts(uploaded(page)) == [datetime(1932, 6, 5), datetime(1932, 6, 20)]


def test_the_story_without_bad_events_is_read_with_the_choices(page: AppTest) -> None:
    upload(page, [*DATES, {"name": "C", "date": "someday"}])
    assert "Play without these events" not in labels(page)
    choose_dates(page, MONTH_FIRST)
    click(page)
    click(page, "Play without these events")
    assert starts(uploaded(page)) == [datetime(1932, 5, 6), datetime(1932, 7, 8)]


def test_the_page_asks_about_the_story_file_of_the_server(home: Path, open_page: Open) -> None:
    home.write_text(json.dumps(as_geojson(DATES)))
    page = open_page()
    assert page.title[0].value == "No story to show"
    choose_dates(page, MONTH_FIRST)
    click(page)
    assert starts(uploaded(page))[0] == datetime(1932, 5, 6)
    assert frame_data(page)["rev"]
    other = open_page()
    assert other.title[0].value == "No story to show"


def test_the_file_of_the_server_asks_again_when_it_has_changed(home: Path, open_page: Open) -> None:
    home.write_text(json.dumps(as_geojson([*DATES, {"name": "C", "date": "someday"}])))
    page = open_page()
    choose_dates(page, MONTH_FIRST)
    click(page)
    assert "someday" in page_text(page)
    assert date_choices(page)[0].value == "dates=mdy"
    home.write_text(json.dumps(as_geojson(DATES)))
    page.run()
    assert "someday" not in page_text(page)
    assert date_choices(page)[0].value is None


def test_an_upload_and_the_file_of_the_server_can_ask_at_once(home: Path, open_page: Open) -> None:
    home.write_text(json.dumps(as_geojson(DATES)))
    page = open_page()
    upload(page, as_geojson(DATES), home.name)
    assert not page.exception
    assert len(date_choices(page)) == 2
    date_choices(page)[1].set_value("dates=dmy").run()
    [button for button in page.button if button.label == "Read the story"][1].click().run()
    assert starts(uploaded(page))[0] == datetime(1932, 6, 5)


def test_the_same_upload_with_other_choices_is_another_story(page: AppTest) -> None:
    keys = set()
    for meaning in (DAY_FIRST, MONTH_FIRST):
        upload(page, DATES)
        choose_dates(page, meaning)
        click(page)
        shown = session_of(page).uploaded
        assert shown is not None
        keys.add(shown.key)
    assert len(keys) == 2


@pytest.mark.parametrize(
    ("rows", "option"), [(DATES, "dates=mdy"), (NUMBERS, "epoch=s"), (NUMBERS, "elapsed=s")]
)
def test_the_exported_story_file_reads_the_same_without_the_choices(
    page: AppTest, rows: list[dict[str, Any]], option: str
) -> None:
    upload(page, rows)
    if rows is DATES:
        date_choices(page)[0].set_value(option).run()
    else:
        choose_numbers(page, option)
    click(page)
    story = uploaded(page)
    again = geo.read(geojson_writer.to_text(story))
    assert starts(again) == starts(story)
    assert (again.clock, again.timezone) == (story.clock, story.timezone)


def test_after_a_good_upload_nothing_is_asked(page: AppTest) -> None:
    upload(page, DATES)
    upload(page, story_file("Another"), "other.geojson")
    assert page.title[0].value == "Another"
    assert not date_choices(page)


def test_columns_that_ask_the_same_are_one_question_with_the_readings_that_fit_both() -> None:
    seconds, days = PossibleReading("elapsed", "s", "seconds"), PossibleReading("elapsed", "d", "d")
    first = Question("numbers", "90", "", (seconds, days))
    second = Question("numbers", "86400000", "", (seconds,))
    problems = [Problem("f", None, None, "", "", asks=asks) for asks in (first, None, second)]
    assert questions_of(problems) == (first._replace(readings=(seconds,)),)


def as_geojson(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Rows as the Features of a file with other field names."""
    features = [{"type": "Feature", "geometry": None, "properties": row} for row in rows]
    return {"type": "FeatureCollection", "features": features}
