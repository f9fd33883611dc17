"""Optional map tiles under a story: the providers that work, and their hosts.

A document opened from disk sends no Referer and has no API key. The same is true for the
dashboard's sandboxed frame. So providers that require one of them, such as the server of
OpenStreetMap, do not work and are not available.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from geo.errors import TilesError

# Public domain, without a key or a Referer. The dashboard lists these first.
RECOMMENDED = ("USGS.USImagery", "USGS.USTopo", "USGS.USImageryTopo")

# These providers require a Referer (OpenStreetMap answers 403 without one) or a key (CARTO).
# xyzservices does not have this information.
RESTRICTED = ("OpenStreetMap", "CartoDB", "Stadia")

DEFAULT_MAX_ZOOM = 18


@dataclass(frozen=True, slots=True)
class TileSource:
    """A source of tiles. `url` has the placeholders {z}, {x}, {y}, and optionally {s}, {r}.

    `host` is the source in the document's Content-Security-Policy, such as `https://a.b:1`, or
    `https://*.b` if the URL has an {s}.
    """

    name: str
    url: str
    attribution: str
    max_zoom: int
    host: str


def tile_source(wanted: str) -> TileSource:
    """Return the provider with this name in xyzservices (`USGS.USImagery`), or with this URL.

    Raises:
        TilesError: the provider is unknown or needs a key or a Referer, or the URL has no {z}, {x}
            and {y}.
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
    if (
        provider is None
        or name.split(".", maxsplit=1)[0] in RESTRICTED
        or provider.requires_token()
    ):
        missing = provider is None
        reason = "no provider has this name" if missing else "it needs a key or a Referer"
        expected = f"{', '.join(RECOMMENDED)}, or a URL with {{z}}, {{x}} and {{y}}"
        raise TilesError(f"tiles: found {name}, but {reason}; expected {expected}")
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
        raise TilesError(f"tiles: found the host {parts.netloc}, expected a valid host name")
    return f"{parts.scheme.lower()}://{host}"
