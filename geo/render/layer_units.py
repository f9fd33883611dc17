"""The layers of a map as units: each has a script of its own, and is removed as a whole."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import folium
from folium.elements import ElementAddToElement

from geo.text_safety import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from branca.element import Element

# A script that the caller has added to the page itself.
_OTHER_SCRIPT: Final = "script"
_LONGEST_NAME: Final = 60


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


@dataclass(frozen=True)
class LayerScript:
    """The script of a unit. `label` is its name, for the message if the script fails."""

    label: str
    text: str


def layer_scripts(
    scripts: dict[str, str], units: dict[str, LayerUnit], mark_as_shown: str
) -> list[LayerScript]:
    """Join the scripts of each unit.

    Args:
        scripts: the scripts by the name of their element, in order.
        units: the units by the names of their elements.
        mark_as_shown: the statement that says that a script has reached its end.
    """
    runs = itertools.groupby(scripts.items(), key=lambda script: _label(units.get(script[0])))
    return [
        LayerScript(label[1], "\n".join([*(text for _, text in run), mark_as_shown]))
        for label, run in runs
    ]


def _label(unit: LayerUnit | None) -> tuple[int, str]:
    """A key that is the same only for scripts of the same unit, with the label of the unit."""
    return (0, _OTHER_SCRIPT) if unit is None else (id(unit.layer), unit.label)
