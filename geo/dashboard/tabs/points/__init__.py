"""The Points view of the Places tab: set the points of places by hand or by search."""

from __future__ import annotations
