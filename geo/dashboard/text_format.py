"""Formats values of a story as text, and escapes story text for Streamlit's markdown."""

from __future__ import annotations

import re
import string
import unicodedata
from urllib.parse import quote, urlsplit

from geo.ancient_time import story_seconds
from geo.errors import Problem
from geo.playback import time_labels
from geo.story import Event, Place, Story, When
from geo.text_safety import one_line
from geo.words import english

# Streamlit replaces these with symbols after it has processed markdown escapes, so a backslash does
# not protect them: arrows and signs between spaces, and the Streamlit logo.
_TYPOGRAPHIC = re.compile(r"(?<!\S)(<->|<-|->|--|>=|<=|~=)(?!\S)")
_LOGO = re.compile(r":streamlit:")
# Streamlit also turns text that looks like an address into a link, escaped or not.
_ADDRESS = re.compile(r"(?i)(https?:)(?=//)|(www)(?=\.)|(?<=\S)(?=@)")
# An invisible character of zero width that allows no line break, so the text looks unchanged.
_WORD_JOINER = "\u2060"
_ESCAPES = str.maketrans({mark: f"\\{mark}" for mark in string.punctuation})


def visible_line(text: str) -> str:
    """Return the text on one line, with control characters (such as direction marks) visible.

    For tables and `st.text`, which do not interpret markdown.
    """
    return one_line(" ".join(text.split()))


def escape_markdown(text: str) -> str:
    """Return the text on one line, escaped so that Streamlit's markdown shows it unchanged.

    For headings, labels and links, which always interpret markdown. Prefer `st.text` elsewhere.
    """
    line = visible_line(text)
    line = _TYPOGRAPHIC.sub(lambda found: _WORD_JOINER + found[0], line)
    line = _LOGO.sub(f":{_WORD_JOINER}streamlit:", line)
    line = _ADDRESS.sub(lambda found: found[0] + _WORD_JOINER, line)
    return line.translate(_ESCAPES)


def link(title: str, url: str | None) -> str:
    """Return a markdown link with an escaped title; only the title if `url` is not http(s)."""
    parts = urlsplit(url or "")
    if url is None or parts.scheme not in {"http", "https"} or not parts.netloc:
        return escape_markdown(title)
    return f"[{escape_markdown(title)}](<{quote(url, safe=string.ascii_letters + _URL_MARKS)}>)"


# The characters that RFC 3986 allows in a URL without encoding, and "%" for those already encoded.
_URL_MARKS = string.digits + "-._~:/?#[]@!$&'()*+,;=%"


def slug(title: str) -> str:
    """Make a file name without suffix from a title: lower-case letters, digits and hyphens."""
    ascii_title = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", ascii_title.lower()))[:60] or "story"


def moment(story: Story, event: Event) -> str:
    """The start of an event, formatted as in the player: `Day 1 · 06:10`.

    Without a start it is "time unknown", or "" if no event of the story has a start.
    """
    start = event.when.start
    if start is None:
        return "time unknown" if story.has_times else ""
    when, days = event.when, story.day_names
    text = time_labels.moment(story_seconds(start), when.precision, days, unit=story.clock_unit)
    return time_labels.with_doubt(text, when.doubt, english())


def moment_and_title(story: Story, event: Event) -> str:
    """The start and title of an event in one line: `Day 1 · 06:10 · Off the train`."""
    return " · ".join(part for part in (moment(story, event), event.title) if part)


def time_basis(when: When) -> str:
    """How the time of an event is known, for example `stated`; "" if the story does not say."""
    day, clock = when.day_basis, when.clock_basis
    if when.start is None:
        return ""
    if day is None or clock is None or day == clock:
        return clock or day or ""
    return f"day {day}, hour {clock}"


def location_accuracy(
    radius_m: float | None, confidence: float | None, *, known: bool, has_marker: bool = True
) -> str:
    """The accuracy of a location: `accurate to about 60 m, 95% confidence`; "" if not stated.

    Args:
        radius_m: metres around the point. None: not stated.
        confidence: the probability, 0 to 1, that the true location is within the radius. None: not
            stated.
        known: whether there is a point.
        has_marker: False if the point is only a guess.
    """
    if not known:
        return "location unknown"
    parts = [] if has_marker else ["only a guess"]
    if radius_m is not None:
        parts.append(f"accurate to about {length(radius_m)}")
    if confidence is not None:
        parts.append(f"{confidence * 100:.0f}% confidence")
    return ", ".join(parts)


def is_name_only(place: Place | None) -> bool:
    """Whether a place has only a name: no point, note, source or alternative.

    Such a place counts as "not on the map yet" instead of "location unknown". The player's card
    uses the same rule (places.js).
    """
    return place is not None and not (
        place.position or place.note or place.sources or place.alternatives
    )


def event_accuracy(event: Event, place: Place | None) -> str:
    """The accuracy of the location of an event. `place` is its set location, if it names one."""
    where = event.where
    if not where.path and is_name_only(place):
        return "not on the map yet"
    return location_accuracy(
        where.radius_m, where.confidence, known=bool(where.path), has_marker=where.has_marker
    )


def place_accuracy(place: Place) -> str:
    """The accuracy of the location of a place."""
    return location_accuracy(place.radius_m, place.confidence, known=place.position is not None)


def shorten_accuracy(accuracy: str) -> str:
    """Shorten an accuracy for a column named "accuracy": `about 60 m, 95% confidence`."""
    return accuracy.replace("accurate to ", "")


def length(metres: float) -> str:
    """Format a length in metres: `60 m`, `1.5 km`, `12 km`."""
    if metres < 1000:
        return f"{metres:.0f} m"
    km = metres / 1000
    return f"{km:.1f} km" if km < 10 else f"{km:.0f} km"


def size(count: int) -> str:
    """Format a number of bytes in decimal units: `412 KB`, `6.0 MB`."""
    return f"{count / 1000:.0f} KB" if count < 1_000_000 else f"{count / 1_000_000:.1f} MB"


def sentences_of(problems: tuple[Problem, ...]) -> list[str]:
    """Format each problem as one sentence. The file is named only if there are several files."""
    one_file = len({problem.file for problem in problems}) == 1
    return [visible_line(_sentence(problem, name_file=not one_file)) for problem in problems]


def _sentence(problem: Problem, *, name_file: bool) -> str:
    parts = (problem.file if name_file else None, problem.feature, problem.field)
    where = ", ".join(part for part in parts if part)
    details = f"{problem.sentence}."
    return f"{where}: {details}" if where else f"{details[0].upper()}{details[1:]}"
