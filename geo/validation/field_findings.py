"""Describe pydantic's validation errors: the field, what was found and what was expected."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, get_origin

from geo.field_types import EXPECTED_TIME, ID, RULE_BROKEN, advice_about_time
from geo.problem_list import VALID_UNICODE, show
from geo.story import Event, Group, Person, Place, Source, When, Where
from geo.validation.counted_errors import COUNTED
from geo.validation.field_references import annotations_of, types_by_field

if TYPE_CHECKING:
    from pydantic import ValidationError

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_EXPECTED = {
    "string_type": "text",
    "string_unicode": VALID_UNICODE,
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
    """An invalid value of a field."""

    location: tuple[int | str, ...]
    found: str
    expected: str
    kind: str
    """pydantic's type of the error."""
    input: Any
    """The invalid value."""
    number: int = 1
    """How many values of the same list are invalid in this way."""

    @property
    def field(self) -> str:
        """The location as text: `places[2].position`."""
        return dotted_path(self.location)

    @property
    def message(self) -> str:
        """The message of the problem, as in `Problem`. Empty: the default message."""
        return "missing; this field is required" if self.kind == "missing" else ""


def findings(error: ValidationError, *prefix: str, skip: int = 0) -> Iterator[Finding]:
    """Yield a description of each validation error.

    `prefix` is the location of the validated value. The first `skip` steps of pydantic's own
    location are omitted.
    """
    items: list[Any] = error.errors(include_url=False)
    for item in items:
        location = (*prefix, *item["loc"][skip:])
        number = 1
        if item["type"] == COUNTED:
            number = item["ctx"]["count"]
            item = {**item, **item["ctx"]}  # noqa: PLW2901  the error that it stands for
        kind = item["type"]
        found = show(None if kind == "missing" else item["input"])
        expected = _describe_expected(kind, location, item)
        yield Finding(location, found, expected, kind, item["input"], number)


def dotted_path(location: Sequence[int | str]) -> str:
    """Return a location as text: `places[2].position`."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in location)
    return text.removeprefix(".")


def _describe_expected(kind: str, location: tuple[int | str, ...], item: Any) -> str:
    context = item.get("ctx", {})
    if kind == RULE_BROKEN:
        given = item["input"]
        broken_text = isinstance(given, str) and _LONE_SURROGATE.search(given)
        if broken_text:
            return VALID_UNICODE
        expected = str(item["msg"])
        return expected + (advice_about_time(given) if expected == EXPECTED_TIME else "")
    if kind == "value_error":  # raised by functions of this package
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
    """Return the names of the fields that are lists of ids."""
    kinds = (Event, When, Where, Group, Person, Place, Source)
    return frozenset(
        name
        for kind in kinds
        for name, hint in types_by_field(kind).items()
        if get_origin(hint) is tuple and ID in annotations_of(hint)
    )
