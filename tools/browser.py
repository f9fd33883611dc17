"""Find or install Chromium, for the browser tests, the benchmark and the screenshots.

`python tools/browser.py` prints its path. `--install` first installs what is missing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

# Containers often have no user namespace for Chromium's sandbox, and little shared memory.
LAUNCH_ARGS = ("--no-sandbox", "--disable-dev-shm-usage")

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
# The folders of Playwright's downloads on Linux and macOS, and the paths of the program in them.
_DOWNLOADS = (Path.home() / ".cache/ms-playwright", Path.home() / "Library/Caches/ms-playwright")
_PROGRAMS = ("chromium-*/chrome-linux*/chrome", "chromium-*/chrome-mac*/*.app/Contents/MacOS/*")
# Debian packages. Small systems have no fonts, and Chromium cannot draw text without one.
_BROWSER = ("chromium", "fonts-liberation")
_DRIVER = ("libatomic1",)


def find_browser() -> str | None:
    """Return the path of a Chromium: on the PATH, or downloaded by Playwright. None: not found."""
    for name in _NAMES:
        if found := shutil.which(name):
            return found
    if _MAC.exists():
        return str(_MAC)
    # The newest download: the folder names have ascending numbers.
    downloaded = [path for home in _DOWNLOADS for kind in _PROGRAMS for path in home.glob(kind)]
    return str(max(downloaded)) if downloaded else None


def install_missing() -> None:
    """Install a browser and the dependencies of Playwright, on Debian with apt-get."""
    missing = [] if find_browser() else [*_BROWSER]
    missing += [] if _driver_starts() else [*_DRIVER]
    if missing and shutil.which("apt-get"):
        _apt_install(missing)
    if find_browser() is None:
        print("Downloading Chromium with Playwright ...", flush=True)
        _run_quietly([sys.executable, "-m", "playwright", "install", "chromium"])


def _driver_starts() -> bool:
    return _run_quietly([sys.executable, "-m", "playwright", "--version"])


def _apt_install(packages: list[str]) -> None:
    """Install Debian packages, as root or with a `sudo` that needs no password."""
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if prefix and (not shutil.which("sudo") or not _run_quietly([*prefix, "true"])):
        return
    print(f"Installing {', '.join(packages)} with apt-get (once) ...", flush=True)
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    install = [*apt, "install", "-y", "--no-install-recommends", *packages]
    # The package list can be missing or out of date, so update it and try again.
    _ = _run_quietly(install) or (_run_quietly([*apt, "update"]) and _run_quietly(install))


def _run_quietly(command: list[str]) -> bool:
    """Run a command without showing its output. Returns whether it succeeded."""
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def main() -> int:
    """Print the path of the browser, or one line that says how to install it."""
    installing = "--install" in sys.argv[1:]
    if installing:
        install_missing()
    browser = find_browser()
    if browser is None:
        print(
            "No browser found: install Chromium or Google Chrome, then try again.", file=sys.stderr
        )
        return 1
    if installing and not _driver_starts():
        print(
            "Playwright does not start: install the package libatomic1, then try again.",
            file=sys.stderr,
        )
        return 1
    print(f"Browser: {browser}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
