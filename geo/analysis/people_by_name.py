"""Find a person of a story by id or by name."""

from __future__ import annotations

from difflib import get_close_matches

from geo.errors import AnalysisError
from geo.story import Person, Story


def find_person(story: Story, wanted: str) -> Person:
    """Return the person with this id, name or name variant. The case of names does not matter.

    Raises:
        AnalysisError: no person or several people have this name. The message suggests the most
            similar name, or lists the ids.
    """
    if not isinstance(wanted, str):
        raise AnalysisError(f"Person: found {wanted!r}, expected an id or a name as text.")
    if wanted in story.person_by_id:
        return story.person_by_id[wanted]
    people = [person for person in story.people if _key(wanted) in map(_key, _names(person))]
    if len(people) == 1:
        return people[0]
    if people:
        ids = ", ".join(repr(person.id) for person in people)
        raise AnalysisError(f"{len(people)} people have the name {wanted!r}. Use an id: {ids}.")
    raise AnalysisError(
        f"The story has no person with the id or name {wanted!r}. {_suggestion(story, wanted)}"
    )


def _names(person: Person) -> tuple[str, ...]:
    return person.id, person.name, *person.variants


def _key(name: str) -> str:
    return " ".join(name.casefold().split())


def _suggestion(story: Story, wanted: str) -> str:
    owners: dict[str, Person] = {}
    for person in story.people:
        for name in _names(person):
            # The whole name and each of its words: "McCauly" is similar to "Neil McCauley".
            for key in (_key(name), *_key(name).split()):
                owners.setdefault(key, person)
    nearest = get_close_matches(_key(wanted), owners, n=1)
    if nearest:
        person = owners[nearest[0]]
        return f"The most similar name is {person.name!r} (id {person.id!r})."
    if not story.people:
        return "The story has no people. Add people to the story first."
    return f"`story.people` lists all {len(story.people)}; the first is {story.people[0].name!r}."
