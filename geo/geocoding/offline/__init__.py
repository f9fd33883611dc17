"""Find places by name without a network: the gazetteer and its search."""

from __future__ import annotations
