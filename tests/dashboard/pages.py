"""A small story file, and helpers to read what a page shows and sends without a browser."""

from __future__ import annotations

import json
from typing import Any

from streamlit.testing.v1 import AppTest

from geo.dashboard.session import Session


def event(name: str, start: str, **properties: Any) -> dict[str, Any]:
    """One event of a story file. Its longitude depends on the length of its id."""
    at = [-118.2 - len(name) / 100, 34.0]
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": at},
        "properties": {"id": name, "title": name.title(), "start": start, **properties},
    }


def story_file(title: str = "Small Story", **members: Any) -> dict[str, Any]:
    """A story of three events on two days, three people, two groups and two places."""
    return {
        "type": "FeatureCollection",
        "story": {
            "title": title,
            "timezone": "America/Los_Angeles",
            "day_one": "1995-05-02",
            "groups": [{"id": "crew", "name": "The crew"}, {"id": "police", "name": "The police"}],
            "people": [
                {"id": "neil", "name": "Neil", "actor": "Robert De Niro", "group": "crew"},
                {"id": "hanna", "name": "Hanna", "group": "police"},
                {"id": "kelso", "name": "Kelso"},
            ],
            "sources": [{"id": "book", "title": "A book", "url": "https://example.com/book"}],
            "places": [
                {
                    "id": "diner",
                    "name": "The Diner",
                    "kind": "story",
                    "position": [-118.2, 34.0],
                    "radius_m": 60,
                    "confidence": 0.9,
                    "sources": ["book"],
                },
                {
                    "id": "set",
                    "name": "The Soundstage",
                    "kind": "filming",
                    "position": [-118.3, 34.0],
                    "radius_m": 60,
                    "confidence": 0.9,
                },
            ],
            **members,
        },
        "features": [
            event("arrival", "1995-05-02T06:10", people=["neil"], place="diner", filmed_at="set"),
            event("theft", "1995-05-02T09:00", people=["neil", "hanna"], place="diner"),
            event("farewell", "1995-05-03T10:00", people=["hanna"]),
        ],
    }


def open_tab(page: AppTest, name: str) -> AppTest:
    """Open a tab of the page. Closed tabs have no content."""
    page.session_state["tab"] = name
    return page.run()


def session_of(page: AppTest) -> Session:
    """The session of the page's viewer."""
    state: Session = page.session_state["session"]
    return state


def frame_data(page: AppTest) -> dict[str, Any]:
    """The data that the page last sent to the frame."""
    (frame,) = page.get("bidi_component")
    data: dict[str, Any] = json.loads(frame.proto.json)
    return data


def page_text(page: AppTest) -> str:
    """All text on the page."""
    kinds = ("title", "header", "markdown", "caption", "text", "error", "info")
    return "\n".join(str(getattr(e, "value", "")) for kind in kinds for e in page.get(kind))
