"""The cache of stories that all viewers share, bounded in bytes.

Streamlit's own `st.cache_resource` is bounded by a number of entries or by age, not by size; one
story may take a thousand times the memory of another.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Condition
from typing import Final

from cachetools import LRUCache, cached

from geo.dashboard.workspace import Workspace

MAX_BYTES: Final = 128_000_000
"""The estimated memory of all cached stories together; a larger story is cached alone."""

# Measured with tracemalloc on Heat and on made-up stories of 1,000 to 40,000 events: the values
# take twice the bytes of the GeoJSON file, the document, timeline and gazetteer another 0.8 times,
# and document and gazetteer together 3 MB for any story.
_BYTES_PER_STORY = 3_000_000
_BYTES_PER_FILE_BYTE = 3


def memory_estimate(file_bytes: int) -> int:
    """How many bytes of memory a story and all that is made from it take, by its file's size."""
    return _BYTES_PER_STORY + _BYTES_PER_FILE_BYTE * file_bytes


class WorkspaceCache:
    """Workspaces by the key of their story. The least recently used go first. Thread-safe.

    What goes takes everything with it that was made from its story. A viewer's session keeps the
    viewer's own story; its workspace is made again when it is needed.
    """

    def __init__(self, max_bytes: int = MAX_BYTES) -> None:
        entries: LRUCache[str, Workspace] = LRUCache(
            max_bytes, getsizeof=lambda workspace: min(workspace.memory_bytes, max_bytes)
        )

        def make_workspace(_key: str, make: Callable[[], Workspace]) -> Workspace:
            return make()

        # With a condition, one thread makes the workspace of a key and others wait for it.
        self._get = cached(entries, key=lambda key, _make: key, condition=Condition())(
            make_workspace
        )

    def get(self, key: str, make: Callable[[], Workspace]) -> Workspace:
        """The workspace of a key, made now if it is missing. If `make` raises, nothing is kept."""
        workspace: Workspace = self._get(key, make)
        return workspace


WORKSPACES: Final = WorkspaceCache()
"""The cache of this server."""
