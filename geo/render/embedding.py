"""The attributes of the frame in which a page (the dashboard, a notebook) embeds the document."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FrameAttributes:
    """The HTML attributes `sandbox` and `allow` of the `<iframe>` of a document."""

    sandbox: str
    allow: str


# Without allow-same-origin, an untrusted story cannot act as the page that shows it.
# Without allow-popups-to-escape-sandbox, a source that opens from a card has a null origin.
FRAME = FrameAttributes(
    sandbox=(
        "allow-scripts allow-downloads allow-modals allow-popups allow-popups-to-escape-sandbox"
    ),
    allow="fullscreen; clipboard-write; screen-wake-lock",
)
