"""Find the column that says which points are positions of one moving thing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from geo.formats.foreign.field_aliases import NamedValue, is_missing, normal_name
from geo.formats.foreign.loose_values import is_short
from geo.formats.movements.track_points import follow_each_other, moves, points_of
from geo.formats.numbers.number_columns import find_column
from geo.formats.reading_choices import ReadingChoices
from geo.problem_list import ProblemList, show

NO_TRACKS = "none"
"""The choice that each point is an event."""

# Names of columns that identify what moves.
_NAMES = frozenset(
    {
        *("track", "trackid", "trackfid", "tracker", "trackerid", "trackname"),
        *("traj", "trajid", "trajectory", "trajectoryid", "trip", "tripid", "journeyid", "rideid"),
        *("vehicle", "vehicleid", "vehiclename", "busid", "carid", "truckid", "taxiid", "trainid"),
        *("mmsi", "imo", "vessel", "vesselid", "vesselname", "ship", "shipid", "boatid"),
        *("icao24", "icao", "flight", "flightid", "callsign", "aircraft", "aircraftid"),
        *("device", "deviceid", "imei", "unitid", "assetid", "entityid", "objid", "moverid"),
        *("individuallocalidentifier", "taglocalidentifier", "individualid", "tagid"),
        *("animal", "animalid", "collarid", "birdid", "stormid", "atcfid", "sid", "userid"),
    }
)
# With these names, values without a digit may be kinds: accidents have a column `vehicle`, too.
_KINDS = frozenset(
    {"vehicle", "vessel", "ship", "aircraft", "animal", "device", "track", "trip", "flight"}
)
_TIMES = (
    *("start", "time_of_day", "year_part", "month_part", "day_part"),
    *("hour_part", "minute_part", "second_part"),
)
_LASTS = ("end", "duration", "times", "end_time_of_day")
# Fields whose text would be lost if it differed between the points of a movement.
_TEXTS = (
    *("title", "text", "place", "address", "filmed_at", "sources", "text_address"),
    *("people", "heard", "watched", "mentioned", "dies", "timezone"),
)
# A movement has at least this many points, on average.
_LEAST_POINTS = 3
_HEAD = 1_000
# At least this share of the points have a time and a position, and times of their own.
_LEAST_SHARE = 0.95
_LEAST_OWN_TIMES = 2 / 3
_LEAST_OF_ONE_NAME = 9


class Tracks(NamedTuple):
    """The movements in a file of points."""

    column: str
    """The name of the column that identifies the moving things."""
    members: Mapping[str, Sequence[int]]
    """The indexes of the points of each movement, by its name, in the order of the file."""
    is_chosen: bool
    """Whether the viewer has chosen the column."""

    @property
    def merged(self) -> int:
        """How many fewer events there are than points."""
        return self.points - len(self.members)

    @property
    def points(self) -> int:
        """The number of points in all movements."""
        return sum(map(len, self.members.values()))


def find_tracks(
    features: Sequence[Any],
    fields: Sequence[Mapping[str, NamedValue]],
    choices: ReadingChoices,
    problems: ProblemList,
) -> Tracks | None:
    """Return the movements of a file. None: each Feature is an event.

    Without a choice, they are movements only if that is the only possible meaning: all Features
    are points with times, a column repeats the name of what moves, and no text would be lost.

    Args:
        features: the Features as parsed.
        fields: the fields of each Feature.
        choices: how to read them.
        problems: gets a warning about what was found without a choice.
    """
    if choices.tracks == NO_TRACKS:
        return None
    if choices.tracks is not None:
        members = _members(choices.tracks, features, fields)
        return Tracks(choices.tracks, members, is_chosen=True)
    if not _are_points_with_times(features, fields):
        return None
    named, others = _candidates(features, fields)
    chosen = [name for name in (choices.size, choices.colour) if name is not None]
    found = [
        tracks
        for column in named
        if (tracks := _fitting(column, features, fields))
        and not (_may_be_kinds(tracks) and not _follow(tracks, features, fields))
    ]
    if len({_partition(tracks) for tracks in found}) > 1:
        columns = " or ".join(f"`{tracks.column}`" for tracks in found[:3])
        message = (
            f"the points can be movements by {columns}; each is read as an event, until you choose "
            f"--tracks {found[0].column} (or --tracks none)"
        )
        expected = "one column that identifies what moves"
        problems.warn(None, found[0].column, f"movements by {columns}", expected, message)
        return None
    for column in () if found else others:
        tracks = _fitting(column, features, fields)
        if tracks and _are_of_one_thing(tracks, features, fields):
            found.append(tracks)
            break
    if not found or not _same_numbers(found[0], chosen, features):
        return None
    tracks = found[0]
    counted = "1 movement" if len(tracks.members) == 1 else f"{len(tracks.members):,} movements"
    message = (
        f"{tracks.points:,} points are {counted}, by `{tracks.column}`; --tracks none reads each "
        "point as an event"
    )
    what = f"{tracks.points:,} points of {counted}"
    problems.warn(None, tracks.column, what, "an event for each point, or a movement", message)
    return tracks


def _are_points_with_times(
    features: Sequence[Any], fields: Sequence[Mapping[str, NamedValue]]
) -> bool:
    complete = total = 0
    for feature, given in zip(features, fields, strict=True):
        if not isinstance(feature, dict):
            continue
        geometry = feature.get("geometry")
        if isinstance(geometry, dict):
            if geometry.get("type") != "Point":
                return False
            has_position = bool(geometry.get("coordinates"))
        else:
            has_position = "longitude" in given and "latitude" in given
        if any(field in given for field in _LASTS):
            return False
        total += 1
        complete += has_position and "start" in given
    return total >= _LEAST_POINTS and complete >= _LEAST_SHARE * total


def _candidates(
    features: Sequence[Any], fields: Sequence[Mapping[str, NamedValue]]
) -> tuple[list[str], list[str]]:
    """Return the columns with a known name; then the ids and the names of people and titles."""
    number = next(n for n, feature in enumerate(features) if isinstance(feature, dict))
    properties, given = _properties(features[number]), fields[number]
    named = [name for name in properties if normal_name(name) in _NAMES]
    others = ["id"]
    others += [given[field].name for field in ("people", "title") if field in given]
    return named, others


def _properties(feature: Any) -> Mapping[str, Any]:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    return properties if isinstance(properties, dict) else {}


def _fitting(
    column: str, features: Sequence[Any], fields: Sequence[Mapping[str, NamedValue]]
) -> Tracks | None:
    """Return the movements by a column, if they can be no events."""
    # Most files of events show within a few of them that a column names nothing that moves.
    head = _members(column, features[:_HEAD], fields[:_HEAD])
    if not all(_same_texts(indexes, fields, column) for indexes in head.values()):
        return None
    total = sum(isinstance(feature, dict) for feature in features)
    members = _members(column, features, fields, most=total // _LEAST_POINTS)
    tracks = Tracks(column, members, is_chosen=False)
    if tracks.points < total or total < _LEAST_POINTS * len(members):
        return None
    for indexes in members.values():
        if not _same_texts(indexes, fields, column):
            return None
    if not any(moves(indexes, features, fields) for indexes in members.values()):
        return None  # the readings of an instrument
    own = sum(len({_time_key(fields[i]) for i in indexes}) for indexes in members.values())
    return tracks if own >= _LEAST_OWN_TIMES * total else None


def _members(
    column: str,
    features: Sequence[Any],
    fields: Sequence[Mapping[str, NamedValue]],
    most: int | None = None,
) -> dict[str, list[int]]:
    """Return the indexes of the points with the same value of a column, by this value.

    With more than `most` values, those of the first points.
    """
    members: dict[str, list[int]] = {}
    for index, (feature, given) in enumerate(zip(features, fields, strict=True)):
        if not isinstance(feature, dict):
            continue
        geometry = feature.get("geometry")
        if geometry is not None and not (
            isinstance(geometry, dict) and geometry.get("type") == "Point"
        ):
            continue
        value = _properties(feature).get(column)
        if value is None and column == "id":
            value = given["id"].value if "id" in given else feature.get("id")
        key = _key(value)
        if key:
            members.setdefault(key, []).append(index)
            if most is not None and len(members) > most:
                break
    return members


def _key(value: Any) -> str:
    """Return the name of a moving thing; empty if the value is none."""
    if isinstance(value, list) and len(value) == 1:
        (value,) = value
    if isinstance(value, bool) or not isinstance(value, (str, int, float)) or is_missing(value):
        return ""
    if not is_short(value):
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()[:150]


def _same_texts(
    indexes: Sequence[int], fields: Sequence[Mapping[str, NamedValue]], column: str
) -> bool:
    first: dict[str, Any] = {}
    for index in indexes:
        given = fields[index]
        for field in _TEXTS:
            value = given.get(field)
            if value is not None and value.name != column:
                if field not in first:
                    first[field] = value.value
                elif first[field] != value.value:
                    return False
    return True


def _same_numbers(tracks: Tracks, columns: Sequence[str], features: Sequence[Any]) -> bool:
    """Return whether the points of each movement have the same values of the chosen columns."""
    names = [find_column(features, column) for column in columns]
    return all(
        name is not None
        and len({show(_properties(features[index]).get(name)) for index in indexes}) == 1
        for name in names
        for indexes in tracks.members.values()
    )


def _time_key(given: Mapping[str, NamedValue]) -> tuple[str, ...]:
    return tuple([str(given[field].value) for field in _TIMES if field in given])


def _partition(tracks: Tracks) -> frozenset[tuple[int, int]]:
    """Return what shows whether two columns have the same movements: their first points."""
    return frozenset((indexes[0], len(indexes)) for indexes in tracks.members.values())


def _are_of_one_thing(
    tracks: Tracks, features: Sequence[Any], fields: Sequence[Mapping[str, NamedValue]]
) -> bool:
    """Whether points that only have a name in common are positions of one thing.

    Points of one person are, if they have no other titles. A title alone does not show it: many
    earthquakes are called "Earthquake". Their points must follow each other.
    """
    first = fields[next(iter(tracks.members.values()))[0]]
    if tracks.column == "id" or ("people" in first and first["people"].name == tracks.column):
        return all(
            _key(fields[index]["title"].value) == name
            for name, indexes in tracks.members.items()
            for index in indexes
            if "title" in fields[index] and tracks.column != "id"
        )
    if len(tracks.members) == 1 and tracks.points < _LEAST_OF_ONE_NAME:
        return False
    smallest = min(map(len, tracks.members.values()))
    return smallest >= _LEAST_POINTS and _follow(tracks, features, fields)


def _may_be_kinds(tracks: Tracks) -> bool:
    has_digits = any(character.isdigit() for name in tracks.members for character in name)
    return normal_name(tracks.column) in _KINDS and not has_digits


def _follow(
    tracks: Tracks, features: Sequence[Any], fields: Sequence[Mapping[str, NamedValue]]
) -> bool:
    """Return whether the points of each movement follow each other in time.

    Movements of one or two points do not show it.
    """
    for indexes in tracks.members.values():
        by_time = {_time_key(fields[index]): index for index in reversed(indexes)}
        ordered = [by_time[key] for key in sorted(by_time)]
        points = points_of(ordered, features, fields)
        if len(points) >= _LEAST_POINTS and not follow_each_other(points):
            return False
    return True


def shared_fields(
    tracks: Tracks, name: str, fields: Sequence[Mapping[str, NamedValue]]
) -> tuple[dict[str, NamedValue], dict[str, str]]:
    """Return the fields that all points of a movement share, and the columns of the others.

    The title is the name of the movement, unless the points share another one.
    """
    skipped = {*_TIMES, *_LASTS, "id", "longitude", "latitude", "time_list"}
    shared: dict[str, NamedValue] = {}
    differing: dict[str, str] = {}
    for index in tracks.members[name]:
        for field, value in fields[index].items():
            if field in skipped or field in differing:
                continue
            before = shared.setdefault(field, value)
            if before.value != value.value:
                del shared[field]
                differing[field] = value.name
    if "title" not in shared:
        shared["title"] = NamedValue(name, tracks.column)
    return shared, differing


def warn_differing(columns: Mapping[str, str], problems: ProblemList) -> None:
    """Warn about columns whose values differ within a movement."""
    if columns:
        named = ", ".join(f"`{column}`" for column in dict.fromkeys(columns.values()))
        message = f"the values of {named} differ within a movement, so they are not used for it"
        problems.warn(None, None, f"differing values of {named}", "one value", message)
