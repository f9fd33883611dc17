"""The `story` member of a file: checked, and turned into the values that the events share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ValidationError

from geo.formats.geojson_schema import (
    AlternativeMember,
    GroupMember,
    PersonMember,
    PlaceMember,
    SourceMember,
    StoryMember,
    TimeBasis,
)
from geo.formats.geometry import GeometryReader
from geo.formats.problems import ProblemList, dotted, invalid_fields, label, show
from geo.story import Alternative, Group, Person, Place, Position, Source

# What an entry of each list is called, in problems.
KINDS: Mapping[str, str] = {
    "groups": "group",
    "people": "person",
    "places": "place",
    "sources": "source",
}
_MODELS: Mapping[str, type[BaseModel]] = {
    "groups": GroupMember,
    "people": PersonMember,
    "places": PlaceMember,
    "sources": SourceMember,
}
_BASIS_FIELDS = tuple(TimeBasis.model_fields)


@dataclass(frozen=True, slots=True)
class Shared:
    """What the events of a file share.

    `known` holds, for each list, the ids in it and the number of the entry that has each, also of
    faulty entries: what refers to those is wrong.
    """

    member: StoryMember = field(default_factory=StoryMember)
    known: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    groups: tuple[Group, ...] = ()
    people: tuple[Person, ...] = ()
    places: tuple[Place, ...] = ()
    sources: tuple[Source, ...] = ()


def lists_ids(raw: Any) -> bool:
    """Whether a file lists its people, places, groups or sources, and so refers to them by id."""
    return isinstance(raw, dict) and any(raw.get(name) is not None for name in KINDS)


def read_shared(raw: Any, problems: ProblemList) -> Shared:
    """Check the raw `story` member. With a problem in it, only `known` is to be relied on."""
    known = {name: _ids(raw, name, problems) for name in KINDS}
    _warn_unknown(raw, problems)
    try:
        member = StoryMember.model_validate(raw)
    except ValidationError as error:
        for location, path, found, expected in invalid_fields(error):
            feature, inner = _place_of(location, path, raw)
            problems.error(feature, inner, found, expected)
        return Shared(known=known)
    shapes = GeometryReader(problems)
    shared = Shared(
        member=member,
        known=known,
        groups=tuple(Group(g.id, g.name, g.colour) for g in member.groups or ()),
        people=tuple(_person(person) for person in member.people or ()),
        places=tuple(_place(place, shapes) for place in member.places or ()),
        sources=tuple(Source(s.id, s.title, s.url, s.note) for s in member.sources or ()),
    )
    _check_references(shared, problems)
    return shared


def check_ids(
    ids: Sequence[str],
    kind: str,
    known: Mapping[str, int],
    where: tuple[str, str],
    problems: ProblemList,
) -> None:
    """Note each id that no entry of its list has. `where` is the feature and the field."""
    for one in ids:
        if one not in known:
            plural = next(name for name, singular in KINDS.items() if singular == kind)
            hint = problems.hint(one, list(known))
            problems.error(*where, show(one), f"the id of a {kind} in story.{plural}{hint}")


def unknown_name(
    name: str, known: Sequence[str], feature: str | None, prefix: str, problems: ProblemList
) -> None:
    """Warn about a field that the format does not have."""
    hint = problems.hint(name, known) or "; it is ignored"
    problems.warn(feature, f"{prefix}{name}", "an unknown field", f"a field of the format{hint}")


def _ids(raw: Any, name: str, problems: ProblemList) -> dict[str, int]:
    """The ids of a list and the number of the entry that has each."""
    entries = raw.get(name) if isinstance(raw, dict) else None
    numbers: dict[str, int] = {}
    for number, entry in enumerate(entries if isinstance(entries, list) else (), start=1):
        one = entry.get("id") if isinstance(entry, dict) else None
        if not isinstance(one, str):
            continue
        first = numbers.setdefault(one, number)
        if first != number:
            kind = KINDS[name]
            found = f"{show(one)}, which {kind} {first} has too"
            problems.error(f"{kind} {number}", "id", found, "an id of its own")
    return numbers


def _place_of(
    location: tuple[int | str, ...], path: str, raw: Any
) -> tuple[str | None, str | None]:
    """Where in the story member a problem is: the entry that it belongs to, and the field in it."""
    name = location[0] if location else ""
    if name in KINDS and len(location) > 1 and isinstance(location[1], int):
        entry = raw[name][location[1]]
        identifier = entry.get("id") if isinstance(entry, dict) else None
        feature = label(KINDS[str(name)], identifier, location[1] + 1)
        return feature, dotted(location[2:]) or None
    return "story", path or None


def _warn_unknown(raw: Any, problems: ProblemList) -> None:
    if not isinstance(raw, dict):
        return
    for name in raw:
        if name not in StoryMember.model_fields:
            unknown_name(name, list(StoryMember.model_fields), "story", "", problems)
    for plural, model in _MODELS.items():
        entries = raw.get(plural)
        for number, entry in enumerate(entries if isinstance(entries, list) else (), start=1):
            if not isinstance(entry, dict):
                continue
            feature = label(KINDS[plural], entry.get("id"), number)
            fields = list(model.model_fields)
            for name in entry:
                if name not in model.model_fields:
                    unknown_name(name, fields, feature, "", problems)
            others = entry.get("alternatives") if model is PlaceMember else None
            for other in others if isinstance(others, list) else ():
                for name in other if isinstance(other, dict) else ():
                    if name not in AlternativeMember.model_fields:
                        known = list(AlternativeMember.model_fields)
                        unknown_name(name, known, feature, "alternatives.", problems)


def warn_unknown_properties(
    properties: Mapping[str, Any], fields: Sequence[str], event: str, problems: ProblemList
) -> None:
    """Warn about each property of an event that the format does not have."""
    for name in properties:
        if name not in fields:
            unknown_name(name, fields, event, "", problems)
    basis = properties.get("time_basis")
    for name in basis if isinstance(basis, dict) else ():
        if name not in _BASIS_FIELDS:
            unknown_name(name, _BASIS_FIELDS, event, "time_basis.", problems)


def _person(person: PersonMember) -> Person:
    return Person(
        id=person.id,
        name=person.name,
        actor=person.actor,
        group=person.group,
        variants=tuple(person.variants or ()),
        note=person.note,
    )


def _place(place: PlaceMember, shapes: GeometryReader) -> Place:
    feature = label("place", place.id, 0)
    return Place(
        id=place.id,
        name=place.name,
        kind=place.kind or "both",
        position=_position(place.position, shapes, feature, "position"),
        radius_m=place.radius_m,
        confidence=place.confidence,
        address=place.address,
        aliases=tuple(place.aliases or ()),
        sources=tuple(place.sources or ()),
        note=place.note,
        today=place.today,
        alternatives=tuple(
            Alternative(
                name=other.name,
                why=other.why,
                position=_position(
                    other.position, shapes, feature, f"alternatives[{index}].position"
                ),
                radius_m=other.radius_m,
                address=other.address,
            )
            for index, other in enumerate(place.alternatives or ())
        ),
    )


def _position(
    coordinates: list[float] | None, shapes: GeometryReader, feature: str, path: str
) -> Position | None:
    return None if coordinates is None else shapes.position(coordinates, feature, path)


def _check_references(shared: Shared, problems: ProblemList) -> None:
    for person in shared.people:
        if person.group is not None:
            where = (label("person", person.id, 0), "group")
            check_ids((person.group,), "group", shared.known["groups"], where, problems)
    for place in shared.places:
        where = (label("place", place.id, 0), "sources")
        check_ids(place.sources, "source", shared.known["sources"], where, problems)
