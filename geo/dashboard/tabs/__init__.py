"""The tabs below the player, one module or package per tab."""

from __future__ import annotations
