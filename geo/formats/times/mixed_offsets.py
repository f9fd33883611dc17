"""Warn about times without an offset beside others with one."""

from __future__ import annotations

from collections.abc import Sequence

from geo.formats.times.timestamps import Moment, offsets_in
from geo.problem_list import ProblemList

# At most this many different offsets are listed.
_MOST_OFFSETS = 3


def warn_mixed_offsets(
    moments: Sequence[Moment], numbers_since_1970: int, problems: ProblemList
) -> None:
    """Warn that times without an offset are taken as UTC, because others have an offset.

    Args:
        moments: all times of a file with a time of day.
        numbers_since_1970: how many of them are numbers, which are in UTC.
        problems: the list to add the warning to.
    """
    offsets = offsets_in(moments)
    listed = ", ".join(offsets[:_MOST_OFFSETS])
    if len(offsets) > _MOST_OFFSETS:
        listed += ", …"
    with_offset = sum(moment.time.tzinfo is not None for moment in moments)
    if numbers_since_1970 == with_offset:
        kind = "are numbers since 1970, which are in UTC"
    elif numbers_since_1970:
        kind = f"have an offset ({listed}; numbers since 1970 have +00:00)"
    else:
        kind = f"have an offset ({listed})"
    message = (
        f"some times {kind}, and others have no offset; all are shown in UTC; to show local "
        "times, set a time zone such as Europe/Paris"
    )
    found = "times with and without an offset"
    problems.warn("story", "timezone", found, "an IANA time zone", message)
