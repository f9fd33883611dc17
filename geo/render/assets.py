"""The document's own files, read from the package: player, style sheet, page, and Leaflet."""

from __future__ import annotations

import base64
import json
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import Environment, StrictUndefined, Template
from jinja2.utils import htmlsafe_json_dumps

from geo.render import linker
from geo.render.minifier import minified, minified_style
from geo.render.private_names import shortened

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

# narrow.css overrides the files before it; what one panel changes is in the file of that panel.
# forced_colours.css overrides all.
PLAYER_STYLES = (
    "page/player.css",
    "page/stacking.css",
    "page/sizes.css",
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
    "page/errors.css",
    "page/beside.css",
    "page/story_list.css",
    "page/story_table.css",
    "page/forced_colours.css",
)

# Documents in which numbers give events their size or colour have these in addition.
NUMBER_STYLES = ("page/numbers.css",)
_NUMBER_CODE = "numbers/opennumbers.js"

# The edition of ECMAScript (5) that every browser can parse.
OLDEST_JS_VERSION = 2009


def _player(name: str = "") -> Traversable:
    # files("geo.render.player") would fail from a zip: the folder is not a package.
    folder = files("geo.render") / "player"
    return folder / name if name else folder


def _leaflet(name: str) -> Traversable:
    return files("js_lib_leaflet") / "static" / "js_lib_leaflet" / name


@cache
def player_script(*, has_numbers: bool = False) -> str:
    """All of the player as one script whose names stay inside one function, minified.

    `has_numbers`: with the code for sizes and colours by numbers of the events.
    """
    # It registers before `main.js` starts the player.
    linked = linker.linked(_player(), *((_NUMBER_CODE,) if has_numbers else ()), "main.js")
    script = shortened(linked, others=leaflet_script())
    return _NOT_ASCII.sub(_escaped, minified(f"(() => {{\n'use strict';\n{script}}})();"))


# A browser keeps and reads a script of plain ASCII in half the room, and decodes its page faster.
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


def _escaped(letter: re.Match[str]) -> str:
    """A letter as JavaScript writes it in strings, templates and patterns, in UTF-16 code units."""
    units = letter[0].encode("utf-16-be")
    return "".join(f"\\u{units[i : i + 2].hex()}" for i in range(0, len(units), 2))


@cache
def player_or_list_script() -> str:
    """The script that shows the player, or the list of events if the player cannot open."""
    return _classic_script("player_or_list.js")


def _classic_script(name: str) -> str:
    """A small script, minified, that browsers of any age can parse."""
    path = files("geo.render") / "classic_scripts" / name
    return minified(path.read_text("utf-8"), js_version=OLDEST_JS_VERSION)


@cache
def player_style(*, has_numbers: bool = False) -> str:
    """All of the player's style sheets, in order, minified. `has_numbers` as above."""
    names = (*PLAYER_STYLES, *(NUMBER_STYLES if has_numbers else ()))
    return minified_style("\n".join(_player(name).read_text("utf-8") for name in names))


@cache
def player_markup() -> str:
    """The markup around the map: landmarks, controls, empty panels; not indented."""
    return _INDENT.sub("\n", _player("page/furniture.html").read_text("utf-8"))


_INDENT = re.compile(r"\s*\n\s*")


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
    script = _leaflet("leaflet.js").read_text("utf-8").split("//# sourceMappingURL=")[0]
    # The library ends without a newline: what follows would be lost in its last comment.
    return f"{_classic_script('no_vml.js')}\n{script}\n"


@cache
def leaflet_style() -> str:
    """Leaflet's style sheet with its images inlined, minified, for maps with folium's layers."""
    # read_text turns the file's CRLF into LF, as the browser does before it checks a hash.
    style = minified_style(_leaflet("leaflet.css").read_text("utf-8"))
    for name in ("layers.png", "layers-2x.png", "marker-icon.png"):
        style = style.replace(f"images/{name}", _data_uri(_leaflet(f"images/{name}")))
    return style


@cache
def leaflet_base_style() -> str:
    """Leaflet's style sheet without the rules for what only layers bring: half of it."""
    return _RULE.sub(
        lambda rule: "" if _is_for_layers(rule["selectors"]) else rule[0], leaflet_style()
    )


_RULE = re.compile(r"(?P<selectors>[^{}]+)\{[^{}]*\}")
_OF_LAYERS = re.compile(
    r"-(?:bar|control-(?:layers|zoom)|default-icon|marker-icon|popup|tooltip)\b(?!-pane)|\.lvml"
)


def _is_for_layers(selectors: str) -> bool:
    return all(_OF_LAYERS.search(selector) for selector in selectors.split(","))


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


@cache
def popup_template() -> Template:
    """The script of a popup, for folium."""
    return _template("page/popup.jinja", macros=True)


@cache
def tooltip_template() -> Template:
    """The macro by which folium places a tooltip."""
    return _template("page/tooltip.jinja", macros=True)


@cache
def div_icon_template() -> Template:
    """The macro by which folium places an icon made from HTML."""
    return _template("page/div_icon.jinja", macros=True)


@cache
def layer_control_template() -> Template:
    """The macro by which folium places a layer control."""
    return _template("page/layer_control.jinja", macros=True)


def _quoted(text: str) -> str:
    """A text as a string of JavaScript that cannot end a script and is no template for branca."""
    return str(htmlsafe_json_dumps(str(text))).replace("{", "\\u007b")


def _untemplated(script: str) -> str:
    """Options in JavaScript that are no template for branca: these braces are in strings only."""
    return _TEMPLATE_BRACE.sub(r"\\u007b", script)


_TEMPLATE_BRACE = re.compile(r"\{(?=[{%#])")


@cache
def layer_alone() -> Template:
    """The script of one layer. At its end, it says that the layer is shown."""
    return _template("page/layer_alone.js.jinja")


@cache
def layer_guarded() -> Template:
    """A part of a script of several layers: one of them, with its errors caught."""
    return _template("page/layer_guarded.js.jinja")


def _template(name: str, *, autoescape: bool = False, macros: bool = False) -> Template:
    from folium.template import Environment as FoliumEnvironment  # noqa: PLC0415  folium takes 0.7 s

    kind = FoliumEnvironment if macros else Environment
    environment = kind(autoescape=autoescape, undefined=StrictUndefined, keep_trailing_newline=True)
    environment.filters["quoted"] = _quoted
    environment.filters["untemplated"] = _untemplated
    return environment.from_string(_player(name).read_text("utf-8"))


def _data_uri(image: Traversable) -> str:
    return "data:image/png;base64," + base64.b64encode(image.read_bytes()).decode("ascii")
