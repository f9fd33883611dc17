"""The report: printed, and of a full run kept in bench/README.md with its plots."""

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
# The gazetteer needs no browser and no turns: its figures stand apart, and can be kept alone.
PLACES_BEGIN, PLACES_END = "<!-- places -->", "<!-- end of places -->"
CALIBRATION = "calibration"
# Figure, which events show, the file's name, the title.
PLOTTED: tuple[tuple[str, Showing, str, str], ...] = (
    ("frames_p95", "few", "jump-few", "A jump, 95 %, ms: few of the events showing"),
    ("frames_p95", "half", "jump-half", "A jump, 95 %, ms: half of the events showing"),
    ("usable_ms", "few", "opening", "Opening → usable, ms"),
    ("states", "few", "states-few", "States a second, first 3 s of play: few"),
    ("states", "half", "states-half", "States a second, first 3 s of play: half"),
    ("all_kb", "few", "size", "The file with its libraries, KB"),
)


def text(store: Store) -> str:
    """The whole report as Markdown, of whatever the store holds."""
    return "\n\n".join(part for part in (_document(store), _places(store)) if part)


def _document(store: Store) -> str:
    """The document beside its alternatives; "" when none of it was measured."""
    if set(store.named("")) <= {"about", "geocoding"}:
        return ""
    figures = Figures(store)
    scales = list(scales_of(store))
    about = store.get("about") or {"when": "", "version": "", "machine": ""}
    median, most, load = figures.busy()
    busy = f"What else ran when a measurement began: {median:.0f} % of the processors in the median"
    busy += f", {most:.0f} % at most; load average after it: {load:.1f} in the median."
    others = figures.commits() - {about["version"]}
    if others:
        busy += f" **Not one run: some of it was measured at {', '.join(sorted(others))}.**"
    parts = [
        f"{about['when']}, commit {about['version']}; {about['machine']}. {busy}",
        _section("What was to be reached", goals_table(figures)),
        _section("Where an alternative is better", tables.losses(figures, scales)),
        _section("What did not finish", [f"- {told}." for told in figures.failures()]),
        _section("What pages threw while opening", [f"- {told}." for told in figures.thrown()]),
        *(
            _section(heading, tables.figure_table(figures, keys, scales))
            for keys, heading in tables.TABLES
        ),
        _section("A million events", tables.million_table(figures)),
        _section("Memory in play", tables.heap_table(store)),
        _section("How the cost grows", tables.slope_table(store, figures)),
        _section("Starting Python", tables.startup_table(store)),
        _section("The dashboard", dashboard_table(store)),
    ]
    return "\n\n".join(part for part in parts if part)


def _places(store: Store) -> str:
    """The gazetteer; "" when it was not measured."""
    cell = store.get("geocoding")
    return _section("Finding places", places_table(cell)) if cell else ""


def keep(store: Store) -> None:
    """Write plots and tables into the README, between its marks; what is not in the store stays."""
    page = README.read_text("utf-8")
    document = _document(store)
    if document:
        drawn = _plot(Figures(store))
        pictures = "\n".join(f"![{title}](plots/{name}.svg)" for name, title in drawn)
        page = _between(page, BEGIN, END, f"{pictures}\n\n{document}")
    places = _places(store)
    if places:
        calibration = (store.get("geocoding") or {}).get("calibration", [])
        draw(calibration, PLOTS / f"{CALIBRATION}.svg")
        picture = f"![Of answers scored so, how many are right?](plots/{CALIBRATION}.svg)"
        about = store.get("about") or {"when": "", "version": "", "machine": ""}
        told = f"{about['when']}, commit {about['version']}; {about['machine']}."
        page = _between(page, PLACES_BEGIN, PLACES_END, f"{places}\n\n{picture}\n\n{told}")
    README.write_text(page, "utf-8")


def _between(page: str, begin: str, end: str, told: str) -> str:
    """The page with this between its marks, or at its end when it has none."""
    block = f"{begin}\n\n{told}\n\n{end}"
    old = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    return old.sub(lambda _: block, page) if begin in page else f"{page.rstrip()}\n\n{block}\n"


def _section(heading: str, lines: list[str]) -> str:
    return "\n".join([f"### {heading}", "", *lines]) if lines else ""


def _plot(figures: Figures) -> list[tuple[str, str]]:
    """Draw what there is; file names and titles of what was drawn."""
    drawn = []
    for key, showing, name, title in PLOTTED:
        lines = [line_of(figures, key, showing, subject) for subject in SUBJECTS]
        if plots.plot(PLOTS / f"{name}.svg", title, lines):
            drawn.append((name, title))
    return drawn


def line_of(figures: Figures, key: str, showing: Showing, subject: Subject) -> plots.Line:
    """A subject's values; beside its name, from which size on there are none: no axis shows that.

    It did not finish there, or jumped too seldom, or its value is 0, which has no logarithm.
    """
    sizes = [scale.events for scale, _ in FULL.rounds if scale.showing == "few"]
    values = {size: figures.value(key, Scale(size, showing), subject.key) for size in sizes}
    points = [(size, value) for size, value in values.items() if value]
    name = subject.name
    for size in sizes:
        measured = figures.of(Scale(size, showing), subject.key)
        if measured and all(size > reached for reached, _ in points):
            name += f", not at {size:,}"
            break
    return plots.Line(subject.key, name, points)
