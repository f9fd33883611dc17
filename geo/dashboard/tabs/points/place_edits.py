"""What a viewer has done to the places of one story, and is about to do."""

from __future__ import annotations

from dataclasses import dataclass, field

from geo.geocoding import Candidate
from geo.geocoding.fill_in.placements import Placement
from geo.story import Place, Position


@dataclass(slots=True)
class PlaceEdits:
    """The viewer's placements of one story, kept for the session, and the place being edited.

    Attributes:
        places: the places of the story, as its file has them; empty while another story is shown.
        placements: for each place, by its id, all placements in turn; the last one counts.
        selected: the id of the place being edited.
        candidates: what the search found for it.
        settled: the search found one candidate, and no other meaning is possible.
        picking: the next click on the map places it.
        reveals: how often the viewer was led here from elsewhere on the page.
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
        """The placements that count, by the place's id."""
        return {id_: history[-1] for id_, history in self.placements.items() if history}

    def selected_place(self) -> Place | None:
        """The place being edited, as the file has it."""
        return next((place for place in self.places if place.id == self.selected), None)

    def position(self) -> Position | None:
        """Where the place being edited is now."""
        place, placement = self.selected_place(), self._placement()
        return placement.position if placement else place.position if place else None

    def radius_m(self) -> float | None:
        """How far off that may be, in metres."""
        place, placement = self.selected_place(), self._placement()
        return placement.radius_m if placement else place.radius_m if place else None

    def _placement(self) -> Placement | None:
        history = self.placements.get(self.selected or "")
        return history[-1] if history else None
