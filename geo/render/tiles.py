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
from geo.text_safety import one_line

# Public domain, without a key or a Referer. The dashboard lists these first.
RECOMMENDED = ("USGS.USImagery", "USGS.USTopo", "USGS.USImageryTopo")

_NEEDS_REFERER = "its server rejects pages that are opened from disk"
_NEEDS_KEY = "its server requires a key"
# Families of providers that do not work. xyzservices does not have this information.
RESTRICTED = {"openstreetmap": _NEEDS_REFERER, "cartodb": _NEEDS_KEY, "stadia": _NEEDS_KEY}

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
        raise TilesError(
            f"cannot use the tiles {_short(url)}; the URL must have {{z}}, {{x}} and {{y}}"
        )
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
    reason = RESTRICTED.get(name.partition(".")[0].casefold())
    if reason is None and provider is not None and provider.requires_token():
        reason = _NEEDS_KEY
    advice = f"use {', '.join(RECOMMENDED)}, or a URL with {{z}}, {{x}} and {{y}}"
    if reason is not None:
        raise TilesError(f"{_short(name)} cannot be used: {reason}; {advice}")
    if provider is None:
        raise TilesError(f"unknown tiles {_short(name)}; {advice}")
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
        raise TilesError(f"the URL of the tiles has an invalid host name: {_short(parts.netloc)}")
    return f"{parts.scheme.lower()}://{host}"


def _short(text: str) -> str:
    return one_line(text, limit=120) or '""'
