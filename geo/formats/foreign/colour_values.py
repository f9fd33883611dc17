"""Read colours as people and programs write them: red, #0f0, 0000ff, rgb(255, 0, 0)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

EXPECTED_COLOUR = "a colour such as #c0392b or red"

# With three or six digits; many files leave the # out. With the #, a fourth part is the opacity.
_HEX = re.compile(r"#?([0-9a-f]{6}|[0-9a-f]{3})|#([0-9a-f]{6})[0-9a-f]{2}|#([0-9a-f]{3})[0-9a-f]")
_RGB = re.compile(r"rgba?\( *([0-9]{1,3}) *,? *([0-9]{1,3}) *,? *([0-9]{1,3}) *(?:[,/][^()]*)?\)")
# The names of these members of an object `style` or `iconstyle`, as Leaflet has them.
_STYLE_NAMES = ("color", "fillColor", "markerColor", "fill", "stroke")


def parse_colour(value: object) -> str | None:
    """Return a colour as `#rrggbb`, without its opacity. None: the value is no colour."""
    if isinstance(value, list):
        return _from_channels(value)
    if not isinstance(value, str):
        return None
    text = value.strip().casefold()
    found = _HEX.fullmatch(text)
    if found is not None:
        digits = found[1] or found[2] or found[3]
        return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))
    channels = _RGB.fullmatch(text)
    if channels is not None:
        return _from_channels([int(channel) for channel in channels.groups()])
    return _names().get(text)


def colour_in_style(style: object) -> object:
    """Return the value of the colour in an object such as `{"color": "green"}`. None: no colour."""
    if not isinstance(style, Mapping):
        return None
    return next((style[name] for name in _STYLE_NAMES if isinstance(style.get(name), str)), None)


def _from_channels(channels: list[object]) -> str | None:
    numbers = [c for c in channels[:3] if type(c) is int and 0 <= c <= 255]
    is_colour = len(numbers) == 3 and len(channels) <= 4
    return "#" + "".join(f"{number:02x}" for number in numbers) if is_colour else None


@cache
def _names() -> Mapping[str, str]:
    """Return the colours by their names in CSS Color Module Level 4, section 6.1."""
    text = files("geo.formats.foreign").joinpath("css_colours.json").read_text("utf-8")
    names: dict[str, str] = json.loads(text)
    return names
