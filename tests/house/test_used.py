"""Nothing public in playback and analysis is there for the tests alone."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from geo import analysis

ROOT = Path(__file__).resolve().parents[2]
# The files of the product that can use them at all: in others the same name is another thing.
PRODUCT = [
    path
    for path in [*sorted((ROOT / "geo").rglob("*.py")), ROOT / "app.py"]
    if {"playback", "analysis"} & set(re.findall(r"\w+", path.read_text("utf-8")))
]
CHECKED = [path for path in PRODUCT if path.parent.name in {"playback", "analysis"}]


def definitions(body: list[ast.stmt]) -> Iterator[str]:
    """The public names that a module or a class defines, fields and constants included."""
    for node in body:
        names: list[str] = []
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names = [node.name]
        elif isinstance(node, ast.Assign):
            names = [target.id for target in node.targets if isinstance(target, ast.Name)]
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names = [node.target.id]
        yield from (name for name in names if not name.startswith("_"))
        if isinstance(node, ast.ClassDef):
            yield from definitions(node.body)


def uses(path: Path) -> Iterator[str]:
    """Every name that a file reads. An import alone, or a place in `__all__`, is no use."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
            yield node.attr
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            yield node.id


def public_records() -> set[str]:
    """The fields and properties of the records that the analysis answers with."""
    kinds = [getattr(analysis, name) for name in analysis.__all__]
    return {name for kind in kinds if isinstance(kind, type) for name in vars(kind)}


def test_the_search_finds_files_and_names() -> None:
    assert {path.name for path in CHECKED} >= {"tracks.py", "pair_distances.py"}
    assert {"payload.py", "workspace.py"} <= {path.name for path in PRODUCT}
    source = (
        "LIMIT = 1\nclass Thing:\n    size: int\n    def grow(self): ...\n    def _hide(self): ..."
    )
    assert list(definitions(ast.parse(source).body)) == ["LIMIT", "Thing", "size", "grow"]


def test_everything_public_is_used_by_the_product_or_answers_users() -> None:
    used = {name for path in PRODUCT for name in uses(path)}
    used |= set(analysis.__all__) | public_records()
    unused = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in CHECKED
        for name in definitions(ast.parse(path.read_text("utf-8")).body)
        if name not in used
    ]
    assert unused == []
