"""How to install the optional packages of the dashboard."""

from __future__ import annotations

from typing import Final

# The package is not published, so it is installed from the project's folder.
INSTALL_COMMAND: Final = "pip install '.[dashboard]' in the project's folder"
