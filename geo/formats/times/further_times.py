"""Read the time of an event on the further time scale of a story."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from geo.formats.times.timestamps import Moment, format_moment
from geo.problem_list import show

_EXPECTED = 'a time without a time zone and without a sign of doubt, such as "1872-12-21"'


def further_time_fields(moment: Moment, report: Callable[..., None]) -> dict[str, Any]:
    """Return the fields of `When` for a `further_time`.

    Args:
        moment: the time in the file.
        report: called with the field, what was found, what was expected, and the message, if the
            time has a time zone or a sign of doubt. The result is then empty.
    """
    if moment.time.tzinfo is not None:
        found, what = moment.time.isoformat(), "a time zone"
    elif moment.doubt is not None:
        found, what = format_moment(*moment), "a sign of doubt"
    else:
        return {"further_time": moment.time, "further_precision": moment.precision}
    message = f"found {show(found)} with {what}; a further_time has none, so remove it"
    report("further_time", show(found), _EXPECTED, message)
    return {}
