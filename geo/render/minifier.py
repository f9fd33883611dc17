"""Scripts made small: a document carries the player, and what people read in it would be a third.

tdewolff-minify shortens names and drops what the grammar does not need. It has wheels for some
platforms only; elsewhere rjsmin drops comments and spaces, and a document is 70 KB larger. The
documents of one story are equal to the byte wherever the same one of the two is installed.
"""

from __future__ import annotations

import re

from rjsmin import jsmin

try:
    import minify as _tdewolff
except ImportError:
    _tdewolff = None

# The edition of ECMAScript that the player's source uses.
_JS_VERSION = 2022


def minified(script: str, js_version: int = _JS_VERSION) -> str:
    """The script without comments and spaces, with short names where the platform has the means.

    `js_version` is the edition (year) of ECMAScript: the result needs no newer one.
    """
    if _tdewolff is None:
        return str(jsmin(script))
    _tdewolff.config({"js-version": js_version})
    return str(_tdewolff.string("application/javascript", script))


def minified_style(style: str) -> str:
    """The style sheet without comments, and without spaces that have no meaning.

    It is the same on every platform, because tdewolff-minify would save only 1 % more.
    """
    return _SPACES.sub(lambda found: found[found.lastindex or 0], _COMMENT.sub("", style)).strip()


# No text in our style sheets or in Leaflet's has the signs of a comment.
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# What the group has found is kept: a text, a sign, or one of several spaces. The space before a
# colon is not matched: it has a meaning in a selector, such as `.sm :is(…)`.
_SPACES = re.compile(r"""("[^"]*"|'[^']*')|[\s;]*(\})\s*|\s*([{;,])\s*|(:)\s+|(\s)\s+""")
