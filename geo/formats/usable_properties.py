"""As much of an event's properties as can be used, so that one problem does not hide the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import ValidationError

from geo.formats.geojson_schema import EventProperties
from geo.formats.problems import invalid_fields


def usable_properties(
    properties: Mapping[str, Any], note: Callable[[str, str, str], None]
) -> EventProperties:
    """The properties without those that are faulty.

    `note` is called with the field, what was found and what was expected, for each problem.
    """
    try:
        return EventProperties.model_validate(properties)
    except ValidationError as error:
        sound = dict(properties)
        for location, field, found, expected in invalid_fields(error):
            note(field, found, expected)
            sound.pop(str(location[0]), None)
        return EventProperties.model_validate(sound)
