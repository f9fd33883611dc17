"""The tables of the report, as lines of Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from bench.cells import Store
from bench.figures import FIGURE, FIGURES, Figures
from bench.slope import SIZES, exponent
from bench.stories import Scale
from bench.subjects import BY_KEY, FLOOR, OURS, SUBJECTS
from bench.sweep import HEAP_OURS, HEAP_SCALE, HEAPS_AT_ONCE, HEAT, MILLION
from geo.formats.json_text import MAX_BYTES

# An event of bench.stories takes 390 bytes in a file.
MILLION_NOTE = (
    "This story was made and rendered in Python. A file of it would have about 390 MB, which is "
    f"too large: `geo.read` accepts {MAX_BYTES / 1e6:.0f} MB, the dashboard 50 MB."
)

# Twice the events may take 2.2 times as long, because reading a long file also waits for memory.
MOST_EXPONENT = 1.15
SLOPE_NOTE = (
    "An exponent of 1 is linear growth: ten times the events have ten times the cost. The goal is "
    f"at most {MOST_EXPONENT}, for all sizes together and for the last step. Higher exponents are "
    "marked. Below 1, a part of the cost is the same for every story."
)

# Marks a difference that is not larger than the usual difference between two rounds of one page.
CLOSE = "≈ "

HEAP_NOTE = (
    f"{HEAPS_AT_ONCE} pages play at the same time, to keep the run short. So these frame rates "
    "are not comparable with the others. They only show how much each page played."
)

# The keys of the figures in each table, and the table's heading. Two figures share a cell.
TABLES: tuple[tuple[tuple[str, ...], str], ...] = (
    (("usable_ms",), "Opening → usable, ms"),
    (("frames_p50", "frames_p95"), "A jump: input → two frames, median / 95%, ms"),
    (("rests_p50",), "A jump: until the map rests, median, ms"),
    (("work_p50", "work_p95"), "A jump: own work, median / 95%, ms"),
    (("task_ms",), "A jump: main thread, mean, ms"),
    (("fps", "states"), "Playing: frames a second / different states a second"),
    (("slow",), "Playing: frames over 50 ms, of 100"),
    (("all_kb",), "The file with the libraries it loads, KB"),
    (("page_kb",), "The file alone, KB"),
    (("build_ms",), "Story in memory → page, ms"),
    (("peak_mb",), "Peak memory of the build, including Python, MB"),
    (("heap_mb",), "JavaScript heap and buffers after the jumps, MB"),
    (("requests", "console"), "Requests other than the page / console messages"),
    (("shown",), "Visible events in the middle of the story"),
)


def figure_table(figures: Figures, keys: Sequence[str], scales: Sequence[Scale]) -> list[str]:
    """Return a table of one or two figures: a row per story, a column per subject, then ratios.

    The ratios are those of the last figure. If our value is 0, both values replace the ratio.
    """
    subjects = [
        subject
        for subject in SUBJECTS
        if any(figures.value(keys[-1], scale, subject.key) is not None for scale in scales)
    ]
    if OURS not in {subject.key for subject in subjects}:
        return []
    # Without measurements of other subjects there are no ratios.
    has_ratios = keys[-1] in FIGURE and len(subjects) > 1
    of = ", second value" if len(keys) > 1 else ""
    heads = [f"**{subject.name}**" if subject.key == OURS else subject.name for subject in subjects]
    heads += [f"best alternative ÷ ours{of}", f"ours ÷ empty{of}"] if has_ratios else []
    rows = [f"| story | {' | '.join(heads)} |", f"|---|{'---:|' * len(heads)}"]
    for scale in scales:
        cells = [_cell(figures, keys, scale, subject.key) for subject in subjects]
        if has_ratios:
            cells += _ratios(figures, keys, scale)
        rows.append(f"| {scale.label} | {' | '.join(cells)} |")
    return rows


def _cell(figures: Figures, keys: Sequence[str], scale: Scale, subject: str) -> str:
    if keys[-1] not in FIGURE:
        value = figures.value(keys[-1], scale, subject)
        return "–" if value is None else f"{value:,.0f}"
    parts = [figures.written(key, scale, subject) for key in keys]
    return parts[0] if len(set(parts)) == 1 and parts[0] in {"–", "DNF"} else " / ".join(parts)


def _ratios(figures: Figures, keys: Sequence[str], scale: Scale) -> list[str]:
    """Return our ratios to the best alternative and to the empty page."""
    key = keys[-1]
    ours = figures.value(key, scale, OURS)
    if ours is None:
        return ["–", "–"]
    peer = figures.best_peer(key, scale, ours)
    floor = figures.value(key, scale, FLOOR)
    beside = "–" if peer is None else f"{peer.ratio:.2g}× ({peer.peer})"
    if peer is not None and not ours:
        our_cell, peer_cell = (_cell(figures, keys, scale, key) for key in (OURS, peer.key))
        beside = f"{peer.peer} {peer_cell}, ours {our_cell}"
    return [beside, f"{ours / floor:.1f}×" if floor and FIGURE[key].floor else "–"]


def losses(figures: Figures, scales: Sequence[Scale]) -> list[str]:
    """Return one line for each figure in which an alternative is better than this project."""
    lines = []
    for figure in FIGURES:
        cases = []
        for scale in scales:
            ours = figures.value(figure.key, scale, OURS)
            peer = None if ours is None else figures.best_peer(figure.key, scale, ours)
            if ours is None or peer is None:
                continue
            values = [f"{value:{figure.form}}" for value in (ours, peer.value)]
            if values[0] == values[1] or (ours > peer.value) != figure.less:
                continue
            close = CLOSE if abs(peer.value - ours) <= figure.noise else ""
            cases.append(f"{scale.label}: {close}{' against '.join(values)} ({peer.peer})")
        if cases:
            is_close = any(CLOSE in case for case in cases)
            within = f" (≈: within {figure.noise:g})" if is_close else ""
            lines.append(f"- **{figure.name}**{within}. {'; '.join(cases)}.")
    return lines or ["- No figure in this run."]


def heap_table(store: Store) -> list[str]:
    """Return the growth of the heap and of the number of elements during play."""
    heads = ["", "story", "heap before, MB", "after 1 minute", "after 10"]
    heads += ["elements, before → after", "frames a second"]
    rows = [f"| {' | '.join(heads)} |", "|---|---|---:|---:|---:|---:|---:|"]
    jobs = [(OURS, scale) for scale in HEAP_OURS]
    jobs += [(subject.key, HEAP_SCALE) for subject in SUBJECTS]
    for key, scale in jobs:
        cell = store.get(f"heap-{scale.key}-{key}")
        if cell is None:
            continue
        heap = cell.get("heap")
        story = "Heat" if scale == HEAT else f"{scale.events:,}"
        if heap is None:
            rows.append(f"| {BY_KEY[key].name} | {story} | {cell['failed']} | | | | |")
            continue
        first = heap["from_mb"]
        grown = [f"{size - first:+.2f}" for _, size, _ in heap["after"]] + ["DNF", "DNF"]
        rows.append(
            f"| {BY_KEY[key].name} | {story} | {first:.1f} | {grown[0]} | {grown[1]} "
            f"| {heap['from_nodes']:,} → {heap['after'][-1][2]:,} | {heap['fps']:.0f} |"
        )
    return [*rows, "", HEAP_NOTE] if len(rows) > 2 else []


def slope_table(store: Store, figures: Figures) -> list[str]:
    """Return the cost of each step by the size of the story, and the exponent of its growth."""
    cells = {size: store.get(f"slope-{size}") for size in SIZES}
    sizes = [size for size, cell in cells.items() if cell and "took" in cell]
    if len(sizes) < 2:
        return []
    steps = {
        "JSON to values": "read",
        "reading and checking the story": "check",
        "timeline and tracks": "timeline",
        "story → document": "render",
    }
    heads = " | ".join(f"{size:,}, ms" for size in sizes)
    rows = [
        f"| step | {heads} | exponent | exponent of the last step |",
        f"|---|{'---:|' * (len(sizes) + 2)}",
    ]
    for name, key in steps.items():
        took = [(cells[size] or {})["took"][key] * 1000 for size in sizes]
        rows.append(_slope_row(name, sizes, took))
    opened = [figures.value("usable_ms", Scale(size, "few"), OURS) for size in sizes]
    if all(value is not None for value in opened):
        rows.append(_slope_row("opening", sizes, [value or 1 for value in opened]))
    return [*rows, "", SLOPE_NOTE]


def _slope_row(name: str, sizes: Sequence[int], took: Sequence[float]) -> str:
    cells = " | ".join(f"{value:,.0f}" for value in took)
    growth = (exponent(sizes, took), exponent(sizes[-2:], took[-2:]))
    return f"| {name} | {cells} | {' | '.join(map(_exponent, growth))} |"


def _exponent(value: float) -> str:
    # The limit applies to the rounded value in the table.
    written = f"{value:.2f}"
    return f"{written} **over**" if float(written) > MOST_EXPONENT else written


def startup_table(store: Store) -> list[str]:
    """Return the time that Python needs to start."""
    cell = store.get("startup")
    if not cell or "took" not in cell:
        return []
    bounds = {"import geo": "≤ 150", "python -m geo --help": "≤ 300"}
    rows = ["| | ms | goal |", "|---|---:|---:|"]
    rows += [
        f"| {name} | {took * 1000:,.0f} | {bounds.get(name, 'baseline')} |"
        for name, took in cell["took"].items()
    ]
    return rows


def million_table(figures: Figures) -> list[str]:
    """Return the figures of a million events: this project and the bare canvas."""
    ours = figures.of(MILLION, OURS)
    if not ours:
        return []
    keys = ["build_ms", "peak_mb", "page_kb", "usable_ms", "frames_p50", "frames_p95", "work_p95"]
    keys += ["states", "heap_mb"]
    rows = ["| 1,000,000 events, few showing | this project | bare canvas |", "|---|---:|---:|"]
    rows += [
        f"| {FIGURE[key].name} | {figures.written(key, MILLION, OURS)} "
        f"| {figures.written(key, MILLION, 'canvas')} |"
        for key in keys
    ]
    return [*rows, "", MILLION_NOTE]
