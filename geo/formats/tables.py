"""Tables as stories: rows of dicts, and data frames of pandas and geopandas."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from geo.errors import StoryError, StoryWarning
from geo.formats.registry import NAMELESS
from geo.problem_list import ProblemList, show

if TYPE_CHECKING:
    from geo.story import Story

# WGS84, longitude and latitude in degrees.
_WGS84 = 4326


def from_records(rows: Iterable[Mapping[str, Any]], **shared: Any) -> Story:
    """A story from rows of dicts: one row is one event.

    The names of the columns are understood as those of other people's GeoJSON: `title`, `name`,
    `start`, `date`, `people`, `place`, … A location is a column `geometry` (a GeoJSON geometry, or
    any object with `__geo_interface__`) or two columns of degrees, such as `lon` and `lat`. Times
    may be `datetime`, `date`, `pandas.Timestamp`, `numpy.datetime64` or text. None, NaN and NaT
    mean unknown. `shared` are fields of `Story` (`title`, `timezone`, …); with `people`, `places`,
    `groups` or `sources` among them the rows refer to those by id, under the names of `Event`.

    Raises:
        StoryError: it cannot be used; problems name the rows, counted from 1.
        StoryWarning: it can be used, but something in it was left out (a Python warning).
        TypeError: `Story` has no field of a name in `shared`.
    """
    rows = list(rows)
    return _read(rows, [f"row {number}" for number in range(1, len(rows) + 1)], shared)


def from_dataframe(frame: Any, **shared: Any) -> Story:
    """A story from a pandas `DataFrame` or a geopandas `GeoDataFrame`: one row is one event.

    Columns and `shared` are as in `from_records`. A `GeoDataFrame` gives the locations by its
    active geometry; where its `crs` is not WGS84 it is converted with `to_crs(4326)`.

    Raises:
        StoryError: it cannot be used; problems name the rows by their index.
        TypeError: it is no data frame, or `Story` has no field of a name in `shared`.
    """
    if not hasattr(frame, "columns") or not hasattr(frame, "to_dict"):
        raise TypeError(f"expected a DataFrame, found {type(frame).__name__}")
    if not frame.columns.is_unique:
        twice = [str(name) for name in frame.columns[frame.columns.duplicated()]]
        raise _refuse(f"two columns of the name {show(twice[0])}", "each name once")
    crs = getattr(frame, "crs", None)
    if crs is not None and crs.to_epsg() != _WGS84:
        try:
            frame = frame.to_crs(_WGS84)
        except Exception as error:
            found = f"the reference system {crs}, which cannot be converted ({error})"
            raise _refuse(found, "longitude and latitude on WGS84: to_crs(4326)") from error
    rows: Sequence[dict[Any, Any]] = frame.to_dict("records")
    if hasattr(frame, "crs"):
        active = frame.geometry.name
        rows = [
            {name: one for name, one in row.items() if name != active} | {"geometry": row[active]}
            for row in rows
        ]
    labels = [f"row {show(one) if isinstance(one, str) else one}" for one in frame.index]
    return _read(rows, labels, shared)


def _read(rows: Sequence[Any], labels: Sequence[str], shared: Mapping[str, Any]) -> Story:
    """The story of a table. `labels` are what problems call its rows."""
    # They load pydantic, which `import geo` and `geo --help` do without.
    from geo.formats.geojson import read_features  # noqa: PLC0415
    from geo.formats.geojson_schema import STORY_FIELDS  # noqa: PLC0415
    from geo.formats.geojson_writer import in_json  # noqa: PLC0415
    from geo.formats.table_rows import features_of  # noqa: PLC0415
    from geo.validation import require_valid  # noqa: PLC0415

    for name in shared:
        if name not in STORY_FIELDS:
            raise TypeError(f"a Story has no field {name!r}; it has {', '.join(STORY_FIELDS)}")
    problems = ProblemList(NAMELESS)
    member = {name: in_json(one) for name, one in shared.items() if one is not None}
    features = features_of(rows, labels, problems)
    story, odd = read_features({"story": member or None}, features, problems, labels)
    require_valid(story)  # a cell may hold what no text of a file can
    if odd:
        warnings.warn("\n".join(map(str, odd)), StoryWarning, stacklevel=3)
    return story


def _refuse(found: str, expected: str) -> StoryError:
    problems = ProblemList(NAMELESS)
    problems.error(None, None, found, expected)
    return problems.refuse()
