"""The story as a list in HTML, for readers whose browser cannot run the player.

The standard library builds and escapes the HTML. No template ever sees a text of the story.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import bidirectional
from xml.etree.ElementTree import Element, SubElement, tostring

from geo.playback.event_noun import SCENE, event_noun
from geo.playback.event_times import event_time, film_time, further_time, time_doubt
from geo.playback.local_times import end_zone_of, named_zone
from geo.playback.timelines import playing_order
from geo.render.area_words import area_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.story import Event, Position, Story
    from geo.words import Noun, Words

# The list of a longer story ends with the number of further events. This many events are about
# 200 KB, which an offline document of a long story (megabytes) can afford.
MOST_EVENTS = 1_000
# Of a larger crowd, the list gives the number.
MOST_PEOPLE = 30
# Four decimals of a degree are 11 metres.
COORDINATE_DECIMALS = 4


def story_list(story: Story, page_language: str, words: Words) -> str:
    """Return title, description, events and credits of a story as HTML.

    Each event has its title, time, place and people. The events are in the order in which the
    player plays them first. There are at most `MOST_EVENTS`, then the number of all others.

    Args:
        story: the story.
        page_language: the language of the page around the list (BCP 47). Texts of the story are
            marked with the story's language if it is another one.
        words: the words of the page's language.
    """
    return _StoryList(story, page_language, words).html()


class _StoryList:
    """Builds the list of one story."""

    def __init__(self, story: Story, page_language: str, words: Words) -> None:
        self.story = story
        self.words = words
        self.noun: Noun = "scene" if event_noun(story) is SCENE else "event"
        is_foreign = story.language != page_language
        self.of_story = {"lang": story.language} if is_foreign else {}
        self.of_page = {"lang": page_language} if is_foreign else {}

    def html(self) -> str:
        """Return the HTML: one line for each part."""
        lines = (tostring(part, encoding="unicode", method="html") for part in self.parts())
        return _without_needless_directions("\n".join(lines), self.words.direction)

    def parts(self) -> Iterator[Element]:
        """Yield the heading, the description, the list and the credits."""
        story = self.story
        yield self._story_text("h1", story.title)
        if story.description:
            yield self._story_text("p", story.description)
        yield self._page_text("h2", self._phrase("listCount", count=len(story.events)))
        events = self._events()
        listed = Element("ol", self.of_story)
        listed.extend(self.item(event) for event in events[:MOST_EVENTS])
        yield listed
        more = len(events) - MOST_EVENTS
        if more > 0:
            yield self._page_text("p", self._phrase("andMore", count=more))
        for text in (story.attribution, story.licence):
            if text:
                credit = self._story_text("p", text)
                credit.set("class", "sm-credits")
                yield credit

    def _events(self) -> list[Event]:
        """Return the events in the order of their timeline."""
        return [self.story.events[i] for i in playing_order(self.story)]

    def item(self, event: Event) -> Element:
        """Return the list item of an event: its title, then time, place and people on one line."""
        item = Element("li", {"dir": "auto"})
        SubElement(item, "b").text = event.title
        details = [self._time(event), self._place(event), self._people(event)]
        if known := [detail for detail in details if detail]:
            line = SubElement(item, "p")
            for detail in known[:-1]:
                detail[-1].tail = " · "
            line.extend(element for detail in known for element in detail)
        return item

    def _time(self, event: Event) -> list[Element]:
        when = event.when
        story = self.story
        zones = named_zone(story, when.timezone), named_zone(story, end_zone_of(when))
        time = event_time(when, story.day_names, self.words, story.clock_unit, zones)
        if not time and self.story.has_times:
            time = self._phrase("timeUnknown")
        if doubt := time_doubt(when, self.words):
            time = f"{time} {self._phrase('listNote', note=doubt)}"
        further = further_time(when, story.further_scale, self.words, story.further_unit)
        parts = [part for part in (time, film_time(when, self.words), further) if part]
        text = self._phrase("comma").join(parts)
        return [self._note(text)] if text else []

    def _place(self, event: Event) -> list[Element]:
        where = event.where
        area = area_in_words(where.areas, self.words, self.noun) if where.areas else ""
        if where.place is not None:
            place = self._name(self.story.place_by_id[where.place].name)
            if area and where.has_marker:
                place.tail = " "
                return [place, self._note(self._phrase("listNote", note=area))]
        elif area:
            place = self._note(area)
        elif where.path:
            ends = dict.fromkeys((_coordinates(where.path[0]), _coordinates(where.path[-1])))
            start, end = next(iter(ends)), next(reversed(ends))
            route = self._phrase("listFromTo", start=start, end=end)
            place = self._note(start if start == end else route)
        else:
            return []
        if not where.path or where.has_marker:
            return [place]
        place.tail = " "
        return [place, self._note(self._phrase("listGuess"))]

    def _people(self, event: Event) -> list[Element]:
        noted = [
            *((person, "diesHere" if person in event.dies else "") for person in event.people),
            *((person, "voiceOnly") for person in event.heard),
            *((person, "watchedFromDistance") for person in event.watched),
        ]
        elements: list[Element] = []
        for person, note in noted[:MOST_PEOPLE]:
            if elements:
                elements[-1].tail = self._phrase("comma")
            elements.append(self._name(self.story.person_by_id[person].name))
            if note:
                elements[-1].tail = " "
                elements.append(self._note(self._phrase("listNote", note=self._phrase(note))))
        if len(noted) > MOST_PEOPLE:
            elements[-1].tail = " "
            elements.append(self._note(self._phrase("andMore", count=len(noted) - MOST_PEOPLE)))
        return elements

    def _phrase(self, key: str, **values: str | int) -> str:
        texts = {
            name: self.words.number(value) if isinstance(value, int) else value
            for name, value in values.items()
        }
        return self.words.phrase(key, self.noun, **texts)

    def _story_text(self, tag: str, text: str) -> Element:
        element = Element(tag, {"dir": "auto", **self.of_story})
        element.text = text
        return element

    def _page_text(self, tag: str, text: str) -> Element:
        element = Element(tag)
        element.text = text
        return element

    def _name(self, name: str) -> Element:
        """Return a name of the story. `bdi` isolates its direction from the rest of the line."""
        element = Element("bdi")
        element.text = name
        return element

    def _note(self, text: str) -> Element:
        """Return words of the interface inside an event of the story."""
        element = Element("bdi", self.of_page)
        element.text = text
        return element


def _coordinates(position: Position) -> str:
    """Return latitude and longitude in degrees."""
    return ", ".join(f"{degrees:.{COORDINATE_DECIMALS}f}" for degrees in reversed(position))


def _without_needless_directions(html: str, direction: str) -> str:
    """Return the HTML without `bdi` and `dir` if it is all written from left to right.

    They have no effect then, and would be a quarter of the list.
    """
    if direction == "rtl" or not _FROM_LEFT.issuperset(map(bidirectional, set(html))):
        return html
    # In texts, angle brackets are escaped. A `bdi` with a language stays.
    plain = re.sub("<bdi>([^<]*)</bdi>", r"\1", html)
    return re.sub('(<[a-z0-9]+) dir="auto"', r"\1", plain)


# Classes of characters of Unicode without strong direction, or from left to right. All others,
# such as letters of Hebrew and signs that set a direction, change the order of what is near them.
_FROM_LEFT = {"L", "EN", "ES", "ET", "CS", "NSM", "BN", "B", "S", "WS", "ON"}
