"""Read, decode and parse JSON text. Everything that can go wrong is reported as a problem."""

from __future__ import annotations

import codecs
import json
import math
import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

from geo.file_errors import NO_SUCH_FILE, reason_of
from geo.formats.text_encodings import WESTERN, decode_text, utf16_encoding
from geo.problem_list import VALID_UNICODE, ProblemList, label, show

# The document of a larger file is too large for a browser, and reading it needs too much memory.
MAX_BYTES = 100_000_000

_STORY_FILE = "a story file that can be read"
_JSON = "valid JSON"
_UTF8 = "UTF-8 text"
# The messages of the module `json`, in sentences that say what to do.
_JSON_ERRORS = {
    "Expecting value": "a value is missing, or there is one comma too many",
    "Expecting ',' delimiter": "a comma or a closing bracket is missing",
    "Expecting ':' delimiter": "a colon is missing",
    "Expecting property name enclosed in double quotes": (
        "a name in double quotes is missing, or there is one comma too many"
    ),
    "Extra data": "remove the text after the end of the JSON value",
    "Unterminated string starting at": "the closing quote of this text is missing",
    "Invalid control character at": r"write line breaks and tabs in a text as \n and \t",
    "Invalid \\escape": "write two backslashes instead of one",
    "Illegal trailing comma before end of object": "remove this comma",
    "Illegal trailing comma before end of array": "remove this comma",
}
# The errors of `json` at a bracket that closes something else, or comes too early.
_VALUE_EXPECTED = (
    "Expecting value",
    "Expecting property name enclosed in double quotes",
)
# Around a line of NDJSON: white space, and the record separator of RFC 8142.
_RECORD_SEPARATOR = "\x1e"
_AROUND_A_LINE = f" \t\r{_RECORD_SEPARATOR}"
_BEFORE_JSON = f" \t\r\n{_RECORD_SEPARATOR}".encode()
_SURROGATE_ESCAPE = re.compile(r"\\u[dD][89a-fA-F]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
# Python refuses to convert integers with more digits, because that takes quadratic time.
_MOST_DIGITS = sys.int_info.default_max_str_digits
# A text is matched as a whole, because it can have as many digits as it likes. So is a number with
# a fraction or an exponent, which Python reads as a float.
_STRING_OR_LONG_INTEGER = re.compile(
    r'"(?:[^"\\]|\\.)*"|[0-9]+(?:\.[0-9]+|[eE][+-]?[0-9]+)+'
    rf"|(?P<integer>[0-9]{{{_MOST_DIGITS + 1},}})"
)


def read_bytes(path: Path, problems: ProblemList) -> bytes:
    """Return the content of a file.

    Raises:
        StoryError: the file cannot be read, or is larger than `MAX_BYTES`.
    """
    try:
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
            size = max(len(content), os.fstat(stream.fileno()).st_size)
    except FileNotFoundError:
        problems.error(None, None, NO_SUCH_FILE, _STORY_FILE, NO_SUCH_FILE)
    except IsADirectoryError as error:
        message = f"{reason_of(error)}; give the name of a story file"
        problems.error(None, None, "a folder", _STORY_FILE, message)
    except (OSError, ValueError) as error:  # ValueError: the name contains a NUL character
        reason = reason_of(error)
        problems.error(None, None, reason, _STORY_FILE, f"the file cannot be read: {reason}")
    else:
        if len(content) > MAX_BYTES:
            _refuse_size(size, problems)
        return content
    raise problems.to_error()


def _refuse_size(size: int, problems: ProblemList) -> NoReturn:
    """Refuse a file of `size` bytes. Rounds the size up, so that it never equals the limit."""
    found = f"{math.ceil(size / 100_000) / 10:,.1f} MB"
    limit = f"{MAX_BYTES // 1_000_000} MB"
    message = f"the file is too large: {found}, and the limit is {limit}; split the story"
    problems.error(None, None, found, f"at most {limit}", message)
    raise problems.to_error()


def decode(content: bytes | str, problems: ProblemList) -> str:
    """Return the content as text, without a UTF-8 byte order mark.

    Raises:
        StoryError: the content is too large, empty, or not UTF-8.
    """
    if len(content) > MAX_BYTES:
        _refuse_size(len(content), problems)
    if isinstance(content, bytes):
        content = _decode_bytes(content, problems)
    elif not content.isascii() and _LONE_SURROGATE.search(content):
        problems.error(None, None, "text with a lone surrogate", VALID_UNICODE)
        raise problems.to_error()
    text = content.removeprefix("\ufeff")
    if not text.strip():
        message = "the file is empty; it must contain a GeoJSON FeatureCollection"
        problems.error(None, None, "an empty file", "a GeoJSON FeatureCollection", message)
        raise problems.to_error()
    return text


def _decode_bytes(content: bytes, problems: ProblemList) -> str:
    try:
        text, encoding = decode_text(content)
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        column = len(before) - (before.rfind(b"\n") + 1) + 1
        found = f"the byte 0x{content[error.start]:02x} at line {line}, byte {column} of the line"
        message = f"the file is not UTF-8 text (see {found}); save it as UTF-8"
        problems.error(None, None, found, _UTF8, message)
        raise problems.to_error() from None
    if encoding == WESTERN:
        message = "the file is not UTF-8 text; it is read as Windows-1252 (Western European)"
        problems.warn(None, None, "Windows-1252 text", _UTF8, message)
    return text


def looks_like_json(start: str | bytes) -> bool:
    """Return whether a content with this start is a JSON object or list."""
    if isinstance(start, bytes):
        encoding = utf16_encoding(start)
        if encoding is not None:
            return looks_like_json(start[: len(start) & ~1].decode(encoding, "ignore"))
        return start.removeprefix(codecs.BOM_UTF8).lstrip(_BEFORE_JSON)[:1] in (b"{", b"[")
    return start.removeprefix("\ufeff").lstrip()[:1] in ("{", "[")


def load_json(text: str, problems: ProblemList) -> Any:
    """Return the JSON value of a text. `NaN` and `Infinity` are accepted here.

    The readers report them with the name of their field. A name that occurs twice in an object
    gives a warning, and its last value is used. A lone surrogate is an error, because it cannot be
    written as UTF-8.

    Raises:
        StoryError: the text is not JSON.
    """
    duplicates: dict[int, list[str]] = {}
    alive: list[dict[str, Any]] = []  # the ids in `duplicates` are unique while the objects exist

    def pair_up(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        members = dict(pairs)
        if len(members) != len(pairs):
            counts = Counter(name for name, _ in pairs)
            duplicates[id(members)] = [name for name, count in counts.items() if count > 1]
            alive.append(members)
        return members

    try:
        value = _parsed(text, pair_up)
    except json.JSONDecodeError as error:
        position = f"line {error.lineno}, column {error.colno}"
        found = f"a JSON error at {position}"
        message = f"not valid JSON at {position}: {_reason_of_syntax_error(error, text)}"
        problems.error(None, None, found, _JSON, message)
    except RecursionError:
        report_deep_nesting(problems)
    except ValueError:  # Python refuses to read integers of more than 4,300 digits
        found = f"a number of more than {_MOST_DIGITS:,} digits"
        message = f"{found} cannot be read (line {_line_of_long_number(text)}); shorten it"
        problems.error(None, None, found, _JSON, message)
    else:
        if duplicates or _SURROGATE_ESCAPE.search(text) is not None:
            _report_duplicates_and_surrogates(value, duplicates, problems)
        return value
    raise problems.to_error()


def _parsed(text: str, pair_up: Callable[[list[tuple[str, Any]]], Any]) -> Any:
    """Parse a JSON value, or a list of objects of which each has a line (RFC 8142, NDJSON)."""
    if text.lstrip(" \t\r\n").startswith(_RECORD_SEPARATOR):
        return _parsed_sequence(text, pair_up)
    try:
        return json.loads(text, object_pairs_hook=pair_up)
    except json.JSONDecodeError as error:
        if error.msg != "Extra data":
            raise
        lines = [line.strip(_AROUND_A_LINE) for line in text.split("\n")]
        try:
            values = [json.loads(line, object_pairs_hook=pair_up) for line in lines if line]
        except json.JSONDecodeError:
            values = []
        if not values or not all(isinstance(value, dict) for value in values):
            raise error from None
        return values


def _parsed_sequence(text: str, pair_up: Callable[[list[tuple[str, Any]]], Any]) -> list[Any]:
    """Parse the values of a text sequence: a record separator is before each (RFC 7464)."""
    values: list[Any] = []
    start = 0
    for part in text.split(_RECORD_SEPARATOR):
        if part.strip():
            try:
                values.append(json.loads(part, object_pairs_hook=pair_up))
            except json.JSONDecodeError as error:
                raise json.JSONDecodeError(error.msg, text, start + error.pos) from None
        start += len(part) + 1
    return values


def _reason_of_syntax_error(error: json.JSONDecodeError, text: str) -> str:
    """Say what is wrong at the position of the error, and what to do."""
    if not text[: error.pos].strip():
        return "the text must start with { or ["
    unexpected = text[error.pos : error.pos + 1]
    if not text[error.pos :].strip():
        return "the JSON text ends too early; it is probably incomplete"
    if error.msg in _VALUE_EXPECTED and unexpected in ("}", "]"):
        return f"unexpected `{unexpected}`; check the brackets and commas before it"
    if error.msg in _VALUE_EXPECTED and unexpected == "'":
        return "use double quotes (\") instead of '"
    return _JSON_ERRORS.get(error.msg, error.msg[:1].lower() + error.msg[1:])


def _line_of_long_number(text: str) -> int:
    """Return the line of the first integer with too many digits, from 1."""
    numbers = (match for match in _STRING_OR_LONG_INTEGER.finditer(text) if match["integer"])
    return text.count("\n", 0, next(numbers).start()) + 1


def report_deep_nesting(problems: ProblemList) -> None:
    """Report that lists or objects are nested too deeply to be read."""
    found = "lists or objects nested too deeply"
    message = "lists or objects are nested too deeply; a story needs only a few levels"
    problems.error(None, None, found, "a GeoJSON FeatureCollection", message)


def _report_duplicates_and_surrogates(
    value: Any, duplicates: dict[int, list[str]], problems: ProblemList
) -> None:
    for feature, path, part in _walk(value):
        if isinstance(part, dict):
            for name in duplicates.get(id(part), ()):
                message = f"the name {show(name)} occurs twice; the last value is used"
                problems.warn(feature, path or None, f"{show(name)} twice", "unique names", message)
            texts = [name for name in part if _LONE_SURROGATE.search(name)]
        else:
            texts = [part] if isinstance(part, str) and _LONE_SURROGATE.search(part) else []
        for text in texts:
            problems.error(feature, path or None, show(text), VALID_UNICODE)


def _walk(root: Any) -> Iterator[tuple[str | None, str, Any]]:
    """Yield each value in `root` with its event and its dotted path, in file order."""
    stack: list[tuple[str | None, str, Any]] = [(None, "", root)]
    first_by_id: dict[str, int] = {}
    while stack:
        feature, path, value = stack.pop()
        yield feature, path, value
        children: list[tuple[str | None, str, Any]] = []
        if isinstance(value, dict):
            for name, member in value.items():
                if path == "features" or (feature and path == "properties"):
                    children.append((feature, name, member))
                else:
                    children.append((feature, f"{path}.{name}"[:120].lstrip("."), member))
        elif isinstance(value, list):
            for index, member in enumerate(value):
                if feature is None and path == "features":
                    children.append((_event_label(member, index + 1, first_by_id), "", member))
                else:
                    children.append((feature, f"{path}[{index}]"[:120], member))
        stack.extend(reversed(children))


def _event_label(feature: Any, number: int, first_by_id: dict[str, int]) -> str:
    """Name an event in problems. `first_by_id` maps ids to their first event; this one is added."""
    properties = feature.get("properties") if isinstance(feature, dict) else None
    identifier = properties.get("id") if isinstance(properties, dict) else None
    first = first_by_id.setdefault(identifier, number) if isinstance(identifier, str) else None
    return label("event", identifier, number, first)
