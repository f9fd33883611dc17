"""Read files with other field names than those of this project."""

from __future__ import annotations
