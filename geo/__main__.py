"""`python -m geo`: see `geo.cli`."""

from __future__ import annotations

import sys

from geo.cli.commands import main

if __name__ == "__main__":
    sys.exit(main())
