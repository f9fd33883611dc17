"""The examples in the documentation of the analysis give the results that it shows."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
from pathlib import Path

import pytest

from geo import analysis

ROOT = Path(__file__).parents[2]


def run(examples: str, name: str) -> tuple[int, int]:
    """Run the examples of a text. Return the numbers of failed and of all examples."""
    test = doctest.DocTestParser().get_doctest(examples, {}, name, name, 0)
    failed, attempted = doctest.DocTestRunner().run(test)
    return failed, attempted


def test_the_examples_of_the_page_are_right(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(ROOT)
    text = (ROOT / "docs" / "analysis.md").read_text("utf-8")
    # doctest would read the end of a code block as output.
    text = "\n".join("" if line.startswith("```") else line for line in text.splitlines())
    failed, attempted = run(text, "docs/analysis.md")
    assert failed == 0
    assert attempted >= 10


def test_the_page_names_every_public_function_and_docstrings_explain_every_field() -> None:
    text = (ROOT / "docs" / "analysis.md").read_text("utf-8")
    for name in analysis.__all__:
        value = getattr(analysis, name)
        if isinstance(value, type) and not issubclass(value, Exception):
            described = value.__doc__ or ""
            fields = value.__dataclass_fields__  # type: ignore[attr-defined]  # it is a dataclass
            assert [field for field in fields if f"\n        {field}:" not in described] == []
        else:
            assert name in text


def test_the_examples_of_docstrings_are_right(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(ROOT)
    modules = [module.name for module in pkgutil.walk_packages(analysis.__path__, "geo.analysis.")]
    results = {
        name: doctest.testmod(importlib.import_module(name)) for name in ("geo.analysis", *modules)
    }
    assert [name for name, result in results.items() if result.failed] == []
    assert results["geo.analysis"].attempted == 4
