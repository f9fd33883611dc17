"""Play the events of a story in time order on a map.

>>> import geo
>>> geo.StoryMap(geo.read("events.geojson")).save("heat.html")

Each public name is loaded on first use (PEP 562), so `import geo` loads no library.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.lazy_names import lazy_names

if TYPE_CHECKING:
    from geo.ancient_time import AncientTime
    from geo.errors import (
        AnalysisError,
        AtlasError,
        DashboardError,
        ExportError,
        GeocoderSettingsError,
        GeocodingError,
        GeoError,
        LanguageError,
        NotSelfContained,
        Problem,
        RenderError,
        ServiceBusy,
        ServiceRefused,
        ServiceTimedOut,
        ServiceUnavailable,
        ServiceUnreadable,
        StoryError,
        StoryWarning,
        TilesError,
        ViewError,
    )
    from geo.formats import (
        Checked,
        ReadingReport,
        check,
        from_dataframe,
        from_records,
        read,
        write,
    )
    from geo.geocoding import Gazetteer
    from geo.render.story_map import StoryMap
    from geo.story import (
        Alternative,
        Event,
        Group,
        Person,
        Place,
        Position,
        Source,
        Story,
        When,
        Where,
    )
    from geo.version import __version__

# The module that defines each public name.
_MODULES = {
    "Alternative": "geo.story",
    "AnalysisError": "geo.errors",
    "AncientTime": "geo.ancient_time",
    "AtlasError": "geo.errors",
    "Checked": "geo.formats",
    "DashboardError": "geo.errors",
    "Event": "geo.story",
    "ExportError": "geo.errors",
    "Gazetteer": "geo.geocoding",
    "GeoError": "geo.errors",
    "GeocoderSettingsError": "geo.errors",
    "GeocodingError": "geo.errors",
    "Group": "geo.story",
    "LanguageError": "geo.errors",
    "NotSelfContained": "geo.errors",
    "Person": "geo.story",
    "Place": "geo.story",
    "Position": "geo.story",
    "Problem": "geo.errors",
    "ReadingReport": "geo.formats",
    "RenderError": "geo.errors",
    "ServiceBusy": "geo.errors",
    "ServiceRefused": "geo.errors",
    "ServiceTimedOut": "geo.errors",
    "ServiceUnavailable": "geo.errors",
    "ServiceUnreadable": "geo.errors",
    "Source": "geo.story",
    "Story": "geo.story",
    "StoryError": "geo.errors",
    "StoryMap": "geo.render.story_map",
    "StoryWarning": "geo.errors",
    "TilesError": "geo.errors",
    "ViewError": "geo.errors",
    "When": "geo.story",
    "Where": "geo.story",
    "__version__": "geo.version",
    "check": "geo.formats",
    "from_dataframe": "geo.formats",
    "from_records": "geo.formats",
    "read": "geo.formats",
    "write": "geo.formats",
}

__all__ = [
    "Alternative",
    "AnalysisError",
    "AncientTime",
    "AtlasError",
    "Checked",
    "DashboardError",
    "Event",
    "ExportError",
    "Gazetteer",
    "GeoError",
    "GeocoderSettingsError",
    "GeocodingError",
    "Group",
    "LanguageError",
    "NotSelfContained",
    "Person",
    "Place",
    "Position",
    "Problem",
    "ReadingReport",
    "RenderError",
    "ServiceBusy",
    "ServiceRefused",
    "ServiceTimedOut",
    "ServiceUnavailable",
    "ServiceUnreadable",
    "Source",
    "Story",
    "StoryError",
    "StoryMap",
    "StoryWarning",
    "TilesError",
    "ViewError",
    "When",
    "Where",
    "__version__",
    "check",
    "from_dataframe",
    "from_records",
    "read",
    "write",
]

__getattr__, __dir__ = lazy_names(__name__, _MODULES)
