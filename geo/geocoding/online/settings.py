"""The settings of an online service. The program makes them once and passes them on."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import SplitResult, urlsplit

from geo.errors import GeocoderSettingsError
from geo.geocoding.online.providers import DEFAULT_PROVIDER, PROVIDERS
from geo.text_safety import one_line
from geo.version import __version__

# "An absolute maximum of 1 request per second": operations.osmfoundation.org/policies/nominatim
PUBLIC_INTERVAL_S: Final = 1.0
PUBLIC_HOSTS: Final = frozenset(
    str(urlsplit(one.public_endpoint).hostname) for one in PROVIDERS.values()
)
"""The hosts of the public services."""
# The name of this program for the services. If you run it for many people, add a contact address.
USER_AGENT: Final = f"geo-story-map/{__version__}"

# Names of libraries and examples. Services refuse them, because they do not identify the program.
_NO_NAME: Final = re.compile(
    r"geopy/|python-requests/|python-urllib|my[-_ ]?(application|app|user_agent)\b|specify_your",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class OnlineSettings:
    """An online service and the limits for its use. Values that end in `_s` are in seconds.

    Args:
        provider: a key of `PROVIDERS`.
        endpoint: the address of the service: http or https, with a path if it has one. None means
            the public service of the provider.
        user_agent: the name of your program, sent with each request.
        language: the language of the answers, as a BCP 47 tag.
        timeout_s: the limit for all requests of one search together.
        interval_s: the time between two requests of this process. At least 1 for public services.
        longest_wait_s: if a service asks for a longer pause, or for several pauses that are longer
            in total, the search fails.
        cache_folder: the folder of cached answers. None means the user's cache folder.
        found_days: how long an answer with places is used.
        missing_days: how long an empty answer is used.
        public_addresses_only: connect only to addresses of the public Internet, without a proxy.
            Set it if somebody else has typed the endpoint.

    Raises:
        GeocoderSettingsError: a value is invalid. The message names it and the reason.
    """

    provider: str = DEFAULT_PROVIDER
    endpoint: str | None = None
    user_agent: str = USER_AGENT
    language: str = "en"
    timeout_s: float = 10.0
    interval_s: float = PUBLIC_INTERVAL_S
    longest_wait_s: float = 60.0
    cache_folder: Path | str | None = None
    found_days: float = 90.0
    missing_days: float = 7.0
    public_addresses_only: bool = False

    def __post_init__(self) -> None:
        if self.provider not in PROVIDERS:
            known = " or ".join(PROVIDERS)
            raise GeocoderSettingsError(f"unknown provider {_quote(self.provider)}; use {known}")
        self._check_agent()
        parts = self._split()
        for name in ("timeout_s", "interval_s", "longest_wait_s", "found_days", "missing_days"):
            value = getattr(self, name)
            if not math.isfinite(value) or value < 0:
                raise GeocoderSettingsError(f"found {value:g}, expected 0 or more", name)
        if self.timeout_s == 0:
            raise GeocoderSettingsError("found 0, expected more than 0 seconds", "timeout_s")
        if self.service_key in PUBLIC_HOSTS and self.interval_s < PUBLIC_INTERVAL_S:
            raise GeocoderSettingsError(
                f"found {self.interval_s:g}, expected {PUBLIC_INTERVAL_S:g} or more for the public"
                f" service {parts.hostname} (at most one request a second)",
                "interval_s",
            )

    def _check_agent(self) -> None:
        name = self.user_agent
        if not name.strip():
            raise GeocoderSettingsError(
                "found an empty text, expected your program's name and a contact address",
                "user_agent",
            )
        if _NO_NAME.match(name.strip()):
            raise GeocoderSettingsError(
                f"the user agent {_quote(name)} names a library or an example;"
                " use the name of your program"
            )
        if not name.isascii() or not name.isprintable() or len(name) > 200:
            raise GeocoderSettingsError(
                f"the user agent {_quote(name)} must be one line of at most 200 ASCII characters"
            )

    def _split(self) -> SplitResult:
        own = PROVIDERS[self.provider].public_endpoint
        given = self.endpoint if self.endpoint is not None else own
        wrong = GeocoderSettingsError(
            f"the endpoint {_quote(given)} is not an address such as http://localhost:8080"
        )
        if not given.isprintable() or " " in given:
            raise wrong
        try:
            parts = urlsplit(given)
            _ = parts.port
        except ValueError as error:
            raise wrong from error
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise wrong
        if parts.username is not None or parts.query or parts.fragment:
            raise GeocoderSettingsError(
                f"the endpoint {_quote(given)} must not contain a user name, a password, ? or #"
            )
        return parts

    @property
    def scheme(self) -> str:
        """`http` or `https`."""
        return self._split().scheme

    @property
    def domain(self) -> str:
        """Host, port and path in geopy's form: `localhost:8080/nominatim`."""
        parts = self._split()
        path = parts.path.rstrip("/").removesuffix(PROVIDERS[self.provider].search_path)
        return f"{parts.netloc.lower()}{path.rstrip('/')}"

    @property
    def service_key(self) -> str:
        """Host and port of the service. Settings with the same key share a rate limit.

        The ports of http and https count as one: the same program answers both.
        """
        parts = self._split()
        host = str(parts.hostname).rstrip(".")
        return host if parts.port in (None, 80, 443) else f"{host}:{parts.port}"

    @property
    def service(self) -> str:
        """The name of the service for messages: `Nominatim at nominatim.openstreetmap.org`."""
        return f"{PROVIDERS[self.provider].class_name} at {self.domain}"


def _quote(text: str) -> str:
    return f"“{one_line(text, limit=100)}”"
