"""The report of a run. A full run also writes it, with its plots, to bench/README.md."""

from __future__ import annotations

import re

from bench import plots, tables
from bench.cells import Store
from bench.dashboard_tables import dashboard_table
from bench.figures import Figures
from bench.geocoding_plot import draw
from bench.geocoding_tables import places_table
from bench.goals import goals_table
from bench.libraries import HERE
from bench.stories import Scale, Showing
from bench.subjects import SUBJECTS, Subject
from bench.sweep import FULL, scales_of

README = HERE / "README.md"
PLOTS = HERE / "plots"
BEGIN, END = "<!-- report -->", "<!-- end of the report -->"
# The gazetteer's figures have a block of their own, because they can be measured separately.
PLACES_BEGIN, PLACES_END = "<!-- places -->", "<!-- end of places -->"
CALIBRATION = "calibration"
# Figure, visible events, file name, title.
PLOTTED: tuple[tuple[str, Showing, str, str], ...] = (
    ("frames_p95", "few", "jump-few", "A jump, 95%, ms: few events visible"),
    ("frames_p95", "half", "jump-half", "A jump, 95%, ms: half of the events visible"),
    ("usable_ms", "few", "opening", "Opening → usable, ms"),
    ("states", "few", "states-few", "States per second, first 3 s of play: few"),
    ("states", "half", "states-half", "States per second, first 3 s of play: half"),
    ("all_kb", "few", "size", "The file with its libraries, KB"),
)


def text(store: Store) -> str:
    """Return the report on everything in the store, as Markdown."""
    return "\n\n".join(part for part in (_document(store), _places(store)) if part)


def _document(store: Store) -> str:
    """Return the part about the document and its alternatives; "" if it was not measured."""
    if set(store.cells_with_prefix("")) <= {"about", "geocoding"}:
        return ""
    figures = Figures(store)
    scales = list(scales_of(store))
    about = store.get("about") or {"when": "", "version": "", "machine": ""}
    median, most, load = figures.busy()
    busy = "Other programs at the start of a measurement: "
    busy += f"{median:.0f}% of the processors (median), {most:.0f}% at most. "
    busy += f"Load average after a measurement: {load:.1f} (median)."
    further = figures.commits() - {about["version"]}
    if further:
        busy += f" **More than one run: some figures are from {', '.join(sorted(further))}.**"
    parts = [
        f"{about['when']}, commit {about['version']}; {about['machine']}. {busy}",
        _section("Goals", goals_table(figures)),
        _section("Where an alternative is better", tables.losses(figures, scales)),
        _section("Measurements that did not finish", [f"- {line}." for line in figures.failures()]),
        _section("Errors while pages opened", [f"- {line}." for line in figures.uncaught_errors()]),
        *(
            _section(heading, tables.figure_table(figures, keys, scales))
            for keys, heading in tables.TABLES
        ),
        _section("A million events", tables.million_table(figures)),
        _section("Memory during play", tables.heap_table(store)),
        _section("Growth of the cost", tables.slope_table(store, figures)),
        _section("Starting Python", tables.startup_table(store)),
        _section("The dashboard", dashboard_table(store)),
    ]
    return "\n\n".join(part for part in parts if part)


def _places(store: Store) -> str:
    """Return the part about the gazetteer; "" if it was not measured."""
    cell = store.get("geocoding")
    return _section("Finding places", places_table(cell)) if cell else ""


def keep(store: Store) -> None:
    """Write plots and tables between the marks of the README. Keep parts without new figures."""
    page = README.read_text("utf-8")
    document = _document(store)
    if document:
        plotted = _plot(Figures(store))
        pictures = "\n".join(f"![{title}](plots/{name}.svg)" for name, title in plotted)
        page = _between(page, BEGIN, END, f"{pictures}\n\n{document}")
    places = _places(store)
    if places:
        calibration = (store.get("geocoding") or {}).get("calibration", [])
        draw(calibration, PLOTS / f"{CALIBRATION}.svg")
        picture = f"![Share of right answers by score](plots/{CALIBRATION}.svg)"
        about = store.get("about") or {"when": "", "version": "", "machine": ""}
        run = f"{about['when']}, commit {about['version']}; {about['machine']}."
        page = _between(page, PLACES_BEGIN, PLACES_END, f"{places}\n\n{picture}\n\n{run}")
    README.write_text(page, "utf-8")


def _between(page: str, begin: str, end: str, content: str) -> str:
    """Replace the text between two marks of the page. Without marks, append it with marks."""
    block = f"{begin}\n\n{content}\n\n{end}"
    old = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    return old.sub(lambda _: block, page) if begin in page else f"{page.rstrip()}\n\n{block}\n"


def _section(heading: str, lines: list[str]) -> str:
    return "\n".join([f"### {heading}", "", *lines]) if lines else ""


def _plot(figures: Figures) -> list[tuple[str, str]]:
    """Draw the plots that have values. Return their file names and titles."""
    plotted = []
    for key, showing, name, title in PLOTTED:
        lines = [line_of(figures, key, showing, subject) for subject in SUBJECTS]
        if plots.plot(PLOTS / f"{name}.svg", title, lines):
            plotted.append((name, title))
    return plotted


def line_of(figures: Figures, key: str, showing: Showing, subject: Subject) -> plots.Line:
    """Return the line of a subject. Its name says at which size the line ends early.

    There it did not finish, made too few jumps, or has the value 0, which has no logarithm.
    """
    sizes = [scale.events for scale, _ in FULL.rounds if scale.showing == "few"]
    values = {size: figures.value(key, Scale(size, showing), subject.key) for size in sizes}
    points = [(size, value) for size, value in values.items() if value]
    name = subject.name
    for size in sizes:
        measured = figures.of(Scale(size, showing), subject.key)
        if measured and all(size > plotted_size for plotted_size, _ in points):
            name += f", not at {size:,}"
            break
    return plots.Line(subject.key, name, points)
