"""Everything public in playback and analysis is used by the product, not only by tests."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from geo import analysis

ROOT = Path(__file__).resolve().parents[2]
# The files that mention playback or analysis. In other files, the same name means something else.
PRODUCT = [
    path
    for path in [*sorted((ROOT / "geo").rglob("*.py")), ROOT / "app.py"]
    if {"playback", "analysis"} & set(re.findall(r"\w+", path.read_text("utf-8")))
]
CHECKED = [path for path in PRODUCT if path.parent.name in {"playback", "analysis"}]


def definitions(body: list[ast.stmt]) -> Iterator[str]:
    """Yield the public names that a module or class defines, including fields and constants."""
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


def used_names(path: Path) -> Iterator[str]:
    """Yield every name that a file reads. Imports and entries of `__all__` do not count."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
            yield node.attr
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            yield node.id


def public_records() -> set[str]:
    """Return the fields and properties of the records that the analysis functions return."""
    kinds = [getattr(analysis, name) for name in analysis.__all__]
    return {name for kind in kinds if isinstance(kind, type) for name in vars(kind)}


def test_the_search_for_definitions_finds_files_and_names() -> None:
    assert {path.name for path in CHECKED} >= {"tracks.py", "pair_distances.py"}
    assert {"payload.py", "workspace.py"} <= {path.name for path in PRODUCT}
    source = (
        "LIMIT = 1\nclass Thing:\n    size: int\n    def grow(self): ...\n    def _hide(self): ..."
    )
    assert list(definitions(ast.parse(source).body)) == ["LIMIT", "Thing", "size", "grow"]


def test_every_public_name_is_used_by_the_product_or_exported() -> None:
    used = {name for path in PRODUCT for name in used_names(path)}
    used |= set(analysis.__all__) | public_records()
    unused = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in CHECKED
        for name in definitions(ast.parse(path.read_text("utf-8")).body)
        if name not in used
    ]
    assert unused == []
