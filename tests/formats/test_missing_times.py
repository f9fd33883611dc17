from __future__ import annotations

from geo import playback
from geo.formats import parse
from tests.formats.story_texts import feature, text


def test_a_file_in_which_only_some_events_have_a_time_gives_a_warning() -> None:
    features = [feature(start="1995-05-02"), feature(id="S02", title="B"), feature(id="S03")]
    _, (warning,) = parse(text(*features), "heat.geojson")
    assert str(warning) == (
        'heat.geojson: start: warning: 2 of 3 events have no time (first: "B"),'
        " so the story plays in the order of the file"
    )


def test_a_file_in_which_only_some_events_have_a_film_time_gives_a_warning() -> None:
    features = [feature(film_start_s=1), feature(id="S02", title="B")]
    _, (warning,) = parse(text(*features), "heat.geojson")
    assert str(warning) == (
        'heat.geojson: film_start_s: warning: 1 of 2 events has no film time (first: "B"),'
        " so the story cannot play in film time"
    )


def test_without_some_start_times_a_film_opens_in_the_order_of_the_file() -> None:
    features = [feature(film_start_s=1, start="1995"), feature(id="S02", film_start_s=2)]
    story, (warning,) = parse(text(*features), "heat.geojson")
    assert playback.timeline(story).time_scale == "order"
    assert warning.message.endswith("so the story plays in the order of the file")
