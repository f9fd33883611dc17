"""The document's Content-Security-Policy: only what the document itself contains may run."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence


def content_security_policy(
    *,
    scripts: Iterable[str],
    styles: Iterable[str],
    image_hosts: Sequence[str] = (),
    has_layers: bool = False,
) -> str:
    """Return the policy as the content of a meta element.

    Args:
        scripts: the texts of all inline scripts. Each is allowed by its hash.
        styles: the texts of all inline style sheets. Each is allowed by its hash.
        image_hosts: the hosts of map tiles, such as `https://example.org`. Empty: no host.
        has_layers: True if folium layers were added. Their popups and tooltips need style
            attributes. The player does not.
    """
    directives = [
        "default-src 'none'",
        "script-src " + " ".join(_hash(text) for text in scripts),
        "style-src " + " ".join(_hash(text) for text in styles),
        *(["style-src-attr 'unsafe-inline'"] if has_layers else []),
        " ".join(["img-src data: blob:", *image_hosts]),
        "base-uri 'none'",
        "form-action 'none'",
    ]
    return "; ".join(directives)


def _hash(text: str) -> str:
    # The browser computes the hash after its parser has changed all newlines to LF.
    parsed = text.replace("\r\n", "\n").replace("\r", "\n")
    digest = hashlib.sha256(parsed.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
