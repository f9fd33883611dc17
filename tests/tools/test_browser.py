"""The search for a Firefox in which the tests can run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tools import browser
from tools.browser import OLDEST_FIREFOX

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is the whole PATH. It has a program named chromium."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(browser, "_FIREFOX_MAC", tmp_path / "none")
    add_program(tmp_path, "chromium", "Chromium 160")
    return tmp_path


def add_program(folder: Path, name: str, version: str) -> str:
    """Write a program that only prints its version. Returns its path."""
    path = folder / name
    path.write_text(f"#!/bin/sh\necho '{version}'\n")
    path.chmod(0o755)
    return str(path)


@pytest.mark.parametrize("name", ["firefox-esr", "firefox"])
def test_a_new_enough_firefox_is_found(programs: Path, name: str) -> None:
    path = add_program(programs, name, f"Mozilla Firefox {OLDEST_FIREFOX}.8.0esr")
    assert browser.find_firefox() == path


@pytest.mark.parametrize("version", [f"Mozilla Firefox {OLDEST_FIREFOX - 1}.0", "cannot start"])
def test_a_firefox_that_is_too_old_or_does_not_start_is_not_used(
    programs: Path, version: str
) -> None:
    add_program(programs, "firefox-esr", version)
    assert browser.find_firefox() is None


def test_without_firefox_a_message_says_what_to_install(
    programs: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["browser.py", "--firefox"])
    assert browser.main() == 1
    assert "install or update Firefox, then try again" in capsys.readouterr().err
    add_program(programs, "firefox", f"Mozilla Firefox {OLDEST_FIREFOX}.0")
    assert browser.main() == 0
    monkeypatch.setattr(sys, "argv", ["browser.py"])
    (programs / "firefox").unlink()
    assert browser.main() == 0


@pytest.mark.browser
@pytest.mark.parametrize(
    ("options", "status", "message"),
    [
        ((), pytest.ExitCode.OK, "tests in Firefox are deselected, no Firefox"),
        (("--require-browser",), pytest.ExitCode.USAGE_ERROR, "cannot run: no Firefox"),
    ],
)
def test_without_firefox_its_tests_are_deselected_or_the_run_fails(
    programs: Path, options: tuple[str, ...], status: int, message: str
) -> None:
    collect = ("--collect-only", "tests/browser/test_playback.py")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *collect, *options],
        cwd=ROOT,
        env={"PATH": str(programs)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert message in done.stdout + done.stderr
    assert done.returncode == status
    assert "[firefox]" not in done.stdout
    assert ("[chromium]" in done.stdout) == (status == pytest.ExitCode.OK)
