"""The list of events that a document shows without JavaScript."""

from __future__ import annotations

import re

import geo
from tests.sample import small_story


def test_the_list_of_a_short_story_does_not_say_that_there_are_more_events() -> None:
    assert not re.search(r"and -?[\d,]+ more", geo.StoryMap(small_story()).to_html())
