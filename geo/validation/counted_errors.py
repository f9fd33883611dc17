"""Validate values with pydantic, and count equal errors in a list instead of building each.

pydantic describes every invalid value of a file at once, in hundreds of bytes for each. A file of
8 MB can have millions of them. Here, a value is first validated up to the first error of a list,
which is all that a valid value needs. Only an invalid value is then validated item by item, and
of equal errors in a list the first few are kept, with their number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import (
    CoreConfig,
    InitErrorDetails,
    PydanticCustomError,
    PydanticKnownError,
    SchemaValidator,
)

from geo.problem_list import MAX_ERRORS, MAX_EXAMPLES

COUNTED = "counted"
"""The type of an error that stands for several. Its context has `type`, `msg`, `ctx`, `count`."""

_STRICT = CoreConfig(strict=True)


class CountingValidator:
    """Validates values of one type, in memory that does not depend on the number of errors.

    The type is strict ("2" is not a number). The lists in its models must have `FailFast`.
    """

    def __init__(self, kind: Any) -> None:
        """Prepare for values of `kind`, a type that pydantic knows."""
        self._kind = kind
        schema = TypeAdapter(kind).core_schema
        self._first_fault = SchemaValidator(_changed(schema, _with_fail_fast))
        self._counting: SchemaValidator | None = None

    def validate(self, value: Any) -> Any:
        """Return the validated value.

        Raises:
            ValidationError: the value is invalid. Equal errors of a list are one error with the
                type `COUNTED`.
        """
        try:
            return self._first_fault.validate_python(value)
        except ValidationError:
            pass
        if self._counting is None:
            schema = TypeAdapter(self._kind).core_schema
            self._counting = SchemaValidator(_changed(schema, _with_counting), _STRICT)
        return self._counting.validate_python(value)


def _changed(schema: Any, change: Callable[[dict[str, Any]], Any]) -> Any:
    """Return a core schema in which each inner schema is changed, the innermost first."""
    if isinstance(schema, list):
        return [_changed(part, change) for part in schema]
    if not isinstance(schema, dict):
        return schema
    made = {name: _changed(part, change) for name, part in schema.items()}
    return change(made)


def _with_fail_fast(schema: dict[str, Any]) -> dict[str, Any]:
    return {**schema, "fail_fast": True} if _is_list(schema) else schema


def _is_list(schema: dict[str, Any]) -> bool:
    return schema.get("type") == "list" and "items_schema" in schema


def _with_counting(schema: dict[str, Any]) -> dict[str, Any]:
    if schema.get("type") == "model" and "cls" in schema:
        # Only its fields: pydantic would use the validator of the class, which does not count.
        named = {"ref": schema["ref"]} if "ref" in schema else {}
        return {**schema["schema"], **named}
    if not _is_list(schema):
        return schema
    lengths = (schema.get("min_length"), schema.get("max_length"))
    function = {"type": "no-info", "function": partial(_check_items, lengths)}
    return {"type": "function-wrap", "function": function, "schema": schema["items_schema"]}


def _check_items(
    lengths: tuple[int | None, int | None], value: Any, check: Callable[[Any], Any]
) -> Any:
    """Check a list and each of its items.

    Raises:
        ValidationError: items are invalid.
        PydanticKnownError: the value is not a list, or too short or too long.
    """
    if not isinstance(value, list):
        raise PydanticKnownError("list_type")
    least, most = lengths
    length: dict[str, Any] = {"field_type": "List", "actual_length": len(value)}
    if most is not None and len(value) > most:
        raise PydanticKnownError("too_long", {**length, "max_length": most})
    errors: dict[tuple[Any, ...], list[_CountedError]] = {}
    for index, item in enumerate(value):
        try:
            check(item)
        except ValidationError as error:
            _add(errors, index, error.errors(include_url=False))
    if errors:
        lines = [error.line() for equal in errors.values() for error in equal]
        raise ValidationError.from_exception_data("list", lines)
    if least is not None and len(value) < least:
        raise PydanticKnownError("too_short", {**length, "min_length": least})
    return value


class _CountedError:
    """An invalid value, and how many values have the same error."""

    __slots__ = ("count", "item", "location")

    def __init__(self, location: tuple[int | str, ...], item: Any) -> None:
        self.location = location
        self.item = item
        self.count = 0

    def line(self) -> InitErrorDetails:
        item = self.item
        inner = item["ctx"] if item["type"] == COUNTED else item
        context = {
            "type": inner["type"],
            "msg": inner["msg"],
            "ctx": inner.get("ctx", {}),
            "count": self.count,
        }
        kind = PydanticCustomError(COUNTED, "equal errors", context)
        return InitErrorDetails(type=kind, loc=self.location, input=item["input"])


def _add(
    errors: dict[tuple[Any, ...], list[_CountedError]], index: int, items: Iterable[Any]
) -> None:
    """Add the errors of the item at `index` of a list. Equal ones are counted."""
    for item in items:
        inner = item["ctx"] if item["type"] == COUNTED else item
        names = tuple(step if isinstance(step, str) else None for step in item["loc"])
        is_text = isinstance(item["input"], str)
        key = (names, inner["type"], inner["msg"], is_text)
        if key not in errors and len(errors) >= MAX_ERRORS:
            key = next(iter(errors))
        equal = errors.setdefault(key, [])
        if len(equal) < MAX_EXAMPLES:
            equal.append(_CountedError((index, *item["loc"]), item))
        equal[-1].count += inner["count"] if item["type"] == COUNTED else 1
