"""Scripts made small: a document carries the player, and what people read in it would be a third.

tdewolff-minify shortens names and drops what the grammar does not need. It has wheels for some
platforms only; elsewhere rjsmin drops comments and spaces, and a document is 70 KB larger. The
documents of one story are equal to the byte wherever the same one of the two is installed.
"""

from __future__ import annotations

from rjsmin import jsmin

try:
    import minify as _tdewolff
except ImportError:
    _tdewolff = None

# The language of the result: no newer than what the player's own source uses.
_JS_VERSION = 2022


def minified(script: str) -> str:
    """The script without comments and spaces, with short names where the platform has the means."""
    if _tdewolff is None:
        return str(jsmin(script))
    _tdewolff.config({"js-version": _JS_VERSION})
    return str(_tdewolff.string("application/javascript", script))
