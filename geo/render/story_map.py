"""The story as a folium map: add layers to it, show it in a notebook, save it as a document."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Never, cast

import folium
from branca.element import Element, MacroElement

from geo.atomic_write import write_atomically
from geo.errors import RenderError
from geo.render import assets
from geo.render.bounds import FoliumBounds, bounds_around, positions_of, shown_positions
from geo.render.data_packing import data_block
from geo.render.document import Document, Verbatim, script_block, style_block
from geo.render.file_object import OpenFile, write_to_file_object
from geo.render.first_view import FirstView, view_of_bounds, view_of_location
from geo.render.foreign_layers import refuse_what_cannot_work
from geo.render.payload import payload
from geo.render.tiles import TileSource, tile_source
from geo.story import Story
from geo.validation import require_valid

if TYPE_CHECKING:
    from collections.abc import Sequence

# Latitude, longitude and zoom of the map until the player has opened, if no event has a place: all
# of the world.
WORLD = (0.0, 0.0), 2


class StoryMap(folium.Map):
    """A `folium.Map` that plays a story and needs no network.

    Layers of folium's own may be added, as long as they bring everything with them: markers,
    tooltips, popups, GeoJSON, shapes, feature groups, layer controls, `DivIcon`s and `CustomIcon`s
    made from a local file do.
    """

    # Fresh lists: folium's own name ten files on the network, and are shared by all of its maps.
    default_js = [("leaflet", "leaflet.js")]  # noqa: RUF012  folium's own interface
    default_css = [("leaflet_css", "leaflet.css")]  # noqa: RUF012

    def __init__(
        self,
        story: Story,
        *,
        tiles: str | None = None,
        location: Sequence[float] | None = None,
        zoom_start: float | None = None,
        **unknown: Never,
    ) -> None:
        """Make the map of a story.

        Args:
            story: a `Story`, from `geo.read` or built in Python.
            tiles: street tiles under the story: a provider's name as in xyzservices, or a URL with
                {z}, {x} and {y}. None: the drawn base map alone, and no network.
            location: latitude and longitude in degrees that the map opens on, as in folium. It
                moves away when the story is played or an event is chosen. None: the map opens on
                the whole story.
            zoom_start: the zoom level it opens with. None: 10 with a location, otherwise whatever
                shows the whole story. Without a location the middle of the story is shown.

        Raises:
            TypeError: a keyword is unknown.
            StoryError: `story` is no `Story`, or breaks a rule.
            TilesError: there are no such tiles, or they need a key.
            ViewError: `location` or `zoom_start` cannot be used.
        """
        if unknown:
            raise TypeError(
                f"StoryMap: found the keyword {next(iter(unknown))!r}, expected tiles, location or "
                "zoom_start; the player sets everything else of the map"
            )
        require_valid(story)
        self.story = story
        source = None if tiles is None else tile_source(tiles)
        start, zoom = _until_the_player_opens(story)
        super().__init__(location=start, zoom_start=zoom, tiles=None)
        # folium's random ids would make two documents of one story differ.
        self._id = "story"
        self._template = assets.map_template()
        self.document = Document(
            title=story.title,
            language=story.language,
            description=story.description or f"{story.title}, played back on a map",
        )
        if source:
            self.document.image_hosts.append(source.host)
        self.document.add_child(self)
        self.player = Player(story, source)
        super().add_child(self.player, name="player")
        if location is not None:
            self._open_with(view_of_location(location, zoom_start))
        elif zoom_start is not None:
            self._open_with(view_of_location(_middle(self.get_bounds()), zoom_start))

    def __repr__(self) -> str:
        return f"<StoryMap of {self.story.title!r}, events: {len(self.story.events)}>"

    def to_html(self) -> str:
        """The whole document as text, the same for the same story and layers.

        Raises:
            NotSelfContained: a layer needs something from the network.
            RenderError: the map was moved into another figure.
        """
        return str(self.get_root().render())

    def save(  # type: ignore[override]  # folium's takes any keyword, and so hides misspelt ones
        self, outfile: str | bytes | os.PathLike[str] | OpenFile, close_file: bool = True
    ) -> None:
        """Write the document, as UTF-8, to a path or to an open file.

        A path gets the whole document or stays as it is. An open file may be binary or text; it is
        written to from its current position, and closed unless `close_file` is False.

        Raises:
            ExportError: it could not be written; a file that was at the path is intact.
            NotSelfContained: a layer needs something from the network; nothing was written.
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
        """The box around the story and the layers: `[[south, west], [north, east]]` in degrees.

        It holds every pin, route and filming location that the player can show; events whose place
        is only a guess have no pin. A box across the 180th meridian has an east above 180. Four
        times None where nothing has a location.
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
        """Open the document on these bounds instead of on the whole story.

        This is the first view: when the story is played or an event is chosen, the camera follows
        the story as always. A link that names a moment or a camera overrides it. The last call
        counts; `folium.FitBounds` added to the map does the same.

        Args:
            bounds: `[[south, west], [north, east]]` in degrees, as `get_bounds` returns them; or
                more points, latitude first.
            padding_top_left: pixels (x, y) that stay free at the left and the top, in addition to
                the player's panels. None: see `padding`.
            padding_bottom_right: the same at the right and the bottom.
            padding: both of the above. None: the player's usual distance.
            max_zoom: the nearest zoom level. None: the player's usual limit.

        Raises:
            ViewError: a value that cannot be used, such as the bounds of a map without a location.
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
            # Its own script would move the map before the player has opened.
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
            NotSelfContained: a layer needs something from the network.
            RenderError: the map was moved into a figure that is not a `Document`.
        """
        root = self.get_root()
        if not isinstance(root, Document):
            raise RenderError(
                f"map: found inside a {type(root).__name__}, expected to stay in its own document "
                "(save the map itself, or show it, rather than adding it to another figure)"
            )
        layers = [child for child in _descendants(self) if child is not self.player]
        for layer in layers:
            refuse_what_cannot_work(layer)
        root.has_layers = bool(layers)
        return str(super().render(**kwargs) or "")

    def _open_with(self, view: FirstView) -> None:
        self.player.view = view
        # The data that an earlier rendering made has the earlier view.
        self.document.data = None


class Player(MacroElement):
    """The player and its data, as an element of the map. `view` None: the whole story."""

    def __init__(self, story: Story, tiles: TileSource | None = None) -> None:
        super().__init__()
        self._name = "Player"
        self._id = "story"
        self.story = story
        self.tiles = tiles
        self.view: FirstView | None = None

    def render(self, **_: Any) -> str:
        """Put the player into the document. The names make rendering twice the same as once."""
        # The map has checked that it is in one.
        root = cast("Document", self.get_root())
        root.header.add_child(style_block(assets.player_style()), name="player_style")
        if root.has_layers:
            root.header.add_child(script_block(assets.layers_script()), name="layers_script")
        root.html.add_child(Verbatim(assets.player_markup()), name="player_markup")
        root.script.add_child(Verbatim(assets.player_script()), name="player_script")
        if root.data is None:
            root.data = data_block(payload(self.story, self.tiles, self.view))
        return ""


def _until_the_player_opens(story: Story) -> tuple[tuple[float, float], int]:
    """Latitude and longitude, as folium wants them, and a zoom level."""
    points = [event.where.path[0] for event in story.events if event.where.is_pinned]
    if not points:
        return WORLD
    return (points[0].latitude, points[0].longitude), 11


def _middle(bounds: FoliumBounds) -> tuple[float, float]:
    """Latitude and longitude of the middle; without a location that of the whole world."""
    (south, west), (north, east) = bounds
    if south is None or west is None or north is None or east is None:
        return WORLD[0]
    return (south + north) / 2, (west + east) / 2


def _descendants(element: Element) -> list[Element]:
    found = []
    for child in element._children.values():  # noqa: SLF001  branca offers no other way down
        found += [child, *_descendants(child)]
    return found
