"""Whether viewers may choose the server of the online search. The host of the dashboard decides."""

from __future__ import annotations

import os
from typing import Final

from geo.errors import DashboardError
from geo.geocoding.online.providers import DEFAULT_PROVIDER, PROVIDERS
from geo.geocoding.online.settings import OnlineSettings
from geo.text_safety import one_line

VARIABLE: Final = "GEO_VIEWER_ENDPOINTS"
"""The environment variable with the host's decision."""
OFF, PUBLIC, ANY = CHOICES = ("off", "public", "any")
"""Viewers may choose no server; a server with a public address; any server, also in the network of
the host."""
DEFAULT_ENDPOINT: Final = PROVIDERS[DEFAULT_PROVIDER].public_endpoint


def choice() -> str:
    """The host's decision, one of `CHOICES`. Without the variable, it is `OFF`.

    Raises:
        DashboardError: the variable has another value.
    """
    value = os.environ.get(VARIABLE) or OFF
    if value not in CHOICES:
        raise DashboardError(
            f"{VARIABLE}: found “{one_line(value, limit=60)}”, expected {', '.join(CHOICES)}"
        )
    return value


def search_settings(endpoint: str | None) -> OnlineSettings:
    """The settings for the address that a viewer has typed. None: nothing was typed.

    Raises:
        DashboardError: the variable has an invalid value.
        GeocoderSettingsError: the address is invalid.
    """
    decision = choice()
    typed = (endpoint or "").strip()
    if decision == OFF or typed in ("", DEFAULT_ENDPOINT):
        return OnlineSettings()
    return OnlineSettings(endpoint=typed, public_addresses_only=decision != ANY)
