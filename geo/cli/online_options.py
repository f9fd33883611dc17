"""The options of the online search in `geocode` and `locate`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Final

from geo.cli.output import display_path, print_message
from geo.cli.usage_error import UsageError
from geo.errors import GeocoderSettingsError
from geo.geocoding.online.providers import DEFAULT_PROVIDER, PROVIDERS

if TYPE_CHECKING:
    from geo.geocoding.online.answer_database import AnswerDatabase
    from geo.geocoding.online.cached_geocoder import CachedGeocoder
    from geo.geocoding.online.settings import OnlineSettings
    from geo.story import Story

# The settings and the options that set them.
_OPTIONS: Final = {
    "provider": "--provider",
    "endpoint": "--endpoint",
    "user_agent": "--user-agent",
    "interval_s": "--interval",
    "cache_folder": "--cache",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the group of options to the parser of a command."""
    group = parser.add_argument_group(
        "online search", "for places that are neither in the story nor in the base map"
    )
    group.add_argument("--online", action="store_true", help="also query an online service")
    group.add_argument(
        "--provider", choices=tuple(PROVIDERS), help=f"the service; default: {DEFAULT_PROVIDER}"
    )
    group.add_argument(
        "--endpoint",
        metavar="URL",
        help="address of the service; default: the provider's public service",
    )
    group.add_argument(
        "--user-agent", metavar="NAME", help="your program's name; default: this program's"
    )
    group.add_argument(
        "--interval",
        dest="interval_s",
        metavar="SECONDS",
        type=float,
        help="time between two requests; default: 1",
    )
    group.add_argument(
        "--cache",
        dest="cache_folder",
        metavar="FOLDER",
        type=Path,
        help="folder for cached answers; default: a folder in your user's cache folder",
    )


def settings(arguments: argparse.Namespace) -> OnlineSettings | None:
    """Return the settings of the online search; None without `--online`.

    Raises:
        UsageError: an option has an invalid value, or is given without `--online`.
    """
    from geo.geocoding.online.settings import OnlineSettings  # noqa: PLC0415  see geo/cli/main.py

    given = {name: getattr(arguments, name) for name in _OPTIONS}
    given = {name: value for name, value in given.items() if value is not None}
    if arguments.online:
        try:
            return OnlineSettings(**given)
        except GeocoderSettingsError as error:
            option = _OPTIONS.get(error.setting or "")
            raise UsageError(f"{option}: {error.reason}" if option else str(error)) from error
    if given:
        option = _OPTIONS[next(iter(given))]
        raise UsageError(f"{option} needs --online")
    return None


def answer_database(
    settings: OnlineSettings, *, fallback_for: Path | None = None
) -> AnswerDatabase:
    """Return the database of answers in the cache folder.

    If that folder cannot be used, the database is created beside the file `fallback_for`, if given.
    """
    from geo.geocoding.online.answer_database import (  # noqa: PLC0415  see geo/cli/main.py
        WITHOUT_CACHE,
        AnswerDatabase,
    )

    instead = WITHOUT_CACHE
    if fallback_for is not None:
        file = display_path(fallback_for)
        instead = f"answers are cached beside {file} until the command has finished"
    database = AnswerDatabase(settings.cache_folder, say=print_message, instead=instead)
    # `works` opens the database before the first request, and prints the reason if that fails.
    if database.works or fallback_for is None:
        return database
    return AnswerDatabase(
        fallback_for.parent, say=print_message, name=f".{fallback_for.name}.asked"
    )


def geocoder(
    settings: OnlineSettings, story: Story | None, database: AnswerDatabase
) -> CachedGeocoder:
    """Return the online geocoder for the places of `story`. None: for any place."""
    from geo.geocoding.chain import online_geocoder  # noqa: PLC0415  see geo/cli/main.py

    return online_geocoder(settings, story, database=database)
