"""Rules for the tests themselves."""

from __future__ import annotations

from tests.house.repository import ROOT, uses

TESTS = sorted((ROOT / "tests").rglob("*.py"))


def test_no_test_sleeps_or_is_skipped() -> None:
    forbidden = "time[.]sleep|wait_for_[t]imeout|pytest[.]skip|mark[.](skip|xfail)"
    assert uses(forbidden, TESTS) == []


def test_a_window_is_resized_only_by_the_helper_that_updates_the_frame() -> None:
    files = {match.split(":")[0] for match in uses("set_viewport[_]size", TESTS)}
    assert files == {"tests/browser/playing.py"}
