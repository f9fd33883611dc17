"""The libraries that folium's player loads from the network, put beside its page instead.

Each comes out of the npm package of the same version (or the nearest one published), is kept under
bench/.cache, and is loaded from disk: the best case for the alternative, no download is counted.
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
    """The alternative's libraries cannot be had, so it cannot be measured."""


def localise(html: str, folder: Path) -> str:
    """Let a page load its libraries from files in `folder`; the page with links to them.

    What no package has becomes an empty file, which spares the alternative its cost.

    Raises:
        LibrariesError: A script is missing, without which the page would not work.
    """
    packages: dict[str, list[str]] = json.loads((HERE / "libraries.json").read_text("utf-8"))
    for number, url in enumerate(dict.fromkeys(_LINK.findall(html))):
        name = f"{number:02}-{url.rsplit('/', 1)[1]}"
        if url in packages:
            shutil.copyfile(file_of(packages[url]), folder / name)
        elif url.endswith(".js"):
            raise LibrariesError(f"no package is known for {url}")
        else:
            (folder / name).write_text("")
        html = html.replace(f'"{url}"', f'"{name}"')
    return html


def can_be_had() -> None:
    """Say at once, rather than in the middle of a run, that libraries cannot be fetched.

    Raises:
        LibrariesError: Some are not here yet, and there is no npm.
    """
    packages: dict[str, list[str]] = json.loads((HERE / "libraries.json").read_text("utf-8"))
    for package, _ in packages.values():
        if not _folder_of(package).is_dir():
            _need_npm(package)


def file_of(place: list[str]) -> Path:
    """The file that stands at `[package, path in it]`."""
    return _unpacked(place[0]) / place[1]


def _folder_of(package: str) -> Path:
    return CACHE / re.sub(r"[^\w.-]", "_", package)


def _need_npm(package: str) -> None:
    if shutil.which("npm") is None:
        raise LibrariesError(
            f"{package} comes from npm, and there is no `npm` here: install Node.js with npm"
        )


def _unpacked(package: str) -> Path:
    """The folder of an npm package (`name@version`), fetched once."""
    folder = _folder_of(package)
    if not folder.is_dir():
        _need_npm(package)
        CACHE.mkdir(exist_ok=True)
        call = ["npm", "pack", "--silent", "--pack-destination", str(CACHE), package]
        done = subprocess.run(call, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise LibrariesError(f"npm could not fetch {package}")
        archive = CACHE / done.stdout.strip().splitlines()[-1]
        with tarfile.open(archive) as tar:
            tar.extractall(folder, filter="data")
        archive.unlink()
    # npm names the folder inside "package"; a few old ones are named for themselves.
    return next(child for child in folder.iterdir() if child.is_dir())
