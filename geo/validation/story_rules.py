"""The rules of a story, which reading, writing and `StoryMap` apply.

Rules for one value are part of the field's type in `geo.story` (see `geo.field_types`); pydantic
applies them. Rules for two or more values are in this module: referenced ids exist, an end is not
before its start. The file readers apply the same rules to each event, so that problems have the
field names of the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from functools import cache
from typing import Any, get_args

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_core import SchemaValidator

from geo.calendar_periods import first_moment, period_end
from geo.errors import Problem, StoryError
from geo.event_zones import with_zone
from geo.precision_ends import last_moment
from geo.problem_list import ProblemList, label, show
from geo.story import Event, Story, When
from geo.validation.field_findings import Finding, findings
from geo.validation.field_references import references, types_by_field
from geo.validation.further_time_rules import UNNAMED_SCALE, further_time_problem
from geo.validation.where_rules import check_where
from geo.validation.zone_rules import EXPECTED_ZONE, MISSING_ZONE, events_without_zone

# What problems call a member of each list of a story.
KINDS: Mapping[str, str] = {
    "groups": "group",
    "people": "person",
    "places": "place",
    "sources": "source",
    "events": "event",
}

# `validate` stores its result in the story under this name. Stories are frozen, so it stays valid.
_RESULT = "_problems"


def validate(story: Story) -> tuple[Problem, ...]:
    """Return all violations of the rules, in story order. A valid story has none.

    Each problem has the story's title as its file, and fields as in Python (`when.start`,
    `where.path[0]`).
    """
    if not isinstance(story, Story):
        problems = ProblemList("story")
        hint = "; read a file first: geo.read(path)" if isinstance(story, (str, bytes)) else ""
        problems.error(None, None, show(story), f"a Story{hint}")
        return problems.all()
    result: tuple[Problem, ...] | None = vars(story).get(_RESULT)
    if result is None:
        result = _validate(story)
        vars(story)[_RESULT] = result
    return result


def require_valid(story: Story) -> None:
    """Check that a story is valid.

    Raises:
        StoryError: the story violates rules; the error has every problem.
    """
    problems = validate(story)
    if problems:
        raise StoryError(problems)


def mark_valid(story: Story) -> Story:
    """Record that a reader has already validated the story. Returns the story."""
    vars(story)[_RESULT] = ()
    return story


class Ids:
    """The ids of one kind of members (events, people, …), each with the number of its member."""

    def __init__(self, kind: str, problems: ProblemList) -> None:
        self._kind = kind
        self._problems = problems
        self.numbers: dict[str, int] = {}

    def add(self, identifier: str, number: int) -> None:
        """Add the id of a member. Report an error if an earlier member has the same id."""
        first = self.numbers.setdefault(identifier, number)
        if first != number:
            used = f"the id {show(identifier)} is already used by {self._kind} {first}"
            self._problems.error(
                *(label(self._kind, identifier, number, first), "id"),
                *(show(identifier), "a unique id"),
                message=f"{used}; give each {self._kind} a unique id",
            )


class Relations:
    """The rules for two or more values.

    `known` maps each list of a story to its ids. `field_name` converts the path of a field in
    Python (`where.place`) to its name in problems.
    """

    def __init__(
        self,
        known: Mapping[str, Mapping[str, int]],
        running_time_s: float | None,
        problems: ProblemList,
        field_name: Callable[[str], str] = str,
        *,
        has_further_scale: bool = False,
    ) -> None:
        self._known = known
        self._running_time_s = running_time_s
        self._problems = problems
        self._field_name = field_name
        self._has_further_scale = has_further_scale

    def check_references(self, member: Any, feature: str, invalid: Sequence[str] = ()) -> None:
        """Report each unknown id to which a group, person, place, source or event refers.

        `invalid` has the paths of invalid fields, which are skipped.
        """
        for name, members, ids in references(member):
            if name in invalid:
                continue
            known = self._known[members]
            for identifier in ids:
                if identifier not in known:
                    self._report_unknown_id(identifier, members, feature, self._field_name(name))

    def _report_unknown_id(self, identifier: str, members: str, feature: str, field: str) -> None:
        kind = KINDS[members]
        hint = self._problems.hint(identifier, self._known[members])
        expected = f"the id of a {kind} in story.{members}{hint}"
        advice = hint or f"; add the {kind} to story.{members}"
        message = f"there is no {kind} with the id {show(identifier)}{advice}"
        self._problems.error(feature, field, show(identifier), expected, message)

    def check_further_time(self, when: When, feature: str) -> None:
        """Report a time on a scale that the story does not name, or that is not valid there."""
        if when.further_time is None:
            return
        broken = further_time_problem(when) if self._has_further_scale else UNNAMED_SCALE
        if broken is not None:
            field = self._field_name("when.further_time")
            found = show(when.further_time.isoformat())
            self._problems.error(feature, field, found, broken.expected, broken.message)

    def check_event(self, event: Event, feature: str, invalid: Sequence[str] = ()) -> None:
        """Report each violation of a rule for two or more values of an event."""
        self.check_references(event, feature, invalid)

        def report(field: str, found: object, expected: str, message: str = "") -> None:
            self._problems.error(feature, self._field_name(field), show(found), expected, message)

        if event.dies and not {"dies", "people"} & set(invalid):
            present = set(event.people)
            for person in event.dies:
                if person not in present:
                    expected = "one of the event's people"
                    message = f"{show(person)} is not {expected}; add the id to people"
                    report("dies", person, expected, message)
        if any(path.startswith("when") for path in invalid):
            return
        if not any(path.startswith("where") for path in invalid):
            check_where(event, report)
        when, length = event.when, self._running_time_s
        if when.film_start_s is not None and length is not None and when.film_start_s > length:
            expected = f"at most {length:g} seconds, the film's running time"
            report("when.film_start_s", when.film_start_s, expected)
        self.check_further_time(when, feature)
        if when.start is None:
            return
        if when.end is not None:
            _check_end(when, report)
        if when.start != first_moment(when.start, when.precision):
            first = first_moment(when.start, when.precision).isoformat()
            expected = f'{first} for the precision "{when.precision}", or the precision "time"'
            message = (
                f'a start with the precision "{when.precision}" must be the first moment of the '
                f'{when.precision}, here {first}; change it, or set precision="time"'
            )
            report("when.start", when.start.isoformat(), expected, message)


def _check_end(when: When, report: Callable[..., None]) -> None:
    """Report an end that is before the start, or not the end of its day, month or year."""
    assert when.start is not None
    assert when.end is not None
    start, end = when.start.isoformat(), when.end.isoformat()
    if when.end_timezone is not None and when.timezone is None:
        message = "the end has a time zone and the start has none; give the event a timezone"
        expected = "the time zone of the start, too"
        report("when.end_timezone", when.end_timezone, expected, message)
        return
    reached = when.end_on_start_clock
    assert reached is not None
    zone, end_zone = when.timezone, when.end_timezone
    begins = with_zone(start, zone if end_zone else None)
    if when.end_precision == "time":
        if reached < when.start:
            ends = with_zone(end, end_zone)
            message = f"the end {ends} is before the start {begins}; correct one of them"
            report("when.end", end, f"a time after {begins}", message)
        return
    last = last_moment(when.end)
    if reached <= when.start:
        day = last.isoformat().partition("T")[0]
        ends = with_zone(day, end_zone)
        message = f"the end {ends} is before the start {begins}; correct one of them"
        report("when.end", day, f"a time after {begins}", message)
    if period_end(last, when.end_precision) != when.end:
        kind = when.end_precision
        expected = f'the first moment after a {kind}, or the end_precision "time"'
        message = (
            f'an end with the precision "{kind}" must be the first moment after the {kind}; '
            'change it, or set end_precision="time"'
        )
        report("when.end", end, expected, message)


def _validate(story: Story) -> tuple[Problem, ...]:
    title: Any = story.title
    problems = ProblemList(title if isinstance(title, str) and title.strip() else "story")
    invalid = _check_own_fields(story, problems)
    lists = {name: _members(story, name, problems) for name in KINDS}
    known = {name: _collect_ids(members, KINDS[name], problems) for name, members in lists.items()}
    length = None if "running_time_s" in invalid else story.running_time_s
    has_further_scale = story.further_scale is not None
    relations = Relations(known, length, problems, has_further_scale=has_further_scale)
    for name, members in lists.items():
        for number, member in enumerate(members, start=1):
            identifier = getattr(member, "id", None)
            first = known[name].get(identifier) if isinstance(identifier, str) else None
            feature = label(KINDS[name], identifier, number, first)
            problems.row = number if name == "events" else None
            _check_member(member, _member_class(name), feature, relations, problems)
    for number, event in events_without_zone(story):
        problems.row = number
        feature = label("event", event.id, number, known["events"].get(event.id))
        problems.error(feature, "when.timezone", "None", EXPECTED_ZONE, MISSING_ZONE)
    problems.row = None
    if not lists["events"] and not problems.errors:
        problems.error(
            *("story", "events", "no events", "at least one event"),
            message="there are no events; add at least one",
        )
    return problems.all()


def _check_own_fields(story: Story, problems: ProblemList) -> list[str]:
    """Report invalid fields of the story itself. Returns their names."""
    invalid = []
    for spec in fields(Story):
        if spec.name in KINDS:
            continue
        try:
            _field_validator(spec.name).validate_python(getattr(story, spec.name))
        except ValidationError as error:
            invalid.append(spec.name)
            for finding in findings(error, spec.name):
                problems.error("story", finding.field, _describe_found(finding), finding.expected)
    return invalid


def _check_member(
    member: Any, kind: Any, feature: str, relations: Relations, problems: ProblemList
) -> None:
    invalid = []
    try:
        _validator(kind).validate_python((member,))
    except ValidationError as error:
        for finding in findings(error, skip=1):
            problems.error(
                feature, finding.field or None, _describe_found(finding), finding.expected
            )
            invalid.append(re.sub(r"\[.*", "", finding.field))
    if "" in invalid or {"when", "where"} & set(invalid):
        return  # the member or one of its parts has another class
    if isinstance(member, Event):
        relations.check_event(member, feature, invalid)
    else:
        relations.check_references(member, feature, invalid)


def _describe_found(finding: Finding) -> str:
    """Describe an invalid value as Python shows it: None instead of "no value"."""
    return "None" if finding.input is None else finding.found


def _members(story: Story, name: str, problems: ProblemList) -> tuple[Any, ...]:
    members = getattr(story, name)
    if isinstance(members, tuple):
        return members
    problems.error("story", name, show(members), "a list")
    return ()


def _collect_ids(members: tuple[Any, ...], kind: str, problems: ProblemList) -> Mapping[str, int]:
    ids = Ids(kind, problems)
    for number, member in enumerate(members, start=1):
        identifier = getattr(member, "id", None)
        if isinstance(identifier, str):
            problems.row = number if kind == KINDS["events"] else None
            ids.add(identifier, number)
    problems.row = None
    return ids.numbers


def _member_class(name: str) -> Any:
    return get_args(types_by_field(Story)[name])[0]


@cache
def _field_validator(name: str) -> SchemaValidator:
    """Return the validator of a field of the story itself."""
    adapter = TypeAdapter(types_by_field(Story)[name], config=ConfigDict(strict=True))
    return SchemaValidator(_for_values(adapter.core_schema))


@cache
def _validator(kind: Any) -> SchemaValidator:
    """Return the validator of a tuple with one value of this class."""
    config = ConfigDict(strict=True, revalidate_instances="always")
    return SchemaValidator(_for_values(TypeAdapter(tuple[kind], config=config).core_schema))


def _for_values(schema: Any) -> Any:
    """Adapt the schema to values that are already built.

    `__post_init__` already ran, so the schema skips it. pydantic rejects lone surrogates only in
    texts with a length limit, so every text gets the limit "at least 0".
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
