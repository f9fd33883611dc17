"""The documentation: its links, the files that it names and the make targets."""

from __future__ import annotations

import re

from tests.house.repository import ROOT, name

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "bench").glob("*.md")])


def test_every_link_between_the_documents_has_a_target() -> None:
    broken = []
    for page in PAGES:
        text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
        links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", text) + re.findall(r'src="([^"]+)"', text)
        broken += [
            f"{name(page)}: {link}"
            for link in links
            if not link.startswith(("http:", "https:")) and not (page.parent / link).exists()
        ]
    assert broken == []


def test_every_file_that_the_documentation_names_exists() -> None:
    pages = [ROOT / "docs" / name for name in ("how-it-works.md", "decisions.md", "hosting.md")]
    named = {
        path
        for page in [*pages, ROOT / "CONTRIBUTING.md"]
        for path in re.findall(r"`([.\w]+/[\w./]*)`", page.read_text("utf-8"))
        if not path.startswith(("http", "text/"))
    }
    assert len(named) > 100
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []


def test_every_module_that_how_it_works_names_without_its_folder_exists() -> None:
    page = (ROOT / "docs/how-it-works.md").read_text("utf-8")
    names = set(re.findall(r"`([\w]+\.(?:py|js))`", page))
    files = {path.name for path in (ROOT / "geo").rglob("*.*")}
    assert len(names) > 5
    assert sorted(names - files) == []


def test_the_readme_names_make_targets_that_exist() -> None:
    named = set(re.findall(r"\bmake ([a-z-]+)", (ROOT / "README.md").read_text("utf-8")))
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    assert {"run", "test"} <= named <= targets
