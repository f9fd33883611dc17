"""Match the words of a query with places, roads and corners."""

from __future__ import annotations
