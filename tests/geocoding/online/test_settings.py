"""Invalid settings are rejected with a reason, and one table has all services."""

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


def test_the_defaults_are_the_public_service_and_the_name_of_this_program() -> None:
    settings = OnlineSettings()
    assert (settings.scheme, settings.domain) == ("https", "nominatim.openstreetmap.org")
    assert settings.interval_s >= 1
    assert settings.user_agent == f"geo-story-map/{__version__}"


def test_the_build_reads_the_version_from_the_version_module() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert "version" in project["project"]["dynamic"]
    assert project["tool"]["hatch"]["version"]["path"] == "geo/version.py"


@pytest.mark.parametrize("name", PROVIDERS)
def test_every_provider_in_the_table_has_a_geocoder(name: str, tmp_path: Path) -> None:
    settings = OnlineSettings(name, cache_folder=tmp_path)
    geocoder = online_geocoder(settings).online
    assert isinstance(geocoder, OnlineService)
    assert type(geocoder).__name__ == PROVIDERS[name].class_name
    assert settings.endpoint is None
    assert f"https://{settings.domain}" == PROVIDERS[name].public_endpoint
    assert f'`"{name}"`' in (ROOT / "docs/geocoding.md").read_text("utf-8")


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
def test_an_endpoint_may_contain_the_search_path(endpoint: str, domain: str) -> None:
    assert OnlineSettings(endpoint=endpoint).domain == domain


@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        ({"user_agent": ""}, "user_agent: found an empty text"),
        ({"user_agent": "  "}, "user_agent: found an empty text"),
        ({"user_agent": "geopy/2.5.0"}, "names a library"),
        ({"user_agent": "my-application"}, "names a library"),
        ({"user_agent": "a\r\nX-Evil: 1"}, "one line"),
        ({"user_agent": "Ünïcode"}, "ASCII"),
        ({"provider": "google"}, "nominatim or photon"),
        ({"endpoint": ""}, "not an address"),
        ({"endpoint": "localhost:8080"}, "not an address"),
        ({"endpoint": "file:///etc/passwd"}, "not an address"),
        ({"endpoint": "ftp://example.org"}, "not an address"),
        ({"endpoint": "http://example.org:port"}, "not an address"),
        ({"endpoint": "http://[::1"}, "not an address"),
        ({"endpoint": "http://exa mple.org"}, "not an address"),
        ({"endpoint": "http://example.org/\n"}, "not an address"),
        ({"endpoint": "http://me:secret@example.org"}, "a password"),
        ({"endpoint": "http://example.org?key=1"}, "must not contain"),
        ({"interval_s": 0.5}, "one request a second"),
        ({"interval_s": float("nan"), "endpoint": "http://localhost"}, "interval_s"),
        ({"timeout_s": 0}, "timeout_s"),
        ({"timeout_s": -1}, "timeout_s"),
    ],
)
def test_an_invalid_setting_is_rejected_with_the_reason(
    settings: dict[str, Any], reason: str
) -> None:
    with pytest.raises(GeocoderSettingsError, match=reason) as caught:
        OnlineSettings(**settings)
    assert "\n" not in str(caught.value)


def test_your_own_server_has_no_smallest_interval() -> None:
    assert OnlineSettings(endpoint="http://localhost:8080", interval_s=0).interval_s == 0


def test_the_page_lists_every_setting() -> None:
    page = (ROOT / "docs/geocoding.md").read_text("utf-8")
    assert [name for name in OnlineSettings.__slots__ if f"`{name}`" not in page] == []


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [("http://a.example", "https://A.example./path", True),
     ("http://a.example:80", "https://a.example:443", True),
     ("http://a.example:8080", "http://a.example", False),
     ("http://a.example:8080", "http://a.example:8081", False),
     ("http://a.example", "http://b.example", False)],
)  # fmt: skip
def test_settings_for_the_same_host_and_port_share_a_rate_limit(
    one: str, other: str, *, is_same: bool
) -> None:
    keys = {OnlineSettings(endpoint=endpoint).service_key for endpoint in (one, other)}
    assert (len(keys) == 1) is is_same


def test_a_dot_at_the_end_of_the_name_does_not_lift_the_limit_of_a_public_service() -> None:
    with pytest.raises(GeocoderSettingsError, match="1 or more"):
        OnlineSettings(endpoint="https://nominatim.openstreetmap.org./", interval_s=0)
