"""Add points to the places of a story: found by a search, or chosen by a person."""

from __future__ import annotations
