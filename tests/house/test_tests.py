"""Rules for the tests themselves."""

from __future__ import annotations

from tests.house.repository import ROOT, uses

TESTS = sorted((ROOT / "tests").rglob("*.py"))


def test_no_test_sleeps_or_is_skipped() -> None:
    shunned = "time[.]sleep|wait_for_[t]imeout|pytest[.]skip|mark[.](skip|xfail)"
    assert uses(shunned, TESTS) == []


def test_a_window_is_resized_only_by_the_helper_that_updates_the_frame() -> None:
    found = {use.split(":")[0] for use in uses("set_viewport[_]size", TESTS)}
    assert found == {"tests/browser/playing.py"}
