"""All uses of undocumented Streamlit names.

Each function still works, with less effect, if another version of Streamlit lacks the name.
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
def suppress_session_warnings() -> Iterator[None]:
    """Suppress Streamlit's warnings about use outside a session.

    Import Streamlit first, because the import sets the levels of its loggers. If the logger has a
    different name in another version, the warnings appear.
    """
    logger = logging.getLogger(_SESSION_LOGGER)
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(level)


def free_upload(upload: UploadedFile) -> None:
    """Free the bytes of an uploaded file, which Streamlit would keep until the session ends.

    The story has been read, so the up to 50 MB of bytes are no longer needed. Streamlit keeps the
    session of a closed window for another two minutes.
    """
    with suppress(ImportError, AttributeError):
        from streamlit.runtime.scriptrunner import (  # noqa: PLC0415  may be missing
            get_script_run_ctx,
        )

        context = get_script_run_ctx()
        if context is not None:
            remove = context.uploaded_file_mgr.remove_file  # type: ignore[attr-defined]
            remove(context.session_id, upload.file_id)
