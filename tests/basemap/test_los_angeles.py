from __future__ import annotations

import json
from typing import Any

import pytest

from geo import basemap
from geo.errors import AtlasError
from geo.story import Position


@pytest.fixture(scope="module")
def los_angeles() -> basemap.Atlas:
    return basemap.load()


def test_every_entry_has_a_unique_id(los_angeles: basemap.Atlas) -> None:
    ids = [entry.id for entry in los_angeles.entries]
    assert len(set(ids)) == len(ids) > 1000


def test_every_entry_names_its_source(los_angeles: basemap.Atlas) -> None:
    unsourced = [entry.id for entry in los_angeles.entries if len(entry.source) < 5]
    assert not unsourced
    recalled = [entry.id for entry in los_angeles.entries if "no source" in entry.source]
    assert not recalled


def test_the_licence_and_the_sources_are_named(los_angeles: basemap.Atlas) -> None:
    assert "ODbL" in los_angeles.licence
    assert "OpenStreetMap" in los_angeles.attribution


def test_an_entry_has_either_lines_or_a_point(los_angeles: basemap.Atlas) -> None:
    for entry in los_angeles.entries:
        drawn = entry.kind in {"coast", "freeway", "street", "runway"}
        assert bool(entry.lines) is drawn, entry.id
        assert (entry.position is None) is drawn, entry.id
        assert all(len(line) >= 2 for line in entry.lines), entry.id
        assert 1 <= entry.rank <= 5, entry.id


def test_an_area_has_a_radius(los_angeles: basemap.Atlas) -> None:
    assert all((entry.radius_m or 0) > 0 for entry in los_angeles.entries_of("city", "district"))


@pytest.mark.parametrize(
    "name",
    [
        "Venice Blvd",
        "Flower St",
        "Figueroa St",
        "5th St",
        "Hope St",
        "Wilshire Blvd",
        "Firestone Blvd",
        "Western Ave",
        "Pico Blvd",
        "Century Blvd",
        "Centinela Ave",
        "Sepulveda Blvd",
        "Sunset Blvd",
        "Pacific Coast Hwy",
    ],
)
def test_the_streets_of_the_film_are_drawn(los_angeles: basemap.Atlas, name: str) -> None:
    assert [entry.name for entry in los_angeles.entries_of("street")].count(name) == 1


def test_a_freeway_has_its_common_names_as_aliases(los_angeles: basemap.Atlas) -> None:
    (santa_monica,) = (entry for entry in los_angeles.entries_of("freeway") if entry.name == "I-10")
    assert {"10", "the 10", "I10", "Interstate 10"} <= set(santa_monica.aliases)


# The incorporated cities of Los Angeles County.
CITIES = """
Agoura Hills, Alhambra, Arcadia, Artesia, Avalon, Azusa, Baldwin Park, Bell, Bell Gardens,
Bellflower, Beverly Hills, Bradbury, Burbank, Calabasas, Carson, Cerritos, Claremont, Commerce,
Compton, Covina, Cudahy, Culver City, Diamond Bar, Downey, Duarte, El Monte, El Segundo,
Gardena, Glendale, Glendora, Hawaiian Gardens, Hawthorne, Hermosa Beach, Hidden Hills,
Huntington Park, Industry, Inglewood, Irwindale, La Cañada Flintridge, La Habra Heights, La
Mirada, La Puente, La Verne, Lakewood, Lancaster, Lawndale, Lomita, Long Beach, Los Angeles,
Lynwood, Malibu, Manhattan Beach, Maywood, Monrovia, Montebello, Monterey Park, Norwalk,
Palmdale, Palos Verdes Estates, Paramount, Pasadena, Pico Rivera, Pomona, Rancho Palos Verdes,
Redondo Beach, Rolling Hills, Rolling Hills Estates, Rosemead, San Dimas, San Fernando, San
Gabriel, San Marino, Santa Clarita, Santa Fe Springs, Santa Monica, Sierra Madre, Signal Hill,
South El Monte, South Gate, South Pasadena, Temple City, Torrance, Vernon, Walnut, West Covina,
West Hollywood, Westlake Village, Whittier
"""


def test_the_atlas_has_all_cities_of_the_county(los_angeles: basemap.Atlas) -> None:
    expected = {name.strip() for name in CITIES.replace("\n", " ").split(",")}
    named = {(entry.label or entry.name) for entry in los_angeles.entries_of("city")}
    assert len(expected) == 88
    assert named == expected


def test_the_airport_has_four_runways(los_angeles: basemap.Atlas) -> None:
    names = {entry.name for entry in los_angeles.entries_of("runway")}
    assert names == {f"LAX runway {pair}" for pair in ("6L/24R", "6R/24L", "7L/25R", "7R/25L")}


def test_loading_twice_gives_the_same_atlas() -> None:
    assert basemap.load() is basemap.load()


def test_the_atlas_covers_positions_if_at_least_half_are_inside_its_frame(
    los_angeles: basemap.Atlas,
) -> None:
    downtown, paris = Position(-118.25, 34.05), Position(2.35, 48.86)
    assert los_angeles.covers([downtown, paris])
    assert not los_angeles.covers([downtown, paris, paris])
    assert not los_angeles.covers([])


def _document(**feature: Any) -> str:
    about = {"id": "a", "name": "A", "kind": "street", "rank": 1, "source": "a survey"}
    whole = {
        "properties": about | feature.pop("properties", {}),
        "geometry": {"type": "LineString", "coordinates": [[0, 0], [1, 1]]},
    } | feature
    return json.dumps(
        {
            "name": "Here",
            "metadata": {"licence": "ODbL", "attribution": "us", "frame": [0, 0, 1, 1]},
            "features": [whole],
        }
    )


def test_a_valid_document_is_parsed() -> None:
    (entry,) = basemap.parse(_document()).entries
    assert entry.lines == ((Position(0, 0), Position(1, 1)),)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        _document(geometry=None),
        _document(geometry={"type": "Polygon", "coordinates": []}),
        _document(geometry={"type": "Point", "coordinates": ["west", 1]}),
        _document(properties={"kind": "dragon"}),
        _document(properties={"rank": None}),
    ],
)
def test_an_invalid_document_raises_an_atlas_error(text: str) -> None:
    with pytest.raises(AtlasError):
        basemap.parse(text)


def test_two_features_with_the_same_id_are_an_error() -> None:
    document = json.loads(_document())
    document["features"] *= 2
    with pytest.raises(AtlasError, match="same id"):
        basemap.parse(json.dumps(document))
