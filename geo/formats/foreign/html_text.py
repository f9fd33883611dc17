"""Turn HTML in a text field into plain text."""

from __future__ import annotations

import re
from html.parser import HTMLParser

# A tag or an entity. Other texts are kept as they are: "a < b" is no HTML.
_HTML = re.compile(r"</?[a-zA-Z][^<>]*>|&(#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);")
_BREAKING = frozenset(
    {"address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "figure", "footer"}
    | {"form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "ol", "p", "pre"}
    | {"section", "table", "tr", "ul"}
)
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "big", "center", "cite", "code", "col", "del", "dfn", "em"}
    | {"font", "i", "iframe", "input", "ins", "kbd", "label", "mark", "nobr", "q", "s", "samp"}
    | {"small", "span", "strike", "strong", "sub", "sup", "tbody", "tfoot", "th", "thead", "time"}
    | {"tt", "u", "var", "video", "audio", "source", "svg", "path", "button", "body", "html"}
    | {"main", "nav", "aside", "details", "summary", "caption", "colgroup", "object", "embed"}
    | {"link", "meta", "picture", "canvas", "map", "area", "select", "option", "textarea", "wbr"}
)
"""Other tags are no HTML: "<unknown>" is a text."""
_INVISIBLE = frozenset({"script", "style", "head", "template", "noscript"})


def plain_text(text: str) -> str:
    """Return a text without tags and entities. Paragraphs and rows become lines."""
    if ("<" not in text and "&" not in text) or not _HTML.search(text):
        return text
    reader = _TextReader()
    reader.feed(text)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.parts).split("\n"))
    return re.sub(r"\n{2,}", "\n", "\n".join(lines)).strip()


class _TextReader(HTMLParser):
    """Collects the visible text of HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line at a block, and keep the description of a picture."""
        if tag in _INVISIBLE:
            self._hidden += 1
        elif tag in _BREAKING:
            self.parts.append("\n")
        elif tag == "td":
            self.parts.append(" ")
        elif tag == "img":
            self.parts.append(dict(attrs).get("alt") or "")
        elif tag not in _INLINE:
            self.parts.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        """End the line of a block."""
        if tag in _INVISIBLE:
            self._hidden = max(0, self._hidden - 1)
        elif tag in _BREAKING:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        """Keep a text that a browser would show."""
        if not self._hidden:
            self.parts.append(data)
