"""Which online service to ask, and how: made once when the program starts, then passed down."""

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
# Names this program to the services. If you run it for many people, add a contact address.
USER_AGENT: Final = f"geo-story-map/{__version__}"

# The name of a library does not say who sends the request; the services refuse such names.
_NO_NAME: Final = re.compile(
    r"geopy/|python-requests/|python-urllib|my[-_ ]?(application|app|user_agent)\b|specify_your",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class OnlineSettings:
    """The online service to ask, and the limits that are kept towards it.

    `provider` is a key of `PROVIDERS`. `endpoint` is the service's address (http or https, with a
    path where it has one); None is the provider's public service. `language` is a BCP 47 tag, the
    language of the answers. `timeout_s` bounds one request. `interval_s` is the time between two
    requests of this process, at least one second for a public service. When a service asks for a
    pause longer than `longest_wait_s`, the request fails instead. Answers are cached in
    `cache_folder` (None: the user's own cache folder) for `found_days`, and for `missing_days` when
    there was no such place. All `_s` are seconds.

    Raises:
        GeocoderSettingsError: a value cannot be used; the message names it and says why.
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

    def __post_init__(self) -> None:
        if self.provider not in PROVIDERS:
            known = " or ".join(PROVIDERS)
            raise GeocoderSettingsError(f"the provider is {known}, not {_shown(self.provider)}")
        self._check_agent()
        parts = self._split()
        for name in ("timeout_s", "interval_s", "longest_wait_s", "found_days", "missing_days"):
            value = getattr(self, name)
            if not math.isfinite(value) or value < 0:
                raise GeocoderSettingsError(f"{name} is a number from 0 up, not {value}")
        if self.timeout_s == 0:
            raise GeocoderSettingsError("timeout_s is more than 0")
        public = {urlsplit(one.public_endpoint).hostname for one in PROVIDERS.values()}
        if parts.hostname in public and self.interval_s < PUBLIC_INTERVAL_S:
            raise GeocoderSettingsError(
                f"{parts.hostname} is a free service: one question a second at most"
            )

    def _check_agent(self) -> None:
        name = self.user_agent
        if not name.strip():
            raise GeocoderSettingsError(
                "a user agent is required: the name of your program, and how to reach you"
            )
        if _NO_NAME.match(name.strip()):
            raise GeocoderSettingsError(
                f"the user agent {_shown(name)} names a library or an example; name your program"
            )
        if not name.isascii() or not name.isprintable() or len(name) > 200:
            raise GeocoderSettingsError(
                f"the user agent {_shown(name)} must be one line of plain ASCII, 200 at most"
            )

    def _split(self) -> SplitResult:
        own = PROVIDERS[self.provider].public_endpoint
        given = self.endpoint if self.endpoint is not None else own
        wrong = GeocoderSettingsError(
            f"the endpoint {_shown(given)} is no address such as http://localhost:8080"
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
                f"the endpoint {_shown(given)} must hold no password, no ? and no #"
            )
        return parts

    @property
    def scheme(self) -> str:
        """`http` or `https`."""
        return self._split().scheme

    @property
    def domain(self) -> str:
        """Host, port and path, as geopy wants them: `localhost:8080/nominatim`."""
        parts = self._split()
        path = parts.path.rstrip("/").removesuffix(PROVIDERS[self.provider].search_path)
        return f"{parts.netloc.lower()}{path.rstrip('/')}"

    @property
    def service(self) -> str:
        """The service in words: `Nominatim at nominatim.openstreetmap.org`."""
        return f"{PROVIDERS[self.provider].class_name} at {self.domain}"


def _shown(text: str) -> str:
    return f"“{one_line(text, limit=100)}”"
