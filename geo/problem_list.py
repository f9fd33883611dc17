"""The problems of one story, in order: equal ones counted, each safe to print on one line."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from difflib import get_close_matches

from geo.errors import Problem, Severity, StoryError
from geo.text_safety import one_line

# More errors or warnings than this help nobody; the last lines say how many more there are.
MAX_ERRORS = 1_000
MAX_WARNINGS = 1_000
_MOST: Mapping[Severity, int] = {"error": MAX_ERRORS, "warning": MAX_WARNINGS}
# The same problem in more events than this is summed up in one line.
MAX_ALIKE = 20
# Looking for the word that was meant compares with every known word: slow, so not for ever.
MAX_HINTS = 100

# Made once: every event is named, whether or not anything is wrong with it.
_quoted = json.JSONEncoder(ensure_ascii=False).encode
_INDEX = re.compile(r"\[[0-9]+\]")
_FOUND_LENGTH = 60
_TOO_LONG_FOR_DIGITS = 40


class ProblemList:
    """The problems of one story. `file` is the name that each of them carries."""

    def __init__(self, file: str) -> None:
        self.file = one_line(file, limit=300)
        self.errors = 0
        self._hints = 0
        self._problems: list[Problem] = []
        self._kept: Counter[Severity] = Counter()
        self._left_out: Counter[Severity] = Counter()
        self._alike: Counter[tuple[Severity, str | None, str]] = Counter()

    def error(self, feature: str | None, field: str | None, found: str, expected: str) -> None:
        """Add something that keeps the story from being played.

        Errors with one `expected` about one field are summed up after `MAX_ALIKE` of them.
        """
        self.errors += 1
        self._add("error", feature, field, found, expected, expected)

    def warn(
        self,
        feature: str | None,
        field: str | None,
        found: str,
        expected: str,
        alike: str | None = None,
    ) -> None:
        """Add something odd that the story can be played with.

        Warnings with one `alike` are summed up in its words; None: those with the same `expected`.
        """
        self._add("warning", feature, field, found, expected, alike or expected)

    def _add(
        self,
        severity: Severity,
        feature: str | None,
        field: str | None,
        found: str,
        expected: str,
        alike: str,
    ) -> None:
        kind = (severity, None if field is None else _INDEX.sub("[…]", field), alike)
        if kind not in self._alike and self._kept[severity] >= _MOST[severity]:
            self._left_out[severity] += 1  # a kind of its own, but there are too many kinds already
            return
        self._alike[kind] += 1
        if self._alike[kind] <= MAX_ALIKE:
            self._kept[severity] += 1
            self._problems.append(self._problem(feature, field, found, expected, severity))

    def all(self) -> tuple[Problem, ...]:
        """Everything added so far, in that order; sums of what was left out come last."""
        problems = list(self._problems)
        for (severity, field, expected), count in self._alike.items():
            if count > MAX_ALIKE:
                found = f"the same in {count - MAX_ALIKE:,} more places"
                problems.append(self._problem(None, field, found, expected, severity))
        for severity, count in self._left_out.items():
            found = f"{count:,} more {severity}s"
            problems.append(self._problem(None, None, found, "none", severity))
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
        return _quoted(value)
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, (list, tuple)):
        return _show_list(value)
    if isinstance(value, (bool, float)):
        return json.dumps(value)
    if isinstance(value, int):
        # Thousands of digits take quadratic time to write out.
        return str(value) if abs(value) < 10**_TOO_LONG_FOR_DIGITS else "a huge number"
    if isinstance(value, date):
        return value.isoformat()
    return f"a value of the type {type(value).__name__}"


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
