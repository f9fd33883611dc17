"""What axe-core finds in a page or a frame: WCAG 2.2 A and AA, and axe's own best practices."""

from __future__ import annotations

from typing import Any, NamedTuple

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Frame, Page

# Frames are examined by themselves: axe-core cannot enter a sandboxed one. The rule on names is
# experimental in axe-core and therefore off by default.
_OPTIONS: dict[str, Any] = {
    "resultTypes": ["violations", "passes"],
    "iframes": False,
    "rules": {"label-content-name-mismatch": {"enabled": True}},
}
# axe-core takes the canvases of the map for something that covers the text, and then measures no
# contrast at all. The text on a canvas is no element, so axe-core could not measure it anyway.
_HIDE_CANVASES = """() => {
  for (const canvas of document.querySelectorAll('canvas')) canvas.style.visibility = 'hidden';
}"""


class Finding(NamedTuple):
    """One element that breaks a rule."""

    rule: str
    target: str
    summary: str
    html: str


def findings(page: Page | Frame) -> list[Finding]:
    """Return what axe-core finds, without the frames inside."""
    page.evaluate(_HIDE_CANVASES)
    found = Axe().run(page, options=_OPTIONS).response
    measured = {rule["id"] for rule in found["passes"] if rule["nodes"]}
    assert "color-contrast" in measured, "axe-core has measured no contrast"
    return [
        Finding(rule["id"], str(node["target"][0]), node["failureSummary"], node["html"])
        for rule in found["violations"]
        for node in rule["nodes"]
    ]
