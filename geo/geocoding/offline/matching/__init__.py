"""From the words of a query to the places, roads and corners it may mean."""

from __future__ import annotations
