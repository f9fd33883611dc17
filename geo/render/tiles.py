"""Street tiles under a story, an option: which providers can serve a document, and from where.

A document opened from disk, and the dashboard's sandboxed frame, send no Referer and hold no key.
So OpenStreetMap's own server and others that ask for either cannot be used, and are not offered.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from geo.errors import TilesError

# Public domain, without a key or a Referer: offered first.
RECOMMENDED = ("USGS.USImagery", "USGS.USTopo", "USGS.USImageryTopo")

# Ask for a Referer (OpenStreetMap answers 403 without one) or by now for a key (CARTO), although
# the list of providers does not say so.
REFUSING = ("OpenStreetMap", "CartoDB", "Stadia")

DEFAULT_MAX_ZOOM = 18


@dataclass(frozen=True, slots=True)
class TileSource:
    """Where tiles come from. `url` has the placeholders {z}, {x}, {y}, and may have {s}, {r}.

    `host` is what the document's policy allows, as in Content-Security-Policy (`https://a.b:1`, or
    `https://*.b` for a {s}).
    """

    name: str
    url: str
    attribution: str
    max_zoom: int
    host: str


def tile_source(wanted: str) -> TileSource:
    """The provider of that name (as in xyzservices: `USGS.USImagery`), or the one at that URL.

    Raises:
        TilesError: no such provider, one that needs a key or a Referer, or a URL without {z},
            {x} and {y}.
    """
    if re.match(r"(?i)https?://", wanted):
        return _from_url(wanted)
    return _from_name(wanted)


def _from_url(url: str) -> TileSource:
    if not all(part in url for part in ("{z}", "{x}", "{y}")):
        raise TilesError(f"tiles: found {url}, expected a URL with {{z}}, {{x}} and {{y}}")
    return TileSource(
        name=urlsplit(url).hostname or url,
        url=url,
        attribution=f"Tiles: {urlsplit(url).hostname}",
        max_zoom=DEFAULT_MAX_ZOOM,
        host=_host(url),
    )


def _from_name(name: str) -> TileSource:
    import xyzservices.providers as known  # noqa: PLC0415  a large table, rarely needed

    providers = known.flatten()
    by_name = {key.casefold(): provider for key, provider in providers.items()}
    provider = by_name.get(name.casefold())
    if provider is None or name.split(".", maxsplit=1)[0] in REFUSING or provider.requires_token():
        missing = provider is None
        found = "no provider of that name" if missing else "one that wants a key or a Referer"
        expected = f"{', '.join(RECOMMENDED)}, or a URL with {{z}}, {{x}} and {{y}}"
        raise TilesError(f"tiles {name}: found {found}, expected {expected}")
    url = provider.build_url(x="{x}", y="{y}", z="{z}", fill_subdomain=False)
    return TileSource(
        name=provider.name,
        url=url,
        attribution=str(provider.attribution),
        max_zoom=int(provider.get("max_zoom", DEFAULT_MAX_ZOOM)),
        host=_host(url),
    )


def _host(url: str) -> str:
    parts = urlsplit(url)
    host = re.sub(r"^[^.]*\{s\}[^.]*\.", "*.", parts.netloc)
    if not re.fullmatch(r"(\*\.)?[\w.-]+(:\d+)?", host):
        raise TilesError(f"tiles: found host {parts.netloc}, expected a plain host name")
    return f"{parts.scheme.lower()}://{host}"
