"""The dashboard, as `geo serve` starts it: *Heat*, or the file that GEO_STORY names."""

from __future__ import annotations

from geo.dashboard import home_story, page

page.show(home_story.home_story())
