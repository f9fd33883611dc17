"""The Chromium that the browser tests, the bench and the screenshots use.

`python tools/browser.py` prints its path; `--install` gets one first if there is none.
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
_ADVICE = "no browser: install Chromium or Google Chrome so that it is on the PATH, and try again"


def find_browser() -> str | None:
    """Where a Chromium is: on the PATH, or the one that Playwright downloaded; None if nowhere."""
    for name in _NAMES:
        if found := shutil.which(name):
            return found
    for path in (_MAC, _downloaded()):
        if path is not None and path.exists():
            return str(path)
    return None


def install_browser() -> str | None:
    """Get a Chromium, by the system's package manager if it is Debian's, else by Playwright."""
    if shutil.which("apt-get"):
        _install_by_apt()
    if (found := find_browser()) is None:
        print("Downloading Chromium with Playwright ...", flush=True)
        _quietly([sys.executable, "-m", "playwright", "install", "chromium"])
        found = find_browser()
    return found


def _downloaded() -> Path | None:
    """Where Playwright would keep its own Chromium, whether or not it is there."""
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415  only developers have it
    except ImportError:
        return None
    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path)


def _install_by_apt() -> None:
    """Install Debian's Chromium, as root or by a `sudo` that asks nothing."""
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if prefix and (not shutil.which("sudo") or not _quietly([*prefix, "true"])):
        return
    print("Installing Chromium with apt-get (once) ...", flush=True)
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    # Without a font no text would be drawn, and a slim system has none.
    install = [*apt, "install", "-y", "--no-install-recommends", "chromium", "fonts-liberation"]
    # The package list may be missing or too old to name a file that is still there.
    _ = _quietly(install) or (_quietly([*apt, "update"]) and _quietly(install))


def _quietly(command: list[str]) -> bool:
    """Run a command whose output only matters if all else fails too; whether it went well."""
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def main() -> int:
    """Print where the browser is; with `--install` get one first if need be."""
    found = find_browser()
    if found is None and "--install" in sys.argv[1:]:
        found = install_browser()
    print(found or _ADVICE, file=sys.stdout if found else sys.stderr)
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main())
