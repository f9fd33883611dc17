"""Only one module uses undocumented Streamlit names, and it works without them."""

from __future__ import annotations

import ast
import sys
from pathlib import Path
from unittest.mock import Mock

import pytest

import geo
from geo.dashboard import streamlit_internals

PACKAGE = Path(geo.__path__[0])
# The command `streamlit` calls `streamlit.web`.
DOCUMENTED = {"streamlit", "streamlit.web"}
INTERNALS = PACKAGE / "dashboard" / "streamlit_internals.py"


def imported_modules(path: Path) -> list[str]:
    """Every module that a file imports, including imports in functions and for type checking."""
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    plain = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    return plain + [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]


def undocumented_imports(path: Path) -> list[str]:
    return [
        f"{path.relative_to(PACKAGE)} imports {name}"
        for name in imported_modules(path)
        if name.split(".")[0] == "streamlit" and name not in DOCUMENTED
    ]


def test_no_other_module_imports_an_undocumented_part_of_streamlit() -> None:
    assert undocumented_imports(INTERNALS) != []
    others = [path for path in sorted(PACKAGE.rglob("*.py")) if path != INTERNALS]
    assert [line for path in others for line in undocumented_imports(path)] == []
    named = [path.name for path in others if '"streamlit.runtime' in path.read_text("utf-8")]
    assert named == []


def test_freeing_an_upload_does_nothing_if_a_streamlit_name_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    upload = Mock(file_id="f")
    context = Mock(session_id="s")
    monkeypatch.setattr("streamlit.runtime.scriptrunner.get_script_run_ctx", lambda: context)
    streamlit_internals.free_upload(upload)
    context.uploaded_file_mgr.remove_file.assert_called_once_with("s", "f")
    del context.uploaded_file_mgr.remove_file
    streamlit_internals.free_upload(upload)
    del context.uploaded_file_mgr
    streamlit_internals.free_upload(upload)
    monkeypatch.setitem(sys.modules, "streamlit.runtime.scriptrunner", None)
    streamlit_internals.free_upload(upload)
