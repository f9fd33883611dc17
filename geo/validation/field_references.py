"""The fields of the model and their types, and which of them refer to other members of a story."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from geo.field_types import RefersTo


@cache
def hints(kind: Any) -> Mapping[str, Any]:
    """A dataclass's fields and their types, with the rules beside them."""
    found = get_type_hints(kind, include_extras=True)
    return {one.name: found[one.name] for one in fields(kind)}


def references(member: Any) -> Iterator[tuple[str, str, Sequence[str]]]:
    """Each field of a member that refers to others: its path, their list, and the ids in it."""
    kind: Any = type(member)
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
