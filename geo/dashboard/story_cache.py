"""The cache of stories that all viewers share, bounded in bytes.

Streamlit's own `st.cache_resource` limits the number of entries or their age, not their size. One
story can use a thousand times as much memory as another.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Condition
from typing import Final

from cachetools import LRUCache, cached

from geo.dashboard.workspace import Workspace

MAX_BYTES: Final = 128_000_000
"""Limit for the estimated memory of all cached stories. A larger story is cached alone."""

# Measured with tracemalloc on Heat and on generated stories of 1,000 to 40,000 events. The values
# use twice the size of the GeoJSON file. Document, timeline and gazetteer add 0.8 times that size,
# plus a constant 3 MB.
_BYTES_PER_STORY = 3_000_000
_BYTES_PER_FILE_BYTE = 3


def memory_estimate(file_bytes: int) -> int:
    """Estimate the memory, in bytes, of a story and its results from the size of its file."""
    return _BYTES_PER_STORY + _BYTES_PER_FILE_BYTE * file_bytes


class WorkspaceCache:
    """Workspaces by the key of their story. Evicts the least recently used. Thread-safe.

    Eviction also frees every result that was computed from the story. A session still holds its
    uploaded story, so the cache can rebuild that workspace on the next request.
    """

    def __init__(self, max_bytes: int = MAX_BYTES) -> None:
        entries: LRUCache[str, Workspace] = LRUCache(
            max_bytes, getsizeof=lambda workspace: min(workspace.memory_bytes, max_bytes)
        )

        def make_workspace(_key: str, make: Callable[[], Workspace]) -> Workspace:
            return make()

        # The condition lets one thread make the workspace of a key while other threads wait.
        self._get = cached(entries, key=lambda key, _make: key, condition=Condition())(
            make_workspace
        )

    def get(self, key: str, make: Callable[[], Workspace]) -> Workspace:
        """Return the workspace of a key; call `make` if it is missing. Errors are not cached."""
        workspace: Workspace = self._get(key, make)
        return workspace


WORKSPACES: Final = WorkspaceCache()
"""The cache of this server."""
