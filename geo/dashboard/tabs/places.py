"""The Places tab: a view of set and filming locations, and a view to edit points."""

from __future__ import annotations

from geo.dashboard import session
from geo.dashboard.stories import ShownStory
from geo.dashboard.tabs import place_pairs
from geo.dashboard.tabs.points import points_view


def title(_: ShownStory) -> str:
    """Return the label of the tab."""
    return session.PLACES_TAB


def show(shown: ShownStory) -> None:
    """Show the choice between the two views, and the selected view."""
    if points_view.select_view(shown.original):
        points_view.show(shown)
    else:
        place_pairs.show(shown)
