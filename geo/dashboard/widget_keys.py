"""The keys of fragments, and of widgets and containers that other modules or CSS refer to.

session.py has the state that is not in widgets.
"""

from __future__ import annotations

from typing import Final

# Filters and place search. These are also the names of the fields in the address of the page.
PEOPLE: Final = "people"
GROUPS: Final = "groups"
DAYS: Final = "days"
PLACE_SEARCH: Final = "place"

# The toolbar. The keys of the upload and its menu end with a number; see `Session.story_changes`.
STORY_MENU: Final = "story-menu"
UPLOAD: Final = "upload"
# The key ends with the kind of file.
PLAY_GOOD_EVENTS: Final = "play-good-events"
# These keys end with the kind and the content of the file; see reading_questions.py.
READING_CHOICE: Final = "reading-choice"
READ_STORY: Final = "read-story"
# These keys end with the use of the numbers and the key of the story; see number_choices.py.
NUMBER_CHOICE: Final = "number-choice"
BASE_MAP: Final = "tiles"
TILES_URL: Final = "tiles-url"
# The key ends with the search text.
CANDIDATE: Final = "candidate"
FOUND_EVENT: Final = "found-scene"

# The fragments, which can rerun alone: the player, the line below the filters, the open tab.
PLAYER: Final = "player"
FILTER_STATUS: Final = "filtered"
TABS: Final = "tabs"

# The container of the player. page.css styles it.
STAGE: Final = "stage"

# The tabs.
OPEN_TAB: Final = "tab"
EVENTS_PAGE: Final = "scenes-page"
EVENTS_SEARCH: Final = "scene-words"
# The key ends with a number; see `Session.events_table`.
EVENTS_TABLE: Final = "scenes-table"
PEOPLE_TABLE: Final = "people-table"
PLACES_TABLE: Final = "places-table"
# The key ends with the key of the story.
PLACES_VIEW: Final = "places-view"

# Points, in the Places tab. page.css styles the first two.
POINTS: Final = "points"
POINTS_DETAIL: Final = "points-detail"
POINTS_SUMMARY: Final = "points-summary"
POINTS_TABLE: Final = "points-table"
POINTS_STATUS: Final = "points-status"
POINTS_SEARCH: Final = "points-words"
# These keys end with the id of the place. The first two also end with the number of its placements.
POINTS_RADIUS: Final = "points-radius"
POINTS_CONFIDENCE: Final = "points-confidence"
POINTS_QUERY: Final = "points-query"
POINTS_ONLINE: Final = "points-online"
POINTS_ENDPOINT: Final = "points-endpoint"
