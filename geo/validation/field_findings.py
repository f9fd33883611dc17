"""What pydantic finds wrong with a value, in words: where, what, and what was expected."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, get_origin

from geo.field_types import ID, RULE_BROKEN
from geo.problem_list import show
from geo.story import Event, Group, Person, Place, Source, When, Where
from geo.validation.field_references import hints, marks

if TYPE_CHECKING:
    from pydantic import ValidationError

_HALF_A_CHARACTER = re.compile("[\ud800-\udfff]")
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
        given = item["input"]
        halves = isinstance(given, str) and _HALF_A_CHARACTER.search(given)
        return _EXPECTED["string_unicode"] if halves else str(item["msg"])
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


@cache
def _id_lists() -> frozenset[str]:
    """The names of the fields that hold several ids."""
    kinds = (Event, When, Where, Group, Person, Place, Source)
    return frozenset(
        name
        for kind in kinds
        for name, hint in hints(kind).items()
        if get_origin(hint) is tuple and ID in marks(hint)
    )
