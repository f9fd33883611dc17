"""The rules of a story: what reading, writing and `StoryMap` hold every story to.

What one value alone must be stands beside its field in `geo.story` (`geo.field_types`); pydantic
applies it. What needs two values at once is here: ids that exist, an end after its start. A file is
held to the same rules while it is read, an event at a time, so that its problems name its fields.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter
from types import UnionType
from typing import Any, NamedTuple, Union, get_args, get_origin, get_type_hints

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_core import SchemaValidator

from geo.errors import Problem, StoryError
from geo.field_types import ID, RULE_BROKEN, RefersTo
from geo.problem_list import ProblemList, label, show
from geo.story import Event, Story, When

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

_EXPECTED = {
    "string_type": "text",
    "string_unicode": "whole characters (valid Unicode)",
    "list_type": "a list",
    "tuple_type": "a list",
    "float_type": "a number",
    "float_parsing": "a number",
    "finite_number": "a finite number",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "model_type": "an object",
    "model_attributes_type": "an object",
    "dict_type": "an object",
    "missing": "a value",
    "recursion_depth_exceeded": "less deeply nested geometries",
}


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


class Finding(NamedTuple):
    """A value that is not what its field wants."""

    location: tuple[int | str, ...]
    found: str
    expected: str
    kind: str
    """pydantic's name for what is wrong."""
    input: Any
    """The value itself."""

    @property
    def field(self) -> str:
        """The location as people write it."""
        return dotted(self.location)


def findings(error: ValidationError, *prefix: str, skip: int = 0) -> Iterator[Finding]:
    """Each thing that pydantic found wrong, in words.

    `prefix` is the location of the value that was validated; `skip` steps of its own are dropped.
    """
    for item in error.errors(include_url=False):
        location = (*prefix, *item["loc"][skip:])
        kind = item["type"]
        found = show(None if kind == "missing" else item["input"])
        yield Finding(location, found, _expected(kind, location, item), kind, item["input"])


def dotted(location: Sequence[int | str]) -> str:
    """A location as people write it: `places[2].position`."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in location)
    return text.removeprefix(".")


def _expected(kind: str, location: tuple[int | str, ...], item: Any) -> str:
    context = item.get("ctx", {})
    if kind == RULE_BROKEN:
        return str(item["msg"])
    if kind == "value_error":  # our own functions say what they expected
        return str(context["error"])
    if kind == "literal_error":
        return str(context["expected"]).replace("'", "")
    if kind in ("dataclass_exact_type", "dataclass_type"):
        return f"a value of the class geo.{context['class_name']}"
    name = next((step for step in reversed(location) if isinstance(step, str)), "")
    if kind == "missing" and name == "id":
        return ID.expected
    if kind in ("list_type", "tuple_type") and name in _id_lists():
        return "a list of ids"
    return _EXPECTED.get(kind, "a valid value")


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
        for name, members, ids in _references(type(member), member):
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
    title = story.title if isinstance(story.title, str) and story.title.strip() else "story"
    problems = ProblemList(title)
    length = story.running_time_s
    for one in fields(Story):
        if one.name in KINDS:
            continue
        try:
            _adapter(one.name).validate_python(getattr(story, one.name))
        except ValidationError as error:
            for finding in findings(error, one.name):
                problems.error("story", finding.field, finding.found, finding.expected)
            if one.name == "running_time_s":
                length = None
    lists = {name: _members(story, name, problems) for name in KINDS}
    known = {name: _ids_of(members, KINDS[name], problems) for name, members in lists.items()}
    relations = Relations(known, length, problems)
    for name, members in lists.items():
        for number, member in enumerate(members, start=1):
            feature = label(KINDS[name], getattr(member, "id", None), number)
            try:
                _validator(_member_class(name)).validate_python((member,))
                faulty: list[str] = []
            except ValidationError as error:
                faulty = []
                for finding in findings(error, skip=1):
                    field = finding.field or None
                    problems.error(feature, field, finding.found, finding.expected)
                    faulty.append(re.sub(r"\[.*", "", finding.field))
                if "" in faulty or {"when", "where"} & set(faulty):
                    continue  # it is of another class altogether
            if isinstance(member, Event):
                relations.check_event(member, feature, faulty)
            else:
                relations.check_references(member, feature, faulty)
    if not lists["events"] and not problems.errors:
        problems.error("story", "events", "no events", "at least one event")
    return problems.all()


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


@cache
def hints(kind: Any) -> Mapping[str, Any]:
    """A dataclass's fields and their types, with the rules beside them."""
    found = get_type_hints(kind, include_extras=True)
    return {one.name: found[one.name] for one in fields(kind)}


def _member_class(name: str) -> Any:
    return get_args(hints(Story)[name])[0]


@cache
def _adapter(name: str) -> TypeAdapter[Any]:
    """What judges one of the story's own fields."""
    return TypeAdapter(hints(Story)[name], config=ConfigDict(strict=True))


@cache
def _validator(kind: Any) -> SchemaValidator:
    """What judges a tuple of one value of this class, as it is in Python."""
    config = ConfigDict(strict=True, revalidate_instances="always")
    return SchemaValidator(_without_normalising(TypeAdapter(tuple[kind], config=config).core_schema))


def _without_normalising(schema: Any) -> Any:
    """The schema without `__post_init__`: the values went through it when they were built."""
    if isinstance(schema, dict):
        return {
            name: False if name == "post_init" else _without_normalising(part)
            for name, part in schema.items()
        }
    return [_without_normalising(part) for part in schema] if isinstance(schema, list) else schema


def _references(kind: Any, member: Any) -> Iterator[tuple[str, str, Sequence[str]]]:
    """Each field of a member that refers to others: its path, their list, and the ids in it."""
    getter, names = _reference_fields(kind)
    if getter is None:
        return
    for (name, members), value in zip(names, getter(member), strict=True):
        if value:
            yield name, members, (value,) if isinstance(value, str) else value


@cache
def _reference_fields(kind: Any) -> tuple[Any, tuple[tuple[str, str], ...]]:
    """What gets the values of all fields that refer to others, and their paths and lists."""
    found = tuple(_find_references(kind, ""))
    paths = [path for path, _ in found]
    if not paths:
        return None, ()
    # One path would give a bare value, two give a tuple.
    getter = attrgetter(*paths) if len(paths) > 1 else lambda one: (attrgetter(paths[0])(one),)
    return getter, found


def _find_references(kind: Any, prefix: str) -> Iterator[tuple[str, str]]:
    for name, hint in hints(kind).items():
        if is_dataclass(hint):
            yield from _find_references(hint, f"{prefix}{name}.")
            continue
        for mark in marks(hint):
            if isinstance(mark, RefersTo):
                yield f"{prefix}{name}", mark.members


def marks(hint: Any) -> Iterator[Any]:
    """Everything that stands beside a type, or beside the types that it is made of."""
    yield from getattr(hint, "__metadata__", ())
    if get_origin(hint) in (tuple, list, Union, UnionType) or hasattr(hint, "__metadata__"):
        for inner in get_args(hint) if not hasattr(hint, "__metadata__") else (hint.__origin__,):
            yield from marks(inner)


@cache
def _id_lists() -> frozenset[str]:
    """The names of the fields that hold several ids."""
    kinds = [_member_class(name) for name in KINDS]
    return frozenset(
        name
        for kind in kinds
        for name, hint in hints(kind).items()
        if get_origin(hint) is tuple and ID in marks(hint)
    )
