"""The list of events for browsers without JavaScript: complete, and only text."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

import geo
from geo import Event, Person, Place, Position, Story, When, Where
from geo.polygons import closed_polygon
from geo.render.story_list import MOST_EVENTS
from geo.render.story_list import story_list as story_list_in
from geo.words import english
from tests.sample import HOSTILE_TEXTS, at, diary_story, hostile_story, long_story, small_story

ALLOWED = {"h1", "h2", "p", "ol", "li", "b", "bdi"}


class _Elements(HTMLParser):
    """The elements of a list with their attributes, and the text of each event."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.items: list[str] = []
        self.text = ""
        self._inside = False
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "li":
            self._inside = True
            self.items.append("")
        elif tag == "p" and self._inside:
            self.items[-1] += " | "

    def handle_endtag(self, tag: str) -> None:
        if tag == "li":
            self._inside = False

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._inside:
            self.items[-1] += data


def story_list(story: Story) -> str:
    """Return the list on an English page."""
    return story_list_in(story, "en", english())


def _items(story: Story) -> list[str]:
    return _Elements(story_list(story)).items


def test_each_event_has_title_time_place_and_people() -> None:
    expected = """
Into the bank | Day 1 · 11:30–11:35 (day assumed) · The bank · Neil McCauley, Kelso (voice only)
Down Flower Street | Day 1 · 11:35–11:45 · 34.0519, -118.2560 to 34.0458, -118.2604 · Neil McCauley
The alarm | Day 1 · 11:36–11:40 · 34.0520, -118.2408 · Vincent Hanna
Nobody knows where | Day 1 · 14:00–15:00 · Neil McCauley
By the runway | Day 3 · 01:05–01:13 · 33.9463, -118.3816 · Neil McCauley (dies here), Vincent Hanna
After | Day 3 · 01:13–01:20 · 33.9463, -118.3816 · Vincent Hanna
"""
    first, *others = small_story().events
    story = replace(small_story(), events=(replace(first, heard=("kelso",)), *others))
    assert _items(story) == expected.strip().splitlines()


def test_title_description_count_and_credits_are_around_the_list() -> None:
    story = replace(small_story(), attribution="By the author", licence="CC BY 4.0")
    text = _Elements(story_list(story)).text
    assert text.startswith("A small story\nTwo people and a bank.\nEvents: 6\n")
    assert text.endswith("\nBy the author\nCC BY 4.0")


def test_the_events_of_a_film_are_called_scenes() -> None:
    assert "<h2>Scenes: 6</h2>" in story_list(replace(small_story(), running_time_s=600.0))


def test_an_event_has_its_time_on_a_further_time_scale() -> None:
    time = "20 December 1872 · 11:40, Travellers' diary: 21 December 1872"
    assert any(time in item for item in _items(diary_story()))


def test_the_order_is_story_time_and_an_unknown_time_is_between_its_neighbours() -> None:
    first, second, *others = small_story().events
    story = replace(small_story(), events=(second, first, *others))
    assert _items(story)[0].startswith("Into the bank")
    unknown = replace(second, when=When())
    items = _items(replace(small_story(), events=(unknown, first, *others)))
    assert items[0].startswith("Down Flower Street | time unknown · ")


def test_a_story_without_times_does_not_call_each_time_unknown() -> None:
    assert _items(Story("T", (Event("a", "First"), Event("b", "Second")))) == ["First", "Second"]


def test_a_guessed_place_says_so() -> None:
    where = Where((Position(2.0, 48.0),), radius_m=9_000.0)
    assert _items(Story("T", (Event("a", "A", where=where),))) == [
        "A | 48.0000, 2.0000 (only a guess)"
    ]


def test_a_crowd_ends_with_the_number_of_others() -> None:
    people = tuple(Person(f"p{n}", f"Person {n}") for n in range(1_032))
    event = Event("a", "A", people=tuple(person.id for person in people))
    (item,) = _items(Story("T", (event,), people=people))
    assert item.endswith("Person 29 and 1,002 more")


def test_a_long_story_ends_with_the_number_of_further_events() -> None:
    story = long_story(1_200, showing=1)
    listed = _Elements(story_list(story))
    assert len(listed.items) == MOST_EVENTS == 1_000
    assert listed.items[0].startswith("Event 0 | ")
    assert listed.items[-1].startswith("Event 999 | ")
    assert listed.text.endswith("\nand 200 more")
    assert "more" not in _Elements(story_list(long_story(1_000, showing=1))).text
    assert story_list(long_story(1_001, showing=1)).endswith("<p>and 1 more</p>")


def test_the_list_of_the_longest_stories_is_short() -> None:
    assert len(story_list(long_story(5_000, showing=1))) < 300_000


def test_hostile_texts_appear_as_they_are_written_and_make_no_elements() -> None:
    listed = _Elements(story_list(hostile_story()))
    assert {tag for tag, _ in listed.tags} <= ALLOWED
    names = {name for _, attributes in listed.tags for name in attributes}
    assert names <= {"dir", "lang", "class"}
    evil = " ".join(HOSTILE_TEXTS)
    assert listed.text.startswith(f"{evil}\n{evil}\n")
    assert len(listed.items) == len(hostile_story().events)
    assert all(item.startswith(f"{evil} | ") for item in listed.items)


@pytest.mark.parametrize(
    "title", ["{{7*7}}", "{% raw %}", "{#", "</noscript><script>a</script>", "\"'&amp;<b>", "&lt;"]
)
def test_the_document_shows_a_title_literally(title: str) -> None:
    events = (replace(small_story().events[0], title=title), *small_story().events[1:])
    document = geo.StoryMap(replace(small_story(), title=title, events=events)).to_html()
    (heading,) = re.findall(r"<h1>(.*?)</h1>", document)
    assert "<" not in heading
    assert html.unescape(heading) == title
    (first,) = re.findall(r"<ol><li><b>(.*?)</b>", document)
    assert first == heading


def test_texts_of_the_story_and_of_the_interface_are_marked_with_their_languages() -> None:
    story = replace(small_story(), language="ar", title="قصة")
    markup = story_list(story)
    assert markup.startswith('<h1 dir="auto" lang="ar">قصة</h1>')
    assert '<ol lang="ar"><li dir="auto"><b>Into the bank</b><p><bdi lang="en">Day 1' in markup
    assert '<bdi>Vincent Hanna</bdi> <bdi lang="en">(voice only)</bdi>' in markup
    assert "lang" not in story_list(small_story())


def test_a_list_that_is_all_written_from_left_to_right_has_no_marks_of_direction() -> None:
    story = replace(small_story(), title='Ünïcode, 北京 – ‘Çok’ <bdi> dir="auto"')
    markup = story_list(story)
    assert markup.startswith('<h1>Ünïcode, 北京 – ‘Çok’ &lt;bdi&gt; dir="auto"</h1>')
    assert not {"dir", "bdi"} & {
        name for tag, names in _Elements(markup).tags for name in (tag, *names)
    }
    # A word of the interface in a story of another language keeps its language.
    assert '<bdi lang="en">Day 1' in story_list(replace(small_story(), language="de"))


@pytest.mark.parametrize("sign", ["א", "ع", "\u202e", "\u2067", "\u0660"])
def test_one_sign_that_changes_the_direction_keeps_every_name_apart(sign: str) -> None:
    first, *others = small_story().events
    markup = story_list(replace(small_story(), events=(replace(first, title=sign), *others)))
    assert '<h1 dir="auto">A small story</h1>' in markup
    assert "<bdi>Vincent Hanna</bdi>" in markup


def test_events_at_the_same_time_stay_in_story_order() -> None:
    events = tuple(Event(f"e{n}", f"Event {n}", when=When(at(9, 0))) for n in range(3))
    titles = [item.split(" | ")[0] for item in _items(Story("T", events))]
    assert titles == ["Event 0", "Event 1", "Event 2"]


def test_a_notebook_shows_the_list_inside_its_frame_only() -> None:
    shown = str(geo.StoryMap(small_story())._repr_html_())
    assert html.escape("<b>Into the bank</b>") in shown
    assert "<b>Into the bank</b>" not in shown


def test_the_list_of_a_short_story_does_not_say_that_there_are_more_events() -> None:
    assert not re.search(r"and -?[\d,]+ more", geo.StoryMap(small_story()).to_html())


def test_an_area_is_named_with_its_size() -> None:
    square = closed_polygon([[(10, 50), (10.2, 50), (10.2, 50.1), (10, 50.1)]])
    yard = closed_polygon([[(10, 50), (10.0005, 50), (10.0005, 50.0002), (10, 50.0002)]])
    events = (
        Event("city", "A city", where=Where(areas=(square,))),
        Event("yard", "A yard", where=Where(areas=(yard,))),
        Event("named", "A named city", where=Where(areas=(square,), place="city")),
    )
    city, small, named = _items(Story("Areas", events, places=(Place("city", "The city"),)))
    assert city.endswith("| area, 159 km²")
    assert small.endswith("| area, 797 m²")
    assert named.endswith("| The city (area, 159 km²)")
