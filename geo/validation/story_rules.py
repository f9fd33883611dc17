"""The rules of a story: what reading, writing and `StoryMap` hold every story to.

What one value alone must be stands beside its field in `geo.story` (`geo.field_types`); pydantic
applies it. What needs two values at once is here: ids that exist, an end after its start. A file is
held to the same rules while it is read, an event at a time, so that its problems name its fields.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from functools import cache
from typing import Any, get_args

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_core import SchemaValidator

from geo.errors import Problem, StoryError
from geo.problem_list import ProblemList, label, show
from geo.story import Event, Story, When
from geo.validation.field_findings import findings
from geo.validation.field_references import hints, references

# What an entry of each of a story's lists is called, in problems.
KINDS: Mapping[str, str] = {
    "groups": "group",
    "people": "person",
    "places": "place",
    "sources": "source",
    "events": "event",
}

# Where a story keeps what `validate` found: its values are frozen, so that stays true.
_FOUND = "_problems"


def validate(story: Story) -> tuple[Problem, ...]:
    """Every rule that a story breaks, in its order; none for a story that can be used.

    The problems name the story by its title, an event by its id and a field as in Python
    (`when.start`, `where.path[0]`).
    """
    if not isinstance(story, Story):
        problems = ProblemList("story")
        hint = "; read a file first: geo.read(path)" if isinstance(story, (str, bytes)) else ""
        problems.error(None, None, show(story), f"a Story{hint}")
        return problems.all()
    found: tuple[Problem, ...] | None = vars(story).get(_FOUND)
    if found is None:
        found = _validate(story)
        vars(story)[_FOUND] = found
    return found


def require_valid(story: Story) -> None:
    """Nothing, if a story keeps the rules.

    Raises:
        StoryError: it breaks some; carries every problem.
    """
    problems = validate(story)
    if problems:
        raise StoryError(problems)


def mark_valid(story: Story) -> Story:
    """The story, of which its reader has seen that it keeps the rules."""
    vars(story)[_FOUND] = ()
    return story


class Ids:
    """The ids of one kind of a story's members, each with the number of the one that has it."""

    def __init__(self, kind: str, problems: ProblemList) -> None:
        self._kind = kind
        self._problems = problems
        self.numbers: dict[str, int] = {}

    def add(self, identifier: str, number: int) -> None:
        """Add a member's id, and note a problem when an earlier one has it too."""
        first = self.numbers.setdefault(identifier, number)
        if first != number:
            found = f"{show(identifier)}, which {self._kind} {first} has too"
            self._problems.error(f"{self._kind} {number}", "id", found, "an id of its own")


class Relations:
    """The rules that need two values at once.

    `known` holds, for each list of a story, the ids in it. `named` turns a field's path in Python
    (`where.place`) into the name that problems use.
    """

    def __init__(
        self,
        known: Mapping[str, Mapping[str, int]],
        running_time_s: float | None,
        problems: ProblemList,
        named: Callable[[str], str] = str,
    ) -> None:
        self._known = known
        self._running_time_s = running_time_s
        self._problems = problems
        self._named = named

    def check_references(self, member: Any, feature: str, faulty: Sequence[str] = ()) -> None:
        """Note each id in a group, person, place, source or event that its list does not have.

        `faulty` are the paths of fields that are wrong by themselves; they are passed over.
        """
        for name, members, ids in references(member):
            if name in faulty:
                continue
            known = self._known[members]
            for one in ids:
                if one not in known:
                    kind = KINDS[members]
                    what = self._problems.hint(one, list(known)) or f"; add the {kind} there"
                    expected = f"the id of a {kind} in story.{members}{what}"
                    self._problems.error(feature, self._named(name), show(one), expected)

    def check_event(self, event: Event, feature: str, faulty: Sequence[str] = ()) -> None:
        """Note everything in an event that needs a second value to be judged."""
        self.check_references(event, feature, faulty)

        def note(field: str, found: object, expected: str) -> None:
            self._problems.error(feature, self._named(field), show(found), expected)

        if event.dies and not {"dies", "people"} & set(faulty):
            for one in event.dies:
                if one not in event.people:
                    note("dies", one, "one of the event's people")
        if any(path.startswith("when") for path in faulty):
            return
        when, length = event.when, self._running_time_s
        if when.film_start_s is not None and length is not None and when.film_start_s > length:
            expected = f"at most the film's running time, {length:g}"
            note("when.film_start_s", when.film_start_s, expected)
        if when.start is None:
            return
        if when.end is not None and when.end < when.start:
            note("when.end", when.end.isoformat(), f"a time after {when.start.isoformat()}")
        if when.precision != "time" and when.start != _smallest(when):
            expected = f"its smallest value in what a {when.precision} leaves out, "
            expected += f'{_smallest(when).isoformat()}, or precision "time"'
            note("when.start", when.start.isoformat(), expected)


def _smallest(when: When) -> Any:
    assert when.start is not None
    start = when.start.replace(hour=0, minute=0, second=0, microsecond=0)
    if when.precision == "day":
        return start
    return start.replace(day=1) if when.precision == "month" else start.replace(month=1, day=1)


def _validate(story: Story) -> tuple[Problem, ...]:
    title: Any = story.title
    problems = ProblemList(title if isinstance(title, str) and title.strip() else "story")
    faulty = _check_own_fields(story, problems)
    lists = {name: _members(story, name, problems) for name in KINDS}
    known = {name: _ids_of(members, KINDS[name], problems) for name, members in lists.items()}
    length = None if "running_time_s" in faulty else story.running_time_s
    relations = Relations(known, length, problems)
    for name, members in lists.items():
        for number, member in enumerate(members, start=1):
            feature = label(KINDS[name], getattr(member, "id", None), number)
            _check_member(member, _member_class(name), feature, relations, problems)
    if not lists["events"] and not problems.errors:
        problems.error("story", "events", "no events", "at least one event")
    return problems.all()


def _check_own_fields(story: Story, problems: ProblemList) -> list[str]:
    """Note what is wrong with the story's own fields, and give their names."""
    faulty = []
    for one in fields(Story):
        if one.name in KINDS:
            continue
        try:
            _field_validator(one.name).validate_python(getattr(story, one.name))
        except ValidationError as error:
            faulty.append(one.name)
            for finding in findings(error, one.name):
                problems.error("story", finding.field, finding.found, finding.expected)
    return faulty


def _check_member(
    member: Any, kind: Any, feature: str, relations: Relations, problems: ProblemList
) -> None:
    faulty = []
    try:
        _validator(kind).validate_python((member,))
    except ValidationError as error:
        for finding in findings(error, skip=1):
            problems.error(feature, finding.field or None, finding.found, finding.expected)
            faulty.append(re.sub(r"\[.*", "", finding.field))
    if "" in faulty or {"when", "where"} & set(faulty):
        return  # it is of another class altogether
    if isinstance(member, Event):
        relations.check_event(member, feature, faulty)
    else:
        relations.check_references(member, feature, faulty)


def _members(story: Story, name: str, problems: ProblemList) -> tuple[Any, ...]:
    members = getattr(story, name)
    if isinstance(members, tuple):
        return members
    problems.error("story", name, show(members), "a list")
    return ()


def _ids_of(members: tuple[Any, ...], kind: str, problems: ProblemList) -> Mapping[str, int]:
    ids = Ids(kind, problems)
    for number, member in enumerate(members, start=1):
        identifier = getattr(member, "id", None)
        if isinstance(identifier, str):
            ids.add(identifier, number)
    return ids.numbers


def _member_class(name: str) -> Any:
    return get_args(hints(Story)[name])[0]


@cache
def _field_validator(name: str) -> SchemaValidator:
    """What judges one of the story's own fields."""
    adapter = TypeAdapter(hints(Story)[name], config=ConfigDict(strict=True))
    return SchemaValidator(_for_values(adapter.core_schema))


@cache
def _validator(kind: Any) -> SchemaValidator:
    """What judges a tuple of one value of this class, as it is in Python."""
    config = ConfigDict(strict=True, revalidate_instances="always")
    return SchemaValidator(_for_values(TypeAdapter(tuple[kind], config=config).core_schema))


def _for_values(schema: Any) -> Any:
    """The schema for values that are built already.

    They went through `__post_init__`, so that is left out. pydantic looks into a text only where
    it has a limit, and half a character (a lone surrogate) cannot be written: so each has one.
    """
    if isinstance(schema, list):
        return [_for_values(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    made = {name: _for_values(part) for name, part in schema.items()}
    if made.get("type") == "str":
        made.setdefault("min_length", 0)
    if "post_init" in made:
        made["post_init"] = False
    return made
