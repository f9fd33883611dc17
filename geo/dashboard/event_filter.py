"""Which events the viewer wants to see: by person, group and day."""

from __future__ import annotations

from dataclasses import dataclass

from geo.story import Event, Story


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Ids of people and groups, and numbers of days from 1; an empty tuple admits all of its kind.

    False when it admits every event.
    """

    people: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    days: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.people or self.groups or self.days)

    def to_message(self) -> dict[str, list[str] | list[int] | None]:
        """The filter as the document's `setFilter` takes it: None admits all."""
        return {
            "people": list(self.people) or None,
            "groups": list(self.groups) or None,
            "days": list(self.days) or None,
        }

    def admits(self, event: Event, day: int | None, story: Story) -> bool:
        """Whether the filter admits an event, by the same rule as the player's `setFilter`.

        Args:
            event: an event of `story`.
            day: the day of the story on which it starts, from 1; None: it has no time.
            story: the story, for the groups of its people.
        """
        if self.days and day not in self.days:
            return False
        present = {*event.people, *event.heard}
        if self.people and present.isdisjoint(self.people):
            return False
        if self.groups and event.group not in self.groups:
            return any(story.person_by_id[person].group in self.groups for person in present)
        return True
