"""Decide how a column of times is read: once, by all of its values, and never by a guess."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from geo.ancient_time import GREATEST_YEAR, LEAST_YEAR
from geo.formats.foreign.loose_values import number_in
from geo.formats.reading_choices import (
    DATE_ORDERS,
    NO_CHOICES,
    DateOrder,
    EpochUnit,
    ReadingChoices,
)
from geo.formats.times.clock_times import parse_clock
from geo.formats.times.column_questions import (
    EXPECTED_NUMBER,
    ORDER_NAMES,
    UNIT_NAMES,
    ColumnProblem,
    both_orders,
    different_units,
    fits_order,
    undecided_order,
    undecided_unit,
)
from geo.formats.times.number_times import (
    PER_SECOND,
    astronomical_year,
    compact_date,
    compact_form,
    excel_day,
    excel_time,
    historical_year,
    time_since_1970,
    unit_of,
    written_number,
)
from geo.formats.times.story_days import DAY_ONE, Dateless, dateless_times, elapsed_times
from geo.formats.times.timestamps import (
    EXPECTED_MOMENT,
    Moment,
    format_moment,
    has_date_form,
    parse_moment,
)
from geo.formats.times.vague_dates import expected_instead_of
from geo.formats.times.written_dates import (
    WrittenDate,
    is_date_in_numbers,
    parse_date_in_numbers,
    parse_written_date,
)
from geo.formats.times.written_eras import is_doubted, parse_written_era
from geo.problem_list import show

_EXCEL_DAYS = (20_000, 80_000)
# Whole thousands below this are plausible as seconds and as milliseconds.
_SMALL_THOUSANDS = 10**9
_NEAR_1970_S = 10 * 86_400
# The offsets of time zones.
_LEAST_OFFSET, _GREATEST_OFFSET = timedelta(hours=-12), timedelta(hours=14)
_LONGEST_DATE = 200
_NUMERAL = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_ISO_YEAR = re.compile(r"-0[0-9]{3}")
_DATE_WORDS = frozenset(
    {"year", "date", "day", "when", "start", "begin", "begins", "from"}
    | {"end", "ends", "until", "to", "finish", "stop"}
)
_CLOCK_WORDS = ("time", "stamp", "clock", "hour")


class TimeColumn:
    """How the values of one column are read.

    `day_one` is day 1 of the story, for times without a date.
    """

    def __init__(
        self,
        name: str,
        values: Iterable[Any],
        choices: ReadingChoices = NO_CHOICES,
        day_one: date = DAY_ONE,
    ) -> None:
        self.error: ColumnProblem | None = None
        """Why the column cannot be read. None: it can."""
        self.warning: ColumnProblem | None = None
        """What was assumed. None: nothing."""
        self._order: DateOrder | None = choices.dates
        self._number: Callable[[float], Moment] | None = None
        self._counts_since_1970 = False
        self._readings: list[str] = []
        given = list(values)
        undecided = [value for value in given if not has_date_form(value)]
        self.has_clocks = any(parse_clock(value) is not None for value in undecided)
        """Whether the column has times of day without a date."""
        self._has_iso_years = False
        """Whether a year such as -0044 shows that the years are astronomical, as in ISO 8601."""
        self.dateless = self._dateless(name, given, choices, day_one)
        """How the values are read if none of them has a date. None: they can have one."""
        if self.dateless is not None:
            self._readings.append(self.dateless.reading)
            return
        self._has_dates = len(undecided) < len(given)
        texts = [value for value in undecided if isinstance(value, str)]
        self._decide_order(texts)
        self._has_iso_years = any(_ISO_YEAR.fullmatch(text.strip()) for text in texts)
        numbers = [number for value in undecided if (number := _number_of(value)) is not None]
        if numbers:
            decided = self._decide_numbers(name, numbers, choices.epoch)
            if not decided:
                self.error = undecided_unit(name, numbers)

    def _dateless(
        self, name: str, given: Sequence[Any], choices: ReadingChoices, day_one: date
    ) -> Dateless | None:
        if choices.elapsed is not None:
            return elapsed_times(choices.elapsed, day_one)
        if choices.epoch is not None or any(map(has_date_form, given)):
            return None
        return dateless_times(name, given, day_one)

    def moment(self, value: Any) -> Moment:
        """Read a value of the column.

        Raises:
            ValueError: the value is invalid; the message says what was expected.
        """
        if self.dateless is not None:
            return self.dateless.moment(value)
        if self._number is not None and not has_date_form(value):
            number = _number_of(value)
            if number is not None:
                return self._number(number)
        if not isinstance(value, str) or len(value) > _LONGEST_DATE:
            raise ValueError(EXPECTED_MOMENT)
        try:
            moment = parse_moment(value)
        except ValueError as error:
            moment = self._written(value, error).moment
        offset = moment.time.utcoffset()
        if offset is not None and not _LEAST_OFFSET <= offset <= _GREATEST_OFFSET:
            raise ValueError("an offset from -12:00 to +14:00, or an interval such as 13:00/15:00")
        return moment

    @property
    def reading(self) -> str:
        """How the values are read, in words: `day first`, `seconds since 1970`.

        Empty: as they are written, or the column cannot be read.
        """
        return ", ".join(self._readings) if self.error is None else ""

    def counts(self, value: Any) -> bool:
        """Return whether a value counts since 1970, in UTC."""
        return self._counts_since_1970 and _number_of(value) is not None

    def _written(self, text: str, error: ValueError) -> WrittenDate:
        if is_date_in_numbers(text):
            return parse_date_in_numbers(text, self._order or "dmy")
        if is_doubted(text):
            return WrittenDate(parse_written_era(text), None)
        try:
            written = parse_written_date(text)
        except ValueError as other:
            try:
                return WrittenDate(parse_written_era(text), None)
            except ValueError as third:
                # The message that says most.
                expected = expected_instead_of(text)
                if expected is not None:
                    raise ValueError(expected) from None
                said = (one for one in (other, third, error) if str(one) != EXPECTED_MOMENT)
                raise next(said, error) from None
        if written.zone_name and self.warning is None and written.moment.time.utcoffset():
            offset = written.moment.time.isoformat()[-6:]
            self.warning = ColumnProblem(
                show(written.zone_name),
                "an offset such as -08:00",
                f"{written.zone_name} is read as {offset} (RFC 5322)",
            )
        return written

    def _decide_order(self, texts: Sequence[str]) -> None:
        dates = [text for text in texts if is_date_in_numbers(text)]
        if not dates:
            return
        if self._order is None:
            possible = [
                order for order in DATE_ORDERS if all(fits_order(text, order) for text in dates)
            ]
            if len(possible) == 1:
                self._order = possible[0]
            elif possible:
                self.error = undecided_order(dates)
            else:
                self.error = both_orders(dates)
        if self._order is not None:
            self._readings.append(ORDER_NAMES[self._order])

    def _decide_numbers(self, name: str, numbers: Sequence[float], epoch: EpochUnit | None) -> bool:
        """Decide what the numbers count. Return False if they can be several times."""
        whole = all(number == int(number) for number in numbers)
        of_dates = is_of_dates(name)
        # The numbers of a column of days are no years.
        of_years = of_dates and name.strip().casefold() != "day"
        if of_years and whole and all(LEAST_YEAR <= n <= GREATEST_YEAR for n in numbers):
            self._read_years(numbers)
            self._readings.append("years")
        elif whole and 2 * sum(compact_form(n) is not None for n in numbers) >= len(numbers):
            # The others are errors: 20200230 is no day.
            self._number = compact_date
            self._readings.append("digits of a date")
        elif epoch is not None:
            self._count_since_1970(epoch)
        elif of_dates and all(_EXCEL_DAYS[0] <= n <= _EXCEL_DAYS[1] for n in numbers):
            self._number = excel_day if whole else excel_time
            self._readings.append("Excel days")
            day = format_moment(self._number(numbers[0]).time, "day")
            found = f"{written_number(numbers[0])}"
            self.warning = ColumnProblem(
                found, "dates", f"the numbers are read as Excel days: {found} is {day}"
            )
        else:
            return self._decide_unit(numbers, whole=whole)
        return True

    def _read_years(self, years: Sequence[float]) -> None:
        """Read years. Tables of historians have -44 for 44 BC and no year 0; ISO 8601 has one."""
        self._number = astronomical_year
        negative = [int(year) for year in years if year < 0]
        if not negative:
            return
        first = negative[0]
        if self._has_iso_years:
            message = f"other years are written as in ISO 8601, so {first} is {1 - first} BC, too"
            self.warning = ColumnProblem(str(first), "one way to write years", message)
            return
        if 0 in years:
            message = f"there is a year 0, so 0 is read as 1 BC, and {first} as {1 - first} BC"
        else:
            self._number = historical_year
            message = f"{first} is read as {-first} BC; in ISO 8601, -0043 is 44 BC"
        self.warning = ColumnProblem(str(first), 'a year such as "44 BC" or -0043', message)

    def _decide_unit(self, numbers: Sequence[float], *, whole: bool) -> bool:
        """Count since 1970 by magnitude. Return False if another unit is plausible too."""
        largest = max(abs(number) for number in numbers)
        unit = unit_of(largest)
        thousands = whole and largest < _SMALL_THOUSANDS and all(n % 1000 == 0 for n in numbers)
        plausible = not thousands and largest / PER_SECOND[unit] > _NEAR_1970_S
        if self._has_dates and not plausible:
            # A number among dates is an error of its event, not of the column.
            self._number = _refusal(EXPECTED_NUMBER)
            return True
        self._count_since_1970(unit)
        if plausible:
            self.error = different_units(numbers, unit) or self.error
        return plausible

    def _count_since_1970(self, unit: EpochUnit) -> None:
        self._counts_since_1970 = True
        self._readings.append(f"{UNIT_NAMES[unit]} since 1970")
        self._number = lambda number: time_since_1970(number, unit)


def _number_of(value: Any) -> float | None:
    """Return a number, also as a text, unless the text is an ISO 8601 year, day or time."""
    if isinstance(value, str):
        text = value.strip()
        if not _NUMERAL.fullmatch(text) or (len(text) == 4 and text.isdigit()):
            return None
        if _ISO_YEAR.fullmatch(text):
            return None
    return number_in(value)


def is_of_dates(name: str) -> bool:
    """Return whether the name of a column says dates, not times or instants."""
    words = re.split(r"[\W_]+", name.casefold())
    joined = "".join(words)
    if any(word in joined for word in _CLOCK_WORDS):
        return False
    return not _DATE_WORDS.isdisjoint(words) or "date" in joined or "year" in joined


def _refusal(expected: str) -> Callable[[float], Moment]:
    def refuse(_: float) -> Moment:
        raise ValueError(expected)

    return refuse


def is_compact_date(value: object) -> bool:
    """Return whether a value is a number of digits that make a date, such as 20180101."""
    number = _number_of(value)
    return number is not None and number == int(number) and compact_form(number) is not None
