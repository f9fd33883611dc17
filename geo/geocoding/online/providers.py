"""The table of online services.

To add a service, write a module in this folder with a class like `Nominatim`, and add one line
here. The settings, the choices of `--provider` and the test of the documentation read this table.
It has the names of classes instead of the classes, because importing a class loads geopy, and the
command line reads the table for its help.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Provider(NamedTuple):
    """One service: its class and the address of its public server.

    `module` and `class_name` identify a subclass of `OnlineService`. `search_path` is the last part
    of the URL of a search. The settings remove it from an endpoint, because people paste whole
    URLs.
    """

    module: str
    class_name: str
    public_endpoint: str
    search_path: str


# The addresses are from the documentation of the services:
# nominatim.org/release-docs/latest/api and github.com/komoot/photon.
_FOLDER: Final = "geo.geocoding.online"
PROVIDERS: Final[dict[str, Provider]] = {
    "nominatim": Provider(
        f"{_FOLDER}.nominatim", "Nominatim", "https://nominatim.openstreetmap.org", "/search"
    ),
    "photon": Provider(f"{_FOLDER}.photon", "Photon", "https://photon.komoot.io", "/api"),
}
DEFAULT_PROVIDER: Final = "nominatim"
