"""The story as a folium map: add layers to it, show it in a notebook, save it as a document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import folium
from branca.element import Element, MacroElement

from geo.atomic_write import write_atomically
from geo.errors import NotSelfContained, RenderError
from geo.render import assets
from geo.render.data_packing import data_block
from geo.render.document import Document, Verbatim, script_block, style_block
from geo.render.payload import payload
from geo.render.tiles import TileSource, tile_source
from geo.validation import require_valid

if TYPE_CHECKING:
    from geo.story import Story

# Where the map looks before the player has placed it, if no event has a place: all of the world.
NOWHERE = ((0.0, 0.0), 2)


class StoryMap(folium.Map):
    """A `folium.Map` that plays a story and needs no network.

    Layers of folium's own may be added, as long as they bring everything with them: markers,
    tooltips, popups, GeoJSON, shapes, feature groups, layer controls and `DivIcon`s do.

    Raises:
        StoryError: the story breaks a rule.
    """

    # Fresh lists: folium's own name ten files on the network, and are shared by all of its maps.
    default_js = [("leaflet", "leaflet.js")]  # noqa: RUF012  folium's own interface
    default_css = [("leaflet_css", "leaflet.css")]  # noqa: RUF012

    def __init__(self, story: Story, tiles: str | None = None) -> None:
        require_valid(story)
        location, zoom = _first_view(story)
        super().__init__(location=location, zoom_start=zoom, tiles=None)
        # folium's random ids would make two documents of one story differ.
        self._id = "story"
        self._template = assets.map_template()
        self.story = story
        source = None if tiles is None else tile_source(tiles)
        self.document = Document(
            title=story.title,
            language=story.language,
            description=story.description or f"{story.title}, played back on a map",
        )
        if source:
            self.document.image_hosts.append(source.host)
        self.document.add_child(self)
        self.add_child(Player(story, source), name="player")

    def to_html(self) -> str:
        """The whole document as text, the same for the same story and layers.

        Raises:
            NotSelfContained: a layer wants something from the network.
            RenderError: the map was moved into another figure.
        """
        foreign = [child for child in _descendants(self) if not isinstance(child, Player)]
        for child in foreign:
            _refuse_what_cannot_work(child)
        self.document.foreign = bool(foreign)
        return str(self.get_root().render())

    def save(  # type: ignore[override]  # folium's would also write into an open file
        self, outfile: str | Path, **_: Any
    ) -> None:
        """Write the document to `outfile`, whole or not at all.

        Raises:
            ExportError: it could not be written; a file that was there is intact.
            NotSelfContained: a layer wants something from the network.
        """
        write_atomically(Path(outfile), self.to_html())


class Player(MacroElement):
    """The player and its data, as an element of the map."""

    def __init__(self, story: Story, tiles: TileSource | None = None) -> None:
        super().__init__()
        self._name = "Player"
        self._id = "story"
        self.story = story
        self.tiles = tiles

    def render(self, **_: Any) -> str:
        """Put the player into the document. The names make rendering twice the same as once.

        Raises:
            RenderError: the map was moved into a figure that is not a `Document`.
        """
        root = self.get_root()
        if not isinstance(root, Document):
            raise RenderError(
                f"map: found inside a {type(root).__name__}, expected to stay in its own document "
                "(save the map itself, or show it, rather than adding it to another figure)"
            )
        root.header.add_child(style_block(assets.player_style()), name="player_style")
        if root.foreign:
            root.header.add_child(script_block(assets.layers_script()), name="layers_script")
        root.html.add_child(Verbatim(assets.player_markup()), name="player_markup")
        root.script.add_child(Verbatim(assets.player_script()), name="player_script")
        if root.data is None:
            root.data = data_block(payload(self.story, self.tiles))
        return ""


def _first_view(story: Story) -> tuple[tuple[float, float], int]:
    """Latitude and longitude, as folium wants them, and a zoom level, until the player starts."""
    points = [event.where.path[0] for event in story.events if event.where.is_pinned]
    if not points:
        return NOWHERE
    return (points[0].latitude, points[0].longitude), 11


def _descendants(element: Element) -> list[Element]:
    found = []
    for child in element._children.values():  # noqa: SLF001  branca offers no other way down
        found += [child, *_descendants(child)]
    return found


def _refuse_what_cannot_work(child: Element) -> None:
    """Raise for layers that would fail in the document although no link betrays them."""
    kind = type(child).__name__
    if isinstance(child, folium.Icon):
        raise NotSelfContained(
            f"{kind}: found an icon of Font Awesome, which would be fetched from the network; "
            "expected folium.DivIcon or the default marker"
        )
    if isinstance(child, folium.TileLayer):
        raise NotSelfContained(
            f"{kind}: found tiles from {child.tiles}, which would be fetched from the network; "
            "expected tiles to be asked for when the map is made: StoryMap(story, tiles=…)"
        )
    url = getattr(child, "url", None)
    if isinstance(url, str) and url.startswith(("http:", "https:", "//")):
        raise NotSelfContained(
            f"{kind}: found {url}, which would be fetched from the network; expected data inline"
        )
