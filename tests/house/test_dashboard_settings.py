"""The settings of Streamlit, which exist twice: for `geo serve` and `streamlit run app.py`."""

from __future__ import annotations

import tomllib

from tests.house.repository import ROOT

PACKAGED = ROOT / "geo/dashboard/streamlit_app/.streamlit/config.toml"


def test_both_ways_to_start_the_dashboard_have_the_same_settings() -> None:
    assert (ROOT / ".streamlit/config.toml").read_bytes() == PACKAGED.read_bytes()


def test_both_ways_to_start_the_dashboard_run_the_same_code() -> None:
    def code(file: str) -> str:
        return (ROOT / file).read_text("utf-8").split('"""')[2]

    assert code("app.py") == code("geo/dashboard/streamlit_app/app.py")


def test_the_dashboard_listens_only_locally_and_sends_no_statistics() -> None:
    config = tomllib.loads(PACKAGED.read_text("utf-8"))
    assert config["browser"]["gatherUsageStats"] is False
    assert config["server"]["address"] == "127.0.0.1"
    assert {"light", "dark"} <= set(config["theme"])
