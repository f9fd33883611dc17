"""The two people that the player compares until the user chooses others."""

from __future__ import annotations

from collections import Counter

from geo.story import Story


def default_pair(story: Story) -> tuple[str, str] | None:
    """Return the ids of the person with the most events and of the next one from another group.

    In a tie, the person that the story lists first wins. If everyone is in the same group, the
    result is the two people with the most events. None: the story has fewer than two people.
    """
    if len(story.people) < 2:
        return None
    counted = Counter(person for event in story.events for person in set(event.people))
    ranked = sorted(story.people, key=lambda person: -counted[person.id])
    first = ranked[0]
    from_other_groups = (person for person in ranked[1:] if person.group != first.group)
    return first.id, next(from_other_groups, ranked[1]).id
