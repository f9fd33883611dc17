"""The Chromium that the browser tests, the bench and the screenshots use.

`python tools/browser.py` prints its path; `--install` gets what is missing first.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

# In a container there is often no user namespace for Chromium's sandbox and little shared memory.
LAUNCH_ARGS = ("--no-sandbox", "--disable-dev-shm-usage")

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
# Where Playwright keeps what it downloads, on Linux and on a Mac, and the program in it.
_DOWNLOADS = (Path.home() / ".cache/ms-playwright", Path.home() / "Library/Caches/ms-playwright")
_PROGRAMS = ("chromium-*/chrome-linux*/chrome", "chromium-*/chrome-mac*/*.app/Contents/MacOS/*")
# Debian's packages. Without a font no text is drawn, and a slim system has none.
_BROWSER = ("chromium", "fonts-liberation")
_DRIVER = ("libatomic1",)


def find_browser() -> str | None:
    """Where a Chromium is: on the PATH, or one that Playwright downloaded; None if nowhere."""
    for name in _NAMES:
        if found := shutil.which(name):
            return found
    if _MAC.exists():
        return str(_MAC)
    # The newest of what was downloaded: the folders carry rising numbers.
    downloaded = [path for home in _DOWNLOADS for kind in _PROGRAMS for path in home.glob(kind)]
    return str(max(downloaded)) if downloaded else None


def install_missing() -> None:
    """Get a browser and what Playwright needs to start, from Debian if this is one."""
    wanted = [] if find_browser() else [*_BROWSER]
    wanted += [] if _driver_starts() else [*_DRIVER]
    if wanted and shutil.which("apt-get"):
        _apt_install(wanted)
    if find_browser() is None:
        print("Downloading Chromium with Playwright ...", flush=True)
        _quietly([sys.executable, "-m", "playwright", "install", "chromium"])


def _driver_starts() -> bool:
    return _quietly([sys.executable, "-m", "playwright", "--version"])


def _apt_install(packages: list[str]) -> None:
    """Install Debian's packages, as root or by a `sudo` that asks nothing."""
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if prefix and (not shutil.which("sudo") or not _quietly([*prefix, "true"])):
        return
    print(f"Installing {', '.join(packages)} with apt-get (once) ...", flush=True)
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    install = [*apt, "install", "-y", "--no-install-recommends", *packages]
    # The package list may be missing, or too old to name a file that is still there.
    _ = _quietly(install) or (_quietly([*apt, "update"]) and _quietly(install))


def _quietly(command: list[str]) -> bool:
    """Run a command whose output nobody needs; whether it went well."""
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def main() -> int:
    """Print where the browser is, or in one line what to do about it."""
    installing = "--install" in sys.argv[1:]
    if installing:
        install_missing()
    found = find_browser()
    if found is None:
        print("No browser: install Chromium or Google Chrome, and try again.", file=sys.stderr)
        return 1
    if installing and not _driver_starts():
        print("Playwright does not start: install libatomic (libatomic1).", file=sys.stderr)
        return 1
    print(f"Browser: {found}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
