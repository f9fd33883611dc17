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
    "This story was made in Python and rendered from there. As a file it would have some 390 MB, "
    f"and be refused: `Story.read` takes {MAX_BYTES / 1e6:.0f} MB, the dashboard's page 50 MB."
)

# Twice the events may take 2.2 times as long: reading a long file also waits for memory.
MOST_EXPONENT = 1.15
SLOPE_NOTE = (
    "Ten times the events at ten times the cost is an exponent of 1: linear. To reach: at most "
    f"{MOST_EXPONENT}, over all sizes and from the last but one to the last; what is over it is "
    "marked. Under 1, a part of the cost is the same for every story."
)

# Before a loss that is no larger than what two turns of one page can differ by.
CLOSE = "≈ "

HEAP_NOTE = (
    f"{HEAPS_AT_ONCE} pages play at once, so that ten minutes of each do not take hours. Nothing "
    "is timed here; the last column tells how much playing there was."
)

# Two figures that are read together stand in one cell: the tables' keys, and their headings.
TABLES: tuple[tuple[tuple[str, ...], str], ...] = (
    (("usable_ms",), "Opening → usable, ms"),
    (("frames_p50", "frames_p95"), "A jump: input → two frames, median / 95 %, ms"),
    (("rests_p50",), "A jump: until the map rests, median, ms"),
    (("work_p50", "work_p95"), "A jump: own work, median / 95 %, ms"),
    (("task_ms",), "A jump: all that the main thread did, mean, ms"),
    (("fps", "states"), "Playing: frames a second / different states a second"),
    (("slow",), "Playing: frames over 50 ms, of 100"),
    (("all_kb",), "The file with the libraries it loads, KB"),
    (("page_kb",), "The file alone, KB"),
    (("build_ms",), "From a story in memory to the page, ms"),
    (("peak_mb",), "Most memory while building, all of Python included, MB"),
    (("heap_mb",), "JavaScript heap and buffers after the jumps, MB"),
    (("requests", "console"), "Requests besides the page / console messages"),
    (("shown",), "Events on show in the middle of the story"),
)


def figure_table(figures: Figures, keys: Sequence[str], scales: Sequence[Scale]) -> list[str]:
    """A table of one or two figures: a row a story, a column a subject, ratios at the end.

    Ratios are those of the last figure. Where ours is 0 there is none: both stand side by side.
    """
    subjects = [
        subject
        for subject in SUBJECTS
        if any(figures.value(keys[-1], scale, subject.key) is not None for scale in scales)
    ]
    if OURS not in {subject.key for subject in subjects}:
        return []
    # Where nobody else was measured there is nothing to compare.
    known = keys[-1] in FIGURE and len(subjects) > 1
    of = ", second value" if len(keys) > 1 else ""
    heads = [f"**{each.name}**" if each.key == OURS else each.name for each in subjects]
    heads += [f"best peer ÷ ours{of}", f"ours ÷ empty{of}"] if known else []
    rows = [f"| story | {' | '.join(heads)} |", f"|---|{'---:|' * len(heads)}"]
    for scale in scales:
        cells = [_cell(figures, keys, scale, subject.key) for subject in subjects]
        if known:
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
    """How many times better we are than the best alternative, and how we stand to the floor."""
    key = keys[-1]
    ours = figures.value(key, scale, OURS)
    if ours is None:
        return ["–", "–"]
    peer = figures.best_peer(key, scale, ours)
    floor = figures.value(key, scale, FLOOR)
    beside = "–" if peer is None else f"{peer.ratio:.2g}× ({peer.peer})"
    if peer is not None and not ours:
        own, other = (_cell(figures, keys, scale, each) for each in (OURS, peer.key))
        beside = f"{peer.peer} {other}, ours {own}"
    return [beside, f"{ours / floor:.1f}×" if floor and FIGURE[key].floor else "–"]


def losses(figures: Figures, scales: Sequence[Scale]) -> list[str]:
    """Where an alternative is better than we are, by more than noise."""
    found = []
    for figure in FIGURES:
        told = []
        for scale in scales:
            ours = figures.value(figure.key, scale, OURS)
            peer = None if ours is None else figures.best_peer(figure.key, scale, ours)
            if ours is None or peer is None:
                continue
            values = [f"{value:{figure.form}}" for value in (ours, peer.value)]
            if values[0] == values[1] or (ours > peer.value) != figure.less:
                continue
            close = CLOSE if abs(peer.value - ours) <= figure.noise else ""
            told.append(f"{scale.label}: {close}{' against '.join(values)} ({peer.peer})")
        if told:
            within = f" (≈: within {figure.noise:g})" if any(CLOSE in one for one in told) else ""
            found.append(f"- **{figure.name}**{within}. {'; '.join(told)}.")
    return found or ["- Nowhere, in this run."]


def heap_table(store: Store) -> list[str]:
    """How the heap and the number of elements grow in play: ours at every size, then the others."""
    heads = ["", "story", "heap before, MB", "after 1 minute", "after 10"]
    heads += ["elements, before → after", "frames a second meanwhile"]
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
    """What a story costs by size, step by step, and the exponent of its growth."""
    cells = {size: store.get(f"slope-{size}") for size in SIZES}
    sizes = [size for size, cell in cells.items() if cell and "took" in cell]
    if len(sizes) < 2:
        return []
    steps = {
        "JSON to values": ("read", 1000),
        "reading and checking the story": ("check", 1000),
        "timeline and tracks": ("timeline", 1000),
        "story → document": ("render", 1000),
    }
    heads = " | ".join(f"{size:,}, ms" for size in sizes)
    rows = [
        f"| step | {heads} | exponent | of the last decade |",
        f"|---|{'---:|' * (len(sizes) + 2)}",
    ]
    for name, (key, unit) in steps.items():
        took = [(cells[size] or {})["took"][key] * unit for size in sizes]
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
    # What stands in the table is what counts.
    written = f"{value:.2f}"
    return f"{written} **over**" if float(written) > MOST_EXPONENT else written


def startup_table(store: Store) -> list[str]:
    """How long Python takes to begin."""
    cell = store.get("startup")
    if not cell or "took" not in cell:
        return []
    bounds = {"import geo": "≤ 150", "python -m geo --help": "≤ 300"}
    rows = ["| | ms | to reach |", "|---|---:|---:|"]
    rows += [
        f"| {name} | {took * 1000:,.0f} | {bounds.get(name, 'the floor')} |"
        for name, took in cell["took"].items()
    ]
    return rows


def million_table(figures: Figures) -> list[str]:
    """A million events, ours beside the limit."""
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
