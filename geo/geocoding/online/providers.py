"""The online services that can be asked, as one table.

To add a service, write one module in this folder with a class like `Nominatim`, and add one line
here. The settings, the choices of `--provider` and the documentation's test read this table. It
names the classes instead of importing them: the command line reads it for its help, and importing
a class loads geopy.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Provider(NamedTuple):
    """One service: the class that speaks to it, and where its public server is.

    `module` and `class_name` name a subclass of `OnlineService`. `search_path` is the last part of
    the path of a search, which people paste along with an address.
    """

    module: str
    class_name: str
    public_endpoint: str
    search_path: str


# The addresses are those of the services' own documentation:
# nominatim.org/release-docs/latest/api and github.com/komoot/photon.
_FOLDER: Final = "geo.geocoding.online"
PROVIDERS: Final[dict[str, Provider]] = {
    "nominatim": Provider(
        f"{_FOLDER}.nominatim", "Nominatim", "https://nominatim.openstreetmap.org", "/search"
    ),
    "photon": Provider(f"{_FOLDER}.photon", "Photon", "https://photon.komoot.io", "/api"),
}
DEFAULT_PROVIDER: Final = "nominatim"
