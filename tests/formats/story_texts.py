"""Texts of story files, and the problems that reading them reports."""

from __future__ import annotations

import json
from typing import Any

from geo import StoryError
from geo.errors import Problem
from geo.formats import parse

SHARED: dict[str, Any] = {
    "title": "Heat",
    "timezone": "America/Los_Angeles",
    "running_time_s": 10200,
    "groups": [{"id": "crew", "name": "The crew", "colour": "#ff9f43"}],
    "people": [
        {"id": "neil", "name": "Neil McCauley", "group": "crew"},
        {"id": "hanna", "name": "Vincent Hanna"},
    ],
    "places": [{"id": "bank", "name": "The bank", "position": [-118.256, 34.052]}],
    "sources": [{"id": "guide", "title": "A guide", "url": "https://example.org/"}],
}
POINT = {"type": "Point", "coordinates": [-118.256, 34.052]}


def feature(geometry: Any = POINT, **properties: Any) -> dict[str, Any]:
    values = {"id": "S01", "title": "Into the bank"} | properties
    return {"type": "Feature", "geometry": geometry, "properties": values}


def text(*features: Any, **shared: Any) -> str:
    return json.dumps(
        {"type": "FeatureCollection", "story": SHARED | shared, "features": list(features)}
    )


def problems_of(content: str | bytes) -> list[Problem]:
    try:
        return list(parse(content, "heat.geojson")[1])
    except StoryError as error:
        return list(error.problems)


def lines_of(*features: Any, **shared: Any) -> list[str]:
    return [str(problem) for problem in problems_of(text(*features, **shared))]
