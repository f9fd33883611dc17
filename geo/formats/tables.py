"""Read stories from tables: lists of dicts, and data frames of pandas and geopandas."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from geo.errors import StoryError, StoryWarning
from geo.formats.reading_choices import ReadingChoices, checked_choices
from geo.formats.registry import NAMELESS
from geo.problem_list import ProblemList, show

if TYPE_CHECKING:
    from geo.story import Story

# WGS84, longitude and latitude in degrees.
_WGS84 = 4326


def from_records(
    rows: Iterable[Mapping[str, Any]],
    *,
    dates: str | None = None,
    epoch: str | None = None,
    elapsed: str | None = None,
    columns: Mapping[str, str] | None = None,
    tracks: str | None = None,
    size: str | None = None,
    colour: str | None = None,
    **shared: Any,
) -> Story:
    """Build a story from a list of dicts. One dict is one row of the table, and one event.

    The same column names are understood as in other people's GeoJSON: `title`, `name`, `start`,
    `date`, `people`, `place`, … Give the location in a column `geometry` (a GeoJSON geometry, or an
    object with `__geo_interface__`), or in two columns in degrees, such as `lon` and `lat`. Times
    are `datetime`, `date`, `pandas.Timestamp`, `numpy.datetime64` or text. None, NaN and NaT mean
    unknown. `dates`, `epoch`, `elapsed`, `columns`, `tracks`, `size` and `colour` are as in
    `geo.read`. `shared` are fields of `Story` (`title`, `timezone`, …). If they include `people`,
    `places`, `groups` or `sources`, the rows refer to these by id, with the field names of `Event`.

    Raises:
        StoryError: the story cannot be used; problems name the rows by number, from 1.
        TypeError: `rows` is not a list, or a name in `shared` is not a field of `Story`.
        ValueError: one of the arguments before `shared` has another value.

    Warns:
        StoryWarning: part of the table was ignored or changed.
    """
    if isinstance(rows, (str, bytes, Mapping)) or not isinstance(rows, Iterable):
        raise TypeError(f"expected a list of rows (dicts), found {type(rows).__name__}")
    table: list[Any] = list(rows)
    given = (dates, epoch, elapsed, None, columns, tracks)
    choices = checked_choices(*given, size=size, colour=colour)
    labels = [f"row {number}" for number in range(1, len(table) + 1)]
    return _read(table, labels, shared, choices)


def from_dataframe(
    frame: Any,
    *,
    dates: str | None = None,
    epoch: str | None = None,
    elapsed: str | None = None,
    columns: Mapping[str, str] | None = None,
    tracks: str | None = None,
    size: str | None = None,
    colour: str | None = None,
    **shared: Any,
) -> Story:
    """Build a story from a pandas `DataFrame` or a geopandas `GeoDataFrame`. One row is one event.

    Columns and keywords are as in `from_records`. The locations of a `GeoDataFrame` are its active
    geometry. If its `crs` is not WGS84, it is converted with `to_crs(4326)`. pandas has no type for
    days: a column of times that are all midnight has days.

    Raises:
        StoryError: the story cannot be used; problems name the rows by their index.
        TypeError: `frame` is not a data frame, or a name in `shared` is not a field of `Story`.
        ValueError: one of the arguments before `shared` has another value.

    Warns:
        StoryWarning: part of the table was ignored or changed.
    """
    if not hasattr(frame, "columns") or not hasattr(frame, "to_dict"):
        raise TypeError(f"expected a DataFrame, found {type(frame).__name__}")
    if not frame.columns.is_unique:
        duplicates = [str(name) for name in frame.columns[frame.columns.duplicated()]]
        found = f"two columns with the name {show(duplicates[0])}"
        raise _error(found, "unique column names", f"{found}; rename one of them")
    crs = getattr(frame, "crs", None)
    if crs is not None and crs.to_epsg() != _WGS84:
        try:
            frame = frame.to_crs(_WGS84)
        except Exception as error:
            message = f"the coordinate system {crs} cannot be converted to EPSG:4326 ({error})"
            expected = "longitude and latitude on WGS84 (EPSG:4326)"
            raise _error(f"the coordinate system {crs}", expected, message) from error
    days = [name for name in frame.columns if _has_only_days(frame[name])]
    rows: Sequence[dict[Any, Any]] = frame.to_dict("records")
    for row in rows if days else ():
        row.update({name: row[name].date() for name in days if row[name] == row[name]})
    if hasattr(frame, "crs"):
        active = frame.geometry.name
        rows = [
            {name: cell for name, cell in row.items() if name != active} | {"geometry": row[active]}
            for row in rows
        ]
    labels = [f"row {show(key) if isinstance(key, str) else key}" for key in frame.index]
    given = (dates, epoch, elapsed, None, columns, tracks)
    choices = checked_choices(*given, size=size, colour=colour)
    return _read(rows, labels, shared, choices)


def _has_only_days(column: Any) -> bool:
    """Return whether all times of a column are midnight, in years that `date` has."""
    if getattr(column.dtype, "kind", "") != "M" or getattr(column.dtype, "tz", None) is not None:
        return False
    times = column.dropna()
    return bool(len(times) and times.dt.year.min() >= 1 and (times.dt.normalize() == times).all())


def _read(
    rows: Sequence[Any],
    labels: Sequence[str],
    shared: Mapping[str, Any],
    choices: ReadingChoices,
) -> Story:
    """Build a story from rows. `labels` are their names in problems."""
    # These modules load pydantic, which `import geo` and `geo --help` do not need.
    from geo.formats.foreign.chosen_columns import check_columns  # noqa: PLC0415
    from geo.formats.geojson import read_features  # noqa: PLC0415
    from geo.formats.geojson_schema import STORY_FIELDS  # noqa: PLC0415
    from geo.formats.geojson_writer import to_json_value  # noqa: PLC0415
    from geo.formats.table_rows import rows_to_features  # noqa: PLC0415
    from geo.validation import require_valid  # noqa: PLC0415

    for name in shared:
        if name not in STORY_FIELDS:
            raise TypeError(f"a Story has no field {name!r}; it has {', '.join(STORY_FIELDS)}")
    if not rows:
        raise _error("no rows", "at least one row", "the table has no rows; add at least one")
    problems = ProblemList(NAMELESS)
    member = {name: to_json_value(value) for name, value in shared.items() if value is not None}
    choices = check_columns(choices, rows, problems)
    expected = "a dict with the columns as keys"
    features, _ = rows_to_features(rows, labels, problems, expected, choices)
    checked = read_features({"story": member or None}, features, problems, labels, choices)
    story = checked.require_story()
    require_valid(story)  # a cell can have values that no file can have
    if checked.problems:
        warnings.warn("\n".join(map(str, checked.problems)), StoryWarning, stacklevel=3)
    return story


def _error(found: str, expected: str, message: str) -> StoryError:
    problems = ProblemList(NAMELESS)
    problems.error(None, None, found, expected, message)
    return problems.to_error()
