"""Read OGC Moving Features JSON (MF-JSON): a Feature's `temporalGeometry` becomes a timed line.

https://docs.ogc.org/is/19-045r3/19-045r3.html; several sequences in one geometry are as MobilityDB
writes them.
"""

from __future__ import annotations

from typing import Any

from geo.problem_list import ProblemList, label, show

MEMBER = "temporalGeometry"
"""The member of a Feature. Its times become the property with this name."""
MOVING_TYPES = frozenset({"MovingPoint", "MovingGeometryCollection"})
_LINEAR = frozenset({"linear", "none"})


def with_plain_geometries(features: list[Any], problems: ProblemList) -> list[Any]:
    """Return the Features with a line and a list of times instead of a `temporalGeometry`."""
    if not any(isinstance(feature, dict) and MEMBER in feature for feature in features):
        return features
    made = []
    for number, feature in enumerate(features, start=1):
        moving = feature.get(MEMBER) if isinstance(feature, dict) else None
        if moving is None:
            made.append(feature)
            continue
        problems.row = number
        name = label("event", feature.get("id"), number)
        made.append(_with_plain_geometry(feature, moving, name, problems))
    problems.row = None
    return made


def _with_plain_geometry(
    feature: dict[str, Any], moving: Any, event: str, problems: ProblemList
) -> dict[str, Any]:
    parts = _parts(moving)
    if parts is None:
        kind = moving.get("type") if isinstance(moving, dict) else moving
        message = f"found {show(kind)}; of the moving geometries, only MovingPoint is read"
        problems.warn(event, MEMBER, show(kind), "a MovingPoint", message)
        return feature
    ways = {str(part.get("interpolation") or "Linear").strip().casefold() for part in parts}
    if not ways <= _LINEAR:
        found = show(next(iter(sorted(ways - _LINEAR))))
        message = f"the interpolation {found} is read as Linear: even speed between two positions"
        problems.warn(event, MEMBER, found, '"Linear"', message)
    lines = [part.get("coordinates") for part in parts]
    times = [part.get("datetimes") for part in parts]
    geometry: dict[str, Any] = {"type": "MultiLineString", "coordinates": lines}
    if len(parts) == 1:
        # An instant has one position and one time.
        (line,), (given,) = lines, times
        is_instant = isinstance(line, list) and not any(isinstance(item, list) for item in line)
        geometry = {"type": "LineString", "coordinates": line}
        if is_instant and line:
            geometry = {"type": "Point", "coordinates": line}
        times = given if isinstance(given, list) else [given]
    properties = feature.get("properties")
    if isinstance(properties, dict) or properties is None:
        properties = {**(properties or {}), MEMBER: times}
    return {**feature, "geometry": geometry, "properties": properties}


def _parts(moving: Any, depth: int = 2) -> list[dict[str, Any]] | None:
    """Return the moving points in a moving geometry, each with its positions and times.

    `depth` is the number of nested collections. None: there are no moving points, or others too.
    """
    if not isinstance(moving, dict):
        return None
    if moving.get("type") == "MovingGeometryCollection":
        prisms = moving.get("prisms") if depth else None
        found = [_parts(prism, depth - 1) for prism in prisms] if isinstance(prisms, list) else []
        if not found or None in found:
            return None
        return [part for parts in found if parts is not None for part in parts]
    if moving.get("type") != "MovingPoint":
        return None
    sequences = moving.get("sequences")
    if not isinstance(sequences, list):
        return [moving]
    shared = {"interpolation": moving.get("interpolation")}
    parts = [shared | sequence for sequence in sequences if isinstance(sequence, dict)]
    return parts or None
