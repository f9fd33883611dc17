"""The story as a folium map: add layers, show it in a notebook, save it as a document."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Never

import folium
from jinja2 import TemplateError

from geo.atomic_write import write_atomically
from geo.errors import LanguageError, NotSelfContained, RenderError
from geo.render import assets
from geo.render.bounds import (
    FoliumBounds,
    bounds_around,
    initial_location,
    middle_of,
    positions_of,
    shown_positions,
)
from geo.render.document import Document
from geo.render.file_object import OpenFile, write_to_file_object
from geo.render.first_view import FirstView, view_of_bounds, view_of_location
from geo.render.foreign_layers import check_layer, quote_texts, template_error
from geo.render.layer_units import LayerUnit, elements_with_units, is_plain
from geo.render.player_element import PLAYER_SCRIPT, PlayerElement
from geo.render.tiles import tile_source
from geo.story import Story
from geo.validation import require_valid
from geo.words import english, languages, words_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from branca.element import Element


class StoryMap(folium.Map):
    """A `folium.Map` that plays a story and needs no network.

    You can add folium layers that load nothing from the network: markers, tooltips, popups,
    GeoJSON, shapes, feature groups, layer controls, `DivIcon`s, and `CustomIcon`s made from a local
    file.
    """

    # New lists: folium's defaults are ten files on the network, in lists that all maps share.
    default_js = [("leaflet", "leaflet.js")]  # noqa: RUF012  folium's own interface
    default_css = [("leaflet_css", "leaflet.css")]  # noqa: RUF012

    def __init__(
        self,
        story: Story,
        *,
        tiles: str | None = None,
        location: Sequence[float] | None = None,
        zoom_start: float | None = None,
        interface_language: str | None = None,
        **unknown: Never,
    ) -> None:
        """Make the map of a story.

        Args:
            story: a `Story`, from `geo.read` or built in Python.
            tiles: map tiles under the story: the name of a provider in xyzservices, or a URL
                with {z}, {x} and {y}. None: only the built-in base map, without a network.
            location: latitude and longitude (degrees) of the first view, as in folium. The camera
                moves away when the user plays the story or selects an event. None: the first view
                shows the whole story.
            zoom_start: the zoom level of the first view. None: 10 with a location; without a
                location, the level that shows the whole story. If you give only a zoom level, the
                view is centred on the story.
            interface_language: the language of the player's buttons and messages, as a BCP 47 tag.
                None: the language of the story if there is a table of words for it, else English.

        Raises:
            TypeError: a keyword is unknown.
            LanguageError: there is no table of words for `interface_language`.
            StoryError: `story` is not a `Story`, or violates a rule.
            TilesError: the provider is unknown or needs a key.
            ViewError: `location` or `zoom_start` is invalid.
        """
        if unknown:
            raise TypeError(
                f"StoryMap: found the keyword {next(iter(unknown))!r}, expected tiles, "
                "location, zoom_start or interface_language; remove it, because the player sets "
                "all other options of the map"
            )
        require_valid(story)
        self.story = story
        words = words_for(interface_language or story.language) or english()
        if interface_language is not None and words_for(interface_language) is None:
            raise LanguageError(
                f"StoryMap: found interface_language {interface_language!r}, expected a language "
                f"with a table of words: {', '.join(languages())}"
            )
        source = None if tiles is None else tile_source(tiles)
        start, zoom = initial_location(story)
        super().__init__(location=start, zoom_start=zoom, tiles=None)
        # A fixed id, because folium's random ids would make documents of the same story differ.
        self._id = "story"
        self._template = assets.map_template()
        self.document = Document(
            title=story.title,
            language=story.language,
            description=story.description,
            words=words,
        )
        if source:
            self.document.image_hosts.append(source.host)
        self.document.add_child(self)
        self.player = PlayerElement(story, source)
        super().add_child(self.player, name="player")
        if location is not None:
            self._open_with(view_of_location(location, zoom_start))
        elif zoom_start is not None:
            self._open_with(view_of_location(middle_of(self.get_bounds()), zoom_start))

    def __repr__(self) -> str:
        return f"<StoryMap of {self.story.title!r}, events: {len(self.story.events)}>"

    def to_html(self) -> str:
        """Return the whole document as text.

        On the same platform, the same story always gives the same text.

        Raises:
            NotSelfContained: a layer needs something from the network.
            RenderError: the map was moved into another figure.
        """
        return str(self.get_root().render())

    def save(  # type: ignore[override]  # folium's method ignores unknown keywords
        self, outfile: str | bytes | os.PathLike[str] | OpenFile, close_file: bool = True
    ) -> None:
        """Write the document as UTF-8 to a path or an open file.

        A file at a path gets the whole document, or does not change. An open file can be binary or
        text. The document is written at its current position. `close_file` False leaves it open.

        Raises:
            ExportError: the file could not be written. A previous file at the path is unchanged.
            NotSelfContained: a layer needs something from the network. Nothing was written.
            TypeError: `outfile` is neither a path nor an open file.
        """
        if isinstance(outfile, (str, bytes, os.PathLike)):
            write_atomically(Path(os.fsdecode(outfile)), self.to_html())
        elif hasattr(outfile, "write"):
            write_to_file_object(outfile, self.to_html())
            if close_file:
                outfile.close()
        else:
            raise TypeError(
                f"save: found {type(outfile).__name__}, expected a path or a file opened for "
                "writing"
            )

    def get_bounds(self) -> FoliumBounds:
        """Return the box around story and layers as `[[south, west], [north, east]]` in degrees.

        It contains every marker, route and filming location that the player can show. Events at a
        guessed location have no marker. If the box crosses the 180th meridian, its east value is
        above 180. If the map has no location, all four values are None.
        """
        layers = [child for child in self._children.values() if child is not self.player]
        added = [at for layer in layers for at in positions_of(layer.get_bounds())]
        return bounds_around([*shown_positions(self.story), *added])

    def fit_bounds(
        self,
        bounds: Sequence[Sequence[float | None]],
        padding_top_left: Sequence[float] | None = None,
        padding_bottom_right: Sequence[float] | None = None,
        padding: Sequence[float] | None = None,
        max_zoom: float | None = None,
    ) -> None:
        """Set the first view of the document to these bounds instead of the whole story.

        When the user plays the story or selects an event, the camera follows the story as usual. A
        link with a time or a camera position overrides the first view. The last call wins. A
        `folium.FitBounds` that you add to the map has the same effect.

        Args:
            bounds: `[[south, west], [north, east]]` in degrees, as `get_bounds` returns them, or
                more than two points, latitude first.
            padding_top_left: pixels (x, y) of free space at the left and the top, in addition to
                the player's panels. None: see `padding`.
            padding_bottom_right: the same at the right and the bottom.
            padding: the value for both corners. None: the player's default.
            max_zoom: the highest zoom level. None: the player's default.

        Raises:
            ViewError: a value is invalid, such as the bounds of a map without a location.
        """
        self._open_with(
            view_of_bounds(bounds, padding_top_left, padding_bottom_right, padding, max_zoom)
        )

    def add_child(
        self, child: Element, name: str | None = None, index: int | None = None
    ) -> Element:
        """Add a layer, as folium does. A `folium.FitBounds` sets the first view.

        Raises:
            ViewError: the bounds of a `folium.FitBounds` cannot be used.
        """
        if isinstance(child, folium.FitBounds):
            # The script of FitBounds would move the map before the player is ready.
            options: dict[str, Any] = child.options
            self.fit_bounds(
                child.bounds,
                options.get("paddingTopLeft"),
                options.get("paddingBottomRight"),
                options.get("padding"),
                options.get("maxZoom"),
            )
            return self
        return super().add_child(child, name=name, index=index)

    def render(self, **kwargs: Any) -> str:
        """Put the map, its layers and the player into the document.

        Raises:
            NotSelfContained: a layer needs something from the network. It has been removed from the
                map, so that the next rendering works.
            RenderError: the map was moved into a figure that is not a `Document`, or a text of a
                layer is a template for folium. That layer has been removed, too.
        """
        root = self.get_root()
        if not isinstance(root, Document):
            raise RenderError(
                f"map: found the map in a {type(root).__name__}, expected it in its own document. "
                "Save or show the map itself instead of adding it to another figure"
            )
        layers = self._layers()
        for layer, unit in layers:
            try:
                check_layer(layer)
            except NotSelfContained:
                self._remove(unit, root)
                raise
            quote_texts(layer)
        root.own_scripts = frozenset((self.get_name(), PLAYER_SCRIPT))
        root.has_layers = bool(layers) or root.has_other_scripts
        # What an earlier rendering has added. Some layers are rendered with new names each time.
        root.remove_children(set(root.layer_units))
        before = root.contents()
        try:
            rendered = super().render(**kwargs)
        except NotSelfContained:
            root.restore(before)
            self._remove_refused(root, **kwargs)
            raise
        except TemplateError as error:
            root.restore(before)
            raise template_error(self._remove_refused(root, **kwargs), error) from error
        layers = self._layers()  # with those that rendering has added
        root.layer_units = {layer.get_name(): unit for layer, unit in layers}
        root.layers_alone = {unit for layer, unit in layers if not is_plain(layer)}
        return str(rendered or "")

    def _layers(self) -> list[tuple[Element, LayerUnit]]:
        """The elements that the caller has added, with the units they belong to."""
        return [
            (layer, unit) for layer, unit in elements_with_units(self) if layer is not self.player
        ]

    def _remove(self, unit: LayerUnit, root: Document) -> None:
        """Remove a layer from the map, and what an earlier rendering has added to the page."""
        root.remove_children({one.get_name() for one, other in self._layers() if other == unit})
        unit.remove()

    def _remove_refused(self, root: Document, **kwargs: Any) -> str:
        """Remove the layer that cannot be rendered, and return its name."""
        before = root.contents()
        for layer, unit in reversed(self._layers()):  # a part of a layer before the whole
            try:
                layer.render(**kwargs)
            except (NotSelfContained, TemplateError):
                self._remove(unit, root)
                return unit.label
            finally:
                root.restore(before)
        return "map"

    def _open_with(self, view: FirstView) -> None:
        self.player.view = view
        # Where the map starts decides in which copy of the world the view is.
        self.location = [(view.south + view.north) / 2, (view.west + view.east) / 2]
        # Data of an earlier rendering would have the previous view.
        self.document.data = None
