"""How any page that embeds the document must frame it: the dashboard and a notebook alike."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FrameAttributes:
    """Attributes of the `<iframe>` that holds a document, as the HTML attributes of these names."""

    sandbox: str
    allow: str


# No allow-same-origin: a story from a stranger can never act as the page that shows it.
# allow-popups-to-escape-sandbox: without it, a source opened from a card runs with a null origin.
FRAME = FrameAttributes(
    sandbox=(
        "allow-scripts allow-downloads allow-modals allow-popups allow-popups-to-escape-sandbox"
    ),
    allow="fullscreen; clipboard-write; screen-wake-lock",
)
