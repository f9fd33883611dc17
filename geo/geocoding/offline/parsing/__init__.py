"""Parse the text of a query into words, coordinates and parts of an address."""

from __future__ import annotations
