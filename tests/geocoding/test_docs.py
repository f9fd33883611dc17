"""The Python examples of docs/geocoding.md run, and give what their comments say."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from geo.geocoding import Answer
from tests.geocoding.service import Service

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/geocoding.md").read_text("utf-8")


def test_the_examples_run(
    service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    examples = "\n".join(re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL))
    ours = f'OnlineSettings(endpoint="{service.url}", interval_s=0, cache_folder="{tmp_path}", '
    assert examples.count("OnlineSettings(") == 1
    names: dict[str, Any] = {}
    exec(examples.replace("OnlineSettings(", f"{ours}"), names)
    assert names["location"].address == "Venice Blvd"
    found = names["table"]["location"]
    assert [one and one.address for one in found] == [
        "Los Angeles International Airport",
        None,
        "Figueroa St & 5th St",
    ]
    geolocator = names["geolocator"]
    assert geolocator.reverse((33.9425, -118.4081)).address == "Los Angeles International Airport"
    assert geolocator.lookup("Venice").status == "ambiguous"
    assert isinstance(names["places"].lookup("the drive-in"), Answer)


def test_the_keys_of_raw_are_those_that_the_page_names() -> None:
    from geo.geocoding import Gazetteer

    geolocator: Any = Gazetteer()
    raw = {*geolocator.geocode("LAX").raw, *geolocator.reverse((33.9425, -118.4081)).raw}
    assert {key for key in raw if f"`{key}`" not in PAGE} == set()
