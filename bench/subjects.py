"""What is measured: our document, folium's TimestampedGeoJson of the same story, an empty page."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import folium
from folium.plugins import TimestampedGeoJson

from bench.libraries import localise
from geo import Event, Person, Position, Story, When, Where

PAGES = Path(__file__).resolve().parent / "pages"
ROOT = PAGES.parent.parent


@dataclass(frozen=True, slots=True)
class Subject:
    """One column of the table. `build` makes the page's text; `driver` is a file in bench/pages."""

    name: str
    driver: str
    build: Callable[[], str]
    plays: bool = True


def heat() -> Story:
    """The story that ships with the repository."""
    return Story.read(ROOT / "events.geojson")


def invented(count: int) -> Story:
    """`count` events over seven days in the Los Angeles basin, with ten people; always the same."""
    dice = random.Random(count)  # noqa: S311  nothing secret depends on it
    monday = datetime(1995, 5, 1)
    people = tuple(Person(id=f"p{number}", name=f"Person {number}") for number in range(10))
    starts = sorted(dice.uniform(0, 7 * 86_400) for _ in range(count))
    events = tuple(
        Event(
            id=f"e{number}",
            title=f"Event {number}",
            text="Somebody does something somewhere in the city.",
            when=When(
                start=monday + timedelta(seconds=int(start)),
                end=monday + timedelta(seconds=int(start) + 6 * 3_600),
            ),
            where=Where(path=(Position(dice.uniform(-118.6, -118.0), dice.uniform(33.7, 34.2)),)),
            people=(people[number % 10].id,),
        )
        for number, start in enumerate(starts)
    )
    return Story(title="An invented story", events=events, people=people)


def subjects(story: Story) -> list[Subject]:
    """Everything that is measured with one story, the floor first."""
    return [
        Subject("empty page", "drive-empty.js", _empty, plays=False),
        Subject("this project", "drive-ours.js", lambda: story.map().to_html()),
        Subject("TimestampedGeoJson", "drive-timestamped.js", lambda: timestamped(story)),
    ]


def _empty() -> str:
    return (PAGES / "empty.html").read_text("utf-8")


def timestamped(story: Story) -> str:
    """The story in folium's own player: a step an hour, ten steps a second, no base map."""
    chart = folium.Map(location=(34.0, -118.3), zoom_start=10, tiles=None)
    features = [feature for event in story.events if (feature := _feature(event)) is not None]
    TimestampedGeoJson(
        {"type": "FeatureCollection", "features": features},
        period="PT1H",
        duration="PT6H",
        transition_time=100,
        auto_play=False,
    ).add_to(chart)
    return str(chart.get_root().render())


def _feature(event: Event) -> dict[str, Any] | None:
    """An event as the plugin wants it; None without a pin or a time."""
    if not event.where.is_pinned or event.when.start is None:
        return None
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": list(event.where.path[0])},
        "properties": {
            "times": [event.when.start.isoformat()],
            "popup": f"{event.title}: {event.text}",
            "icon": "circle",
            "iconstyle": {"radius": 5, "color": "#c60", "fillOpacity": 0.8},
        },
    }


def write(subject: Subject, folder: Path) -> tuple[Path, list[str]]:
    """Write a subject's page into `folder`, its libraries beside it.

    Returns the page's path and the addresses that no package could fill.
    """
    folder.mkdir(parents=True)
    html, missing = subject.build(), list[str]()
    if subject.driver == "drive-timestamped.js":
        html, missing = localise(html, folder)
    path = folder / "page.html"
    path.write_text(html, "utf-8")
    return path, missing
