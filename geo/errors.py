"""Every error this package raises, as one tree.

    GeoError                  the root: catch this one, and nothing wider
    ├── StoryError            a story file cannot be used; carries every problem found (ValueError)
    ├── RenderError           a document cannot be made from this story and these layers
    │   ├── NotSelfContained  a layer wants something from the network (ValueError)
    │   ├── TilesError        no such street tiles, or not for a document like ours (ValueError)
    │   └── ViewError         the first view of a map cannot be what was asked (ValueError)
    ├── ExportError           a file could not be written; what was there is intact (OSError)
    ├── AnalysisError         a story cannot answer: an unknown person or time (ValueError)
    ├── DashboardError        the dashboard cannot be started (OSError)
    ├── AtlasError            the map data shipped with the package is damaged (ValueError)
    └── GeocodingError        an online place search gave no answer; the offline one stands
        ├── GeocoderSettingsError  it cannot be asked like this (ValueError)
        ├── ServiceTimedOut        it was too slow (TimeoutError)
        ├── ServiceUnavailable     it cannot be reached, or has a problem of its own (OSError)
        ├── ServiceBusy            it asks to be left alone for a while (OSError)
        ├── ServiceRefused         it will not answer this program, or this question
        └── ServiceUnreadable      what it sent is no answer (ValueError)

    StoryWarning              a table has something odd in it; the story plays (UserWarning)

"No match" is a value (an empty list), never an exception.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a story, in the words a person needs to correct it.

    `file` is the file's name, or the title of a story that was built in Python. `feature` is the
    event by its id, or by its number counted from 1 when it has no usable id, or the row of a
    table, or None when the problem concerns the story as a whole. `field` is the property's name,
    dotted when nested (`time_basis.day`; in Python `where.path[0]`), or None. A `warning` does not
    keep the story from being played.
    """

    file: str
    feature: str | None
    field: str | None
    found: str
    expected: str
    severity: Severity = "error"

    def __str__(self) -> str:
        """One line: `heat.geojson: event "S01": start: found "yesterday", expected …`."""
        where = [self.file]
        if self.feature is not None:
            where.append(self.feature)
        if self.field is not None:
            where.append(self.field)
        mark = "warning: " if self.severity == "warning" else ""
        return f"{': '.join(where)}: {mark}found {self.found}, expected {self.expected}"


class GeoError(Exception):
    """The root of all errors raised by this package."""


class StoryError(GeoError, ValueError):
    """The story cannot be used. Its author can correct it; trying again does not help.

    `problems` holds everything found, in file order, errors and warnings alike.
    """

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


class StoryWarning(UserWarning):
    """Something odd about a table that a story was made of, which does not keep it from playing."""


class RenderError(GeoError):
    """The document cannot be made. The caller's layers or story are at fault."""


class NotSelfContained(RenderError, ValueError):
    """A layer would fetch something from the network, so the document would not work offline."""


class TilesError(RenderError, ValueError):
    """There are no such street tiles, or their server refuses documents like ours."""


class ViewError(RenderError, ValueError):
    """The view that the map should open with cannot be used: bounds, padding, location or zoom."""


class ExportError(GeoError, OSError):
    """The document could not be written (missing folder, full or read-only disk).

    Retrying elsewhere helps. A file that stood at the target is untouched.
    """


class AnalysisError(GeoError, ValueError):
    """A question to a story cannot be answered: it names an unknown person, or a time of no use."""


class DashboardError(GeoError, OSError):
    """The dashboard cannot be started: not installed, no such story, or the port is in use."""


class AtlasError(GeoError, ValueError):
    """The atlas that ships with the package cannot be read. Reinstalling helps."""


class GeocodingError(GeoError):
    """An online place search could not be asked. The message is one plain sentence about it."""


class GeocoderSettingsError(GeocodingError, ValueError):
    """The endpoint, the user agent or another setting cannot be used. The caller can mend it."""


class ServiceTimedOut(GeocodingError, TimeoutError):
    """The service did not answer in time. Trying later may help."""


class ServiceUnavailable(GeocodingError, OSError):
    """There is no way to the service, or it has a problem of its own. Trying later may help."""


class ServiceBusy(GeocodingError, OSError):
    """The service asks to be left alone for `retry_after_s` seconds (None: it did not say)."""

    def __init__(self, sentence: str, retry_after_s: float | None = None) -> None:
        self.retry_after_s = retry_after_s
        super().__init__(sentence)


class ServiceRefused(GeocodingError):
    """The service will not answer. Asking the same again does not help."""


class ServiceUnreadable(GeocodingError, ValueError):
    """The service sent a web page, half a message or something else that is no answer."""
