from __future__ import annotations

from datetime import datetime

import pytest

from geo.dashboard.text_format import (
    escape_markdown,
    link,
    location_accuracy,
    moment_and_title,
    sentences_of,
    size,
    slug,
    time_basis,
)
from geo.errors import Problem
from geo.story import Event, Story, When


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Heat", "Heat"),
        ("a  b\nc", "a b c"),
        (":red[x]", r"\:red\[x\]"),
        ("<b>", r"\<b\>"),
        ("a -> b", "a \u2060\\-\\> b"),
        (":streamlit:", "\\:\u2060streamlit\\:"),
        ("see http://x.y", "see http\\:\u2060\\/\\/x\\.y"),
        ("a\x1bb", r"a\\x1bb"),
    ],
)
def test_text_is_escaped_so_that_markdown_shows_it_unchanged(text: str, written: str) -> None:
    assert escape_markdown(text) == written


@pytest.mark.parametrize(
    "url",
    [
        *(None, "", "javascript:alert(1)", "javascript://x.y/%0aalert(1)", "data:text/html,x"),
        *("ftp://x.y/a", "//x.y", "http:"),
    ],
)
def test_a_link_with_an_unsafe_url_is_only_its_title(url: str | None) -> None:
    assert link("A book", url) == "A book"


def test_special_characters_in_title_and_url_do_not_break_a_link() -> None:
    assert link("](x)", "https://x.y/a>)b c") == r"[\]\(x\)](<https://x.y/a%3E)b%20c>)"


@pytest.mark.parametrize(
    ("title", "stem"),
    [
        ("Heat", "heat"),
        ("La Haine (1995)", "la-haine-1995"),
        ("Amélie", "amelie"),
        ("映画", "story"),
    ],
)
def test_the_file_name_is_made_from_the_title(title: str, stem: str) -> None:
    assert slug(title) == stem


@pytest.mark.parametrize(
    ("count", "words"), [(900, "1 KB"), (427_078, "427 KB"), (6_040_000, "6.0 MB")]
)
def test_sizes_are_formatted_with_a_unit(count: int, words: str) -> None:
    assert size(count) == words


@pytest.mark.parametrize(
    ("day", "clock", "words"),
    [
        ("stated", "stated", "stated"),
        ("stated", "assumed", "day stated, hour assumed"),
        (None, None, ""),
    ],
)
def test_the_basis_of_a_time_is_formatted_as_text(day: str, clock: str, words: str) -> None:
    when = When(start=datetime(1995, 5, 2), day_basis=day, clock_basis=clock)  # type: ignore[arg-type]  # one of the three words
    assert time_basis(when) == words


def test_an_unknown_time_is_named_only_in_a_story_with_times() -> None:
    known = Event("a", "A", when=When(datetime(1066, 1, 1), precision="year"))
    unknown = Event("b", "B")
    assert moment_and_title(Story("S", (known, unknown)), known) == "1066 · A"
    assert moment_and_title(Story("S", (known, unknown)), unknown) == "time unknown · B"
    assert moment_and_title(Story("S", (unknown,)), unknown) == "B"


@pytest.mark.parametrize(
    ("radius_m", "confidence", "known", "pinned", "words"),
    [
        (60.0, 0.95, True, True, "accurate to about 60 m, 95% confidence"),
        (4_000.0, None, True, True, "accurate to about 4.0 km"),
        (None, 0.5, True, True, "50% confidence"),
        (None, None, True, True, ""),
        (12_000.0, 0.1, True, False, "only a guess, accurate to about 12 km, 10% confidence"),
        (None, None, True, False, "only a guess"),
        (60.0, 0.95, False, False, "location unknown"),
    ],
)
def test_the_accuracy_of_a_location_is_formatted_as_text(
    radius_m: float | None, confidence: float | None, *, known: bool, pinned: bool, words: str
) -> None:
    assert location_accuracy(radius_m, confidence, known=known, has_marker=pinned) == words


def test_problems_are_sentences_and_name_the_file_only_if_there_are_several() -> None:
    warning = Problem("a.geojson", 'event "e"', "title", "no value", "a title", "warning")
    error = Problem("a.geojson", None, None, "no such file", "a file", message="no such file")
    assert sentences_of((warning, error)) == [
        'event "e", title: found no value, expected a title.',
        "No such file.",
    ]
    other = Problem("b.geojson", None, None, "a\nb", "c")
    assert sentences_of((error, other))[1] == "b.geojson: found a b, expected c."
