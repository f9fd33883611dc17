"""One HTML document that needs nothing but itself, as a branca Figure.

branca compiles text that it has already rendered a second time as a template, so that a title such
as `{{ … }}` would run as code. The blocks of this figure hold such text verbatim instead, and
its head inlines every link it knows and refuses every other.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

from branca.element import Element, Figure, Link

from geo.errors import NotSelfContained
from geo.render import assets
from geo.render.embedding import FRAME

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.render.data_packing import DataBlock

# The language of the player's own words.
INTERFACE_LANGUAGE = "en"

# A notebook's cell has no height of its own.
NOTEBOOK_HEIGHT_PX = 620


class Verbatim(Element):
    """Text that is written as it is. Overriding `render` is all: nothing is compiled."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def render(self, **_: Any) -> str:
        """The text itself."""
        return self.text


class Block(Element):
    """A part of the page (head, body or script) whose parts are never compiled again."""

    def add_child(self, child: Element, name: str | None = None, index: int | None = None) -> Block:
        """Add a part; what folium has rendered already is taken as it is."""
        if type(child) is Element and child._template_str is not None:  # noqa: SLF001  branca keeps no public one
            child = Verbatim(child._template_str)  # noqa: SLF001
        super().add_child(child, name=name, index=index)
        return self

    def render(self, **kwargs: Any) -> str:
        """The parts, one after the other."""
        return "\n".join(child.render(**kwargs) for child in self._children.values())


def script_block(text: str) -> Verbatim:
    """An inline script."""
    return Verbatim(f"<script>{text}</script>")


def style_block(text: str) -> Verbatim:
    """An inline style sheet."""
    return Verbatim(f"<style>{text}</style>")


INLINED: dict[str, Callable[[], Verbatim]] = {
    "leaflet": lambda: script_block(assets.leaflet_script()),
    "leaflet_css": lambda: style_block(assets.leaflet_style()),
}


class Head(Block):
    """The head: a link in it is replaced by the file itself, or refused."""

    def add_child(self, child: Element, name: str | None = None, index: int | None = None) -> Head:
        """Add a part of the head.

        Raises:
            NotSelfContained: it is a link to something that the package does not bring.
        """
        if isinstance(child, Link):
            if name not in INLINED:
                raise NotSelfContained(
                    f'layer link "{name}": found {child.url}, which would be fetched from the '
                    "network; expected a layer that brings everything with it"
                )
            child = INLINED[name]()
        super().add_child(child, name=name, index=index)
        return self


class Document(Figure):
    """The page.

    `language` is the story's (BCP 47); the player marks the story's own words with it.
    `data` is what the player reads. `has_layers`: callers have added layers of folium's own.
    `image_hosts`: where images may come from (none: the document is offline).
    """

    def __init__(self, *, title: str, language: str, description: str) -> None:
        super().__init__(title=title)
        self._id = "document"
        self.language = language
        self.description = description
        self.data: DataBlock | None = None
        self.has_layers = False
        self.image_hosts: list[str] = []
        self.header, self.html, self.script = Head(), Block(), Block()
        for block in (self.header, self.html, self.script):
            block._parent = self  # noqa: SLF001  as branca's own Figure does

    def render(self, **kwargs: Any) -> str:
        """The document as text. Equal stories give equal text.

        Raises:
            NotSelfContained: a layer wants something from the network.
        """
        for child in self._children.values():
            child.render(**kwargs)
        head = self.header.render(**kwargs)
        body = self.html.render(**kwargs)
        script = _sealed(self.script.render(**kwargs))
        inline = _Inline()
        inline.feed(head)
        inline.feed(body)
        inline.close()
        return assets.page().render(
            policy=self._policy([*inline.scripts, script], inline.styles),
            page_language=_page_language(self.language),
            language=self.language,
            title=self.title,
            description=self.description,
            head=head,
            body=body,
            data=self.data,
            script=script,
        )

    def _policy(self, scripts: list[str], styles: list[str]) -> str:
        directives = [
            "default-src 'none'",
            "script-src " + " ".join(_hash(text) for text in scripts),
            "style-src " + " ".join(_hash(text) for text in styles),
            " ".join(["img-src data: blob:", *self.image_hosts]),
            "base-uri 'none'",
            "form-action 'none'",
        ]
        if self.has_layers:
            # folium's popups and tooltips write style attributes; our own elements never do.
            directives.insert(3, "style-src-attr 'unsafe-inline'")
        return "; ".join(directives)

    def _repr_html_(self, **kwargs: Any) -> str:
        """The document in a notebook, in the same sandbox as in the dashboard."""
        return assets.notebook_frame().render(
            title=self.title,
            sandbox=FRAME.sandbox,
            allow=FRAME.allow,
            height=NOTEBOOK_HEIGHT_PX,
            document=self.render(**kwargs),
        )


def _page_language(story_language: str) -> str:
    """The interface is English: in the same regional form as the story, if that is English too."""
    primary = story_language.split("-", maxsplit=1)[0].casefold()
    return story_language if primary == INTERFACE_LANGUAGE else INTERFACE_LANGUAGE


def _hash(text: str) -> str:
    # The browser hashes what its parser saw: newlines normalised to LF.
    seen = text.replace("\r\n", "\n").replace("\r", "\n")
    digest = hashlib.sha256(seen.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


# What makes the HTML parser end a script early, or not at all (HTML Standard, 4.12.1.3).
_SCRIPT_BREAKERS = re.compile(r"<(?=/script|!--)", re.IGNORECASE)


def _sealed(script: str) -> str:
    """The script, such that no text in it (a layer's popup) ends the script element.

    In JavaScript's strings and templates a backslash before such a character means nothing.
    """
    return _SCRIPT_BREAKERS.sub(r"<\\", script)


class _Inline(HTMLParser):
    """Collects the inline scripts and style sheets of a piece of HTML, and refuses outer ones."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.scripts: list[str] = []
        self.styles: list[str] = []
        self._open: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        url = found.get("src") if tag in {"script", "img", "iframe"} else None
        if tag == "link":
            url = found.get("href")
        if url and not url.startswith("data:"):
            raise NotSelfContained(
                f"<{tag}> of a layer: found {html.escape(url)}, which would be fetched; "
                "expected everything inline"
            )
        if tag in {"script", "style"}:
            self._open = self.scripts if tag == "script" else self.styles
            self._open.append("")

    def handle_data(self, data: str) -> None:
        if self._open is not None:
            self._open[-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag in {"script", "style"}:
            self._open = None
