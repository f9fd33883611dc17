"""The command line: `geo check`, `geo export`, `geo geocode`, `geo locate`."""

from __future__ import annotations
