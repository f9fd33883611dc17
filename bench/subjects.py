"""What is measured: our document, what one would take instead, the limit and the floor."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import geo
from bench import peers
from bench.stories import Scale
from geo import Story

Build = Callable[[Story, Scale], str]


@dataclass(frozen=True, slots=True)
class Subject:
    """One column of the tables. `driver` is a file in bench/pages.

    Attributes:
        build: makes the page's text; None: the page comes from a server of its own.
        linked: it loads libraries by link, which are put beside it.
        served: it comes over HTTP from this machine, since it does not work from the disk.
        plays: its play means something.
    """

    key: str
    name: str
    driver: str
    build: Build | None
    linked: bool = False
    served: bool = False
    plays: bool = True


def _ours(story: Story, _: Scale) -> str:
    return geo.StoryMap(story).to_html()


OURS, FLOOR, LIMIT, SLIDER = "ours", "empty", "canvas", "slider"

# The floor first: a turn begins with what the machine can do just now.
SUBJECTS = (
    Subject(FLOOR, "empty page", "drive-empty.js", peers.empty, plays=False),
    Subject(LIMIT, "bare canvas", "drive-canvas.js", peers.canvas),
    Subject(OURS, "this project", "drive-ours.js", _ours),
    Subject(
        "timestamped", "TimestampedGeoJson", "drive-timestamped.js", peers.timestamped, linked=True
    ),
    Subject("timeline", "Timeline", "drive-timeline.js", peers.timeline, linked=True),
    Subject("tuned", "Timeline tuned", "drive-timeline.js", peers.timeline_tuned, linked=True),
    Subject("plotly", "Plotly", "drive-plotly.js", peers.plotly, served=True),
    Subject("deck", "deck.gl", "drive-deck.js", peers.deck, linked=True),
    Subject(SLIDER, "slider + st_folium", "drive-slider.js", None, served=True),
)
BY_KEY = {subject.key: subject for subject in SUBJECTS}
# Those that somebody would take instead.
PEERS = tuple(subject.key for subject in SUBJECTS if subject.key not in {OURS, FLOOR, LIMIT})
