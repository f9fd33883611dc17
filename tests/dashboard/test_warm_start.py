"""What the server prepares before the first page. Each test runs in its own process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# These libraries take long to load.
SLOW = ("branca", "folium", "geo", "geopy", "pandas", "pyarrow", "pydantic", "rapidfuzz", "shapely")
FIRST_PAGE = f"""
import sys
from streamlit.testing.v1 import AppTest
from geo.dashboard import warm_start
warm_start.begin().join()
loaded = set(sys.modules)
import geo.formats
geo.formats.check_content = None  # the page must find the story in the cache
page = AppTest.from_file(sys.argv[1], default_timeout=60).run()
assert not page.exception and not page.error, page
print(sorted(n for n in set(sys.modules) - loaded if n.split(".")[0] in {SLOW}))
"""
WARM_UP = """
import gc
from geo.dashboard import warm_start
warm_start.begin().join()
assert gc.isenabled()
"""


def run(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, str(ROOT / "app.py")],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.integration
def test_after_the_warm_start_the_first_page_loads_no_library_and_reads_no_story() -> None:
    done = run(FIRST_PAGE)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "[]\n"


@pytest.mark.integration
def test_the_warm_start_logs_nothing() -> None:
    done = run(WARM_UP)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.integration
def test_the_warm_start_ignores_a_story_file_that_cannot_be_read(tmp_path: Path) -> None:
    done = run(WARM_UP, GEO_STORY=str(tmp_path / "missing.geojson"))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
