"""The rules of a story. Reading, writing and `StoryMap` all apply them."""

from __future__ import annotations

from geo.validation.story_rules import (
    KINDS,
    Ids,
    Relations,
    mark_valid,
    require_valid,
    validate,
)

__all__ = ["KINDS", "Ids", "Relations", "mark_valid", "require_valid", "validate"]
