"""Separate the valid properties of an event from the invalid ones, so that all are reported."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import ValidationError

from geo.formats.geojson_schema import BASIS_FIELDS, properties_adapter
from geo.validation.field_findings import findings


def usable_properties(
    properties: Mapping[str, Any], report: Callable[[str, str, str, str], None]
) -> dict[str, Any]:
    """Return the valid properties of the format.

    `report` is called for each problem with the field, what was found, what was expected, and the
    message as in `Problem` (empty: the default message).
    """
    validate = properties_adapter().validate_python
    try:
        return validate(properties)  # type: ignore[no-any-return]
    except ValidationError as error:
        valid = dict(properties)
        for finding in findings(error):
            expected = finding.expected
            if finding.field == "time_basis":
                expected = f"an object with {' and '.join(BASIS_FIELDS)}"
            report(finding.field, finding.found, expected, finding.message)
            valid.pop(str(finding.location[0]), None)
        return validate(valid)  # type: ignore[no-any-return]
