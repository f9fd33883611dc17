"""Which two people a story is about, before a user chooses."""

from __future__ import annotations

from collections import Counter

from geo.story import Story


def default_pair(story: Story) -> tuple[str, str] | None:
    """The two people with the most events who belong to different groups; None with fewer than two.

    In a tie the one that the story names first. Where all belong together: the two with the most.
    """
    if len(story.people) < 2:
        return None
    counted = Counter(person for event in story.events for person in set(event.people))
    ranked = sorted(story.people, key=lambda person: -counted[person.id])
    first = ranked[0]
    apart = (person for person in ranked[1:] if person.group != first.group)
    return first.id, next(apart, ranked[1]).id
