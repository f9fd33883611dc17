"""What is kept of stories is bounded: counted by what is alive, not by the process's memory."""

from __future__ import annotations

import gc
import json
import weakref
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from geo import Story
from geo.dashboard import cache
from geo.dashboard.cache import Shelf
from tests.dashboard.pages import open_tab, sent, story_file


class Made(SimpleNamespace):
    """Something as heavy as a story of so many events."""

    def __init__(self, events: int) -> None:
        super().__init__(events=range(events))


def put(shelf: Shelf, key: str, events: int) -> weakref.ref[Made]:
    """Keep something under a key."""
    return weakref.ref(shelf.get(key, ("made", ()), lambda: Made(events)))


def test_what_was_made_once_is_given_again() -> None:
    shelf, calls = Shelf(), []
    for _ in range(3):
        shelf.get("a", ("made", ()), lambda: calls.append(1))
    assert len(calls) == 1


def test_what_cannot_be_made_is_tried_again() -> None:
    shelf = Shelf()
    with pytest.raises(ZeroDivisionError):
        shelf.get("a", ("made", ()), lambda: 1 / 0)
    assert shelf.get("a", ("made", ()), lambda: 2) == 2


def test_the_stories_longest_unused_go_when_there_are_too_many_events() -> None:
    shelf = Shelf(most_events=100)
    first, second = put(shelf, "a", 40), put(shelf, "b", 40)
    put(shelf, "a", 40)
    third = put(shelf, "c", 60)
    gc.collect()
    assert shelf.keys() == ("a", "c")
    assert first() is not None
    assert second() is None
    assert third() is not None


def test_a_story_larger_than_the_bound_is_kept_alone() -> None:
    shelf = Shelf(most_events=100)
    small, large = put(shelf, "a", 1), put(shelf, "b", 1_000)
    gc.collect()
    assert (small() is None, large() is None) == (True, False)


def test_no_more_than_a_few_small_stories_are_kept() -> None:
    shelf = Shelf(most_stories=3)
    made = [put(shelf, str(number), 1) for number in range(10)]
    gc.collect()
    assert [one() is not None for one in made] == [False] * 7 + [True] * 3


def test_with_a_story_goes_all_that_was_made_from_it() -> None:
    shelf = Shelf(most_events=100)
    put(shelf, "a", 60)
    document = weakref.ref(shelf.get("a", ("document", ()), lambda: Made(0), events=60))
    put(shelf, "b", 60)
    gc.collect()
    assert document() is None


def test_what_is_made_for_one_choice_after_the_other_is_bounded() -> None:
    shelf = Shelf()
    for choice in range(100):
        shelf.get("a", ("admitted", choice), lambda: Made(0), most=8)
    made: list[int] = []
    for choice in range(100):
        shelf.get("a", ("admitted", choice), lambda: made.append(1), most=100)
    assert len(made) == 92


def alive(title: str) -> int:
    """How many stories of a title there are."""
    gc.collect()
    return sum(isinstance(one, Story) and one.title == title for one in gc.get_objects())


def bring(page: AppTest, title: str) -> None:
    """Play a story of the viewer's own."""
    content = json.dumps(story_file(title)).encode()
    page.file_uploader[0].set_value((f"{title}.geojson", content, "application/geo+json")).run()
    assert not page.exception
    assert sent(page)["title"].startswith(title)


def test_a_visit_keeps_the_story_on_show_and_none_of_those_before(
    open_page: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    # Room for one story of three events, and for what is made from it.
    monkeypatch.setattr(cache, "SHELF", Shelf(most_events=3))
    page = open_page()
    for title in ("First", "Second", "Third"):
        bring(page, title)
        open_tab(page, "Places")
        open_tab(page, "People")
    assert [alive(title) for title in ("First", "Second", "Third")] == [0, 0, 1]


def test_the_bytes_of_a_file_that_is_played_are_dropped(
    open_page: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "SHELF", Shelf())
    page = open_page()
    bring(page, "Brought")
    mark = json.dumps("Brought").encode()
    gc.collect()
    held = [
        value
        for one in gc.get_objects()
        if type(one).__name__ == "UploadedFileRec"
        for value in gc.get_referents(one)
        if isinstance(value, bytes) and mark in value
    ]
    assert held == []
