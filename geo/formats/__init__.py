"""Read and write stories: files, texts, file objects, GeoJSON as a dict, and tables."""

from __future__ import annotations

from geo.formats.reading import check, check_content, parse, read
from geo.formats.registry import FORMATS, suffixes
from geo.formats.report.reading_report import Checked, ReadingReport
from geo.formats.tables import from_dataframe, from_records
from geo.formats.writing import write

SUFFIXES = suffixes(FORMATS)
"""The file name extensions that can be read."""

__all__ = [
    "SUFFIXES",
    "Checked",
    "ReadingReport",
    "check",
    "check_content",
    "from_dataframe",
    "from_records",
    "parse",
    "read",
    "write",
]
