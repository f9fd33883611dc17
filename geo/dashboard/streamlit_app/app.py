"""The dashboard for `geo serve`: shows *Heat*, or the file set in GEO_STORY."""

from __future__ import annotations

from geo.dashboard import home_story, page

page.show(home_story.home_story())
