"""Measure how long a file with other field names takes to read: `python -m bench.reading`.

It prints seconds by the number of rows. They should grow in proportion, and 100,000 rows should
take less than 5 seconds.
"""

from __future__ import annotations

import json
import statistics
import sys
import time

import geo

TIMES = 3
ROWS = (25_000, 50_000, 100_000)


def main() -> int:
    """Read each file several times. The median counts."""
    took = {rows: statistics.median(_seconds(text(rows)) for _ in range(TIMES)) for rows in ROWS}
    print(json.dumps({"took": {str(rows): round(seconds, 2) for rows, seconds in took.items()}}))
    return 0


def text(rows: int) -> str:
    """Return GeoJSON with the properties date, title, lat and lon, and without geometries."""
    features = [
        {
            "type": "Feature",
            "geometry": None,
            "properties": {
                "date": f"2020-01-{1 + row % 28:02d}T{row % 24:02d}:{row % 60:02d}",
                "title": f"Event {row}",
                "lat": 34 + row % 1_000 / 1e4,
                "lon": -118 - row % 777 / 1e4,
            },
        }
        for row in range(rows)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features})


def _seconds(content: str) -> float:
    begun = time.perf_counter()
    geo.read(content)
    return time.perf_counter() - begun


if __name__ == "__main__":
    sys.exit(main())
