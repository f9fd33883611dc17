"""From the text of a query to words, coordinates and parts of an address."""

from __future__ import annotations
