"""The document's own files, read from the package: player, style sheet, page, and Leaflet."""

from __future__ import annotations

import base64
import json
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import Environment, StrictUndefined, Template
from rjsmin import jsmin

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

# One scope for all: a file may use what the files above it declare.
PLAYER_SCRIPTS = (
    "dom.js",
    "arithmetic/mercator.js",
    "arithmetic/axis.js",
    "unpacking.js",
    "arithmetic/tracks.js",
    "arithmetic/distances.js",
    "arithmetic/nearness.js",
    "arithmetic/meetings.js",
    "arithmetic/storylines.js",
    "arithmetic/labels.js",
    "arithmetic/rounds.js",
    "time/times.js",
    "story.js",
    "choice.js",
    "time/clocks.js",
    "arithmetic/pair.js",
    "arithmetic/links.js",
    "time/playhead.js",
    "palette.js",
    "map/lettering.js",
    "map/chart.js",
    "map/inscribing.js",
    "map/names.js",
    "map/soft.js",
    "map/basemap.js",
    "map/tiles.js",
    "map/markers.js",
    "map/canvas.js",
    "map/gathering.js",
    "map/ground.js",
    "map/stamps.js",
    "map/focus.js",
    "map/figures.js",
    "map/seating.js",
    "map/trails.js",
    "map/tails.js",
    "map/claims.js",
    "map/marks.js",
    "map/numbering.js",
    "map/stage.js",
    "map/occupied.js",
    "map/pairing.js",
    "map/found.js",
    "map/graticule.js",
    "map/framing.js",
    "map/zooming.js",
    "map/camera.js",
    "map/following.js",
    "panels/places.js",
    "panels/card.js",
    "panels/tray.js",
    "arithmetic/density.js",
    "arithmetic/spells.js",
    "time/scrubbing.js",
    "time/span.js",
    "time/jumps.js",
    "time/band.js",
    "time/arc.js",
    "time/lanes.js",
    "time/presence.js",
    "time/scrubber.js",
    "time/reading.js",
    "arithmetic/typed.js",
    "time/goto.js",
    "panels/rows.js",
    "panels/people.js",
    "panels/marksigns.js",
    "panels/stripsigns.js",
    "panels/legend.js",
    "panels/finding.js",
    "panels/drawer.js",
    "panels/apart.js",
    "panels/curve.js",
    "panels/pair.js",
    "panels/glance.js",
    "panels/pace.js",
    "panels/share.js",
    "panels/covering.js",
    "panels/controls.js",
    "panels/heading.js",
    "panels/keys.js",
    "map/pointing.js",
    "rehearsal.js",
    "player.js",
    "interface.js",
    "address.js",
    "bridge.js",
    "main.js",
)
# narrow.css overrides the files before it; what one panel changes is in the file of that panel.
PLAYER_STYLES = (
    "page/player.css",
    "page/controls.css",
    "page/head.css",
    "page/card.css",
    "page/drawer.css",
    "page/bar.css",
    "page/narrow.css",
    "page/people.css",
    "page/places.css",
    "page/pair.css",
    "page/glance.css",
    "page/share.css",
    "page/beside.css",
)


def _player(name: str) -> Traversable:
    # files("geo.render.player") would fail from a zip: the folder is no package.
    return files("geo.render") / "player" / name


def _leaflet(name: str) -> Traversable:
    return files("js_lib_leaflet") / "static" / "js_lib_leaflet" / name


@cache
def player_script() -> str:
    """All of the player as one script whose names stay inside one function, without comments."""
    # Each file declares strict mode for tools that read it alone; the script declares it once.
    parts = [
        _player(name).read_text("utf-8").replace("'use strict';", "", 1) for name in PLAYER_SCRIPTS
    ]
    # Comments and indents are half of the files, and of no use in a document.
    script = str(jsmin("\n".join(["(() => {", "'use strict';", *parts, "})();"])))
    return _NOT_ASCII.sub(_escaped, script)


# A browser keeps and reads a script of plain ASCII in half the room, and decodes its page faster.
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


def _escaped(letter: re.Match[str]) -> str:
    """A letter as JavaScript writes it in strings, templates and patterns, in UTF-16 code units."""
    units = letter[0].encode("utf-16-be")
    return "".join(f"\\u{units[i : i + 2].hex()}" for i in range(0, len(units), 2))


@cache
def player_style() -> str:
    """All of the player's style sheets, in order, without comments."""
    return _bare("\n".join(_player(name).read_text("utf-8") for name in PLAYER_STYLES))


def _bare(style: str) -> str:
    """A style sheet without its comments and indents; no string in ours holds either."""
    return _INDENT.sub("\n", _COMMENT.sub("", style)).strip()


_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_INDENT = re.compile(r"\s*\n\s*")


@cache
def player_markup() -> str:
    """The markup around the map: landmarks, controls, empty panels; not indented."""
    return _INDENT.sub("\n", _player("page/furniture.html").read_text("utf-8"))


@cache
def layers_script() -> str:
    """What folium's own layers expect to find, for maps to which a caller adds some."""
    icons = {
        option: _data_uri(_leaflet(f"images/{name}"))
        for option, name in (
            ("iconUrl", "marker-icon.png"),
            ("iconRetinaUrl", "marker-icon-2x.png"),
            ("shadowUrl", "marker-shadow.png"),
        )
    }
    return _template("page/layers.js.jinja").render(icons=json.dumps(icons))


@cache
def leaflet_script() -> str:
    """Leaflet, without the comment that asks developer tools for a file that is not there."""
    # The library ends in that comment and without a newline: what follows would be lost in it.
    return _leaflet("leaflet.js").read_text("utf-8").split("//# sourceMappingURL=")[0] + "\n"


@cache
def leaflet_style() -> str:
    """Leaflet's style sheet with its images inlined, without comments."""
    # read_text turns the file's CRLF into LF, as the browser does before it checks a hash.
    style = _leaflet("leaflet.css").read_text("utf-8")
    for name in ("layers.png", "layers-2x.png", "marker-icon.png"):
        style = style.replace(f"images/{name}", _data_uri(_leaflet(f"images/{name}")))
    return _bare(style)


@cache
def page() -> Template:
    """The page around everything; values put into it are escaped unless marked safe."""
    return _template("page/page.html.jinja", autoescape=True)


@cache
def notebook_frame() -> Template:
    """The frame in which a notebook shows the page."""
    return _template("page/notebook.html.jinja", autoescape=True)


@cache
def map_template() -> Template:
    """The macros by which folium places the map."""
    return _template("page/map.jinja", macros=True)


def _template(name: str, *, autoescape: bool = False, macros: bool = False) -> Template:
    from folium.template import Environment as FoliumEnvironment  # noqa: PLC0415  folium takes 0.7 s

    kind = FoliumEnvironment if macros else Environment
    environment = kind(autoescape=autoescape, undefined=StrictUndefined, keep_trailing_newline=True)
    return environment.from_string(_player(name).read_text("utf-8"))


def _data_uri(image: Traversable) -> str:
    return "data:image/png;base64," + base64.b64encode(image.read_bytes()).decode("ascii")
