"""Files with other field names, for tests of how they are read."""

from __future__ import annotations

import json
from typing import Any

from geo import Story
from geo.errors import Problem
from geo.formats import parse

POINT = {"type": "Point", "coordinates": [12.4924, 41.8902]}


def collection(*properties: dict[str, Any], geometry: Any = POINT, **members: Any) -> str:
    features = [
        {"type": "Feature", "geometry": geometry, "properties": values} for values in properties
    ]
    return json.dumps({"type": "FeatureCollection", "features": features} | members)


def story_of(*properties: dict[str, Any], **members: Any) -> Story:
    story, problems = parse(collection(*properties, **members), "rome.json")
    assert problems == ()
    return story


def read(*properties: dict[str, Any], **members: Any) -> tuple[Story, tuple[Problem, ...]]:
    return parse(collection(*properties, **members), "rome.json")
