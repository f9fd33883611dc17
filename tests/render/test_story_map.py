"""A StoryMap behaves like a folium map: saving, bounds, the first view, and its errors."""

from __future__ import annotations

import codecs
import gzip
import io
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import folium
import pytest

import geo
from geo import Event, Place, Position, Story, Where
from geo.errors import ExportError, GeoError, NotSelfContained, StoryError, ViewError
from tests.sample import hostile_story, small_story

NOTHING: list[list[None]] = [[None, None], [None, None]]


def story_at(*paths: tuple[tuple[float, float], ...]) -> Story:
    """Make a story with one event for each path of (longitude, latitude) pairs."""
    events = (
        Event(f"e{i}", f"Event {i}", where=Where(tuple(Position(*at) for at in path)))
        for i, path in enumerate(paths)
    )
    return Story("Somewhere", tuple(events))


def test_the_saved_file_is_exactly_what_the_dashboard_shows(tmp_path: Path) -> None:
    story_map = geo.StoryMap(small_story())
    story_map.save(tmp_path / "map.html")
    assert (tmp_path / "map.html").read_text("utf-8") == story_map.to_html()


@pytest.mark.parametrize("kind", [str, Path, lambda path: str(path).encode()])
def test_a_path_may_be_text_bytes_or_a_path(tmp_path: Path, kind: Any) -> None:
    geo.StoryMap(small_story()).save(kind(tmp_path / "map.html"))
    assert (tmp_path / "map.html").stat().st_size > 100_000


def test_a_missing_folder_is_an_error_of_one_line_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(ExportError) as caught:
        geo.StoryMap(small_story()).save(tmp_path / "nowhere" / "map.html")
    assert "\n" not in str(caught.value)
    assert "nowhere" in str(caught.value)


def test_a_failed_export_keeps_the_previous_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "map.html"
    target.write_text("the older one")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(ExportError, match="no space left"):
        geo.StoryMap(small_story()).save(target)
    assert target.read_text() == "the older one"
    assert [file.name for file in tmp_path.iterdir()] == ["map.html"]


def test_a_rejected_layer_keeps_the_previous_file(tmp_path: Path) -> None:
    target = tmp_path / "map.html"
    target.write_text("the older one")
    story_map = geo.StoryMap(small_story())
    folium.TileLayer("OpenStreetMap").add_to(story_map)
    with pytest.raises(NotSelfContained):
        story_map.save(target)
    assert target.read_text() == "the older one"


def test_a_binary_file_is_written_and_closed_as_folium_does(tmp_path: Path) -> None:
    story_map = geo.StoryMap(hostile_story())
    with (tmp_path / "map.html").open("wb") as file:
        story_map.save(file)
        assert file.closed
    assert (tmp_path / "map.html").read_bytes() == story_map.to_html().encode("utf-8")


def test_close_file_false_leaves_the_file_open() -> None:
    story_map = geo.StoryMap(small_story())
    file = io.BytesIO(b"before ")
    file.seek(0, io.SEEK_END)
    story_map.save(file, close_file=False)
    assert file.getvalue() == b"before " + story_map.to_html().encode("utf-8")


@pytest.mark.parametrize("mode", ["wb", "w"])
def test_wrappers_of_files_are_accepted(tmp_path: Path, mode: str) -> None:
    story_map = geo.StoryMap(hostile_story())
    path = tmp_path / "map.html"
    encoding = None if mode == "wb" else "utf-8"
    with tempfile.NamedTemporaryFile(mode, encoding=encoding, dir=tmp_path, newline=None) as file:
        story_map.save(file, close_file=False)
        file.flush()
        assert Path(file.name).read_text("utf-8") == story_map.to_html()
    with gzip.open(path, "wb") as packed:
        story_map.save(packed)
    assert gzip.decompress(path.read_bytes()) == story_map.to_html().encode("utf-8")
    with codecs.open(str(path), "w", "utf-8") as file:
        story_map.save(file)
    assert path.read_bytes() == story_map.to_html().encode("utf-8")


def test_a_text_file_gets_the_document_as_text() -> None:
    story_map = geo.StoryMap(hostile_story())
    file = io.StringIO()
    story_map.save(file, close_file=False)
    assert file.getvalue() == story_map.to_html()


def test_the_message_about_another_encoding_begins_only_once(tmp_path: Path) -> None:
    with (
        (tmp_path / "map.html").open("w", encoding="ascii") as file,
        pytest.raises(ExportError) as caught,
    ):
        geo.StoryMap(small_story()).save(file)
    assert str(caught.value).count("cannot write to the open file") == 1


def test_a_text_file_with_another_encoding_is_an_error(tmp_path: Path) -> None:
    with (
        (tmp_path / "map.html").open("w", encoding="cp1252") as file,
        pytest.raises(ExportError, match="found the encoding cp1252, expected"),
    ):
        geo.StoryMap(small_story()).save(file)
    assert (tmp_path / "map.html").read_bytes() == b""


def test_a_file_that_cannot_be_written_is_an_export_error() -> None:
    class Full(io.BytesIO):
        def write(self, data: Any) -> int:
            if data:
                raise OSError(28, "No space left on device")
            return 0

    with pytest.raises(ExportError, match="cannot write to the open file: no space left"):
        geo.StoryMap(small_story()).save(Full())


def test_an_object_that_is_not_a_file_is_an_error_with_its_type() -> None:
    with pytest.raises(TypeError, match="save: found list, expected a path or a file"):
        geo.StoryMap(small_story()).save([])  # type: ignore[arg-type]


def test_an_unknown_keyword_of_save_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="close_fiel"):
        geo.StoryMap(small_story()).save(tmp_path / "map.html", close_fiel=True)  # type: ignore[call-arg]
    assert not list(tmp_path.iterdir())


def test_an_unknown_keyword_of_a_map_is_an_error_with_the_known_ones() -> None:
    with pytest.raises(TypeError, match=r"'zoom_strat', expected tiles, location, zoom_start"):
        geo.StoryMap(small_story(), zoom_strat=3)  # type: ignore[arg-type]


def test_a_path_instead_of_a_story_is_an_error_that_names_geo_read() -> None:
    with pytest.raises(StoryError, match=r"expected a Story; read a file first: geo\.read"):
        geo.StoryMap("events.geojson")  # type: ignore[arg-type]


def test_the_repr_of_a_map_is_short() -> None:
    assert repr(geo.StoryMap(small_story())) == "<StoryMap of 'A small story', events: 6>"


def test_the_bounds_contain_every_marker_and_route() -> None:
    story = story_at(((-118.3, 34.0), (-118.1, 34.2)), ((-118.4, 34.1),))
    assert geo.StoryMap(story).get_bounds() == [[34.0, -118.4], [34.2, -118.1]]


def test_the_bounds_ignore_guessed_locations() -> None:
    story = story_at(((-118.3, 34.0),), ((-117.0, 35.0),))
    certain, guess = story.events
    guess = replace(guess, where=replace(guess.where, radius_m=50_000, confidence=0.1))
    bounds = geo.StoryMap(replace(story, events=(certain, guess))).get_bounds()
    assert bounds == [[34.0, -118.3], [34.0, -118.3]]


def test_the_bounds_contain_filming_locations_with_a_marker() -> None:
    places = (
        Place("studio", "Studio", "filming", Position(-118.5, 34.3)),
        Place("guess", "Guess", "filming", Position(-100, 10), radius_m=90_000, confidence=0.1),
        Place("unused", "Unused", "filming", Position(-90, 0)),
    )
    events = tuple(
        replace(event, where=replace(event.where, filmed_at=filmed_at))
        for event, filmed_at in zip(
            story_at(((-118.3, 34.0),), ((-118.2, 34.1),)).events, ("studio", "guess"), strict=True
        )
    )
    bounds = geo.StoryMap(Story("Filmed", events, places=places)).get_bounds()
    assert bounds == [[34.0, -118.5], [34.3, -118.2]]


def test_the_bounds_contain_the_layers_of_the_map() -> None:
    story_map = geo.StoryMap(story_at(((-118.3, 34.0),)))
    group = folium.FeatureGroup().add_to(story_map)
    folium.Marker([35.0, -118.0]).add_to(group)
    folium.GeoJson({"type": "Point", "coordinates": [-118.9, 33.5]}).add_to(story_map)
    folium.LayerControl().add_to(story_map)
    assert story_map.get_bounds() == [[33.5, -118.9], [35.0, -118.0]]


def test_a_map_without_a_location_has_the_same_empty_bounds_as_in_folium() -> None:
    story_map = geo.StoryMap(Story("Nowhere", (Event("a", "A"),)))
    assert story_map.get_bounds() == NOTHING == folium.Map().get_bounds()


def test_bounds_across_the_180th_meridian_have_an_east_above_180() -> None:
    fiji = story_at(((179.5, -17.0),), ((-179.5, -16.0),))
    assert geo.StoryMap(fiji).get_bounds() == [[-17.0, 179.5], [-16.0, 180.5]]
    flight = story_at(((139.7, 35.7), (-118.4, 33.9)))
    (south, west), (north, east) = geo.StoryMap(flight).get_bounds()
    assert (south, west, north) == (33.9, 139.7, 35.7)
    assert east == pytest.approx(241.6)


def test_the_map_starts_in_the_copy_of_the_world_that_its_bounds_are_in() -> None:
    flight = story_at(((-118.4, 33.9), (139.7, 35.7)))
    assert "center: [33.9, 241.6]" in geo.StoryMap(flight).to_html()
    story_map = geo.StoryMap(flight)
    story_map.fit_bounds([[-18, 177], [-16, 182]])
    assert "center: [-17.0, 179.5]" in story_map.to_html()


def test_a_layer_on_the_other_side_of_the_180th_meridian_widens_the_bounds_the_short_way() -> None:
    story_map = geo.StoryMap(story_at(((179.5, -17.0),)))
    folium.Marker([-18.0, -178.0]).add_to(story_map)
    assert story_map.get_bounds() == [[-18.0, 179.5], [-17.0, 182.0]]


def test_wide_bounds_cross_the_180th_meridian_only_if_that_makes_them_much_narrower() -> None:
    around = story_at(((-118.0, 34.0),), ((2.0, 49.0),), ((139.0, 36.0),))
    assert geo.StoryMap(around).get_bounds() == [[34.0, -118.0], [49.0, 139.0]]
    pacific = story_at(((104.0, 1.0),), ((151.0, -34.0),), ((-122.0, 37.0),), ((-70.0, -33.0),))
    assert geo.StoryMap(pacific).get_bounds() == [[-34.0, 104.0], [37.0, 290.0]]


@pytest.mark.parametrize("west", [-180, -170])
def test_a_layer_as_wide_as_the_world_keeps_its_width(west: float) -> None:
    story_map = geo.StoryMap(Story("Nowhere", (Event("a", "A"),)))
    folium.PolyLine([[-60, west], [70, -west]]).add_to(story_map)
    assert story_map.get_bounds() == [[-60, west], [70, -west]]


def test_a_document_without_a_first_view_has_no_view_in_its_data() -> None:
    assert '"view":' not in geo.StoryMap(small_story()).to_html()


def test_fit_bounds_changes_the_document_even_after_rendering() -> None:
    story_map = geo.StoryMap(small_story())
    story_map.to_html()
    story_map.fit_bounds([[33.9, -118.5], [34.1, -118.2]], padding=(10, 20), max_zoom=12)
    shown = '"view":{"bounds":[[33.9,-118.5],[34.1,-118.2]],"padding":[10,20,10,20],"maxZoom":12}'
    assert shown in story_map.to_html()


def test_a_fit_bounds_element_sets_the_same_first_view_and_adds_no_script() -> None:
    bounds: list[list[float]] = [[33.9, -118.5], [34.1, -118.2]]
    how: dict[str, Any] = {"padding_top_left": (1, 2), "max_zoom": 9}
    fitted, with_element = geo.StoryMap(small_story()), geo.StoryMap(small_story())
    fitted.fit_bounds(bounds, **how)
    folium.FitBounds(bounds, **how).add_to(with_element)
    assert with_element.to_html() == fitted.to_html()
    assert '"padding":[1,2,0,0],"maxZoom":9' in fitted.to_html()


def test_fit_bounds_accepts_the_bounds_of_the_map() -> None:
    story_map = geo.StoryMap(small_story())
    story_map.fit_bounds(story_map.get_bounds())
    assert '"view":{"bounds":[[33.9463,-118.3816],[34.0' in story_map.to_html()


def test_fit_bounds_rejects_the_bounds_of_a_map_without_a_location() -> None:
    story_map = geo.StoryMap(Story("Nowhere", (Event("a", "A"),)))
    with pytest.raises(ViewError, match="nothing on the map has a location") as caught:
        story_map.fit_bounds(story_map.get_bounds())
    assert isinstance(caught.value, (GeoError, ValueError))


def test_until_the_player_is_ready_the_map_shows_the_surroundings_of_the_first_event() -> None:
    story_map = geo.StoryMap(small_story())
    first = small_story().events[0].where.path[0]
    assert story_map.location == [first.latitude, first.longitude]
    # Zoom level 11: a city.
    assert story_map.options["zoom"] == 11


def test_a_location_and_a_zoom_are_the_first_view() -> None:
    document = geo.StoryMap(small_story(), location=[34.1, -118.2], zoom_start=13).to_html()
    assert '"view":{"bounds":[[34.1,-118.2],[34.1,-118.2]],"padding":null,"maxZoom":13}' in document


def test_a_location_without_a_zoom_has_the_default_zoom_of_folium() -> None:
    assert '"maxZoom":10}' in geo.StoryMap(small_story(), location=(34.1, -118.2)).to_html()


def test_a_zoom_without_a_location_is_centred_on_the_story() -> None:
    document = geo.StoryMap(story_at(((10.0, 50.0),), ((12.0, 52.0),)), zoom_start=5).to_html()
    assert '"view":{"bounds":[[51,11],[51,11]],"padding":null,"maxZoom":5}' in document
