"""Read when the events of a file with other field names start and end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from functools import partial
from typing import Any

from geo.formats.foreign.field_aliases import NamedValue
from geo.formats.movements.time_lists import scalars_in
from geo.formats.movements.vertex_times import paired, read_moments
from geo.formats.reading_choices import ReadingChoices
from geo.formats.shapes.geometry import Outline
from geo.formats.times.clock_times import EXPECTED_CLOCK, clock_beside_date, parse_clock
from geo.formats.times.column_questions import ColumnProblem, is_date, with_dates_elsewhere
from geo.formats.times.counted_ends import Zones, at_clock, end_after, next_clock_time
from geo.formats.times.date_parts import clock_from_parts
from geo.formats.times.durations import parse_duration
from geo.formats.times.story_days import DAY_ONE
from geo.formats.times.time_columns import TimeColumn
from geo.formats.times.timestamps import Moment
from geo.problem_list import ProblemList, show

Fields = Mapping[str, NamedValue]
NO_ZONES = Zones()
"""The zones of an event of a story without time zones."""


class ForeignTimes:
    """Reads the starts and ends of a file.

    `fields` are those of every Feature. `day_one` is day 1 of the story, for times without a date.
    None: a day that is never shown.
    """

    def __init__(
        self,
        fields: Sequence[Fields],
        choices: ReadingChoices,
        day_one: date | None,
        problems: ProblemList,
    ) -> None:
        self._problems = problems
        self._warned_columns: set[str] = set()
        self.day_one = day_one or DAY_ONE
        """Day 1 of the story, for times without a date."""
        self.clock_columns: set[str] = set()
        """The columns that gave the time of day of a start or an end."""
        self.duration_columns: set[str] = set()
        """The columns whose duration gave an end."""
        self.numbers_since_1970 = 0
        """How many of the times read so far are numbers that count since 1970."""
        values: dict[str, list[Any]] = {}
        starts: set[str] = set()
        for one in fields:
            for field in ("start", "end"):
                given = one.get(field)
                if given is not None:
                    values.setdefault(given.name, []).append(given.value)
                    if field == "start":
                        starts.add(given.name)
            given = one.get("times")
            if given is not None:
                values.setdefault(given.name, []).extend(scalars_in(given.value))
                starts.add(given.name)
        self.columns = {
            name: TimeColumn(name, column, choices, self.day_one) for name, column in values.items()
        }
        """How the columns of starts and ends are read, by name."""
        self.has_dates = self._has_dates(starts)
        """Whether the times have dates. If not, they count from `day_one`."""
        self.clock = "calendar" if self.has_dates else "days"
        """As in `Story`."""
        if choices.elapsed is not None:
            self.clock = "elapsed"
        if choices.elapsed is not None and not starts:
            message = 'no column has times; name one with --column start="NAME"'
            problems.error(None, "start", "no column of times", "a column of times", message)
        self._report_columns(values)

    def _report_columns(self, values: Mapping[str, Sequence[Any]]) -> None:
        """Report the problems of the columns, which have these values."""
        error = any(column.error is not None for column in self.columns.values())
        dates = error and any(is_date(value) for column in values.values() for value in column)
        for name, column in self.columns.items():
            if column.error is not None:
                problem = with_dates_elsewhere(column.error) if dates else column.error
                self._problems.error(None, name, *problem)
            self._warn_of_column(name, column)

    def _has_dates(self, starts: set[str]) -> bool:
        """Return whether the starts have dates. Columns that differ in this from them are errors.

        `starts` are the names of the columns of starts.
        """
        kinds = {name: _kind(column) for name, column in self.columns.items()}
        has_dates = not starts or any(kinds[name] == "dates" for name in starts)
        for name, kind in kinds.items():
            if has_dates and kind == "days":
                found, expected = "numbers of days", "dates, as in other columns"
            elif not has_dates and kind == "dates":
                found, expected = "dates", "times without a date, as in the starts"
            else:
                continue
            message = (
                f"found {found}, but other times of the file have "
                f"{'dates' if has_dates else 'none'}; name the columns to use, for example with "
                '--column start="NAME"'
            )
            self.columns[name].error = ColumnProblem(found, expected, message)
        return has_dates

    def _warn_of_column(self, name: str, column: TimeColumn) -> None:
        warning = column.warning
        if warning is not None and name not in self._warned_columns:
            self._warned_columns.add(name)
            self._problems.warn(None, name, warning.found, warning.expected, warning.message)

    def reading_of(self, column: str) -> str:
        """Return how the times of a column are read, as `TimeColumn.reading`."""
        return self.columns[column].reading if column in self.columns else ""

    def start(self, fields: Fields, event: str) -> Moment | None:
        """Return the start. The date and the time of day can be in two properties.

        A value that cannot be read is an error. `event` is the name of the Feature in problems.
        """
        start, clock = fields.get("start"), fields.get("time_of_day")
        if start is None:
            return None
        has_clocks = self.has_dates and self.columns[start.name].has_clocks
        if has_clocks and parse_clock(start.value) is not None:
            found = show(start.value)
            message = f"{found} is a time without a date, so it is ignored; add the date"
            self._problems.warn(event, start.name, found, "a date and a time", message)
            return None
        if _lacks_month(start, fields) and _kind(self.columns[start.name]) == "days":
            found = f"the day {show(start.value)} without a month"
            message = f"found {found}, but with a year or a month; add year, month and day"
            self._problems.error(event, start.name, found, "year, month and day", message)
            return None
        moment = self._moment(start, event, start.name)
        if moment is None or clock is None or clock.name == start.name:
            return moment
        return self._with_clock(moment, clock, fields, event)

    def _with_clock(self, moment: Moment, clock: NamedValue, fields: Fields, event: str) -> Moment:
        """Return a day with the time of day in another column. Midnight may stand for the day."""
        is_day = moment.precision == "day"
        is_midnight = moment.precision == "time" and at_clock(moment.time, time()) == moment.time
        if not is_day and not is_midnight:
            return moment
        parts = clock_from_parts(fields) if clock == fields.get("hour_part") else None
        time_of_day, names = parts or (clock_beside_date(clock.value), (clock.name,))
        if time_of_day is None:
            if is_day:
                self._warn_ignored(event, clock, EXPECTED_CLOCK)
            return moment
        self.clock_columns.update(names)
        return Moment(at_clock(moment.time, time_of_day), "time", moment.doubt)

    def end(
        self, start: Moment | None, fields: Fields, event: str, zones: Zones = NO_ZONES
    ) -> Moment | None:
        """Return the end, given or after a duration. A value that cannot be read is ignored."""
        given = fields.get("end")
        if given is None:
            return self._end_after(start, fields.get("duration"), event, zones)
        clock = parse_clock(given.value)
        if clock is None or _kind(self.columns[given.name]) == "elapsed":
            moment = self._moment(given, event, "end")
            if moment is None:
                return self._end_after(start, fields.get("duration"), event, zones)
            beside = fields.get("end_time_of_day")
            return moment if beside is None else self._with_clock(moment, beside, {}, event)
        if start is None:
            return None
        try:
            return Moment(next_clock_time(start.time, clock, zones), "time")
        except (OverflowError, ValueError):  # ValueError: on the clock of another zone
            self._warn_ignored(event, given, "an end before the year 10000")
            return None

    def of_positions(
        self, outline: Outline, given: NamedValue, start: Moment | None, event: str
    ) -> tuple[Outline, list[Moment | None]]:
        """Return the positions of a line that have a time, and the times; None: not readable.

        `given` is the list of times. `start` is that of the event, for times of day.
        """
        column = self.columns[given.name]
        if column.error is not None:
            return outline, []
        warn = partial(self._problems.warn, event, given.name)
        outline, values = paired(outline, given.value, warn)
        moments = read_moments(values, column, start if self.has_dates else None)
        if _kind(column) == "clock" and self.has_dates and start is None:
            moments = [None] * len(moments)
        self._warn_of_column(given.name, column)
        self.numbers_since_1970 += sum(map(column.counts, values))
        return outline, moments

    def _moment(self, given: NamedValue, event: str, field: str) -> Moment | None:
        value, column = given.value, self.columns[given.name]
        if column.error is not None:
            return None
        try:
            moment = column.moment(value)
        except ValueError as error:
            if field == "end":
                self._warn_ignored(event, given, str(error))
            else:
                self._problems.error(event, field, show(value), str(error))
            return None
        self._warn_of_column(given.name, column)
        self.numbers_since_1970 += column.counts(value)
        return moment

    def _end_after(
        self, start: Moment | None, given: NamedValue | None, event: str, zones: Zones
    ) -> Moment | None:
        if start is None or given is None:
            return None
        try:
            end = end_after(start.time, parse_duration(given.value, given.name), zones)
        except OverflowError:
            self._warn_ignored(event, given, "an end before the year 10000")
        except ValueError as error:
            self._warn_ignored(event, given, str(error))
        else:
            self.duration_columns.add(given.name)
            return Moment(end, "time")
        return None

    def _warn_ignored(self, event: str, given: NamedValue, expected: str) -> None:
        warn_ignored(self._problems, event, given.name, given.value, expected)


def _lacks_month(start: NamedValue, fields: Fields) -> bool:
    """Return whether the start is the day of a date of which only the year or month is known."""
    is_day = start == fields.get("day_part")
    return is_day and ("year_part" in fields or "month_part" in fields)


def _kind(column: TimeColumn) -> str:
    """Return `elapsed`, `days` or `clock` for a column without dates, else `dates`."""
    return "dates" if column.dateless is None else column.dateless.kind


def warn_ignored(
    problems: ProblemList, event: str, field: str, value: object, expected: str
) -> None:
    """Warn that a value is ignored, because it is not what was expected."""
    found = show(value)
    problems.warn(event, field, found, expected, ignored(found, expected))


def ignored(found: str, expected: str) -> str:
    """Say that a value is ignored."""
    return f"found {found}, expected {expected}; the value is ignored"
