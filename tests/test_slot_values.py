"""Making frozen objects with slots from plain values."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import datetime
from typing import Any

import pytest

from geo.slot_values import made_of_plain_values
from geo.story import When


def test_the_object_equals_the_one_that_its_class_makes() -> None:
    fields: dict[str, Any] = {"start": datetime(1995, 5, 2, 10, 58), "timezone": "Europe/Rome"}
    made = made_of_plain_values(When, fields)
    assert made == When(**fields)
    assert hash(made) == hash(When(**fields))


def test_the_object_cannot_be_changed() -> None:
    made = made_of_plain_values(When, {})
    with pytest.raises(FrozenInstanceError):
        made.doubt = "both"  # type: ignore[misc]


def test_an_unknown_field_is_an_error() -> None:
    with pytest.raises(ValueError, match="longer"):
        made_of_plain_values(When, {"begin": None})
