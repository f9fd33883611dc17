"""The timeline and the tracks as plain JSON values, in the structure that the player reads."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from geo.playback.time_scales import TimeScale, midnight_s
from geo.playback.timelines import Timeline
from geo.playback.tracks import Track

# The names of the time scales in the player's data.
_PLAYER_NAMES: dict[TimeScale, str] = {
    "story": "story",
    "film": "film",
    "further": "further",
    "order": "telling",
}


def timeline_json(timeline: Timeline, tracks: Iterable[Track]) -> dict[str, Any]:
    """Return all playback data for the player as JSON values. No value is rounded.

    In the result, `tracks[p]` are the sightings k of person p. `gaps` are the gaps, with what their
    lengths are measured between (`GapLength`). `labels` says how times are written: its `day_one`
    is the midnight of that day in seconds of story time, or None, `clock` or `counter` (see
    `DayNames`), and its `unit` the finest unit of a time of day (left out: minutes). `is_elapsed`
    (left out: false) says that times of day have no meaning, so that a gap is no night.
    """
    axis, day_one = timeline.axis, timeline.day_one
    return {
        "clock": _PLAYER_NAMES[timeline.time_scale],
        "order": list(timeline.order),
        "starts": _short(timeline.starts),
        "ends": _short(timeline.ends),
        "cues": _short(timeline.cues),
        "duration": _short([timeline.duration_s])[0],
        "knots": {"times": _short(axis.times), "seconds": _short(axis.seconds)},
        "gaps": [
            {"from": from_s, "to": to_s, "times": _short(length[:2]), "precision": length.precision}
            for (from_s, to_s), length in zip(axis.gaps, timeline.gap_lengths, strict=True)
        ],
        "labels": {
            "day_one": midnight_s(day_one) if isinstance(day_one, date) else day_one,
            "precision": timeline.precision,
            **({} if timeline.clock_unit == "minute" else {"unit": timeline.clock_unit}),
            **({"is_elapsed": True} if timeline.is_elapsed else {}),
        },
        "tracks": [list(track.sightings) for track in tracks],
    }


def _short(numbers: Iterable[float]) -> list[float]:
    # Whole numbers lose ".0": two bytes each, for up to a hundred thousand numbers.
    return [int(number) if number.is_integer() else number for number in numbers]
