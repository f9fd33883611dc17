"""How long an event has the card: the time that a viewer needs to find and read it."""

from __future__ import annotations

from geo.story import Event

# Silent reading of English non-fiction: 238 words a minute. Brysbaert (2019), "How many words do we
# read per minute? A review and meta-analysis of reading rate", Journal of Memory and Language 109.
WORDS_PER_S = 238 / 60
# Time to find the card and the place on the map before reading starts. Our own choice.
SETTLE_S = 1.5
SHORTEST_DWELL_S = 2.0
LONGEST_DWELL_S = 12.0
IMPORTANCE_SCALE = {1: 0.8, 2: 1.0, 3: 1.25}


def dwell_s(event: Event) -> float:
    """Return the playing seconds (2 to 12) that a viewer needs to find and read an event's card."""
    words = len(event.title.split()) + len(event.text.split())
    wanted = (SETTLE_S + words / WORDS_PER_S) * IMPORTANCE_SCALE.get(event.importance, 1.0)
    return min(max(wanted, SHORTEST_DWELL_S), LONGEST_DWELL_S)
