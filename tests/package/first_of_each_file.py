"""A pytest plugin: run the first test of each file, and only import the files of browser tests."""

from __future__ import annotations

from pathlib import Path

import pytest


# After the options `-m` and `-k` have chosen.
@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    seen: set[Path] = set()
    chosen: list[pytest.Item] = []
    others: list[pytest.Item] = []
    for item in items:
        is_first = item.path not in seen and item.get_closest_marker("browser") is None
        (chosen if is_first else others).append(item)
        seen.add(item.path)
    items[:] = chosen
    config.hook.pytest_deselected(items=others)
