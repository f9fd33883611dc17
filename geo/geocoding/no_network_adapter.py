"""No way to the network, for geocoders of ours that need none of their own."""

from __future__ import annotations

from typing import Any, NoReturn

from geopy.adapters import BaseSyncAdapter
from geopy.exc import GeocoderUnavailable


class NoNetwork(BaseSyncAdapter):
    """Stands where geopy wants one: the gazetteer has none, and the chain asks others."""

    def get_json(self, *_: Any, **__: Any) -> NoReturn:
        """Nobody asks this way."""
        raise GeocoderUnavailable("this geocoder has no way to the network of its own")

    get_text = get_json
