"""Find or install browsers: Chromium for tests, benchmark and screenshots, Firefox for tests.

The tests prefer Chromium's headless shell: the same engine without a user interface.

`python tools/browser.py` prints the path of Chromium. With `--firefox`, Firefox is needed as well.
`--install` first installs what is missing.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

# Containers often have no user namespace for Chromium's sandbox, and little shared memory.
LAUNCH_ARGS = ("--no-sandbox", "--disable-dev-shm-usage")

# Chromium without a user interface: a page opens with 40% less work.
_SHELL_NAMES = ("chromium-headless-shell", "chrome-headless-shell")
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
# The folders of Playwright's downloads on Linux and macOS, and the paths of the program in them.
_DOWNLOADS = (Path.home() / ".cache/ms-playwright", Path.home() / "Library/Caches/ms-playwright")
_SHELL_PROGRAMS = ("chromium_headless_shell-*/*/*headless*shell",)
_PROGRAMS = ("chromium-*/chrome-linux*/chrome", "chromium-*/chrome-mac*/*.app/Contents/MacOS/*")
_FIREFOX_NAMES = ("firefox-esr", "firefox")
_FIREFOX_MAC = Path("/Applications/Firefox.app/Contents/MacOS/firefox")
# Playwright's name for a Firefox that Mozilla or a distribution built. It controls this one through
# WebDriver BiDi; the Firefox that Playwright downloads has a protocol of its own.
FIREFOX_CHANNEL = "moz-firefox"
# The oldest version that the tests ran in. The long-term release before it, 140, does not have all
# commands of WebDriver BiDi that Playwright sends.
OLDEST_FIREFOX = 153
# Debian packages. Small systems have no fonts, and Chromium cannot draw text without one.
_BROWSER = ("chromium", "fonts-liberation")
_SHELL = "chromium-headless-shell"
_FIREFOX = "firefox-esr"
_DRIVER = ("libatomic1",)


def find_browser() -> str | None:
    """Return the path of a Chromium: on the PATH, or downloaded by Playwright. None: not found."""
    if found := _find_program(_NAMES):
        return found
    return str(_MAC) if _MAC.exists() else _find_download(_PROGRAMS)


def find_test_browser() -> str | None:
    """Return the path of the browser for the tests: a headless shell, else any Chromium."""
    return _find_shell() or find_browser()


def find_firefox() -> str | None:
    """Return the path of a Firefox that is new enough. None: not found."""
    found = _find_program(_FIREFOX_NAMES) or (str(_FIREFOX_MAC) if _FIREFOX_MAC.exists() else None)
    return found if found and _firefox_version(found) >= OLDEST_FIREFOX else None


def _firefox_version(path: str) -> int:
    """Return the major version of a Firefox. 0: it does not start."""
    printed = subprocess.run([path, "--version"], capture_output=True, text=True, check=False)
    match = re.search(r"Firefox (\d+)", printed.stdout)
    return int(match[1]) if match else 0


def _find_shell() -> str | None:
    return _find_program(_SHELL_NAMES) or _find_download(_SHELL_PROGRAMS)


def _find_program(names: Sequence[str]) -> str | None:
    return next((found for name in names if (found := shutil.which(name))), None)


def _find_download(programs: Sequence[str]) -> str | None:
    # The newest download: the folder names have ascending numbers.
    downloaded = [
        path for home in _DOWNLOADS for program in programs for path in home.glob(program)
    ]
    return str(max(downloaded)) if downloaded else None


def install_firefox() -> None:
    """Install Firefox or a newer version of it, on Debian with apt-get."""
    if find_firefox() is None and shutil.which("apt-get"):
        _apt_install([_FIREFOX], is_installed=lambda: find_firefox() is not None)


def install_missing() -> None:
    """Install Chromium and the dependencies of Playwright, on Debian with apt-get."""
    missing = [] if find_browser() else [*_BROWSER]
    missing += [] if _driver_starts() else [*_DRIVER]
    if shutil.which("apt-get"):
        if missing:
            _apt_install(missing)
        if _find_shell() is None and _may_have_package(_SHELL):
            # Separately: not every distribution has this package, and the tests run without it.
            _apt_install([_SHELL])
    if find_browser() is None:
        print("Downloading Chromium with Playwright ...", flush=True)
        _run_quietly([sys.executable, "-m", "playwright", "install", "chromium"])


def _driver_starts() -> bool:
    return _run_quietly([sys.executable, "-m", "playwright", "--version"])


def _may_have_package(package: str) -> bool:
    """Whether the distribution has a package. True if its package list is missing."""
    has_list = any(Path("/var/lib/apt/lists").glob("*Packages*"))
    return not has_list or _run_quietly(["apt-cache", "show", package])


def _apt_install(
    packages: Sequence[str], *, is_installed: Callable[[], bool] = lambda: True
) -> None:
    """Install Debian packages, as root or with a `sudo` that needs no password.

    Args:
        packages: the names of the packages.
        is_installed: whether the installed version is new enough.
    """
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if prefix and (not shutil.which("sudo") or not _run_quietly([*prefix, "true"])):
        return
    print(f"Installing {', '.join(packages)} with apt-get (once) ...", flush=True)
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    install = [*apt, "install", "-y", "--no-install-recommends", *packages]
    # The package list can be missing or out of date, so update it and try again.
    if not (_run_quietly(install) and is_installed()):
        _ = _run_quietly([*apt, "update"]) and _run_quietly(install)


def _run_quietly(command: list[str]) -> bool:
    """Run a command without showing its output. Returns whether it succeeded."""
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def main() -> int:
    """Print the paths of the browsers, or one line that says how to install what is missing."""
    installing, with_firefox = "--install" in sys.argv[1:], "--firefox" in sys.argv[1:]
    if installing:
        install_missing()
        if with_firefox:
            install_firefox()
    browser, firefox = find_test_browser(), find_firefox() if with_firefox else None
    missing = ""
    if browser is None:
        missing = "No browser found: install Chromium or Google Chrome"
    elif with_firefox and firefox is None:
        missing = f"No Firefox {OLDEST_FIREFOX} or newer found: install or update Firefox"
    elif installing and not _driver_starts():
        missing = "Playwright does not start: install the package libatomic1"
    if missing:
        print(f"{missing}, then try again.", file=sys.stderr)
        return 1
    print(f"Browser: {browser}")
    if firefox:
        print(f"Firefox: {firefox}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
