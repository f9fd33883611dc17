"""The keys of fragments, and of widgets and containers whose values or styles are used elsewhere.

What the page remembers beside its widgets is in session.py.
"""

from __future__ import annotations

from typing import Final

# Filters and place search. These are also the names of the fields in the address of the page.
PEOPLE: Final = "people"
GROUPS: Final = "groups"
DAYS: Final = "days"
PLACE_SEARCH: Final = "place"

# The toolbar. The keys of the upload and of its menu end in a number: see `Session.story_changes`.
STORY_MENU: Final = "story-menu"
UPLOAD: Final = "upload"
BASE_MAP: Final = "tiles"
TILES_URL: Final = "tiles-url"
# Ends in the text that was searched for.
CANDIDATE: Final = "candidate"
FOUND_EVENT: Final = "found-scene"

# The fragments, which can run alone: the player, the line below the filters, the open tab.
PLAYER: Final = "player"
FILTER_STATUS: Final = "filtered"
TABS: Final = "tabs"

# The container of the player. page.css styles it.
STAGE: Final = "stage"

# The tabs.
OPEN_TAB: Final = "tab"
EVENTS_PAGE: Final = "scenes-page"
EVENTS_SEARCH: Final = "scene-words"
# Ends in a number: see `Session.events_table`.
EVENTS_TABLE: Final = "scenes-table"
PEOPLE_TABLE: Final = "people-table"
PLACES_TABLE: Final = "places-table"
# Ends in the key of the story.
PLACES_VIEW: Final = "places-view"

# Points, in the Places tab. page.css styles the first two.
POINTS: Final = "points"
POINTS_DETAIL: Final = "points-detail"
POINTS_SUMMARY: Final = "points-summary"
POINTS_TABLE: Final = "points-table"
POINTS_STATUS: Final = "points-status"
POINTS_SEARCH: Final = "points-words"
# These end in the id of the place, and the first two in the number of its placements as well.
POINTS_RADIUS: Final = "points-radius"
POINTS_CONFIDENCE: Final = "points-confidence"
POINTS_QUERY: Final = "points-query"
POINTS_ONLINE: Final = "points-online"
POINTS_ENDPOINT: Final = "points-endpoint"
