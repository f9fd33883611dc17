"""From the matches of a query to one answer, or to ranked candidates."""

from __future__ import annotations
