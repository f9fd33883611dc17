"""The state of a viewer's edits to the places of one story."""

from __future__ import annotations

from dataclasses import dataclass, field

from geo.geocoding import Candidate
from geo.geocoding.fill_in.placements import Placement
from geo.story import Place, Position


@dataclass(slots=True)
class PlaceEdits:
    """The viewer's placements for one story, and the place being edited.

    Attributes:
        places: the places of the story, as in its file; empty while another story is shown.
        placements: all placements of each place, oldest first, by its id. The last one applies.
        selected: the id of the place being edited.
        candidates: the search results for it.
        settled: whether the search found exactly one candidate and is certain of it.
        picking: whether the next click on the map moves the place.
        reveals: how often another part of the page opened this view.
        note: a note on the last placement.
        problem: why the last search found nothing.
    """

    places: tuple[Place, ...]
    placements: dict[str, tuple[Placement, ...]] = field(default_factory=dict)
    selected: str | None = None
    candidates: tuple[Candidate, ...] = ()
    settled: bool = False
    picking: bool = False
    reveals: int = 0
    note: str = ""
    problem: str = ""

    def current(self) -> dict[str, Placement]:
        """The placements that apply, by the id of the place."""
        return {id_: history[-1] for id_, history in self.placements.items() if history}

    def selected_place(self) -> Place | None:
        """The place being edited, as in the file."""
        return next((place for place in self.places if place.id == self.selected), None)

    def position(self) -> Position | None:
        """The current position of the place being edited."""
        place, placement = self.selected_place(), self._placement()
        return placement.position if placement else place.position if place else None

    def radius_m(self) -> float | None:
        """The accuracy of that position, in metres. None: not stated."""
        place, placement = self.selected_place(), self._placement()
        return placement.radius_m if placement else place.radius_m if place else None

    def _placement(self) -> Placement | None:
        history = self.placements.get(self.selected or "")
        return history[-1] if history else None
