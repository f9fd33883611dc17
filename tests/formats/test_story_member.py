from __future__ import annotations

import json
from typing import Any

from geo.formats import check

EVENT = {"type": "Feature", "geometry": None, "properties": {"id": "S01", "title": "A robbery"}}


def lines_of(**shared: Any) -> list[str]:
    file = {"type": "FeatureCollection", "story": shared, "features": [EVENT]}
    return [str(problem) for problem in check(json.dumps(file)).problems]


def test_a_missing_field_is_called_missing() -> None:
    assert lines_of(people=[{"id": "neil"}]) == [
        'story: person "neil": name: missing; this field is required'
    ]
    assert lines_of(people=[{"name": "Neil"}]) == [
        "story: person 1: id: missing; this field is required"
    ]


def test_a_field_that_is_only_a_little_similar_to_an_unknown_one_is_not_suggested() -> None:
    assert lines_of(people=[{"id": "neil", "name": "Neil", "color": "#ff0000"}]) == [
        'story: person "neil": color: warning: unknown field; it is ignored'
    ]


def test_a_misspelt_field_gets_a_suggestion() -> None:
    groups = [{"id": "crew", "name": "The crew", "color": "#ff0000"}]
    assert lines_of(groups=groups, people=[]) == [
        'story: group "crew": color: warning: unknown field (did you mean "colour"?); it is ignored'
    ]
