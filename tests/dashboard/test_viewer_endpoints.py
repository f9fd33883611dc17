"""Which servers viewers may choose for the online search."""

from __future__ import annotations

import pytest

from geo.dashboard import viewer_endpoints
from geo.errors import DashboardError
from geo.geocoding.online.settings import OnlineSettings

TYPED = "http://localhost:8080"
PUBLIC = viewer_endpoints.DEFAULT_ENDPOINT


@pytest.mark.parametrize(
    ("decision", "typed", "endpoint", "only_public"),
    [("off", TYPED, None, False), ("", TYPED, None, False), ("public", TYPED, TYPED, True),
     ("any", TYPED, TYPED, False), ("public", PUBLIC, None, False), ("public", " ", None, False),
     ("any", None, None, False)],
)  # fmt: skip
def test_the_host_decides_which_server_a_viewer_reaches(
    decision: str,
    typed: str | None,
    endpoint: str | None,
    only_public: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(viewer_endpoints.VARIABLE, decision)
    assert viewer_endpoints.search_settings(typed) == OnlineSettings(
        endpoint=endpoint, public_addresses_only=only_public
    )


def test_without_a_decision_viewers_reach_only_the_public_service(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(viewer_endpoints.VARIABLE, raising=False)
    assert viewer_endpoints.search_settings(TYPED) == OnlineSettings()


def test_an_unknown_decision_is_an_error_with_the_known_ones(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(viewer_endpoints.VARIABLE, "yes")
    with pytest.raises(DashboardError, match="found “yes”, expected off, public, any"):
        viewer_endpoints.choice()
