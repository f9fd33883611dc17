"""One self-contained HTML document, as a branca Figure.

branca compiles rendered text again as a template, so a title such as `{{ … }}` would run as code.
The blocks of this figure write such text verbatim. The head replaces each known link by the file
itself, and rejects all other links.
"""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

from branca.element import Element, Figure, Link

from geo.errors import NotSelfContained
from geo.render import assets
from geo.render.content_security_policy import content_security_policy
from geo.render.embedding import FRAME

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.render.data_packing import DataBlock
    from geo.words import Words

# The cell of a notebook needs a fixed height.
NOTEBOOK_HEIGHT_PX = 620


class Verbatim(Element):
    """Text that is written verbatim and never compiled as a template."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def render(self, **_: Any) -> str:
        """Return the text unchanged."""
        return self.text


class Block(Element):
    """A part of the page (head, body or script). Its children are never compiled again."""

    def add_child(self, child: Element, name: str | None = None, index: int | None = None) -> Block:
        """Add a child. Text that folium has already rendered is added verbatim."""
        if type(child) is Element and child._template_str is not None:  # noqa: SLF001  not public in branca
            child = Verbatim(child._template_str)  # noqa: SLF001
        super().add_child(child, name=name, index=index)
        return self

    def render(self, **kwargs: Any) -> str:
        """Return the rendered children, one per line."""
        return "\n".join(child.render(**kwargs) for child in self._children.values())


def script_block(text: str) -> Verbatim:
    """Return an inline script."""
    return Verbatim(f"<script>{text}</script>")


def style_block(text: str) -> Verbatim:
    """Return an inline style sheet."""
    return Verbatim(f"<style>{text}</style>")


INLINED: dict[str, Callable[[], Verbatim]] = {
    "leaflet": lambda: script_block(assets.leaflet_script()),
    "leaflet_css": lambda: style_block(assets.leaflet_base_style()),
}


class Head(Block):
    """The head of the document. A link in it is replaced by the file itself, or rejected."""

    def add_child(self, child: Element, name: str | None = None, index: int | None = None) -> Head:
        """Add a child to the head.

        Raises:
            NotSelfContained: it is a link to a file that is not part of this package.
        """
        if isinstance(child, Link):
            if name not in INLINED:
                raise NotSelfContained(
                    f'layer link "{name}": found {child.url}, which needs the network; expected '
                    "a layer that loads nothing from the network"
                )
            child = INLINED[name]()
        super().add_child(child, name=name, index=index)
        return self


class Document(Figure):
    """The HTML page.

    `language` is the language of the story (BCP 47); the player marks the story's texts with it.
    `description` is that of the story; without one, the page gets a sentence of the interface.
    `words` are the words of the interface.
    `data` is the player's data. `story_list` is the HTML that appears if the player cannot run.
    `has_layers` is True if the caller has added folium layers. `image_hosts` are the hosts from
    which images may load. Without hosts, the document is offline.
    """

    def __init__(self, *, title: str, language: str, description: str, words: Words) -> None:
        super().__init__(title=title)
        self._id = "document"
        self.language = language
        self.words = words
        self.description = description
        self.data: DataBlock | None = None
        self.story_list = ""
        self.has_layers = False
        self.image_hosts: list[str] = []
        self.header, self.html, self.script = Head(), Block(), Block()
        for block in (self.header, self.html, self.script):
            block._parent = self  # noqa: SLF001  as branca's own Figure does

    @property
    def page_language(self) -> str:
        """The language of the interface, in the story's variant if it is the same language."""
        language = self.words.language
        is_variant = f"{self.language}-".casefold().startswith(f"{language}-".casefold())
        return self.language if is_variant else language

    def render(self, **kwargs: Any) -> str:
        """Return the document as text. Equal stories give equal text.

        Raises:
            NotSelfContained: a layer needs something from the network.
        """
        for child in self._children.values():
            child.render(**kwargs)
        head = self.header.render(**kwargs)
        body = self.html.render(**kwargs)
        script = _escape_script_tags(self.script.render(**kwargs))
        inline = _InlineParser()
        inline.feed(head)
        inline.feed(body)
        inline.close()
        return assets.page().render(
            policy=content_security_policy(
                scripts=[assets.player_or_list_script(), *inline.scripts, script],
                styles=inline.styles,
                image_hosts=self.image_hosts,
                has_layers=self.has_layers,
            ),
            player_or_list=assets.player_or_list_script(),
            page_language=self.page_language,
            direction=self.words.direction,
            phrase=self.words.phrase,
            language=self.language,
            title=self.title,
            description=self.description,
            head=head,
            body=body,
            story_list=self.story_list,
            data=self.data,
            script=script,
        )

    def _repr_html_(self, **kwargs: Any) -> str:
        """Return the document for a notebook, in the same sandbox as in the dashboard."""
        return assets.notebook_frame().render(
            title=self.title,
            sandbox=FRAME.sandbox,
            allow=FRAME.allow,
            height=NOTEBOOK_HEIGHT_PX,
            document=self.render(**kwargs),
        )


# These characters can end a script too early or keep it open (HTML Standard, 4.12.1.3).
_SCRIPT_BREAKERS = re.compile(r"<(?=/script|!--)", re.IGNORECASE)


def _escape_script_tags(script: str) -> str:
    """Escape texts in a script (such as a layer's popup) that would end the script element.

    In JavaScript strings and templates, a backslash before these characters has no effect.
    """
    return _SCRIPT_BREAKERS.sub(r"<\\", script)


class _InlineParser(HTMLParser):
    """Collects the inline scripts and style sheets of HTML, and rejects external ones."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.scripts: list[str] = []
        self.styles: list[str] = []
        self._open: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        url = attributes.get("src") if tag in {"script", "img", "iframe"} else None
        if tag == "link":
            url = attributes.get("href")
        if url and not url.startswith("data:"):
            raise NotSelfContained(
                f"<{tag}> of a layer: found {html.escape(url)}, which needs the network; expected "
                "inline content or a data: URL"
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
