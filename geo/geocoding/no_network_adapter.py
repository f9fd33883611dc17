"""A geopy network adapter for geocoders that make no network requests."""

from __future__ import annotations

from typing import Any, NoReturn

from geopy.adapters import BaseSyncAdapter
from geopy.exc import GeocoderUnavailable


class NoNetwork(BaseSyncAdapter):
    """Refuses every request. The gazetteer needs no network; the chain's members have their own."""

    def get_json(self, *_: Any, **__: Any) -> NoReturn:
        """Refuse the request.

        Raises:
            GeocoderUnavailable: always.
        """
        raise GeocoderUnavailable("this geocoder does not use the network")

    get_text = get_json
