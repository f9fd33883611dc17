"""The figures as a table, printed and kept in bench/README.md."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

README = Path(__file__).resolve().parent / "README.md"

# Key, what it is, how it is written, and what we want to reach.
ROWS = (
    ("build_ms", "story → page, ms", ".0f", "< 300"),
    ("page_kb", "the file, KB", ",.0f", "≤ 600"),
    ("all_kb", "with the libraries it loads, KB", ",.0f", "≤ 600"),
    ("requests", "requests besides the file", ".0f", "0"),
    ("console", "console messages on opening", ".0f", "0"),
    ("usable_ms", "opening → map drawn, slider usable, ms", ".0f", "< 280"),
    ("scrub_work_p50", "a jump: its own work, median, ms", ".1f", ""),
    ("scrub_work_p95", "a jump: its own work, 95th percentile, ms", ".1f", "< 4"),
    ("scrub_frames_p50", "a jump: input → two frames, median, ms", ".0f", "the floor"),
    ("scrub_frames_p95", "a jump: input → two frames, 95th percentile, ms", ".0f", "floor + 17"),
    ("play_fps", "playing: frames a second", ".0f", "60"),
    ("play_states", "playing: different states a second", ".0f", "≥ 50"),
    ("play_slow_frames", "playing: frames over 50 ms, all rounds", ".0f", "0"),
    ("heap_mb", "JavaScript heap after playing, MB", ".1f", ""),
    ("heap_growth_mb", "its growth while playing, MB", "+.2f", "< 1"),
)


def table(about: dict[str, Any], figures: dict[str, dict[str, Any]]) -> str:
    """A Markdown table: a row for each figure, a column for each subject."""
    names = list(figures)
    made = (
        f"{about['story']}, {about['events']:,} events; {about['when']}; {about['machine']}; "
        f"{about['rounds']} rounds in turns, {about['play_seconds']:.0f} s of play in the last."
    )
    lines = [
        made,
        "",
        f"| | {' | '.join(names)} | to reach |",
        f"|---|{'---:|' * len(names)}---:|",
    ]
    for key, label, form, goal in ROWS:
        cells = [
            format(figures[name][key], form) if key in figures[name] else "–" for name in names
        ]
        lines.append(f"| {label} | {' | '.join(cells)} | {goal} |")
    lines += [""] * bool(about["notes"]) + [f"- {note}" for note in about["notes"]]
    return "\n".join(lines)


def update_readme(text: str, story: str) -> None:
    """Put a table between the marks that carry the story's name; add the marks if need be."""
    begin, end = f"<!-- figures: {story} -->", f"<!-- end: {story} -->"
    block = f"{begin}\n{text}\n{end}"
    page = README.read_text("utf-8")
    if begin in page:
        old = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
        page = old.sub(lambda _: block, page)
    else:
        page = f"{page.rstrip()}\n\n{block}\n"
    README.write_text(page, "utf-8")
