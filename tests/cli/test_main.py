from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from geo.cli.main import COMMANDS, main
from geo.formats import geojson_writer
from geo.version import __version__
from tests.sample import small_story

ROOT = Path(__file__).resolve().parents[2]
LIBRARIES = {
    *("branca", "folium", "geographiclib", "geopy", "jinja2", "numpy", "pandas", "pyarrow"),
    *("pydantic", "rapidfuzz", "requests", "shapely", "streamlit"),
}


def run(*arguments: str, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "geo", *arguments],
        cwd=ROOT,
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        ["check", "a", "b"],
        ["bogus"],
        ["export"],
        ["geocode"],
        ["check", "--bogus", "a"],
        ["export", "a", "-o", ""],
        ["serve", "--port", "0"],
        ["serve", "--port", "65536"],
        ["serve", "--port", "http"],
    ],
)
def test_invalid_arguments_have_exit_status_two(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_an_unknown_option_gives_the_usage_of_its_command(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        main(["geocode", "--foo", "LAX"])
    err = capsys.readouterr().err
    assert err.startswith("usage: geo geocode ")
    assert err.endswith("geo geocode: error: unrecognized arguments: --foo\n")


def test_no_command_prints_help_and_has_exit_status_two(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "geocode" in capsys.readouterr().out


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)], ids=str)
def test_help_loads_no_library(command: tuple[str, ...]) -> None:
    code = (
        "import sys\nfrom geo.cli.main import main\n"
        "try:\n    main([*sys.argv[1:], '--help'])\n"
        "except SystemExit as end:\n    assert end.code == 0\n"
        f"print('loaded:', sorted({LIBRARIES} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *command], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("usage: geo")
    assert done.stdout.splitlines()[-1] == "loaded: []"


def test_the_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    out = capsys.readouterr().out
    assert all(f"    {name} " in out for name in COMMANDS)


def test_every_command_describes_itself_and_its_exit_status(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in COMMANDS:
        with pytest.raises(SystemExit):
            main([name, "--help"])
        out = capsys.readouterr().out
        assert "Exit status: 0" in out, name
        assert out.split("\n\n")[1][0].isupper(), name


def test_the_help_has_the_name_by_which_the_program_was_called(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run("--help").stdout.startswith("usage: python -m geo ")
    assert run("check").stderr.startswith("usage: python -m geo check ")
    with pytest.raises(SystemExit):
        main(["check"])
    assert capsys.readouterr().err.startswith("usage: geo check ")


def test_the_version_is_the_version_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--version"])
    assert caught.value.code == 0
    assert capsys.readouterr().out == f"geo {__version__}\n"


def test_the_module_exits_with_the_status_of_the_command(broken: Path) -> None:
    assert run("check", "events.geojson").returncode == 0
    done = run("check", str(broken))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert run("check").returncode == 2


def test_a_closed_pipe_gives_no_traceback(folder: Path) -> None:
    collection = json.loads(geojson_writer.to_text(small_story()))
    unknown = {f"{'x' * 50}{number}": number for number in range(3000)}
    collection["features"][0]["properties"] |= unknown
    path = folder / "long.json"
    path.write_text(json.dumps(collection))
    with subprocess.Popen(
        [sys.executable, "-m", "geo", "check", str(path)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1


def test_an_ascii_terminal_gets_escapes(folder: Path) -> None:
    path = folder / "accent.json"
    path.write_text('[{"type": "Feature", "properties": {"start": "é"}}]', "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "geo", "check", str(path)],
        cwd=ROOT,
        env={"PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )
    assert b'found "\\xe9"' in done.stdout
    assert done.stderr.decode("ascii").count("\n") == 1
