from __future__ import annotations

from importlib.util import find_spec

import pytest

from tools.warm import LIBRARIES


@pytest.mark.parametrize("name", LIBRARIES)
def test_what_is_loaded_beside_the_server_exists(name: str) -> None:
    assert find_spec(name) is not None
