"""Points for the places of a story: found by search, or chosen by a person."""

from __future__ import annotations
