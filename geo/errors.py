"""All errors of this package, as one tree.

    GeoError                  the root; catch it to catch every error of this package
    ├── StoryError            a story cannot be used; has the list of problems (ValueError)
    ├── RenderError           the story and its layers cannot be rendered as a document
    │   ├── NotSelfContained  a layer needs the network (ValueError)
    │   ├── LanguageError     the interface has no words in this language (ValueError)
    │   ├── TilesError        the map tiles are unknown or cannot be used offline (ValueError)
    │   └── ViewError         the initial view of a map is invalid (ValueError)
    ├── ExportError           a file could not be written; an existing file is not changed (OSError)
    ├── AnalysisError         an analysis names an unknown person or an unusable time (ValueError)
    ├── DashboardError        the dashboard cannot be started (OSError)
    ├── AtlasError            the map data in the package is damaged (ValueError)
    └── GeocodingError        an online place search failed; offline results stay valid
        ├── GeocoderSettingsError  a setting is invalid (ValueError)
        ├── ServiceTimedOut        the service did not answer in time (TimeoutError)
        ├── ServiceUnavailable     the service cannot be reached, or failed (OSError)
        ├── ServiceBusy            the service limits requests; wait and try again (OSError)
        ├── ServiceRefused         the service refuses this program or this query
        └── ServiceUnreadable      the response cannot be read (ValueError)

    StoryWarning              part of a table was ignored or changed (UserWarning)

"No match" is a value (an empty list), not an exception.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]


class Example(NamedTuple):
    """One of the equal findings that a problem counts."""

    feature: str | None
    """What it is about, as in `Problem`."""
    row: int | None
    """The number of the event in the file, from 1. None: it is not about an event."""
    field: str | None
    """The field, as in `Problem`. Only the numbers of entries differ: `people[0]`, `people[4]`."""
    found: str
    """The value that was found, in short."""


class PossibleReading(NamedTuple):
    """One way to read a file that can be read in several ways."""

    keyword: Literal["dates", "epoch", "elapsed"]
    """The keyword of `geo.read` that chooses it."""
    value: str
    """The value of the keyword, such as `dmy`."""
    meaning: str
    """What it means, in words, such as `day first: 1932-06-05`."""


class Question(NamedTuple):
    """What an error asks: the file does not show how to read some of its values."""

    about: Literal["dates", "numbers"]
    """The order of day and month in dates, or what the numbers of a column of times count."""
    example: str
    """A value that can mean several things, in short."""
    undecided: str
    """Why the file does not decide it: the message of the problem without what to do."""
    readings: tuple[PossibleReading, ...]
    """The readings that fit the values of the column.

    Where some dates have the day first and others the month first, no order fits all of them: each
    reading says which date is then an error.
    """


@dataclass(frozen=True, slots=True)
class Problem:
    """One error or warning about a story, or several equal ones.

    Findings of the same severity about the same field with the same `expected` are equal; warnings
    only if they have the same consequence, too. The other fields of the problem are those of the
    first finding.
    """

    file: str
    """The file's name, or the title of a story built in Python."""
    feature: str | None
    """What the problem is about: `event "S01"`, `event 3`, `person 2`, `row 5`, or `story` for the
    member `story`. None: the whole file."""
    field: str | None
    """The property, dotted if nested (`time_basis.day`; in Python `where.path[0]`), or None."""
    found: str
    """The value that was found, in short."""
    expected: str
    """What a correct value is."""
    severity: Severity = "error"
    """A story with an error cannot be used. A story with only warnings can."""
    message: str = ""
    """What is wrong and what to do, without the file and the field.

    Default: "found …, expected …". Some problems have a sentence of their own.
    """
    row: int | None = None
    """The number of the event in the file, from 1. None: it is not about an event."""
    count: int = 1
    """How many equal findings there are."""
    examples: tuple[Example, ...] = ()
    """The first of the equal findings, at most three. Empty if `count` is 1."""
    asks: Question | None = None
    """The choice that decides this error. None: no choice does."""

    def __post_init__(self) -> None:
        """Write the default message."""
        if not self.message:
            message = f"found {self.found}, expected {self.expected}"
            object.__setattr__(self, "message", message)

    def __str__(self) -> str:
        """Return one line: `heat.geojson: event "S01": start: found "yesterday", expected …`.

        Equal findings follow: `…; 5 more like this: event "S02" ("today"), event "S03", …`.
        """
        where = [self.file]
        if self.feature is not None:
            where.append(self.feature)
        if self.field is not None:
            where.append(self.field)
        if self.severity == "warning":
            where.append("warning")
        return ": ".join([*where, self.sentence])

    @property
    def sentence(self) -> str:
        """The message, and how many equal findings there are, with examples."""
        if not self.examples:
            return self.message
        others = [self._in_short(example) for example in self.examples[1:]]
        more = self.count - 1
        if more > len(others):
            others.append("…")
        return f"{self.message}; {more:,} more like this: {', '.join(others)}"

    def _in_short(self, example: Example) -> str:
        """Name an example, and what is different in it."""
        name = example.feature or "the file"
        if example.field is not None and example.field != self.field:
            name = f"{name} {example.field}"
        return name if example.found == self.examples[0].found else f"{name} ({example.found})"


class GeoError(Exception):
    """The base class of all errors of this package."""


class StoryError(GeoError, ValueError):
    """The story cannot be used until its file or its values are corrected.

    `problems` has every error and warning, in file order.
    """

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


class StoryWarning(UserWarning):
    """Part of a table was ignored or changed. The story can still be used."""


class RenderError(GeoError):
    """The document cannot be rendered, because of the story or of a layer that was added."""


class NotSelfContained(RenderError, ValueError):
    """A layer needs the network, so the document would not work offline."""


class LanguageError(RenderError, ValueError):
    """The interface cannot be shown in this language, because there is no table of words for it."""


class TilesError(RenderError, ValueError):
    """The map tiles are unknown, or their server rejects documents opened from disk."""


class ViewError(RenderError, ValueError):
    """The initial view of the map is invalid: its bounds, padding, location or zoom."""


class ExportError(GeoError, OSError):
    """The file could not be written (missing folder, full or read-only disk).

    An existing file at the target is intact. Writing to another folder may help.
    """


class AnalysisError(GeoError, ValueError):
    """An analysis cannot be computed: its person is unknown, or its time cannot be used."""


class DashboardError(GeoError, OSError):
    """The dashboard cannot be started: not installed, story not found, or port in use."""


class AtlasError(GeoError, ValueError):
    """The atlas in the package cannot be read. Reinstall the package."""


class GeocodingError(GeoError):
    """An online place search failed. The message is one sentence that says why."""


class GeocoderSettingsError(GeocodingError, ValueError):
    """The endpoint, the user agent or another setting is invalid. Correct it and try again.

    `reason` is the message without the name of the setting. `setting` is the name, or None if the
    error is not about one setting.
    """

    def __init__(self, reason: str, setting: str | None = None) -> None:
        super().__init__(reason if setting is None else f"{setting}: {reason}")
        self.reason = reason
        self.setting = setting


class ServiceTimedOut(GeocodingError, TimeoutError):
    """The service did not answer in time. Trying later may help."""


class ServiceUnavailable(GeocodingError, OSError):
    """The service cannot be reached, or it failed. Trying later may help."""


class ServiceBusy(GeocodingError, OSError):
    """The service limits requests. Wait `retry_after_s` seconds (None: not stated)."""

    def __init__(self, sentence: str, retry_after_s: float | None = None) -> None:
        self.retry_after_s = retry_after_s
        super().__init__(sentence)


class ServiceRefused(GeocodingError):
    """The service refuses the request. Sending the same request again does not help."""


class ServiceUnreadable(GeocodingError, ValueError):
    """The response cannot be read: a web page, an incomplete message or another format."""
