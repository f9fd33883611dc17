"""Collect the problems of one story, in order. Each can be printed on one line."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches
from itertools import islice

from geo.counted_nouns import with_number
from geo.errors import Example, Problem, Question, Severity, StoryError
from geo.text_safety import one_line

# At most this many different errors and warnings are listed; one more line counts the others.
MAX_ERRORS = 1_000
MAX_WARNINGS = 1_000
_MOST: Mapping[Severity, int] = {"error": MAX_ERRORS, "warning": MAX_WARNINGS}
# Equal problems are one problem with their number and this many examples.
MAX_EXAMPLES = 3
# A hint compares a word with every known word, which is slow, so both numbers are limited.
MAX_HINTS = 20
MAX_HINT_WORDS = 2_000

# How similar a known word must be (difflib's ratio, 0 to 1) to be the hint for a misspelt one.
# Lower values give hints such as "actor" for "color".
_SIMILAR = 0.7

# Built once, because every event gets a label.
_quote = json.JSONEncoder(ensure_ascii=False).encode
VALID_UNICODE = "valid Unicode text (without lone surrogates)"
"""What problems expect of every text. JSON escapes can hold half of a surrogate pair."""

_INDEX = re.compile(r"\[[0-9]+\]")
_CONSEQUENCE = re.compile(r"; |, so ")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
_NUMBER = re.compile(r"[0-9][0-9,.:T+-]*")
_FOUND_LENGTH = 60
_TOO_LONG_FOR_DIGITS = 40


@dataclass(slots=True)
class _Equal:
    """The first of equal problems, how many there are, and the first few of them."""

    first: Problem
    count: int = 0
    examples: list[Example] = field(default_factory=list)

    def merged(self) -> Problem:
        if self.count == 1:
            return self.first
        return replace(self.first, count=self.count, examples=tuple(self.examples))


class ProblemList:
    """The problems of one story. `file` is the file name in each of them.

    While a reader works on an event, it sets `row` to the number of the event in the file, from 1.
    """

    def __init__(self, file: str) -> None:
        self.file = one_line(file, limit=300)
        self.errors = 0
        self.row: int | None = None
        self.rows_with_errors: set[int] = set()
        """The numbers of the events that have an error."""
        self.errors_of_the_file = 0
        """The number of errors that are not about an event."""
        self._hints = 0
        self._equal: dict[tuple[Severity, str | None, str, str], _Equal] = {}
        self._listed: Counter[Severity] = Counter()
        self._unlisted: Counter[Severity] = Counter()

    def error(
        self,
        feature: str | None,
        field: str | None,
        found: str,
        expected: str,
        message: str = "",
        asks: Question | None = None,
        count: int = 1,
    ) -> None:
        """Add an error: the story cannot be used. `message` and `asks` are as in `Problem`.

        Errors about the same field with the same `expected` are equal: they are one problem.
        `count` is how many equal ones this call adds.
        """
        self.errors += count
        if self.row is None or feature is None:
            self.errors_of_the_file += count
        else:
            self.rows_with_errors.add(self.row)
        self._add("error", feature, field, found, expected, message, asks, count)

    def warn(
        self,
        feature: str | None,
        field: str | None,
        found: str,
        expected: str,
        message: str = "",
        count: int = 1,
    ) -> None:
        """Add a warning: the story can be used. The arguments are as in `error`.

        Equal warnings also have the same consequence: what their messages say after the first
        semicolon or `, so`, apart from numbers and quoted values.
        """
        self._add("warning", feature, field, found, expected, message, count=count)

    def _add(
        self,
        severity: Severity,
        feature: str | None,
        field: str | None,
        found: str,
        expected: str,
        message: str,
        asks: Question | None = None,
        count: int = 1,
    ) -> None:
        name = None if field is None else _INDEX.sub("[…]", field)
        consequence = _consequence(message) if severity == "warning" else ""
        kind = (severity, name, expected, consequence)
        equal = self._equal.get(kind)
        if equal is None:
            if self._listed[severity] >= _MOST[severity]:
                self._unlisted[severity] += count
                return
            self._listed[severity] += 1
            first = self._problem(feature, field, found, expected, severity, message, asks)
            equal = self._equal[kind] = _Equal(first)
        equal.count += count
        if len(equal.examples) < MAX_EXAMPLES:
            equal.examples.append(self._example(feature, field, found))

    def all(self) -> tuple[Problem, ...]:
        """Return the problems in the order they were added, then the numbers of unlisted ones."""
        problems = [equal.merged() for equal in self._equal.values()]
        for severity, count in self._unlisted.items():
            found = with_number(count, f"more {severity}")
            message = f"{found} not listed; correct the listed ones first, then check again"
            summary = self._problem(None, None, found, f"no {severity}s", severity, message)
            problems.append(replace(summary, count=count))
        return tuple(problems)

    def hint(self, word: str, known: Iterable[str]) -> str:
        """Return ` (did you mean "…"?)` with a similar known word, or an empty text.

        It is empty if no known word is similar, and after `MAX_HINTS` calls. Of the known words,
        the first `MAX_HINT_WORDS` are compared.
        """
        if self._hints >= MAX_HINTS:
            return ""
        self._hints += 1
        similar = get_close_matches(
            word[:60], list(islice(known, MAX_HINT_WORDS)), n=1, cutoff=_SIMILAR
        )
        return f" (did you mean {show(similar[0])}?)" if similar else ""

    def to_error(self) -> StoryError:
        """Return the error to raise, with all problems."""
        return StoryError(self.all())

    def _problem(
        self,
        feature: str | None,
        field: str | None,
        found: str,
        expected: str,
        severity: Severity,
        message: str,
        asks: Question | None = None,
    ) -> Problem:
        return Problem(
            file=self.file,
            feature=None if feature is None else one_line(feature, limit=120),
            field=None if field is None else one_line(field, limit=120),
            found=one_line(found, limit=300),
            expected=one_line(expected, limit=300),
            severity=severity,
            message=one_line(message, limit=600),
            row=None if feature is None else self.row,
            asks=asks,
        )

    def _example(self, feature: str | None, field: str | None, found: str) -> Example:
        return Example(
            feature=None if feature is None else one_line(feature, limit=_FOUND_LENGTH),
            row=None if feature is None else self.row,
            field=None if field is None else one_line(field, limit=120),
            found=one_line(found, limit=_FOUND_LENGTH),
        )


def _consequence(message: str) -> str:
    """Return what a message says that was done, without its numbers and quoted values."""
    if "; " not in message and ", so " not in message:
        return ""
    parts = _CONSEQUENCE.split(_QUOTED.sub('""', message), maxsplit=1)
    return _NUMBER.sub("0", parts[1]) if len(parts) > 1 else ""


def show(value: object) -> str:
    """Describe a value in a few words, for `Problem.found`. Text is quoted."""
    if value is None:
        return "no value"
    if isinstance(value, str):
        if len(value) > _FOUND_LENGTH:
            value = value[: _FOUND_LENGTH - 1] + "…"
        return _quote(value)
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, (list, tuple)):
        return _show_list(value)
    if isinstance(value, (bool, float)):
        return json.dumps(value)
    if isinstance(value, int):
        # Writing thousands of digits takes quadratic time.
        return str(value) if abs(value) < 10**_TOO_LONG_FOR_DIGITS else "a huge number"
    if isinstance(value, date):
        return value.isoformat()
    return f"a value of the type {type(value).__name__}"


def _show_list(value: Sequence[object]) -> str:
    if not value:
        return "an empty list"
    if len(value) <= 4 and all(isinstance(item, (int, float)) for item in value):
        return f"[{', '.join(show(item) for item in value)}]"
    return "a list of 1 item" if len(value) == 1 else f"a list of {len(value):,} items"


def count_of(problems: Iterable[Problem], severity: Severity) -> str:
    """Return the number of errors or warnings in words: `3,000 errors`."""
    total = sum(problem.count for problem in problems if problem.severity == severity)
    return with_number(total, severity)


def label(kind: str, identifier: object, number: int, first: int | None = None) -> str:
    """Name an event, person, … in a problem: by its id, else by its number (from 1).

    An id that other members have too, or that reads as a number, is given beside the number.

    Args:
        kind: `event`, `person`, …
        identifier: the id in the file. Anything but a text counts as no id.
        number: the number of the member in its list.
        first: the number of the first member with this id. None: no other member has it.
    """
    if not isinstance(identifier, str) or not identifier:
        return f"{kind} {number}"
    if identifier.isdecimal() or first not in (None, number):
        return f"{kind} {number} (id {show(identifier)})"
    return f"{kind} {show(identifier)}"
