"""The Points part of the Places tab: give places a point, by hand or by search."""

from __future__ import annotations
