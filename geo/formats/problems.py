"""Gathering a file's problems: one list, in file order, each safe to print on one line."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from difflib import get_close_matches

from pydantic import ValidationError  # noqa: TC002  loaded by whoever calls anyway

from geo.errors import Problem, Severity, StoryError
from geo.text_safety import one_line

# More errors or warnings than this help nobody; the last lines say how many more there are.
MAX_ERRORS = 1_000
MAX_WARNINGS = 1_000
# The same warning about more events than this is summed up in one line.
MAX_ALIKE = 20
# Looking for the word that was meant compares with every known word: slow, so not for ever.
MAX_HINTS = 100

_FOUND_LENGTH = 60
_TOO_LONG_FOR_DIGITS = 40

# What each field wants, in a person's words. A field that is not here is described by the kind of
# its problem, below.
_EXPECTED = {
    "alternatives": "a list of objects with name and why",
    "clock": "stated, implied or assumed",
    "colour": "a colour written #rrggbb, such as #c0392b",
    "confidence": "a number from 0 to 1",
    "day": "stated, implied or assumed",
    "film_basis": "documented or estimated",
    "film_start_s": "seconds from the start of the film, 0 or more",
    "id": "an id: text of 1 to 200 characters",
    "importance": "1, 2 or 3",
    "kind": "story, filming or both",
    "language": "a BCP 47 language tag such as en or pt-BR",
    "position": "longitude and latitude in degrees, such as [-118.25, 34.05]",
    "radius_m": "metres above 0",
    "running_time_s": "seconds above 0",
    "synopsis": "two sentence numbers, such as [4, 6]",
    "time_basis": "an object with day and clock",
    "url": "a web address that begins with http:// or https://",
    "year": "a year from 1 to 9999",
}
_IDS = ("people", "heard", "watched", "mentioned", "dies", "sources")
_EXPECTED_BY_KIND = {
    "string_type": "text",
    "string_too_short": "text that is not empty",
    "string_too_long": "text of at most 200 characters",
    "list_type": "a list",
    "too_short": "more entries",
    "float_type": "a number",
    "finite_number": "a finite number",
    "int_type": "a whole number",
    "model_type": "an object",
    "model_attributes_type": "an object",
    "dict_type": "an object",
    "recursion_depth_exceeded": "less deeply nested geometries",
}
_GEOMETRY_TYPES = (
    "a GeoJSON geometry with its type: Point, LineString, MultiPoint, MultiLineString, Polygon, "
    "MultiPolygon or GeometryCollection"
)


class ProblemList:
    """The problems of one file. `file` is the name that each of them carries."""

    def __init__(self, file: str) -> None:
        self.file = one_line(file, limit=300)
        self.errors = 0
        self._warnings = 0
        self._hints = 0
        self._problems: list[Problem] = []
        self._alike: Counter[tuple[str | None, str]] = Counter()

    def error(self, feature: str | None, field: str | None, found: str, expected: str) -> None:
        """Note something that keeps the story from being played."""
        self.errors += 1
        if self.errors <= MAX_ERRORS:
            self._problems.append(self._problem(feature, field, found, expected, "error"))

    def warn(
        self,
        feature: str | None,
        field: str | None,
        found: str,
        expected: str,
        alike: str | None = None,
    ) -> None:
        """Note something odd that the story can be played with.

        Warnings with one `alike` are summed up in its words; None: those with the same `expected`.
        """
        kind = (field, alike or expected)
        if kind not in self._alike and self._warnings >= MAX_WARNINGS:
            self._warnings += 1  # a kind of its own, but there are too many kinds already
            return
        self._alike[kind] += 1
        if self._alike[kind] <= MAX_ALIKE:
            self._warnings += 1
            self._problems.append(self._problem(feature, field, found, expected, "warning"))

    def all(self) -> tuple[Problem, ...]:
        """Everything noted so far, in the order it was noted; sums of what was left out last."""
        problems = list(self._problems)
        for (field, expected), count in self._alike.items():
            if count > MAX_ALIKE:
                found = f"the same in {count - MAX_ALIKE:,} more places"
                problems.append(self._problem(None, field, found, expected, "warning"))
        if self._warnings > MAX_WARNINGS:
            found = f"{self._warnings - MAX_WARNINGS:,} more warnings"
            problems.append(self._problem(None, None, found, "none", "warning"))
        if self.errors > MAX_ERRORS:
            found = f"{self.errors - MAX_ERRORS:,} more errors"
            problems.append(self._problem(None, None, found, "none", "error"))
        return tuple(problems)

    def hint(self, word: str, known: Sequence[str]) -> str:
        """` (did you mean "…"?)`; nothing when no known word is near or many hints were given."""
        if self._hints >= MAX_HINTS:
            return ""
        self._hints += 1
        near = get_close_matches(word[:60], known[:2_000], n=1, cutoff=0.6)
        return f" (did you mean {show(near[0])}?)" if near else ""

    def refuse(self) -> StoryError:
        """The error that carries all problems, to be raised."""
        return StoryError(self.all())

    def _problem(
        self, feature: str | None, field: str | None, found: str, expected: str, severity: Severity
    ) -> Problem:
        return Problem(
            file=self.file,
            feature=None if feature is None else one_line(feature, limit=120),
            field=None if field is None else one_line(field, limit=120),
            found=one_line(found, limit=300),
            expected=one_line(expected, limit=300),
            severity=severity,
        )


def show(value: object) -> str:
    """A value as a problem's `found`: short, and quoted when it is text."""
    if value is None:
        return "nothing"
    if isinstance(value, str):
        if len(value) > _FOUND_LENGTH:
            value = value[: _FOUND_LENGTH - 1] + "…"
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, (list, tuple)):
        return _show_list(value)
    if isinstance(value, (bool, float)):
        return json.dumps(value)
    if isinstance(value, int):
        # Thousands of digits take quadratic time to write out.
        return str(value) if abs(value) < 10**_TOO_LONG_FOR_DIGITS else "a huge number"
    return "something else"


def _show_list(value: Sequence[object]) -> str:
    if not value:
        return "an empty list"
    if len(value) <= 4 and all(isinstance(item, (int, float)) for item in value):
        return f"[{', '.join(show(item) for item in value)}]"
    return f"a list of {len(value)}"


def label(kind: str, identifier: object, number: int) -> str:
    """How a problem names an event, person, …: by its id, else by its number, counted from 1."""
    if isinstance(identifier, str) and identifier:
        return f"{kind} {show(identifier)}"
    return f"{kind} {number}"


def invalid_fields(
    error: ValidationError, *prefix: str
) -> list[tuple[tuple[int | str, ...], str, str, str]]:
    """Each thing pydantic found wrong: (location, the same as dotted text, found, expected).

    `prefix` is the location of the value that was validated.
    """
    problems = []
    for item in error.errors(include_url=False):
        location = (*prefix, *item["loc"])
        given = None if item["type"] == "missing" else item["input"]
        if item["type"].startswith("union_tag") and isinstance(given, dict):
            given, location = given.get("type"), (*location, "type")
        problems.append((location, dotted(location), show(given), _expected(item["type"], item)))
    return problems


def dotted(location: Sequence[int | str]) -> str:
    """A location as people write it: `places[2].position`. The names of geometry types drop out."""
    text = ""
    for step in location:
        if isinstance(step, int):
            text += f"[{step}]"
        elif not step[:1].isupper():  # pydantic names the union's branch: Point, LineString, …
            text += f".{step}" if text else step
    return text


def _expected(kind: str, item: object) -> str:
    assert isinstance(item, dict)
    if kind == "value_error":  # our own validators say what they expected
        return str(item["ctx"]["error"])
    location = item["loc"]
    if kind.startswith("union_tag") or "geometries" in location[-1:]:
        return _GEOMETRY_TYPES
    last = location[-1] if location else ""
    if kind == "too_short" and "coordinates" in location:
        return "longitude and latitude"
    if isinstance(last, int):
        if len(location) > 1 and location[-2] in _IDS and kind != "string_too_long":
            return "an id"
        return _EXPECTED_BY_KIND.get(kind, "a valid value")
    if last in _IDS:
        return "a list of ids"
    if last in _EXPECTED:
        return _EXPECTED[last]
    return _EXPECTED_BY_KIND.get(kind, "a value" if kind == "missing" else "a valid value")
