"""Where the story lies that the dashboard opens with."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

# The environment variable that names another story file.
VARIABLE: Final = "GEO_STORY"


def home_story() -> Path:
    """Return the file that GEO_STORY names, else *Heat*."""
    return Path(os.environ.get(VARIABLE) or shipped_story("events.geojson"))


def shipped_story(name: str) -> Path:
    """Return the story file `name` that ships with the project.

    An installed package has it in this folder; the repository keeps its only copy at the top.
    """
    installed = Path(__file__).parent / name
    return installed if installed.is_file() else Path(__file__).parents[2] / name
