"""Write a document to a file that the caller has opened."""

from __future__ import annotations

import codecs
from typing import Any, Protocol

from geo.errors import ExportError
from geo.file_errors import reason_of


class OpenFile(Protocol):
    """A file that is open for writing bytes or text."""

    def write(self, data: Any, /) -> Any:
        """Write bytes, or text."""

    def close(self) -> None:
        """Close the file."""


def write_to_file_object(file: OpenFile, html: str) -> None:
    """Write `html` as UTF-8 to a binary or text file. The file stays open.

    Raises:
        ExportError: the file could not be written, or a text file has another encoding than UTF-8.
    """
    try:
        if _is_binary(file):
            file.write(html.encode("utf-8"))
        else:
            _check_encoding(file)
            file.write(html)
    except ExportError:  # an OSError whose message is complete
        raise
    except OSError as error:
        raise ExportError(f"cannot write to the open file: {reason_of(error)}") from error
    except UnicodeEncodeError as error:
        raise ExportError(
            "cannot write to the open file: the document has characters that are not valid Unicode"
        ) from error


def _is_binary(file: OpenFile) -> bool:
    # Wrappers such as tempfile.NamedTemporaryFile are not instances of the base classes in io.
    try:
        file.write(b"")
    except TypeError:
        return False
    return True


def _check_encoding(file: OpenFile) -> None:
    """Raise `ExportError` unless the encoding is UTF-8, which the document declares."""
    encoding = getattr(file, "encoding", None)
    if encoding and codecs.lookup(encoding).name not in {"utf-8", "utf-8-sig"}:
        raise ExportError(
            f"cannot write to the open file: found the encoding {encoding}, expected a file opened "
            'in binary mode ("wb") or with encoding="utf-8"'
        )
