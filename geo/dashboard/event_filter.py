"""The viewer's filter for events: by person, group and time."""

from __future__ import annotations

from dataclasses import dataclass

from geo.story import Event, Story


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Ids of people and groups, and day numbers from 1. An empty tuple means no restriction.

    An empty filter is falsy: it admits every event.
    """

    people: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    days: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.people or self.groups or self.days)

    def to_message(self) -> dict[str, list[str] | list[int] | None]:
        """The argument for the document's `setFilter`; None means no restriction."""
        return {
            "people": list(self.people) or None,
            "groups": list(self.groups) or None,
            "days": list(self.days) or None,
        }

    def admits(self, event: Event, day: int | None, story: Story) -> bool:
        """Whether the filter admits an event. The player's `setFilter` uses the same rule.

        Args:
            event: an event of `story`.
            day: the day of the story on which the event starts, from 1. None: its time is unknown.
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
