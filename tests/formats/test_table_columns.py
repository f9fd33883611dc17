"""Tables that pandas has written as JSON by columns or by the index."""

from __future__ import annotations

from datetime import datetime

import pandas as pd
import pytest

import geo

FRAME = pd.DataFrame(
    {
        "name": ["Rome", "Paris"],
        "type": ["city", "city"],
        "date": pd.to_datetime(["2024-05-02T10:00", "2024-05-03T11:00"]),
        "lon": [12.5, 2.35],
        "lat": [41.9, 48.86],
    }
)


@pytest.mark.parametrize("orient", ["columns", "index", "records"])
@pytest.mark.parametrize("is_iso", [True, False])
def test_a_table_of_pandas_is_read(orient: str, is_iso: bool) -> None:
    # Before pandas 4, dates are milliseconds since 1970 by default.
    dates = FRAME if is_iso else FRAME.assign(date=[1714644000000, 1714734000000])
    text = dates.to_json(orient=orient, date_format="iso")
    story = geo.read(text)
    assert [event.title for event in story.events] == ["Rome", "Paris"]
    assert [event.when.start for event in story.events] == [
        datetime(2024, 5, 2, 10),
        datetime(2024, 5, 3, 11),
    ]
    assert story.events[0].where.path == (geo.Position(12.5, 41.9),)


def test_chosen_columns_show_which_names_are_those_of_columns() -> None:
    text = FRAME[["date"]].rename(columns={"date": "Quando"}).to_json(date_format="iso")
    first, _ = geo.read(text, columns={"start": "Quando"}).events
    assert first.when.start == datetime(2024, 5, 2, 10)


@pytest.mark.parametrize(
    "text", ['{"a": {"0": 1}}', '{"title": {}}', '{"title": {"0": 1}, "x": 2}']
)
def test_other_objects_are_no_tables(text: str) -> None:
    with pytest.raises(geo.StoryError, match="FeatureCollection"):
        geo.read(text)
