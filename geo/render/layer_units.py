"""The layers of a map as units: each has a script of its own, and is removed as a whole."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import folium
from branca.element import Html
from folium.elements import ElementAddToElement
from folium.utilities import JsCode

from geo.render import assets
from geo.text_safety import one_line

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from branca.element import Element

# A script that the caller has added to the page itself.
_OTHER_SCRIPT: Final = "script"
_LONGEST_NAME: Final = 60
# folium's elements whose scripts have only numbers and quoted texts of the caller.
_PLAIN: Final = frozenset(
    {
        *(folium.Marker, folium.Marker.SetIcon, folium.DivIcon, folium.CustomIcon),
        *(folium.Popup, folium.Tooltip, folium.FeatureGroup, ElementAddToElement),
        *(folium.Circle, folium.CircleMarker, folium.PolyLine, folium.Polygon, folium.Rectangle),
    }
)


@dataclass(frozen=True)
class LayerUnit:
    """One layer with what belongs to it, such as a marker with its icon and its popup.

    A feature group is a unit without the layers in it: each of them is a unit, too. `parent` is the
    map or the group.
    """

    layer: Element
    parent: Element

    @property
    def label(self) -> str:
        """Its name for the viewer: its kind, and its layer's name or its position."""
        kind = type(self.layer).__name__
        name = getattr(self.layer, "layer_name", None)
        if isinstance(name, str) and name != self.layer.get_name():
            return f"{kind} “{one_line(name, limit=_LONGEST_NAME)}”"
        place = getattr(self.layer, "location", None)
        if isinstance(place, list | tuple) and len(place) == 2:
            try:
                return f"{kind} ({float(place[0]):.5g}, {float(place[1]):.5g})"
            except (TypeError, ValueError):
                return kind
        return kind

    def remove(self) -> None:
        """Take the layer off the map, or out of its group."""
        children = self.parent._children  # noqa: SLF001  branca has no public attribute
        for key in [key for key, child in children.items() if child is self.layer]:
            del children[key]


def elements_with_units(map_: folium.Map) -> Iterator[tuple[Element, LayerUnit]]:
    """All elements in a map, each before its own children, with the units they belong to."""
    for child in list(map_._children.values()):  # noqa: SLF001
        yield from _with_units(child, LayerUnit(child, map_))


def _with_units(element: Element, unit: LayerUnit) -> Iterator[tuple[Element, LayerUnit]]:
    yield element, unit
    # Subclasses such as a choropleth have parts of their own.
    is_group = type(element) is folium.FeatureGroup
    for child in list(element._children.values()):  # noqa: SLF001
        # The last child of a group adds the group itself to the map.
        is_layer = is_group and not isinstance(child, ElementAddToElement)
        yield from _with_units(child, LayerUnit(child, element) if is_layer else unit)


def is_plain(element: Element) -> bool:
    """Whether the script of an element is certainly valid JavaScript.

    That holds for the elements of folium itself without code of the caller.
    """
    own_template = vars(element).get("_template")
    ours = (assets.popup_template(), assets.tooltip_template(), assets.div_icon_template())
    if type(element) not in _PLAIN or (own_template is not None and own_template not in ours):
        return False
    if isinstance(element, folium.Popup):
        if element.script._children:  # noqa: SLF001
            return False
        if any(type(child) is not Html for child in element.html._children.values()):  # noqa: SLF001
            return False
    return not _has_code(getattr(element, "options", None))


def _has_code(value: object) -> bool:
    """Whether options contain JavaScript of the caller."""
    if isinstance(value, dict):
        return any(_has_code(part) for part in value.values())
    if isinstance(value, list | tuple):
        return any(_has_code(part) for part in value)
    return isinstance(value, JsCode)


@dataclass(frozen=True)
class NamedLayer:
    """A layer in the page. `id` is that of the element with its name, `label` is the name."""

    id: str
    label: str


@dataclass(frozen=True)
class LayerScript:
    """A script of one layer or of several ones."""

    layers: tuple[NamedLayer, ...]
    text: str


def layer_scripts(
    scripts: dict[str, str], units: dict[str, LayerUnit], alone: Container[LayerUnit | None]
) -> list[LayerScript]:
    """Join the scripts of each layer, and plain layers in a row.

    A script that is not valid JavaScript does not run at all, so a layer that could have such a
    script has one of its own. Plain layers share one, where each layer catches its own errors:
    thousands of scripts would open slowly.

    Args:
        scripts: the scripts by the name of their element, in order.
        units: the units by the names of their elements. A script of the caller has none.
        alone: the units that need a script of their own; None: a script of the caller.
    """
    made: list[LayerScript] = []
    shared: list[tuple[NamedLayer, str]] = []
    runs = itertools.groupby(scripts.items(), key=lambda script: units.get(script[0]))
    for number, (unit, run) in enumerate(runs):
        layer = NamedLayer(f"sm-layer-{number}", _OTHER_SCRIPT if unit is None else unit.label)
        text = "\n".join(text for _, text in run)
        if unit not in alone:
            shared.append((layer, text))
            continue
        made += _shared_script(shared)
        shared = []
        made.append(LayerScript((layer,), assets.layer_alone().render(id=layer.id, text=text)))
    return made + _shared_script(shared)


def _shared_script(shared: list[tuple[NamedLayer, str]]) -> list[LayerScript]:
    if not shared:
        return []
    guarded = assets.layer_guarded()
    texts = [guarded.render(id=layer.id, text=text) for layer, text in shared]
    return [LayerScript(tuple(layer for layer, _ in shared), "\n".join(texts))]
