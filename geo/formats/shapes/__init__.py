"""Read geometries: points, lines and areas."""

from __future__ import annotations
