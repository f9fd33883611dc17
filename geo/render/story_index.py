"""Convert ids to indices. The document refers to people, places, groups and sources by number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.render.colours import event_colours
from geo.story import number_by_id

if TYPE_CHECKING:
    from geo.story import Story


class StoryIndex:
    """The index of each group, person, place and source in its list, by id.

    `colours` has the index of each colour of an event in the list of these colours.
    """

    def __init__(self, story: Story) -> None:
        self.story = story
        self.groups = number_by_id(story.groups)
        self.people = number_by_id(story.people)
        self.places = number_by_id(story.places)
        self.sources = number_by_id(story.sources)
        self.colours = event_colours(story)
        self.person_groups = [
            None if person.group is None else self.groups[person.group] for person in story.people
        ]
