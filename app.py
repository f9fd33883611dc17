"""The dashboard, as `streamlit run app.py` starts it: *Heat*, or the file that GEO_STORY names."""

from __future__ import annotations

from pathlib import Path

from geo.dashboard import page, prewarm

page.show(prewarm.home(Path(__file__).parent))
