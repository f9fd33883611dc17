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
from geo.render.layer_units import LayerScript, LayerUnit, layer_scripts

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
        return "\n".join(self.parts(**kwargs).values())

    def parts(self, **kwargs: Any) -> dict[str, str]:
        """Return the rendered children by their names."""
        return {name: child.render(**kwargs) for name, child in self._children.items()}

    @property
    def children(self) -> dict[str, Element]:
        """The children by their names. A change of this dict changes the block."""
        return self._children


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
    `has_layers` is True if the caller has added folium layers. `layer_units` are these layers by
    the names of their elements; `layers_alone` are those that need a script of their own.
    `own_scripts` are the names of the scripts of map and player.
    `image_hosts` are the hosts from which images may load. Without hosts, the document is offline.
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
        self.layer_units: dict[str, LayerUnit] = {}
        self.layers_alone: set[LayerUnit] = set()
        self.own_scripts: frozenset[str] = frozenset()
        self.image_hosts: list[str] = []
        self._blocks: tuple[Block, Block, Block] = Head(), Block(), Block()
        self.header, self.html, self.script = self._blocks
        for block in self._blocks:
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
            NotSelfContained: a layer needs something from the network. It has been removed.
        """
        for child in self._children.values():
            child.render(**kwargs)
        inline = _InlineParser()
        head, body = (self._checked(block, inline, **kwargs) for block in self._blocks[:2])
        inline.close()
        script, layers = self._scripts(**kwargs)
        return assets.page().render(
            policy=content_security_policy(
                scripts=[
                    assets.player_or_list_script(),
                    *inline.scripts,
                    script,
                    *(layer.text for layer in layers),
                ],
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
            layers=layers,
        )

    @property
    def has_other_scripts(self) -> bool:
        """Whether the caller has added scripts to the page itself."""
        return not self.own_scripts.issuperset(self._blocks[2].children)

    def contents(self) -> list[dict[str, Element]]:
        """Return what head, body and script contain now, for `restore`."""
        return [dict(block.children) for block in self._blocks]

    def restore(self, contents: list[dict[str, Element]]) -> None:
        """Remove what was added to head, body and script after `contents` was called."""
        for block, children in zip(self._blocks, contents, strict=True):
            block.children.clear()
            block.children.update(children)

    def remove_children(self, names: set[str]) -> None:
        """Remove the children with these names from head, body and script."""
        for block in self._blocks:
            for name in names & block.children.keys():
                del block.children[name]

    def _checked(self, block: Block, inline: _InlineParser, **kwargs: Any) -> str:
        """Return the HTML of a block, after a check for network access."""
        parts = block.parts(**kwargs)
        for name, part in parts.items():
            try:
                inline.feed(part)
            except NotSelfContained:
                # Otherwise every later rendering would fail as well.
                del block.children[name]
                unit = self.layer_units.get(name)
                if unit is not None:
                    unit.remove()
                    same = {other for other, one in self.layer_units.items() if one == unit}
                    self.remove_children(same)
                raise
        return "\n".join(parts.values())

    def _scripts(self, **kwargs: Any) -> tuple[str, list[LayerScript]]:
        """Return the script of map and player, and the scripts of the layers."""
        parts = self._blocks[2].parts(**kwargs)
        own = [parts.pop(name) for name in list(parts) if name in self.own_scripts]
        layers = layer_scripts(parts, self.layer_units, {None, *self.layers_alone})
        return _escape_script_tags("\n".join(own)), [
            LayerScript(script.layers, _escape_script_tags(script.text)) for script in layers
        ]

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
