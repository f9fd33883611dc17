"""Settings that cannot be used are refused with a reason; the services are one table."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from geo.errors import GeocoderSettingsError
from geo.geocoding.chain import online_geocoder
from geo.geocoding.online.providers import PROVIDERS
from geo.geocoding.online.service import OnlineService
from geo.geocoding.online.settings import OnlineSettings
from geo.version import __version__

ROOT = Path(__file__).resolve().parents[3]


def test_the_public_service_and_our_own_name_are_what_is_set_without_more() -> None:
    settings = OnlineSettings()
    assert (settings.scheme, settings.domain) == ("https", "nominatim.openstreetmap.org")
    assert settings.interval_s >= 1
    assert settings.user_agent == f"geo-story-map/{__version__}"


def test_the_build_reads_the_version_from_its_one_copy() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert "version" in project["project"]["dynamic"]
    assert project["tool"]["hatch"]["version"]["path"] == "geo/version.py"


@pytest.mark.parametrize("name", PROVIDERS)
def test_every_provider_of_the_table_makes_a_geocoder(name: str, tmp_path: Path) -> None:
    settings = OnlineSettings(name, cache_folder=tmp_path)
    geocoder = online_geocoder(settings).online
    assert isinstance(geocoder, OnlineService)
    assert type(geocoder).__name__ == PROVIDERS[name].class_name
    assert settings.endpoint is None
    assert f"https://{settings.domain}" == PROVIDERS[name].public_endpoint
    assert f"`{name}`" in (ROOT / "docs/geocoding.md").read_text("utf-8")


def test_the_table_of_providers_loads_no_geocoder() -> None:
    code = (
        "import sys, geo.geocoding.online.providers;"
        "print([m for m in ('geopy', 'shapely', 'ssl') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("endpoint", "domain"),
    [
        ("http://localhost:8080", "localhost:8080"),
        ("http://localhost:8080/", "localhost:8080"),
        ("https://Maps.Example.org/nominatim/search", "maps.example.org/nominatim"),
        ("http://[::1]:81/search/", "[::1]:81"),
    ],
)
def test_an_endpoint_may_be_pasted_with_its_path(endpoint: str, domain: str) -> None:
    assert OnlineSettings(endpoint=endpoint).domain == domain


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"user_agent": ""}, "user agent is required"),
        ({"user_agent": "  "}, "user agent is required"),
        ({"user_agent": "geopy/2.5.0"}, "names a library"),
        ({"user_agent": "my-application"}, "names a library"),
        ({"user_agent": "a\r\nX-Evil: 1"}, "one line"),
        ({"user_agent": "Ünïcode"}, "ASCII"),
        ({"provider": "google"}, "nominatim or photon"),
        ({"endpoint": ""}, "no address"),
        ({"endpoint": "localhost:8080"}, "no address"),
        ({"endpoint": "file:///etc/passwd"}, "no address"),
        ({"endpoint": "ftp://example.org"}, "no address"),
        ({"endpoint": "http://example.org:port"}, "no address"),
        ({"endpoint": "http://[::1"}, "no address"),
        ({"endpoint": "http://exa mple.org"}, "no address"),
        ({"endpoint": "http://example.org/\n"}, "no address"),
        ({"endpoint": "http://me:secret@example.org"}, "no password"),
        ({"endpoint": "http://example.org?key=1"}, "no ?"),
        ({"interval_s": 0.5}, "one question a second"),
        ({"interval_s": float("nan"), "endpoint": "http://localhost"}, "interval_s"),
        ({"timeout_s": 0}, "timeout_s"),
        ({"timeout_s": -1}, "timeout_s"),
    ],
)
def test_what_cannot_be_used_is_refused_with_the_reason(wrong: dict[str, Any], why: str) -> None:
    with pytest.raises(GeocoderSettingsError, match=why.replace("?", r"\?")) as caught:
        OnlineSettings(**wrong)
    assert "\n" not in str(caught.value)


def test_ones_own_server_may_be_asked_faster() -> None:
    assert OnlineSettings(endpoint="http://localhost:8080", interval_s=0).interval_s == 0


def test_every_setting_is_told_in_the_document() -> None:
    page = (ROOT / "docs/geocoding.md").read_text("utf-8")
    assert [name for name in OnlineSettings.__slots__ if f"`{name}`" not in page] == []
