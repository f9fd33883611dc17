"""As much of an event's properties as can be used, so that one problem does not hide the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import ValidationError

from geo.formats.geojson_schema import BASIS_FIELDS, properties_adapter
from geo.validation.field_findings import findings


def usable_properties(
    properties: Mapping[str, Any], note: Callable[[str, str, str], None]
) -> dict[str, Any]:
    """The properties that the format has, without those that are faulty.

    `note` is called with the field, what was found and what was expected, for each problem.
    """
    judge = properties_adapter().validate_python
    try:
        return judge(properties)  # type: ignore[no-any-return]
    except ValidationError as error:
        sound = dict(properties)
        for finding in findings(error):
            expected = finding.expected
            if finding.field == "time_basis":
                expected = f"an object with {' and '.join(BASIS_FIELDS)}"
            note(finding.field, finding.found, expected)
            sound.pop(str(finding.location[0]), None)
        return judge(sound)  # type: ignore[no-any-return]
