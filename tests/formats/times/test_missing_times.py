from __future__ import annotations

from geo import playback
from geo.formats import parse
from tests.formats.story_texts import feature, text


def test_a_file_in_which_only_some_events_have_a_time_gives_a_warning() -> None:
    untimed = [feature(id="S02", title="B"), feature(id="S03", title="C")]
    features = [feature(start="1995-05-02"), *untimed]
    _, (warning,) = parse(text(*features), "heat.geojson")
    assert str(warning) == (
        'heat.geojson: start: warning: 2 of 3 events have no time ("B", "C"),'
        ' so they play between their neighbours, marked "time unknown"'
    )


def test_a_file_in_which_only_some_events_have_a_film_time_gives_a_warning() -> None:
    features = [feature(film_start_s=1), feature(id="S02", title="B")]
    _, (warning,) = parse(text(*features), "heat.geojson")
    assert str(warning) == (
        'heat.geojson: film_start_s: warning: 1 of 2 events has no film time ("B"),'
        " so the story cannot play in film time"
    )


def test_without_some_start_times_a_film_opens_in_story_time() -> None:
    features = [feature(film_start_s=1, start="1995"), feature(id="S02", film_start_s=2)]
    story, (warning,) = parse(text(*features), "heat.geojson")
    assert playback.timeline(story).time_scale == "story"
    assert warning.message.endswith('so it plays between its neighbours, marked "time unknown"')


def test_of_many_events_without_a_time_the_first_three_are_named() -> None:
    features = [feature(id=f"S{i}", title=f"T{i}") for i in range(5)]
    _, (warning,) = parse(text(feature(start="1995"), *features), "heat.geojson")
    assert '(first: "T0", "T1", "T2"), so they play' in warning.message


def test_without_some_further_times_a_warning_names_the_events_that_lack_one() -> None:
    features = [feature(further_time="1872", start="1872"), feature(id="S02", start="1873")]
    _, (warning,) = parse(text(*features, further_scale="Diary"), "x.geojson")
    assert warning.field == "further_time"
    assert warning.message.endswith("so the story cannot play on its further time scale")


def test_a_further_time_scale_without_any_time_on_it_gives_a_warning() -> None:
    _, (warning,) = parse(text(feature(start="1872"), further_scale="Diary"), "x.geojson")
    assert (warning.feature, warning.field) == ("story", "further_scale")
    assert "no event has a further_time" in warning.message
