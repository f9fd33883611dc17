"""Lets the viewer size and colour the markers by columns of numbers in the file of the story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from hashlib import sha256
from math import isfinite
from typing import Literal

import streamlit as st

from geo.dashboard import reruns, session, story_cache, widget_keys
from geo.dashboard.session import NumberChoices
from geo.dashboard.stories import ShownStory
from geo.dashboard.text_format import visible_line
from geo.dashboard.workspace import Workspace
from geo.formats.numbers.number_columns import legend_name
from geo.story import Story
from geo.validation import mark_valid

Use = Literal["size", "colour"]
_LABELS: Mapping[Use, str] = {"size": "Size by", "colour": "Colour by"}
# Names of options that no column has, because they have a space at the end.
_NOTHING, _AS_IN_FILE = "Nothing ", "As in the file "


def show_choices(shown: ShownStory) -> None:
    """Show a choice of columns for size and colour. Without columns of numbers, show nothing.

    Args:
        shown: the story as it was read.
    """
    if not shown.report.numbers:
        return
    for use, column in zip(_LABELS, st.columns(2), strict=True):
        options = _options(shown, use)
        chosen = getattr(_chosen(shown), use)
        key = _key(shown, use)
        column.selectbox(
            _LABELS[use],
            options,
            index=options.index(chosen) if chosen in options else 0,
            format_func=partial(_label, shown.story, use),
            key=key,
            on_change=reruns.rerun_page_after(partial(_choose, shown.key, use, key)),
        )


def apply_choices(shown: ShownStory) -> ShownStory:
    """Return the story with the chosen numbers; `shown` itself if the viewer has chosen none."""
    chosen = _chosen(shown.original)
    if chosen == NumberChoices():
        return shown
    key = sha256(f"{shown.key} {chosen}".encode()).hexdigest()

    def make() -> Workspace:
        numbers = shown.report.numbers
        story = shown.story
        names = {column: _name(story, column) for column in numbers}
        story = _with_numbers(story, "size", chosen.size, numbers, names)
        story = _with_numbers(story, "colour", chosen.colour, numbers, names)
        return Workspace(mark_valid(story), shown.memory_bytes, shown.warnings, shown.report)

    workspace = story_cache.WORKSPACES.get(key, make)
    return replace(shown, key=key, story=workspace.story, source=shown.original)


def _with_numbers(
    story: Story,
    use: Use,
    chosen: str | None,
    numbers: Mapping[str, Sequence[float]],
    names: Mapping[str, str],
) -> Story:
    """Return the story with the numbers of a column and its name, or without numbers."""
    if chosen == _NOTHING:
        values: list[float | None] = [None] * len(story.events)
        name = None
    elif chosen is not None and chosen in numbers:
        values = [number if isfinite(number) else None for number in numbers[chosen]]
        name = names[chosen]
    else:
        return story
    pairs = zip(story.events, values, strict=True)
    if use == "size":
        events = tuple(replace(event, size_value=value) for event, value in pairs)
        return replace(story, events=events, size_by=name)
    events = tuple(replace(event, colour_value=value) for event, value in pairs)
    return replace(story, events=events, colour_by=name)


def _name(story: Story, column: str) -> str:
    """Return what the legend calls a column. The story names those of its own format."""
    own = {"size_value": story.size_by, "colour_value": story.colour_by}
    return own.get(column) or legend_name(column)


def _options(shown: ShownStory, use: Use) -> list[str]:
    """Return the options, first that which applies if the viewer chooses nothing."""
    field = f"{use}_value"
    has_own = any(getattr(event, field) is not None for event in shown.story.events)
    columns = (name for name in shown.report.numbers if name != field)
    return [*((_AS_IN_FILE,) if has_own else ()), _NOTHING, *columns]


def _label(story: Story, use: Use, option: str) -> str:
    if option == _AS_IN_FILE:
        name = getattr(story, f"{use}_by")
        return "As in the file" if name is None else f"{visible_line(name)} (as in the file)"
    is_own = option in ("size_value", "colour_value")
    return visible_line(_name(story, option) if is_own else option.strip())


def _choose(story: str, use: Use, key: str) -> None:
    """Record what the viewer has chosen for a story."""
    option = st.session_state[key]
    numbers = session.current().numbers
    value = None if option == _AS_IN_FILE else option
    numbers[story] = replace(numbers.get(story, NumberChoices()), **{use: value})


def _chosen(original: ShownStory) -> NumberChoices:
    return session.current().numbers.get(original.key, NumberChoices())


def _key(shown: ShownStory, use: Use) -> str:
    return f"{widget_keys.NUMBER_CHOICE}-{use}-{shown.key}"
