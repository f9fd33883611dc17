"""Dates with an era, a doubt in words, a century or a decade, as people write them."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.formats.times.timestamps import Moment, format_moment
from geo.formats.times.written_eras import parse_written_era


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("44 BC", "-0043"),
        ("44 BCE", "-0043"),
        ("44 B.C.", "-0043"),
        ("1 BC", "0000"),
        ("15 March 44 BC", "-0043-03-15"),
        ("March 15, 44 BC", "-0043-03-15"),
        ("March 44 BC", "-0043-03"),
        ("29 February 45 BC", "-0044-02-29"),
        ("0044-03-15 BC", "-0043-03-15"),
        ("AD 79", "0079"),
        ("79 CE", "0079"),
        ("24 August 79 AD", "0079-08-24"),
        ("44 v. Chr.", "-0043"),
        ("52 av. J.-C.", "-0051"),
        ("44 a.C.", "-0043"),
        ("公元前44年", "-0043"),
        ("c. 1450", "1450~"),
        ("c1450", "1450~"),
        ("ca. 1450", "1450~"),
        ("circa 44 BC", "-0043~"),
        ("~1984", "1984~"),
        ("about May 1920", "1920-05~"),
        ("1450?", "1450?"),
        ("about 1450?", "1450%"),
        ("19th century", "18XX"),
        ("the 1st century", "00XX"),
        ("5th century BC", "-04XX"),
        ("c. 3rd century", "02XX~"),
        ("19. Jahrhundert", "18XX"),
        ("siglo XIX", "18XX"),
        ("XIXe siècle", "18XX"),
        ("19世纪", "18XX"),
        ("1980s", "198X"),
        ("the 1980's", "198X"),
        ("1980er Jahre", "198X"),
    ],
)
def test_what_can_mean_one_thing_only_is_read(text: str, iso: str) -> None:
    assert format_moment(*parse_written_era(text)) == iso


@pytest.mark.parametrize(
    "text",
    [
        *("476", "Caesar", "March", "umbrella", "12 c.", "10000 BC", "0 BC", "101st century"),
        *("early 19th century", "before 1450", "about", "?", "BC", "80s", "the 1800s"),
    ],
)
def test_what_is_no_date_or_could_mean_several_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"a year from 1|ISO 8601|18XX"):
        parse_written_era(text)


@given(st.text(alphabet="0123456789 BCADcas.~?thentury-年前公元XIe", max_size=20))
def test_any_text_is_a_moment_or_a_value_error(text: str) -> None:
    with suppress(ValueError):
        assert isinstance(parse_written_era(text), Moment)
