"""`python -m geo`: the same as the command `geo`."""

from __future__ import annotations

import sys

from geo.cli.main import main

if __name__ == "__main__":
    sys.exit(main(program="python -m geo"))
