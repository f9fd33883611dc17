"""From bytes to JSON values, with a plain problem for everything that can be wrong on the way."""

from __future__ import annotations

import codecs
import json
import math
import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

from geo.problem_list import ProblemList, label, show

# A larger file makes no document that a browser opens, and fills the memory of a small machine.
MAX_BYTES = 100_000_000

_EXPECTED_FILE = "a story file"
_EXPECTED_JSON = "valid JSON"
_SURROGATE_ESCAPE = re.compile(r"\\u[dD][89a-fA-F]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_bytes(path: Path, problems: ProblemList) -> bytes:
    """The file's content.

    Raises:
        StoryError: it cannot be opened, or is larger than `MAX_BYTES`.
    """
    try:
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
            size = max(len(content), os.fstat(stream.fileno()).st_size)
    except FileNotFoundError:
        problems.error(None, None, "no such file", f"{_EXPECTED_FILE} of this name")
    except IsADirectoryError:
        problems.error(None, None, "a folder", _EXPECTED_FILE)
    except PermissionError:
        problems.error(None, None, "permission denied", f"{_EXPECTED_FILE} that may be read")
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or str(error)
        problems.error(None, None, reason.lower(), f"{_EXPECTED_FILE} that can be read")
    else:
        if len(content) > MAX_BYTES:
            _refuse_size(size, problems)
        return content
    raise problems.refuse()


def _refuse_size(size: int, problems: ProblemList) -> NoReturn:
    """Refuse a file of so many bytes; the size is written so that it is never that of the limit."""
    megabytes = math.ceil(size / 100_000) / 10
    expected = f"at most {MAX_BYTES // 1_000_000} MB; split the story"
    problems.error(None, None, f"{megabytes:,.1f} MB", expected)
    raise problems.refuse()


def decode(content: bytes | str, problems: ProblemList) -> str:
    """The content as text. A UTF-8 byte order mark is dropped.

    Raises:
        StoryError: too large, empty, or not UTF-8.
    """
    if len(content) > MAX_BYTES:
        _refuse_size(len(content), problems)
    if isinstance(content, bytes):
        content = _decode_bytes(content, problems)
    elif _LONE_SURROGATE.search(content):
        problems.error(None, None, "text that is not valid Unicode", "UTF-8 text")
        raise problems.refuse()
    text = content.removeprefix("\ufeff")
    if not text.strip():
        problems.error(None, None, "an empty file", "a GeoJSON FeatureCollection")
        raise problems.refuse()
    return text


def _decode_bytes(content: bytes, problems: ProblemList) -> str:
    if content.startswith(_UTF16_MARKS):
        problems.error(None, None, "UTF-16 text", "UTF-8 text; save the file with that encoding")
        raise problems.refuse()
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        column = len(before) - (before.rfind(b"\n") + 1) + 1
        found = f"byte 0x{content[error.start]:02x} at line {line}, byte {column} of the line"
        problems.error(None, None, found, "UTF-8 text; save the file with that encoding")
        raise problems.refuse() from None


def looks_like_json(start: str | bytes) -> bool:
    """Whether a content that starts like this is meant to be JSON: an object or a list."""
    if isinstance(start, bytes):
        return start.removeprefix(codecs.BOM_UTF8).lstrip()[:1] in (b"{", b"[")
    return start.removeprefix("\ufeff").lstrip()[:1] in ("{", "[")


def load_json(text: str, problems: ProblemList) -> Any:
    """The JSON value that the text holds. `NaN` and `Infinity` pass, for their field to be named.

    A name that stands twice in one object is warned about; the last one counts. A character given
    by half (a lone surrogate) is an error, since it cannot be written out again.

    Raises:
        StoryError: the text is not JSON.
    """
    doubled: dict[int, list[str]] = {}
    kept: list[dict[str, Any]] = []  # keeps each object alive, so that its identity stays its own

    def pair_up(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        members = dict(pairs)
        if len(members) != len(pairs):
            counts = Counter(name for name, _ in pairs)
            doubled[id(members)] = [name for name, count in counts.items() if count > 1]
            kept.append(members)
        return members

    try:
        value = json.loads(text, object_pairs_hook=pair_up)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        reason = error.msg[:1].lower() + error.msg[1:]
        problems.error(None, None, f"broken JSON at {place} ({reason})", _EXPECTED_JSON)
    except RecursionError:
        problems.error(None, None, "lists or objects nested too deeply", "a GeoJSON story")
    except ValueError:  # Python refuses to read integers of more than 4,300 digits
        problems.error(None, None, "a number of thousands of digits", _EXPECTED_JSON)
    else:
        halves = _SURROGATE_ESCAPE.search(text) is not None
        if doubled or halves:
            _report_oddities(value, doubled, problems)
        return value
    raise problems.refuse()


def _report_oddities(value: Any, doubled: dict[int, list[str]], problems: ProblemList) -> None:
    for feature, path, part in _walk(value):
        if isinstance(part, dict):
            for name in doubled.get(id(part), ()):
                problems.warn(feature, path or None, f"{show(name)} twice", "each name once")
            texts = [name for name in part if _LONE_SURROGATE.search(name)]
        else:
            texts = [part] if isinstance(part, str) and _LONE_SURROGATE.search(part) else []
        for text in texts:
            problems.error(feature, path or None, show(text), "whole characters (valid Unicode)")


def _walk(root: Any) -> Iterator[tuple[str | None, str, Any]]:
    """Every value below `root` with the event it belongs to and its dotted path, in file order."""
    waiting: list[tuple[str | None, str, Any]] = [(None, "", root)]
    while waiting:
        feature, path, value = waiting.pop()
        yield feature, path, value
        below: list[tuple[str | None, str, Any]] = []
        if isinstance(value, dict):
            for name, member in value.items():
                if path == "features" or (feature and path == "properties"):
                    below.append((feature, name, member))
                else:
                    below.append((feature, f"{path}.{name}"[:120].lstrip("."), member))
        elif isinstance(value, list):
            for index, member in enumerate(value):
                if feature is None and path == "features":
                    below.append((_event_label(member, index + 1), "", member))
                else:
                    below.append((feature, f"{path}[{index}]"[:120], member))
        waiting.extend(reversed(below))


def _event_label(feature: Any, number: int) -> str:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    return label("event", properties.get("id") if isinstance(properties, dict) else None, number)
