"""The names of Streamlit that its documentation does not promise: all of them are used here.

Each function does without when another version of Streamlit has no such name.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

# The logger that warns when Streamlit is used outside a session.
_SESSION_LOGGER: Final = "streamlit.runtime.scriptrunner_utils.script_run_context"


@contextmanager
def without_session_warnings() -> Iterator[None]:
    """Use Streamlit outside a session without its warnings about that.

    Enter it after Streamlit was imported, which sets the levels of its loggers. Where the logger
    has another name, the warnings are logged.
    """
    logger = logging.getLogger(_SESSION_LOGGER)
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(level)


def free_upload(upload: UploadedFile) -> None:
    """Drop the bytes of an uploaded file, which Streamlit keeps until the session ends.

    A file of 50 MB takes as much memory beside the story that was read from it, and Streamlit keeps
    the session of a closed window for two minutes more.
    """
    with suppress(ImportError, AttributeError):
        from streamlit.runtime.scriptrunner import (  # noqa: PLC0415  may be missing
            get_script_run_ctx,
        )

        context = get_script_run_ctx()
        if context is not None:
            remove = context.uploaded_file_mgr.remove_file  # type: ignore[attr-defined]
            remove(context.session_id, upload.file_id)
