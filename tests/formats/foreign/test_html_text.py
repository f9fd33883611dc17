"""HTML in text fields becomes plain text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import geo
from geo.formats.foreign.html_text import plain_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<h1>Survey 1</h1><p>Counted 0 herons</p>", "Survey 1\nCounted 0 herons"),
        (
            "<b>bold</b> &amp; <a href='x?a=1&b=2'>link</a><br>second line",
            "bold & link\nsecond line",
        ),
        ("</script><script>alert(1)</script>", ""),
        ("Caf&eacute; &#233; &#xe9;", "Café é é"),
        ("<ul><li>one</li><li>two</li></ul>", "one\ntwo"),
        ('<img src="p.jpg" alt="A heron" width=200> there', "A heron there"),
        ("a < b and c > d", "a < b and c > d"),
        ("Tom & Jerry; R&D", "Tom & Jerry; R&D"),
        ("first\nsecond", "first\nsecond"),
        ("<3 you", "<3 you"),
    ],
)
def test_tags_and_entities_become_text(html: str, text: str) -> None:
    assert plain_text(html) == text


def test_a_popup_is_the_text_of_an_event_and_a_tooltip_its_title() -> None:
    row = {
        "popup": "<h1>Survey</h1><p>7 herons</p>",
        "tooltip": "<b>Stop 1</b>",
        "time": "2021-03-01",
    }
    (event,) = geo.read([row]).events
    assert (event.title, event.text) == ("Stop 1", "Survey\n7 herons")


@given(st.text(alphabet="<>/&;abp =\"'!-", max_size=60))
def test_no_tag_survives(text: str) -> None:
    plain_text(text)
    assert "<p>" not in plain_text(f"<p>{text.replace('<', '')}</p>")


def test_what_is_no_tag_of_html_is_text() -> None:
    assert plain_text("<unknown>") == "<unknown>"
    assert plain_text("I <3 <that> and <b>bold</b>") == "I <3 <that> and bold"
