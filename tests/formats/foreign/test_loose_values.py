from __future__ import annotations

import pytest

from geo.formats.foreign.loose_values import text_of


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("  Neil ", "Neil"),
        ({"name": "Neil", "title": "Captain"}, "Neil"),
        ({"title": "A bank"}, "A bank"),
        ({"name": "", "title": "A bank"}, "A bank"),
        ({"id": 7}, ""),
        ([{"name": "Neil"}, "Hanna", None, ""], "Neil, Hanna"),
        ([[["too deep"]]], ""),
        (True, "true"),
        (12.5, "12.5"),
        (None, ""),
    ],
)
def test_a_value_of_any_type_has_a_text(value: object, text: str) -> None:
    assert text_of(value) == text
