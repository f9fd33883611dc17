"""The part of the world that the map shows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from geo.render.bounds import map_range

# The player gives the same answers: tests/player/worldcopies.test.js.
CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "world_copies.json").read_text(encoding="utf-8")
)["ranges"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_map_shows_all_longitudes_in_one_piece(case: dict[str, Any]) -> None:
    assert map_range(case["lons"]) == tuple(case["range"])
