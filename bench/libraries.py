"""Replace the libraries that folium's pages load from the network by local files.

Each file comes from the npm package of the same version (or the nearest published one). The
packages are cached in bench/.cache. Pages load the files from disk, which is the best case for the
alternatives, because no download is measured.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tarfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
CACHE = HERE / ".cache"
_LINK = re.compile(r'(?:src|href)="(https?://[^"]+)"')


class LibrariesError(RuntimeError):
    """A library of an alternative is not available, so the alternative cannot be measured."""


def localise(html: str, folder: Path) -> str:
    """Copy the libraries of a page to `folder`. Return the page with links to these files.

    A file without a known package becomes an empty file, which costs the alternative no time.

    Raises:
        LibrariesError: no package is known for a script, which the page needs.
    """
    packages: dict[str, list[str]] = json.loads((HERE / "libraries.json").read_text("utf-8"))
    for number, url in enumerate(dict.fromkeys(_LINK.findall(html))):
        name = f"{number:02}-{url.rsplit('/', 1)[1]}"
        if url in packages:
            shutil.copyfile(file_of(packages[url]), folder / name)
        elif url.endswith(".js"):
            raise LibrariesError(
                f"{url} has no entry in bench/libraries.json; add the npm package and the file"
            )
        else:
            (folder / name).write_text("")
        html = html.replace(f'"{url}"', f'"{name}"')
    return html


def require_libraries() -> None:
    """Check at the start of a run that all libraries are available.

    Raises:
        LibrariesError: a package is not cached yet, and npm is not installed.
    """
    packages: dict[str, list[str]] = json.loads((HERE / "libraries.json").read_text("utf-8"))
    for package, _ in packages.values():
        if not _folder_of(package).is_dir():
            _need_npm(package)


def file_of(place: list[str]) -> Path:
    """Return the local file of `[package, path in the package]`."""
    return _unpack(place[0]) / place[1]


def _folder_of(package: str) -> Path:
    return CACHE / re.sub(r"[^\w.-]", "_", package)


def _need_npm(package: str) -> None:
    if shutil.which("npm") is None:
        raise LibrariesError(
            f"{package} comes from npm, but `npm` was not found; install Node.js with npm"
        )


def _unpack(package: str) -> Path:
    """Return the folder of an npm package (`name@version`). Download it if it is not cached."""
    folder = _folder_of(package)
    if not folder.is_dir():
        _need_npm(package)
        CACHE.mkdir(exist_ok=True)
        call = ["npm", "pack", "--silent", "--pack-destination", str(CACHE), package]
        done = subprocess.run(call, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise LibrariesError(f"npm could not download {package}; check the network connection")
        archive = CACHE / done.stdout.strip().splitlines()[-1]
        with tarfile.open(archive) as tar:
            tar.extractall(folder, filter="data")
        archive.unlink()
    # The folder in the archive is called "package". A few old packages use their own name.
    return next(child for child in folder.iterdir() if child.is_dir())
