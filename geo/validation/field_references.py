"""The types of the model's fields, and the fields that refer to other members by id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from geo.field_types import RefersTo


@cache
def types_by_field(kind: Any) -> Mapping[str, Any]:
    """Map the fields of a dataclass to their types, including the rules in `Annotated`."""
    types = get_type_hints(kind, include_extras=True)
    return {spec.name: types[spec.name] for spec in fields(kind)}


def references(member: Any) -> Iterator[tuple[str, str, Sequence[str]]]:
    """Yield each reference field of a member: its path, the list it refers to, and its ids."""
    kind: Any = type(member)
    getter, names = _reference_fields(kind)
    if getter is None:
        return
    for (name, members), value in zip(names, getter(member), strict=True):
        if value:
            yield name, members, (value,) if isinstance(value, str) else value


@cache
def _reference_fields(kind: Any) -> tuple[Any, tuple[tuple[str, str], ...]]:
    """Return a getter of all reference fields' values, and their paths and lists."""
    names = tuple(_find_references(kind, ""))
    paths = [path for path, _ in names]
    if not paths:
        return None, ()
    getter = attrgetter(*paths)
    # With one path, attrgetter returns a value instead of a tuple.
    return (getter if len(paths) > 1 else lambda member: (getter(member),)), names


def _find_references(kind: Any, prefix: str) -> Iterator[tuple[str, str]]:
    for name, hint in types_by_field(kind).items():
        if is_dataclass(hint):
            yield from _find_references(hint, f"{prefix}{name}.")
            continue
        for annotation in annotations_of(hint):
            if isinstance(annotation, RefersTo):
                yield f"{prefix}{name}", annotation.members


def annotations_of(hint: Any) -> Iterator[Any]:
    """Yield all annotations (`Annotated`) of a type and of the types inside it."""
    yield from getattr(hint, "__metadata__", ())
    if get_origin(hint) in (tuple, list, Union, UnionType) or hasattr(hint, "__metadata__"):
        for inner in get_args(hint) if not hasattr(hint, "__metadata__") else (hint.__origin__,):
            yield from annotations_of(inner)
