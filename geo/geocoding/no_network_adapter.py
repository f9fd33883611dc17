"""geopy's network adapter for geocoders of ours that make no requests of their own."""

from __future__ import annotations

from typing import Any, NoReturn

from geopy.adapters import BaseSyncAdapter
from geopy.exc import GeocoderUnavailable


class NoNetwork(BaseSyncAdapter):
    """Refuses every request. The gazetteer needs none, and the chain leaves them to its members."""

    def get_json(self, *_: Any, **__: Any) -> NoReturn:
        """Refuse the request.

        Raises:
            GeocoderUnavailable: always.
        """
        raise GeocoderUnavailable("this geocoder makes no requests of its own")

    get_text = get_json
