"""Map tiles: the available providers, and the hosts that the document allows."""

from __future__ import annotations

import html
import re

import pytest

import geo
from geo.errors import TilesError
from geo.render.tiles import RECOMMENDED, tile_source
from tests.sample import small_story


@pytest.mark.parametrize("name", RECOMMENDED)
def test_the_recommended_providers_need_no_key_and_have_a_host(name: str) -> None:
    source = tile_source(name)
    assert source.host.startswith("https://")
    assert source.attribution
    assert all(part in source.url for part in ("{z}", "{x}", "{y}"))


def test_a_name_may_be_written_in_any_case() -> None:
    assert tile_source("usgs.usimagery") == tile_source("USGS.USImagery")


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        (
            "OpenStreetMap.Mapnik",
            (
                "OpenStreetMap.Mapnik cannot be used: its server rejects pages that are opened"
                " from disk; use USGS"
            ),
        ),
        ("openstreetmap.mapnik", "its server rejects pages that are opened from disk"),
        ("OpenStreetMap", "its server rejects pages that are opened from disk"),
        ("Stadia.StamenToner", "its server requires a key"),
        ("CartoDB.Positron", "its server requires a key"),
        ("Thunderforest.Pioneer", "its server requires a key"),
        ("Nowhere.Map", "unknown tiles Nowhere.Map; use USGS"),
        ("https://example.org/tiles.png", "the URL must have {z}, {x} and {y}"),
        ("https://exa mple.org'; script-src */{z}/{x}/{y}", "an invalid host name: exa mple.org'"),
        ("javascript:alert(1)", "unknown tiles javascript:alert(1); use USGS"),
    ],
)
def test_unavailable_tiles_are_an_error_with_the_reason(wanted: str, message: str) -> None:
    with pytest.raises(TilesError, match=re.escape(message)):
        tile_source(wanted)


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("http://127.0.0.1:8123/{z}/{x}/{y}.png", "http://127.0.0.1:8123"),
        ("https://{s}.tiles.example.org/{z}/{x}/{y}{r}.png", "https://*.tiles.example.org"),
        ("https://tile-{s}.example.org/{z}/{x}/{y}.png", "https://*.example.org"),
    ],
)
def test_the_policy_allows_only_the_host_of_the_tiles(url: str, host: str) -> None:
    document = geo.StoryMap(small_story(), tiles=url).to_html()
    policy = html.unescape(re.findall(r'Security-Policy" content="([^"]*)"', document)[0])
    assert f"img-src data: blob: {host};" in policy
    assert policy.count("http") == 1


def test_without_tiles_the_policy_allows_no_host() -> None:
    assert "img-src data: blob:;" in geo.StoryMap(small_story()).to_html()
