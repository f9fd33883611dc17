"""The examples in the documentation run, and print what the documentation shows.

A block of code is used by its language:

- `python`: runs; the blocks of a page share their names.
- `pycon`: runs as a doctest.
- `sh`: every `geo` command runs, and must succeed. A command that needs a network or starts a
  server is only parsed.
- `console`: every line after `$` runs; the lines below it are what it must print.
- `json`: a story, which must have no problems. With a file name after `json`, it is only saved, for
  the commands below it.

All of it runs in a temporary folder that has the files of `FILES`.
"""

from __future__ import annotations

import doctest
import json
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest

import geo
from geo.cli import main as cli
from geo.geocoding.online.settings import OnlineSettings
from tests.geocoding.service import running_service

ROOT: Final = Path(__file__).resolve().parents[2]
PAGES: Final = {
    page.relative_to(ROOT).as_posix(): page.read_text("utf-8")
    for page in sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
}
LANGUAGES: Final = {"", "sh", "python", "pycon", "console", "json", "js", "html", "nginx"}
FILES: Final = {
    "names.txt": "LAX\n5th and Fig\n",
    "my-trip.geojson": (
        '{"type": "Feature", "geometry": {"type": "Point", "coordinates": [-118.24, 34.05]},'
        ' "properties": {"title": "Coffee", "date": "1960-05-02"}}'
    ),
}
# A command with one of these arguments needs a network or starts a server.
NEEDS_MORE: Final = ("--online", "serve")


class Block(NamedTuple):
    """A block of code. `file` is the word after the language, if any; `line` counts from 1."""

    language: str
    file: str
    code: str
    line: int


def blocks(text: str) -> list[Block]:
    found = re.finditer(r"^( *)```(\w*)(?: (\S+))?\n(.*?)^\1```$", text, re.DOTALL | re.MULTILINE)
    return [
        Block(
            match[2],
            match[3] or "",
            re.sub(f"^{match[1]}", "", match[4], flags=re.MULTILINE),
            text.count("\n", 0, match.start()) + 1,
        )
        for match in found
    ]


def pages_with(*languages: str) -> list[str]:
    return [
        page for page, text in PAGES.items() if {b.language for b in blocks(text)} & {*languages}
    ]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files that the examples read; it is the current one."""
    # Heat is only beside the examples that name it: with it, `geo geocode` would search its places.
    for name, content in FILES.items():
        (tmp_path / name).write_text(content, "utf-8")
    shutil.copy(ROOT / "events.geojson", tmp_path / "my-story.geojson")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GEO_STORY", raising=False)
    return tmp_path


@pytest.fixture
def local_service(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Online settings that name no server mean one on this machine, which finds nothing."""
    defaults = OnlineSettings.__init__

    def with_local_server(self: OnlineSettings, **given: Any) -> None:
        local = {"endpoint": service.url, "interval_s": 0, "cache_folder": tmp_path / "cache"}
        values: dict[str, Any] = {**local, **given}
        defaults(self, **values)

    with running_service() as service:
        monkeypatch.setattr(OnlineSettings, "__init__", with_local_server)
        yield


def commands(code: str) -> list[list[str]]:
    """The arguments of every `geo` command of a shell block."""
    found = []
    for line in code.replace("\\\n", " ").splitlines():
        words = shlex.split(line, comments=True)
        while words and re.fullmatch(r"[A-Z_]+=.*", words[0]):
            del words[0]
        if words[1:3] == ["-m", "geo"]:
            words[:3] = ["geo"]
        if words and words[0] == "geo":
            found.append(words[1:])
    return found


@pytest.mark.parametrize("document", pages_with("python"))
@pytest.mark.usefixtures("local_service")
def test_python_examples_run(document: str, folder: Path) -> None:
    shutil.copy(ROOT / "events.geojson", folder)
    names: dict[str, Any] = {}
    for block in blocks(PAGES[document]):
        if block.language == "python":
            # The empty lines give an error the line number of the page.
            code = compile("\n" * block.line + block.code, document, "exec")
            exec(code, names)


@pytest.mark.parametrize("document", pages_with("pycon"))
def test_python_sessions_give_what_the_page_shows(document: str, folder: Path) -> None:
    shutil.copy(ROOT / "events.geojson", folder)
    code = "\n".join(block.code for block in blocks(PAGES[document]) if block.language == "pycon")
    test = doctest.DocTestParser().get_doctest(code, {}, document, document, 0)
    assert test.examples
    assert doctest.DocTestRunner().run(test).failed == 0


@pytest.mark.parametrize("document", pages_with("sh"))
def test_commands_succeed(
    document: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert folder.is_dir()
    for block in blocks(PAGES[document]):
        for arguments in commands(block.code) if block.language == "sh" else ():
            if any(word in arguments for word in NEEDS_MORE):
                with monkeypatch.context() as patch:
                    command, _ = cli.COMMANDS[arguments[0]]
                    patch.setattr(command, "run", lambda _: 0)
                    assert cli.main(arguments) == 0
            else:
                status = cli.main(arguments)
                assert (status, arguments) == (0, arguments), capsys.readouterr().err


@pytest.mark.parametrize("document", pages_with("console"))
def test_commands_print_what_the_page_shows(
    document: str, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for block in blocks(PAGES[document]):
        if block.language == "json" and block.file:
            (folder / block.file).write_text(block.code, "utf-8")
        if block.language == "console":
            capfd.readouterr()
            printed = ""
            for line in block.code.splitlines():
                if line.startswith("$ "):
                    cli.main(commands(line[2:])[0])
                    both = capfd.readouterr()
                    printed += f"{line}\n" + both.out + both.err
            # Standard error comes between the lines of standard output, as on a terminal.
            assert sorted(printed.splitlines()) == sorted(block.code.splitlines())


@pytest.mark.parametrize("document", pages_with("json"))
def test_stories_have_no_problems(document: str) -> None:
    for block in blocks(PAGES[document]):
        if block.language == "json" and not block.file:
            story, problems, _ = geo.check(json.loads(block.code))
            assert problems == ()
            assert story is not None
            assert all(event.when.start for event in story.events)


def test_every_block_of_code_has_a_language_that_the_tests_know() -> None:
    unknown = [
        f"{page}:{block.line}: {block.language}"
        for page, text in PAGES.items()
        for block in blocks(text)
        if block.language not in LANGUAGES
    ]
    assert unknown == []
