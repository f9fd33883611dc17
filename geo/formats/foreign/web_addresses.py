"""Web addresses in fields of texts: they are sources."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from geo.formats.foreign.field_aliases import AliasReader, NamedValue
from geo.formats.foreign.loose_values import text_of

_WEB_ADDRESS = re.compile(r"https?://[^\s\x00-\x1f\x7f]+", re.IGNORECASE)


def is_web_address(value: object) -> bool:
    """Return whether a value is a text that is only a web address."""
    return isinstance(value, str) and _WEB_ADDRESS.fullmatch(value.strip()) is not None


def without_addresses(
    fields: Mapping[str, NamedValue], properties: Mapping[str, Any], aliases: AliasReader
) -> dict[str, NamedValue]:
    """Return the fields with the first text that is not only a web address.

    The addresses become the field `text_address`, a list named after its first column.
    """
    names = [name for _, name in aliases.names_of("text", properties)]
    texts = [name for name in names if not is_web_address(properties[name])]
    addresses = [text_of(properties[name]) for name in names if name not in texts]
    rest = {field: value for field, value in fields.items() if field != "text"}
    if texts:
        rest["text"] = NamedValue(properties[texts[0]], texts[0])
    return rest | {"text_address": NamedValue(addresses, fields["text"].name)}
