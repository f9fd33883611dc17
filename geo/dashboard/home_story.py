"""Finds the story file that the dashboard opens first."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

# The environment variable with the path of another story file.
VARIABLE: Final = "GEO_STORY"


def home_story() -> Path:
    """Return the path in GEO_STORY, or *Heat* if it is not set."""
    return Path(os.environ.get(VARIABLE) or shipped_story("events.geojson"))


def shipped_story(name: str) -> Path:
    """Return the path of a story file that ships with the project.

    An installed package has it in this folder; the repository has it in its top folder.
    """
    installed = Path(__file__).parent / name
    return installed if installed.is_file() else Path(__file__).parents[2] / name
