"""Words for what a story knows, and story text that stays plain where markdown is read."""

from __future__ import annotations

import re
import string
import unicodedata
from urllib.parse import quote, urlsplit

from geo.errors import Problem
from geo.playback import time_labels
from geo.playback.time_scales import story_seconds
from geo.story import Event, Place, Story, When
from geo.text_safety import one_line

# Streamlit turns these into symbols after markdown's own escapes are gone, so a backslash does not
# keep them: arrows and signs that stand between blanks, and its own logo.
_TYPOGRAPHIC = re.compile(r"(?<!\S)(<->|<-|->|--|>=|<=|~=)(?!\S)")
_LOGO = re.compile(r":streamlit:")
# It also makes links of what looks like an address, escaped or not.
_ADDRESS = re.compile(r"(?i)(https?:)(?=//)|(www)(?=\.)|(?<=\S)(?=@)")
# Has no width and breaks no line: what is drawn and read is the text as given.
_WORD_JOINER = "\u2060"
_ESCAPES = str.maketrans({mark: f"\\{mark}" for mark in string.punctuation})


def visible(text: str) -> str:
    """The text on one line, in which nothing hides: a direction mark is shown, not obeyed.

    For tables and `st.text`, which read no markdown.
    """
    return one_line(" ".join(text.split()))


def plain(text: str) -> str:
    """The text on one line, written so that Streamlit's markdown shows exactly it.

    For headings, labels and links, which always read markdown. Use `st.text` where that will do.
    """
    line = visible(text)
    line = _TYPOGRAPHIC.sub(lambda found: _WORD_JOINER + found[0], line)
    line = _LOGO.sub(f":{_WORD_JOINER}streamlit:", line)
    line = _ADDRESS.sub(lambda found: found[0] + _WORD_JOINER, line)
    return line.translate(_ESCAPES)


def link(title: str, url: str | None) -> str:
    """Markdown for a link with a plain title; only the title, when the address is not http(s)."""
    parts = urlsplit(url or "")
    if url is None or parts.scheme not in {"http", "https"} or not parts.netloc:
        return plain(title)
    return f"[{plain(title)}](<{quote(url, safe=string.ascii_letters + _URL_MARKS)}>)"


# Everything an address may hold as it is (RFC 3986), and the sign of what is already encoded.
_URL_MARKS = string.digits + "-._~:/?#[]@!$&'()*+,;=%"


def slug(title: str) -> str:
    """A file name's stem from a title: lower-case letters, digits and hyphens."""
    ascii_title = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", ascii_title.lower()))[:60] or "story"


def moment(story: Story, event: Event) -> str:
    """When the event starts, as the player says it: `Day 1 · 06:10`; "" if nobody knows."""
    start = event.when.start
    if start is None:
        return ""
    return time_labels.moment(story_seconds(start), event.when.precision, story.day_one)


def moment_and_title(story: Story, event: Event) -> str:
    """An event in one line: `Day 1 · 06:10 · Off the train`."""
    return " · ".join(part for part in (moment(story, event), event.title) if part)


def sure_of_time(when: When) -> str:
    """How the event's time is known, in a few words; "" where the story does not say."""
    day, clock = when.day_basis, when.clock_basis
    if when.start is None:
        return "no time"
    if day is None or clock is None or day == clock:
        return clock or day or ""
    return f"day {day}, hour {clock}"


def sure_of_place(
    radius_m: float | None, confidence: float | None, *, known: bool, pinned: bool = True
) -> str:
    """How well a place is known: `within 60 m, 95 % sure`; "" where the story does not say.

    Args:
        radius_m: metres around the point.
        confidence: the chance, 0 to 1, that the truth is within them.
        known: there is a point at all.
        pinned: the point is more than a guess.
    """
    if not known:
        return "not known"
    words = "" if radius_m is None else f"within {length(radius_m)}"
    if confidence is not None:
        sure = f"{confidence * 100:.0f} % sure"
        words = f"{words}, {sure}" if words else sure
    return words if pinned else f"a guess, {words}" if words else "a guess"


def is_unsought(place: Place | None) -> bool:
    """Whether a place is no more than a name: nobody has looked, so nobody can say it is not known.

    The player's card goes by the same rule (places.js).
    """
    return place is not None and not (
        place.position or place.note or place.sources or place.alternatives
    )


def sure_of_event(event: Event, place: Place | None) -> str:
    """How well the place of an event is known; `place` is where it is set, None: none is named."""
    where = event.where
    if not where.path and is_unsought(place):
        return "not on the map yet"
    return sure_of_place(
        where.radius_m, where.confidence, known=bool(where.path), pinned=where.is_pinned
    )


def sure_of(place: Place) -> str:
    """How well a place is known."""
    return sure_of_place(place.radius_m, place.confidence, known=place.position is not None)


def length(metres: float) -> str:
    """Metres for people: `60 m`, `1.5 km`, `12 km`."""
    if metres < 1000:
        return f"{metres:.0f} m"
    km = metres / 1000
    return f"{km:.1f} km" if km < 10 else f"{km:.0f} km"


def size(count: int) -> str:
    """Bytes for people, in steps of a thousand: `412 KB`, `6.0 MB`."""
    return f"{count / 1000:.0f} KB" if count < 1_000_000 else f"{count / 1_000_000:.1f} MB"


def sentences_of(problems: tuple[Problem, ...]) -> list[str]:
    """Each problem as one plain sentence; the file is named only where they differ."""
    one_file = len({problem.file for problem in problems}) == 1
    return [visible(_sentence(problem, name_file=not one_file)) for problem in problems]


def _sentence(problem: Problem, *, name_file: bool) -> str:
    parts = (problem.file if name_file else None, problem.feature, problem.field)
    where = ", ".join(part for part in parts if part)
    told = f"found {problem.found}, expected {problem.expected}."
    return f"{where}: {told}" if where else f"{told[0].upper()}{told[1:]}"
