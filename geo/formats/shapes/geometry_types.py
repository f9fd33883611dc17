"""The accepted GeoJSON geometries, as pydantic models."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    FailFast,
    Field,
    ValidationError,
    WithJsonSchema,
)

from geo.formats.geojson_schema import POSITION_SCHEMA
from geo.problem_list import show
from geo.validation.counted_errors import CountingValidator
from geo.validation.field_findings import Finding, dotted_path, findings

Finite = Annotated[float, Field(allow_inf_nan=False)]
# A list is read up to its first error: `CountingValidator` then counts them all.
Coordinates = Annotated[
    list[Finite], Field(min_length=2), FailFast(), WithJsonSchema(POSITION_SCHEMA)
]
Line = Annotated[list[Coordinates], FailFast()]
Lines = Annotated[list[Line], FailFast()]


class _Model(BaseModel):
    # Strict: "2" is not a number and 1 is not a text. Unknown names are ignored.
    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)


class PointGeometry(_Model):
    """The location of the event."""

    type: Literal["Point"]
    coordinates: Coordinates


class LineGeometry(_Model):
    """A movement along a known route, in the order of travel."""

    type: Literal["LineString"]
    coordinates: Line


class MultiPointGeometry(_Model):
    """Read as one point, the mean of its points. With times: a movement through its points."""

    type: Literal["MultiPoint"]
    coordinates: Line


class MultiLineGeometry(_Model):
    """Read as one line: the parts are joined in their order."""

    type: Literal["MultiLineString"]
    coordinates: Lines


class PolygonGeometry(_Model):
    """The area of the event: an outline, then its holes."""

    type: Literal["Polygon"]
    coordinates: Lines


class MultiPolygonGeometry(_Model):
    """The areas of the event, several at once."""

    type: Literal["MultiPolygon"]
    coordinates: Annotated[list[Lines], FailFast()]


class GeometryCollection(_Model):
    """Its polygons are the areas of the event. Without any: its first part with a position."""

    type: Literal["GeometryCollection"]
    geometries: Annotated[list[Geometry], FailFast()]


Shape = (
    PointGeometry
    | LineGeometry
    | MultiPointGeometry
    | MultiLineGeometry
    | PolygonGeometry
    | MultiPolygonGeometry
    | GeometryCollection
)
Geometry = Annotated[Shape, Field(discriminator="type")]

_VALIDATOR = CountingValidator(Geometry)
_GEOMETRY_TYPES = (
    "a geometry type: Point, LineString, Polygon, MultiPoint, MultiLineString, MultiPolygon or "
    "GeometryCollection"
)


def read_geometry(raw: Any, report: Callable[..., None]) -> Shape | None:
    """Return the geometry in a raw value; None if it is invalid.

    `report` is called for each problem with the field, what was found, what was expected, and the
    message as in `Problem` (empty: the default message), and `count`: how many equal ones there
    are.
    """
    try:
        shape: Shape = _VALIDATOR.validate(raw)
    except ValidationError as error:
        for finding in findings(error, "geometry"):
            report(*_describe(finding), count=finding.number)
        return None
    return shape


def _describe(finding: Finding) -> tuple[str, str, str, str]:
    location, found, expected = finding.location, finding.found, finding.expected
    # pydantic's location includes the member of the union that it tried, such as Point.
    steps = [step for step in location if isinstance(step, int) or not step[:1].isupper()]
    if finding.kind.startswith("union_tag"):
        if isinstance(finding.input, dict):
            steps.append("type")
            found = show(finding.input.get("type"))
        expected = _GEOMETRY_TYPES
    elif "geometries" in location[-1:]:
        expected = _GEOMETRY_TYPES
    elif finding.kind == "too_short" and "coordinates" in location:
        expected = "longitude and latitude"
    return dotted_path(steps), found, expected, finding.message
