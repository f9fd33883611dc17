"""Stories in which only some events have a time zone."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

import geo
from geo import Event, Story, StoryError, When
from geo.validation import validate

DAY: Any = date(2024, 1, 1)
NOON = datetime(2024, 1, 1, 12)
ZONED = When(NOON.replace(tzinfo=UTC))


def story_of(*whens: When, timezone: str | None = None) -> Story:
    events = tuple(Event(f"e{n}", "x", when=when) for n, when in enumerate(whens, start=1))
    return Story("Zones", events, timezone=timezone)


@pytest.mark.parametrize("when", [When(NOON), When(DAY, NOON), When(None, NOON)])
def test_a_time_without_a_zone_beside_one_with_a_zone_is_an_error(when: When) -> None:
    (problem,) = validate(story_of(ZONED, when))
    assert (problem.feature, problem.field, problem.row) == ('event "e2"', "when.timezone", 2)
    assert problem.message.startswith("other events have a time zone, and this one has a time of")
    with pytest.raises(StoryError, match="e2"):
        geo.StoryMap(story_of(ZONED, when))


@pytest.mark.parametrize(
    "story",
    [
        story_of(ZONED, When(NOON), timezone="Europe/Rome"),
        story_of(ZONED, When(DAY)),
        story_of(ZONED, When()),
        story_of(When(NOON), When(NOON)),
    ],
)
def test_a_day_needs_no_zone_and_a_story_can_have_one_for_all(story: Story) -> None:
    assert validate(story) == ()
