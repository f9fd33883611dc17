"""Read the `story` member of a file: the data that the events share."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from typing import Any, get_args

from pydantic import ValidationError

from geo.formats.geojson_schema import BASIS_FIELDS, STORY_FIELDS, story_validator
from geo.problem_list import ProblemList, label
from geo.story import Story
from geo.validation import KINDS, Ids, Relations
from geo.validation.field_findings import dotted_path, findings
from geo.validation.field_references import types_by_field

LISTS = tuple(name for name in KINDS if name in STORY_FIELDS)
"""The names of the lists in the member `story`."""


@dataclass(frozen=True, slots=True)
class Shared:
    """The data that the events of a file share.

    `values` are fields of `Story`. `known` maps each list to its ids, and each id to the number of
    its entry. It includes the ids of invalid entries, so that references to them are valid.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    known: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    has_further_scale: bool = False
    """Whether the file names a further time scale. Its name may be invalid."""


def lists_ids(raw: Any) -> bool:
    """Return whether a file has lists of people, places, … and so refers to them by id."""
    return isinstance(raw, dict) and any(raw.get(name) is not None for name in LISTS)


def read_shared(raw: Any, problems: ProblemList) -> Shared:
    """Read the raw `story` member. If it has errors, the result has only `known`."""
    known = {name: _collect_ids(raw, name, problems) for name in LISTS}
    has_further_scale = isinstance(raw, dict) and raw.get("further_scale") is not None
    _warn_unknown(raw, known, problems)
    try:
        values = story_validator().validate(raw)
    except ValidationError as error:
        for finding in findings(error):
            feature, inner = _locate(finding.location, raw, known)
            # Events have lists of ids with the same names.
            is_list = feature == "story" and inner in LISTS
            expected = "a list" if is_list else finding.expected
            problems.error(
                *(feature, inner, finding.found, expected, finding.message), count=finding.number
            )
        return Shared({}, known, has_further_scale)
    shared = Shared(_build(Story, values), known, has_further_scale)
    relations = Relations(known, None, problems)
    for name in LISTS:
        for number, member in enumerate(shared.values.get(name, ()), start=1):
            feature = label(KINDS[name], member.id, number, known[name].get(member.id))
            relations.check_references(member, feature)
    return shared


def warn_unknown_field(
    name: str, known: Iterable[str], feature: str | None, prefix: str, problems: ProblemList
) -> None:
    """Warn about a field that the format does not have."""
    hint = problems.hint(name, known)
    message = f"unknown field{hint}; it is ignored"
    expected = f"a field of the format{hint}"
    problems.warn(feature, f"{prefix}{name}", "an unknown field", expected, message)


def warn_unknown_properties(
    properties: Mapping[str, Any], known: Collection[str], event: str, problems: ProblemList
) -> None:
    """Warn about each property of an event that the format does not have.

    `known` are the names that it has: a set, or few of them.
    """
    for name in properties:
        if name not in known:
            warn_unknown_field(name, known, event, "", problems)
    basis = properties.get("time_basis")
    for name in basis if isinstance(basis, dict) else ():
        if name not in BASIS_FIELDS:
            warn_unknown_field(name, BASIS_FIELDS, event, "time_basis.", problems)


def _build(kind: Any, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a class from an object of a file. `null` gives the default."""
    members = {}
    classes = _item_classes(kind)
    for name, value in values.items():
        if value is None:
            continue
        item = classes.get(name)
        members[name] = value if item is None else _build_all(item, value)
    return members


def _build_all(kind: Any, entries: Sequence[Mapping[str, Any]]) -> tuple[Any, ...]:
    return tuple(kind(**_build(kind, entry)) for entry in entries)


@cache
def _item_classes(kind: Any) -> Mapping[str, Any]:
    """Map the fields that hold a list of dataclass values to the class of the values."""
    return {
        name: item
        for name, hint in types_by_field(kind).items()
        for item in get_args(hint)[:1]
        if is_dataclass(item)
    }


def _collect_ids(raw: Any, name: str, problems: ProblemList) -> Mapping[str, int]:
    """Map the ids in a list to the numbers of their entries."""
    ids = Ids(KINDS[name], problems)
    for number, entry in _entries(raw, name):
        identifier = entry.get("id")
        if isinstance(identifier, str):
            ids.add(identifier, number)
    return ids.numbers


def _entries(raw: Any, name: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Yield the objects in a list of a raw object, with their numbers (from 1)."""
    entries = raw.get(name) if isinstance(raw, dict) else None
    for number, entry in enumerate(entries if isinstance(entries, list) else (), start=1):
        if isinstance(entry, dict):
            yield number, entry


def _locate(
    location: tuple[int | str, ...], raw: Any, known: Mapping[str, Mapping[str, int]]
) -> tuple[str | None, str | None]:
    """Return the entry and the field in it for a location in the `story` member."""
    name = location[0] if location else ""
    if name in LISTS and len(location) > 1 and isinstance(location[1], int):
        entry = raw[name][location[1]]
        feature = _label(str(name), entry, location[1] + 1, known)
        return feature, dotted_path(location[2:]) or None
    return "story", dotted_path(location) or None


def _label(name: str, entry: object, number: int, known: Mapping[str, Mapping[str, int]]) -> str:
    """Name an entry of the list `name` in problems."""
    identifier = entry.get("id") if isinstance(entry, dict) else None
    first = known[name].get(identifier) if isinstance(identifier, str) else None
    return label(KINDS[name], identifier, number, first)


def _warn_unknown(raw: Any, known: Mapping[str, Mapping[str, int]], problems: ProblemList) -> None:
    for name in raw if isinstance(raw, dict) else ():
        if name not in STORY_FIELDS:
            warn_unknown_field(name, STORY_FIELDS, "story", "", problems)
    for name in LISTS:
        for number, entry in _entries(raw, name):
            feature = _label(name, entry, number, known)
            _warn_unknown_in(entry, _item_classes(Story)[name], feature, "", problems)


def _warn_unknown_in(
    entry: Mapping[str, Any], kind: Any, feature: str, prefix: str, problems: ProblemList
) -> None:
    known = [spec.name for spec in fields(kind)]
    for name in entry:
        if name not in known:
            warn_unknown_field(name, known, feature, prefix, problems)
    for name, inner in _item_classes(kind).items():
        for _, part in _entries(entry, name):
            _warn_unknown_in(part, inner, feature, f"{prefix}{name}.", problems)
