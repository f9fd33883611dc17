"""Every widget asks for its own run: a report of the player in the same moment would take it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import geo.dashboard

FILES = sorted(Path(geo.dashboard.__path__[0]).glob("*.py"))
# What asks for a run when it is used, and the argument that names what is called then.
ASKS = {
    "button": "on_click",
    "download_button": "on_click",
    "dataframe": "on_select",
    **dict.fromkeys(
        (
            *("checkbox", "file_uploader", "multiselect", "number_input", "pagination", "pills"),
            *("radio", "segmented_control", "selectbox", "slider", "tabs", "text_input", "toggle"),
        ),
        "on_change",
    ),
}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.stem))
def test_every_widget_has_a_callback(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        wanted = ASKS.get(node.func.attr)
        if wanted and isinstance(node.func.value, ast.Name) and node.func.value.id == "st":
            given = {keyword.arg for keyword in node.keywords}
            assert wanted in given, f"{path.name}:{node.lineno} {ast.unparse(node)[:60]}"
