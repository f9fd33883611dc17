"""The `story` member of a file: checked, and turned into the values that the events share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from typing import Any, get_args

from pydantic import ValidationError

from geo.formats.geojson_schema import BASIS_FIELDS, STORY_FIELDS, story_adapter
from geo.problem_list import ProblemList, label
from geo.story import Story
from geo.validation import KINDS, Ids, Relations
from geo.validation.field_findings import dotted, findings
from geo.validation.field_references import hints

LISTS = tuple(name for name in KINDS if name in STORY_FIELDS)
"""The lists in the member `story`."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What the events of a file share.

    `values` are fields of `Story`. `known` holds, for each list, the ids in it and the number of
    the entry that has each, also of faulty entries: what refers to those is not wrong.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    known: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


def lists_ids(raw: Any) -> bool:
    """Whether a file lists its people, places, groups or sources, and so refers to them by id."""
    return isinstance(raw, dict) and any(raw.get(name) is not None for name in LISTS)


def read_shared(raw: Any, problems: ProblemList) -> Shared:
    """Check the raw `story` member. With a problem in it, only `known` is to be relied on."""
    known = {name: _ids(raw, name, problems) for name in LISTS}
    _warn_unknown(raw, problems)
    try:
        values = story_adapter().validate_python(raw)
    except ValidationError as error:
        for finding in findings(error):
            feature, inner = _place_of(finding.location, raw)
            problems.error(feature, inner, finding.found, finding.expected)
        return Shared(known=known)
    shared = Shared(_built(Story, values), known)
    relations = Relations(known, None, problems)
    for name in LISTS:
        for number, member in enumerate(shared.values.get(name, ()), start=1):
            relations.check_references(member, label(KINDS[name], member.id, number))
    return shared


def unknown_name(
    name: str, known: Sequence[str], feature: str | None, prefix: str, problems: ProblemList
) -> None:
    """Warn about a field that the format does not have."""
    hint = problems.hint(name, known) or "; it is ignored"
    problems.warn(feature, f"{prefix}{name}", "an unknown field", f"a field of the format{hint}")


def warn_unknown_properties(
    properties: Mapping[str, Any], known: Sequence[str], event: str, problems: ProblemList
) -> None:
    """Warn about each property of an event that the format does not have."""
    for name in properties:
        if name not in known:
            unknown_name(name, known, event, "", problems)
    basis = properties.get("time_basis")
    for name in basis if isinstance(basis, dict) else ():
        if name not in BASIS_FIELDS:
            unknown_name(name, BASIS_FIELDS, event, "time_basis.", problems)


def _built(kind: Any, values: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a class, from an object of a file. `null` leaves the default."""
    made = {}
    classes = _item_classes(kind)
    for name, value in values.items():
        if value is None:
            continue
        item = classes.get(name)
        made[name] = value if item is None else tuple(item(**_built(item, one)) for one in value)
    return made


@cache
def _item_classes(kind: Any) -> Mapping[str, Any]:
    """The fields of a class that hold a list of values of a class, and which."""
    return {
        name: item
        for name, hint in hints(kind).items()
        for item in get_args(hint)[:1]
        if is_dataclass(item)
    }


def _ids(raw: Any, name: str, problems: ProblemList) -> Mapping[str, int]:
    """The ids of a list and the number of the entry that has each."""
    ids = Ids(KINDS[name], problems)
    for number, entry in _entries(raw, name):
        one = entry.get("id")
        if isinstance(one, str):
            ids.add(one, number)
    return ids.numbers


def _entries(raw: Any, name: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The objects in a list of a raw object, each with its number."""
    entries = raw.get(name) if isinstance(raw, dict) else None
    for number, entry in enumerate(entries if isinstance(entries, list) else (), start=1):
        if isinstance(entry, dict):
            yield number, entry


def _place_of(location: tuple[int | str, ...], raw: Any) -> tuple[str | None, str | None]:
    """Where in the story member a problem is: the entry that it belongs to, and the field in it."""
    name = location[0] if location else ""
    if name in LISTS and len(location) > 1 and isinstance(location[1], int):
        entry = raw[name][location[1]]
        identifier = entry.get("id") if isinstance(entry, dict) else None
        feature = label(KINDS[str(name)], identifier, location[1] + 1)
        return feature, dotted(location[2:]) or None
    return "story", dotted(location) or None


def _warn_unknown(raw: Any, problems: ProblemList) -> None:
    for name in raw if isinstance(raw, dict) else ():
        if name not in STORY_FIELDS:
            unknown_name(name, STORY_FIELDS, "story", "", problems)
    for name in LISTS:
        for number, entry in _entries(raw, name):
            feature = label(KINDS[name], entry.get("id"), number)
            _warn_unknown_in(entry, _item_classes(Story)[name], feature, "", problems)


def _warn_unknown_in(
    entry: Mapping[str, Any], kind: Any, feature: str, prefix: str, problems: ProblemList
) -> None:
    known = [one.name for one in fields(kind)]
    for name in entry:
        if name not in known:
            unknown_name(name, known, feature, prefix, problems)
    for name, inner in _item_classes(kind).items():
        for _, part in _entries(entry, name):
            _warn_unknown_in(part, inner, feature, f"{prefix}{name}.", problems)
