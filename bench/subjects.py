"""The measured subjects: our document, the alternatives, the limit and the floor."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import geo
from bench import moving_peers, peers
from bench.stories import Scale
from geo import Story

Build = Callable[[Story, Scale], str]


@dataclass(frozen=True, slots=True)
class Subject:
    """One column of the tables. `driver` is a file in bench/pages.

    Attributes:
        build: returns the page's text. None: the page comes from its own server.
        linked: the page loads libraries by links, which are replaced by local files.
        served: the page is served over HTTP, because it does not work from disk.
        plays: the page can play.
    """

    key: str
    name: str
    driver: str
    build: Build | None
    linked: bool = False
    served: bool = False
    plays: bool = True


def _by_showing(**builds: Build) -> Build:
    """Return a build that depends on what a story shows; `points` is for all other stories."""

    def build(story: Story, scale: Scale) -> str:
        return builds.get(scale.showing, builds["points"])(story, scale)

    return build


def _ours(story: Story, _: Scale) -> str:
    return geo.StoryMap(story).to_html()


OURS, FLOOR, LIMIT, SLIDER = "ours", "empty", "canvas", "slider"

_TIMESTAMPED = _by_showing(
    points=peers.timestamped,
    tracks=lambda story, _: moving_peers.timestamped_tracks(story),
    areas=lambda story, _: moving_peers.timestamped_areas(story),
)
_DECK = _by_showing(
    points=peers.deck,
    tracks=lambda story, _: moving_peers.deck_tracks(story),
    areas=lambda story, _: moving_peers.deck_areas(story),
)

# The empty page is first, so that each round begins with the current speed of the machine.
SUBJECTS = (
    Subject(FLOOR, "empty page", "drive-empty.js", peers.empty, plays=False),
    Subject(LIMIT, "bare canvas", "drive-canvas.js", peers.canvas),
    Subject(OURS, "this project", "drive-ours.js", _ours),
    Subject("timestamped", "TimestampedGeoJson", "drive-timestamped.js", _TIMESTAMPED, linked=True),
    Subject("timeline", "Timeline", "drive-timeline.js", peers.timeline, linked=True),
    Subject("tuned", "Timeline tuned", "drive-timeline.js", peers.timeline_tuned, linked=True),
    Subject("plotly", "Plotly", "drive-plotly.js", peers.plotly, served=True),
    Subject("deck", "deck.gl", "drive-deck.js", _DECK, linked=True),
    Subject(SLIDER, "slider + st_folium", "drive-slider.js", None, served=True),
)
BY_KEY = {subject.key: subject for subject in SUBJECTS}
# The alternatives that users could choose instead of this project.
PEERS = tuple(subject.key for subject in SUBJECTS if subject.key not in {OURS, FLOOR, LIMIT})
