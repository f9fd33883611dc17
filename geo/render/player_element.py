"""The player as an element of a folium map: its script, its style sheets and the story's data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from branca.element import MacroElement

from geo.render import assets
from geo.render.data_packing import data_block
from geo.render.document import Document, Verbatim, script_block, style_block
from geo.render.number_scales import has_number_scales
from geo.render.payload import payload
from geo.render.story_list import story_list

if TYPE_CHECKING:
    from geo.render.first_view import FirstView
    from geo.render.tiles import TileSource
    from geo.story import Story

# The name of the player's script in the document.
PLAYER_SCRIPT = "player_script"


class PlayerElement(MacroElement):
    """The player and its data as an element of the map. `view` None shows the whole story."""

    def __init__(self, story: Story, tiles: TileSource | None = None) -> None:
        super().__init__()
        self._name = "Player"
        self._id = "story"
        self.story = story
        self.tiles = tiles
        self.view: FirstView | None = None

    def render(self, **_: Any) -> str:
        """Put the player into the document.

        Each part has a fixed name, so that a second rendering replaces it.
        """
        # `StoryMap.render` has checked that the root is a document.
        root = cast("Document", self.get_root())
        has_numbers = has_number_scales(self.story)
        style = assets.player_style(has_numbers=has_numbers)
        root.header.add_child(style_block(style), name="player_style")
        if root.has_layers:
            # In the place of the part of it that the map itself needs.
            root.header.add_child(style_block(assets.leaflet_style()), name="leaflet_css")
            root.header.add_child(script_block(assets.layers_script()), name="layers_script")
        root.html.add_child(Verbatim(assets.player_markup()), name="player_markup")
        script = assets.player_script(has_numbers=has_numbers)
        root.script.add_child(Verbatim(script), name=PLAYER_SCRIPT)
        if root.data is None:
            words = root.words
            data = payload(self.story, self.tiles, self.view)
            root.data = data_block(data | {"words": words.for_player()})
            root.story_list = story_list(self.story, root.page_language, words)
        return ""
