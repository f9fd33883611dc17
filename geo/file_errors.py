"""Why the operating system cannot open, read or write a file: one wording for all messages."""

from __future__ import annotations

from geo.text_safety import one_line

NO_SUCH_FILE = "no such file"


def reason_of(error: Exception) -> str:
    """Return why a file could not be used, for the end of a sentence.

    An error that does not come from the operating system gives its own message.
    """
    if not isinstance(error, OSError):
        return one_line(str(error))
    if isinstance(error, FileNotFoundError):
        return NO_SUCH_FILE
    if isinstance(error, IsADirectoryError):
        return "it is a folder"
    if isinstance(error, FileExistsError):
        return "it is a file, not a folder"
    if isinstance(error, NotADirectoryError):
        return "a part of the path is a file, not a folder"
    return one_line(error.strerror or str(error)).lower()
