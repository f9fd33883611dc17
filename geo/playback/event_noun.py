"""What people call an event: "scene" in stories with a running time, such as films."""

from __future__ import annotations

from dataclasses import dataclass

from geo.counted_nouns import with_number
from geo.story import Story


@dataclass(frozen=True, slots=True)
class EventNoun:
    """The word for an event, in lower case."""

    one: str

    @property
    def many(self) -> str:
        """The plural."""
        return f"{self.one}s"

    @property
    def title(self) -> str:
        """The singular, for a heading: "Scene"."""
        return self.one.capitalize()

    @property
    def titles(self) -> str:
        """The plural, for a heading: "Scenes"."""
        return self.many.capitalize()

    def count(self, number: int) -> str:
        """A number of events: "1 scene", "2,000 scenes"."""
        return with_number(number, self.one)


SCENE = EventNoun("scene")
EVENT = EventNoun("event")


def event_noun(story: Story) -> EventNoun:
    """Return the word for the events of a story."""
    return EVENT if story.running_time_s is None else SCENE
