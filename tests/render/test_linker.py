"""Modules become one script: in which order, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.render import linker
from geo.render.linker import LinkError
from tools import check_player


def folder(tmp_path: Path, **modules: str) -> Path:
    """Modules in a folder: `a="…"` is a.js, `sub__b="…"` is sub/b.js."""
    for name, source in modules.items():
        path = tmp_path / f"{name.replace('__', '/')}.js"
        path.parent.mkdir(exist_ok=True)
        path.write_text(source, "utf-8")
    return tmp_path


def test_each_module_comes_after_those_it_imports_from(tmp_path: Path) -> None:
    modules = folder(
        tmp_path,
        main="import { b } from './sub/b.js';\nimport { c } from './c.js';\n\nstart(b, c);\n",
        sub__b="import { c } from '../c.js';\n\nexport const b = c;\n",
        c="// The deepest.\nexport const c = 1;\n",
    )
    assert [module.path for module in linker.ordered(modules, "main.js")] == [
        "c.js",
        "sub/b.js",
        "main.js",
    ]


def test_only_import_and_export_statements_are_removed(tmp_path: Path) -> None:
    modules = folder(
        tmp_path,
        main="// Starts.\nimport {\n  a,\n  b,\n} from './ab.js';\n\na(b);\n",
        ab="export function a() { return 'export const x'; }\nexport const b = 2;\nlet c = 3;\n",
    )
    assert linker.linked(modules, "main.js") == (
        "function a() { return 'export const x'; }\nconst b = 2;\nlet c = 3;\n"
        "\n// Starts.\n\na(b);\n"
    )


def test_a_cycle_is_an_error_that_shows_it(tmp_path: Path) -> None:
    modules = folder(
        tmp_path,
        main="import { a } from './a.js';\n",
        a="import { b } from './b.js';\nexport const a = 1;\n",
        b="import { a } from './a.js';\nexport const b = 1;\n",
    )
    with pytest.raises(LinkError, match=r"a\.js: found an import cycle \(a\.js → b\.js → a\.js\)"):
        linker.linked(modules, "main.js")


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        (
            "import { b } from './a.js';\n",
            "an import of `b` from a.js, expected one of its exports: a",
        ),
        ("import { hidden } from './a.js';\n", "an import of `hidden` from a.js"),
        ("import { a } from './none.js';\n", "no such file"),
        ("import { a } from './a.js';\nconst a = 1;\n", "`a` imported twice, or declared as well"),
        ("import { a, a } from './a.js';\n", "`a` imported twice"),
        ("import { a as b } from './a.js';\n", "`import { a as b } from './a.js';`"),
        ("import * as a from './a.js';\n", "`import * as a"),
        ("import a from './a.js';\n", "`import a from"),
        ("import './a.js';\n", "`import './a.js';`"),
        ("import { a } from 'a';\n", "`import { a } from 'a';`"),
        ("export { a } from './a.js';\n", "`export { a }"),
        ("export default 1;\n", "`export default 1;`"),
        ("export default function main() {}\n", "`export default`, expected named exports only"),
        ("export const { x } = y;\n", "`export const { x } = y;`"),
        ("const [x] = y;\n", "`const [x] = y;`"),
        ("function* x() {}\n", "`function* x() {}`"),
    ],
)
def test_a_statement_that_the_linker_does_not_support_is_an_error_that_shows_it(
    tmp_path: Path, statement: str, found: str
) -> None:
    modules = folder(tmp_path, main=statement, a="export const a = 1;\nconst hidden = 2;\n")
    with pytest.raises(LinkError) as caught:
        linker.linked(modules, "main.js")
    assert f"found {found}" in str(caught.value)


def test_two_modules_may_not_declare_the_same_name(tmp_path: Path) -> None:
    modules = folder(
        tmp_path,
        main="import { a } from './a.js';\n\nfunction step() { a(); }\n",
        a="export function a() {}\n\nconst step = 1;\n",
    )
    with pytest.raises(LinkError, match=r"main\.js: found `step`, which a\.js declares as well"):
        linker.linked(modules, "main.js")


def test_the_default_export_of_an_entry_can_stay(tmp_path: Path) -> None:
    modules = folder(
        tmp_path,
        main="import { a } from './a.js';\n\nexport default function mount() { a(); }\n",
        a="export function a() {}\n",
    )
    assert linker.linked(modules, "main.js", default=True) == (
        "function a() {}\n\n\nexport default function mount() { a(); }\n"
    )


def test_an_unused_module_or_export_is_a_problem(tmp_path: Path) -> None:
    modules = folder(
        tmp_path,
        main="import { a } from './a.js';\n\na();\n",
        a="export function a() {}\nexport const spare = 1;\nexport const tested = 2;\n",
        lost="export const b = 1;\n",
    )
    assert list(linker.problems(modules, "main.js", uses="assert(tested === 2)")) == [
        "lost.js: found a module that main.js does not import, not even indirectly",
        "a.js: found an export of `spare`, which no module imports",
    ]


def test_the_modules_of_the_package_have_no_problem() -> None:
    assert check_player.problems() == []
