"""A cache file that another program has written, or keeps locked."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from geo.errors import ServiceUnavailable
from geo.geocoding.online import answer_database
from geo.geocoding.online.answer_database import AnswerDatabase
from geo.geocoding.online.cached_geocoder import CachedGeocoder
from geo.geocoding.online.nominatim import Nominatim
from geo.geocoding.online.photon import Photon
from geo.geocoding.online.rate_limit import Limiter
from geo.geocoding.online.settings import OnlineSettings
from tests.geocoding.service import Reply, Service, komoot, nominatim, osm, photon


@dataclass
class Cache:
    service: Service
    database: AnswerDatabase
    messages: list[str]

    def look_up(self) -> str:
        settings = OnlineSettings(endpoint=self.service.url, interval_s=0)
        online = Nominatim(settings, limiter=Limiter())
        return CachedGeocoder(online, self.database).lookup("blue cafe").status

    def change(self, command: str, *values: object) -> None:
        """Change the database as another program would."""
        with closing(sqlite3.connect(self.database.path)) as connection, connection:
            connection.execute(command, values)


@pytest.fixture
def cache(service: Service, tmp_path: Path) -> Cache:
    service.default = nominatim(osm("Blue Café, Main Street, Elm City", 10.0, 20.0))
    messages: list[str] = []
    return Cache(service, AnswerDatabase(tmp_path / "cache", say=messages.append), messages)


@pytest.mark.parametrize(
    ("column", "value"),
    [("asked_at", "soon"), ("asked_at", b"\x00"), ("asked_at", 9e99), ("asked_at", -9e99),
     ("asked_at", float("inf")), ("answer", 5), ("answer", b"[]"), ("answer", "[5]"),
     ("answer", '{"a": 1}'), ("answer", "[[1, 2, 3, 4]]"), ("answer", '[["x", "1", "2", {}]]'),
     ("answer", '[["x", 1, 200, {}]]'), ("answer", '[["x", NaN, 2, {}]]'),
     ("answer", '[["x", 1, true, {}]]'), ("answer", '[[["x"], 1, 2, {}]]'),
     ("answer", '[["x", 1, 2, {"display_name": "x", "lat": 1, "lon": 2, "name": {"a": 1}}]]')],
)  # fmt: skip
@pytest.mark.parametrize("works", [True, False], ids=["service works", "service fails"])
def test_a_value_of_the_wrong_type_is_said_once_and_requested_again(
    cache: Cache, column: str, value: object, *, works: bool
) -> None:
    assert cache.look_up() == "found"
    # The table of another program may have no types.
    rows = "SELECT question, answer, asked_at FROM answers"
    cache.change(f"CREATE TABLE other AS {rows}")
    cache.change("DROP TABLE answers")
    cache.change("CREATE TABLE answers (question PRIMARY KEY, answer, asked_at)")
    cache.change("INSERT INTO answers SELECT * FROM other")
    cache.change(f"UPDATE answers SET {column} = ?", value)
    if works:
        assert [cache.look_up(), cache.look_up()] == ["found", "found"]
        assert len(cache.service.requests) == 2
    else:
        cache.service.default = Reply(status=500)
        for _ in range(2):
            with pytest.raises(ServiceUnavailable):
                cache.look_up()
    (message,) = cache.messages
    assert message.endswith("has an unknown format and is requested again")


@pytest.mark.parametrize(
    "command",
    ["CREATE TABLE answers (a)", "CREATE VIEW answers AS SELECT 1 AS question",
     "CREATE TABLE answers (question, answer, asked_at, CHECK (answer = 5))"],
)  # fmt: skip
def test_the_table_of_another_program_is_said_once_and_not_used(cache: Cache, command: str) -> None:
    cache.database.path.parent.mkdir()
    cache.change(command)
    assert [cache.look_up(), cache.look_up()] == ["found", "found"]
    assert len(cache.service.requests) == 2
    (message,) = cache.messages
    assert "places are looked up without a cache" in message


def test_a_file_that_another_program_keeps_locked_is_waited_for_once(
    cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[object] = []
    connect: Callable[..., sqlite3.Connection] = sqlite3.connect

    def count_waits(path: Path, timeout: float = 0, **how: object) -> sqlite3.Connection:
        if path == cache.database.path:  # coverage measurement uses SQLite, too
            waits.append(timeout)
        return connect(path, timeout=timeout, **how)

    assert cache.look_up() == "found"
    monkeypatch.setattr(answer_database, "_BUSY_S", 0.02)
    monkeypatch.setattr(sqlite3, "connect", count_waits)
    with closing(connect(cache.database.path)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert [cache.look_up() for _ in range(3)] == ["found"] * 3
    assert waits == [0.02]
    (message,) = cache.messages
    assert "another program keeps places-2.sqlite locked; places are looked up without" in message


def test_a_cached_answer_of_photon_with_wrong_types_is_requested_again(
    service: Service, tmp_path: Path
) -> None:
    service.default = photon(komoot(10, 20, name="Elm"))
    messages: list[str] = []
    database = AnswerDatabase(tmp_path, say=messages.append)
    settings = OnlineSettings(provider="photon", endpoint=service.url, interval_s=0)
    geocoder = CachedGeocoder(Photon(settings, limiter=Limiter()), database)
    for _ in range(2):
        assert geocoder.lookup("elm").candidates
    assert len(service.requests) == 1
    with closing(sqlite3.connect(database.path)) as connection, connection:
        connection.execute("UPDATE answers SET answer = replace(answer, '\"Elm\"', '[1]')")
    assert geocoder.lookup("elm").candidates
    assert len(service.requests) == 2
    assert len(messages) == 1


def test_a_very_long_answer_is_not_cached(cache: Cache) -> None:
    place = osm("Blue Café, Elm City", 10.0, 20.0) | {"extratags": {"x": "x" * 1_000_000}}
    cache.service.default = nominatim(place)
    assert [cache.look_up(), cache.look_up()] == ["found", "found"]
    assert len(cache.service.requests) == 2
    assert cache.messages == []


@pytest.mark.parametrize("content", [None, b"no database", b"SQLite format 3\x00" + b"x" * 5_000])
def test_every_connection_to_the_file_is_closed(
    cache: Cache, content: bytes | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[sqlite3.Connection] = []
    connect: Callable[..., sqlite3.Connection] = sqlite3.connect

    def record(path: Path, **how: object) -> sqlite3.Connection:
        connection = connect(path, **how)
        if path == cache.database.path:  # coverage measurement uses SQLite, too
            opened.append(connection)
        return connection

    monkeypatch.setattr(sqlite3, "connect", record)
    if content is not None:
        cache.database.path.parent.mkdir()
        cache.database.path.write_bytes(content)
    assert cache.look_up() == "found"
    assert len(opened) >= 2
    for connection in opened:
        with pytest.raises(sqlite3.ProgrammingError, match="closed"):
            connection.execute("SELECT 1")
