"""A pytest plug-in for `make mutants`: saves the duration of each test."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest


class Times:
    """Collects the duration of each test in seconds, by node id: set-up, call and tear-down."""

    def __init__(self, target: Path) -> None:
        self._target = target
        self._seconds: dict[str, float] = defaultdict(float)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Add the duration of one phase of a test."""
        self._seconds[report.nodeid] += report.duration

    def pytest_sessionfinish(self) -> None:
        """Write the durations to the file."""
        self._target.write_text(json.dumps(self._seconds), "utf-8")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option `--times=FILE`: the file for the durations."""
    parser.addoption("--times", type=Path)


def pytest_configure(config: pytest.Config) -> None:
    """Start collecting if the option is given."""
    target = config.getoption("--times")
    if target is not None:
        config.pluginmanager.register(Times(target))
