"""Separate the valid properties of an event from the invalid ones, so that all are reported."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import ValidationError

from geo.formats.geojson_schema import BASIS_FIELDS, properties_validator
from geo.validation.field_findings import findings


def usable_properties(properties: Mapping[str, Any], report: Callable[..., None]) -> dict[str, Any]:
    """Return the valid properties of the format.

    `report` is called for each problem with the field, what was found, what was expected, and the
    message as in `Problem` (empty: the default message), and `count`: how many equal ones there
    are.
    """
    validate: Callable[..., dict[str, Any]] = properties_validator().validate
    try:
        return validate(properties)
    except ValidationError as error:
        valid = dict(properties)
        for finding in findings(error):
            expected = finding.expected
            if finding.field == "time_basis":
                expected = f"an object with {' and '.join(BASIS_FIELDS)}"
            report(finding.field, finding.found, expected, finding.message, count=finding.number)
            valid.pop(str(finding.location[0]), None)
        return validate(valid)
