"""Nothing is asked twice, and no disk keeps anybody from an answer."""

from __future__ import annotations

import fcntl
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from geo.errors import ServiceUnavailable
from geo.geocoding.online.answer_database import Store
from geo.geocoding.online.cached_geocoder import Cached
from geo.geocoding.online.nominatim import Nominatim
from geo.geocoding.online.rate_limit import Limiter
from geo.geocoding.online.settings import OnlineSettings
from geo.geodesy import BoundingBox
from tests.geocoding.service import Reply, Service, nominatim, osm

ROOT = Path(__file__).resolve().parents[3]
DAY = 86_400.0
CAFE = nominatim(osm("Blue Café, Main Street, Elm City", 10.0, 20.0))


class Desk:
    """A cached geocoder over a test service, with a clock and an ear of its own."""

    def __init__(self, service: Service, folder: Path) -> None:
        self.service, self.now = service, 1_000 * DAY
        self.said: list[str] = []
        self.settings = OnlineSettings(endpoint=service.url, interval_s=0, cache_folder=folder)
        self.store = Store(folder, say=self.said.append, clock=lambda: self.now)

    def geocoder(self, area: BoundingBox | None = None, **changes: object) -> Cached:
        settings = replace(self.settings, **changes)  # type: ignore[arg-type]
        return Cached(Nominatim(settings, area, limiter=Limiter()), self.store)


@pytest.fixture
def desk(service: Service, tmp_path: Path) -> Desk:
    service.default = nominatim()
    service.replies |= {"blue cafe": CAFE, "Blue Cafe": CAFE}
    return Desk(service, tmp_path / "answers")


def test_what_was_found_is_asked_for_once(desk: Desk) -> None:
    first: Any = desk.geocoder().geocode("blue cafe")
    again: Any = desk.geocoder().geocode("blue cafe")
    assert (again.address, again.point, again.raw) == (first.address, first.point, first.raw)
    assert len(desk.service.asked) == 1


def test_what_another_process_asked_meanwhile_is_not_asked_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Desk(desk.service, desk.store.path.parent)
    waits = desk.store.asking

    @contextmanager
    def after_the_other(question: str) -> Iterator[None]:
        other.geocoder().geocode("blue cafe")
        with waits(question):
            yield

    monkeypatch.setattr(desk.store, "asking", after_the_other)
    assert desk.geocoder().geocode("blue cafe") is not None
    assert len(desk.service.asked) == 1


def test_one_question_is_asked_by_one_at_a_time(desk: Desk) -> None:
    assert desk.store.get("q") is None
    with desk.store.asking("q"):
        (lock,) = desk.store.path.parent.glob("*.asking-*")
        with lock.open("a") as other, pytest.raises(BlockingIOError):
            fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
    with lock.open("a") as other:
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)


def test_that_there_is_no_such_place_is_asked_for_once(desk: Desk) -> None:
    assert desk.geocoder().geocode("red cafe") is None
    assert desk.geocoder().geocode("red cafe", exactly_one=False) is None
    assert len(desk.service.asked) == 1


def test_case_and_blanks_make_no_other_question(desk: Desk) -> None:
    for query in ("blue cafe", " Blue  CAFE\u200b", "blue cafe"):
        assert desk.geocoder().geocode(query) is not None
    assert len(desk.service.asked) == 1


def test_another_area_language_or_service_is_another_question(desk: Desk) -> None:
    desk.geocoder().geocode("blue cafe")
    desk.geocoder(area=BoundingBox(0, 0, 30, 30)).geocode("blue cafe")
    desk.geocoder(language="de").geocode("blue cafe")
    desk.geocoder(endpoint=f"{desk.service.url}/other").geocode("blue cafe")
    desk.geocoder().geocode("blue cafe", country_codes="us")
    assert len(desk.service.asked) == 5


def test_found_and_not_found_have_lifetimes_of_their_own(desk: Desk) -> None:
    geocoder = desk.geocoder(found_days=90, missing_days=7)
    for query in ("blue cafe", "red cafe"):
        geocoder.geocode(query)
    desk.now += 8 * DAY
    for query in ("blue cafe", "red cafe"):
        geocoder.geocode(query)
    assert desk.service.queries == ["blue cafe", "red cafe", "red cafe"]
    desk.now += 90 * DAY
    geocoder.geocode("blue cafe")
    assert desk.service.queries[3:] == ["blue cafe"]


def test_an_answer_carries_the_day_on_which_it_was_asked_for(desk: Desk) -> None:
    geocoder = desk.geocoder()
    asked = geocoder.lookup("blue cafe").candidates[0].source
    desk.now += 30 * DAY
    assert geocoder.lookup("blue cafe").candidates[0].source == asked
    assert "1972-09-27" in asked


def test_an_old_answer_stands_when_the_service_fails(desk: Desk) -> None:
    geocoder = desk.geocoder()
    geocoder.geocode("blue cafe")
    desk.now += 200 * DAY
    desk.service.replies["blue cafe"] = Reply("", 500)
    assert geocoder.lookup("blue cafe").status == "found"


def test_a_failure_is_not_kept(desk: Desk) -> None:
    desk.service.replies["blue cafe"] = [Reply("", 500), CAFE]
    with pytest.raises(ServiceUnavailable):
        desk.geocoder().lookup("blue cafe")
    assert desk.geocoder().lookup("blue cafe").status == "found"


def test_a_hit_does_not_wait_for_the_limiter(desk: Desk) -> None:
    slept: list[float] = []
    limiter = Limiter(clock=lambda: 0.0, sleep=slept.append)
    settings = replace(desk.settings, interval_s=1.0)
    geocoder = Cached(Nominatim(settings, limiter=limiter), desk.store)
    for _ in range(50):
        assert geocoder.geocode("blue cafe") is not None
    assert slept == []


# ------------------------------------------------------------------------------------- disk


@pytest.mark.parametrize(
    "content", [b"this is no database" * 100, b"SQLite format 3\x00" + b"x" * 5000]
)
def test_a_damaged_file_is_set_aside_and_begun_again_with_a_message(
    desk: Desk, content: bytes
) -> None:
    desk.store.path.parent.mkdir(parents=True)
    desk.store.path.write_bytes(content)
    for _ in range(2):
        assert desk.geocoder().lookup("blue cafe").status == "found"
    assert len(desk.service.asked) == 1
    (said,) = desk.said
    assert "damaged" in said
    (aside,) = desk.store.path.parent.glob("*damaged*")
    assert aside.read_bytes() == content


def test_a_file_damaged_while_it_is_open_is_set_aside(desk: Desk) -> None:
    geocoder = desk.geocoder()
    geocoder.geocode("blue cafe")
    desk.store.close()
    size = desk.store.path.stat().st_size
    desk.store.path.write_bytes(desk.store.path.read_bytes()[:100] + b"\xff" * (size - 100))
    assert geocoder.lookup("blue cafe").status == "found"
    assert geocoder.lookup("blue cafe").status == "found"
    assert len(desk.service.asked) == 2
    assert len(desk.said) == 1


@pytest.mark.parametrize("row", ["{", "[[1]]", '[["x", 95, 0, {}]]', "null", "[" * 100_000])
def test_a_row_that_cannot_be_read_is_asked_for_again(desk: Desk, row: str) -> None:
    desk.geocoder().geocode("blue cafe")
    with sqlite3.connect(desk.store.path) as connection:
        connection.execute("UPDATE answers SET answer = ?", (row,))
    connection.close()
    assert desk.geocoder().geocode("blue cafe") is not None
    assert len(desk.service.asked) == 2


def test_where_no_folder_can_be_made_there_is_no_cache_but_a_geocoder(
    desk: Desk, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    desk.store = Store(tmp_path / "file" / "answers", say=desk.said.append)
    for _ in range(2):
        assert desk.geocoder().lookup("blue cafe").status == "found"
    assert len(desk.service.asked) == 2
    assert not desk.store.works
    (said,) = desk.said
    assert "places are looked up all the same" in said


def test_a_read_only_file_is_no_cache_but_a_geocoder(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Whoever runs the tests may be allowed to write anywhere; SQLite's own lock is not.
    connect = sqlite3.connect

    def read_only(path: Path, **how: object) -> sqlite3.Connection:
        connect(path).close()
        return connect(f"{path.as_uri()}?mode=ro", uri=True, **how)  # type: ignore[call-overload,no-any-return]

    monkeypatch.setattr(sqlite3, "connect", read_only)
    for _ in range(2):
        assert desk.geocoder().lookup("blue cafe").status == "found"
    assert len(desk.service.asked) == 2
    assert "readonly" in desk.said[0]
    assert len(desk.said) == 1


def test_two_processes_share_one_file(desk: Desk) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from geo.geocoding.online.answer_database import Store\n"
        "store = Store(Path(sys.argv[1]), say=lambda said: sys.exit(said))\n"
        "for number in range(200):\n"
        "    store.put(f'{sys.argv[2]} {number}', f'answer {number}')\n"
        "    assert store.get(f'{sys.argv[2]} {number}').answer == f'answer {number}'\n"
        "    store.put('shared', sys.argv[2])\n"
    )
    folder = str(desk.store.path.parent)
    both = [
        subprocess.Popen(
            [sys.executable, "-c", code, folder, name], cwd=ROOT, stderr=subprocess.PIPE
        )
        for name in ("one", "two")
    ]
    for process in both:
        assert process.communicate(timeout=60)[1] == b""
        assert process.returncode == 0
    for name in ("one", "two"):
        for number in range(200):
            kept = desk.store.get(f"{name} {number}")
            assert kept is not None
            assert kept.answer == f"answer {number}"
    assert desk.said == []


def test_two_processes_that_find_it_damaged_end_up_with_one_good_file(desk: Desk) -> None:
    desk.store.path.parent.mkdir(parents=True)
    desk.store.path.write_bytes(b"no database" * 1000)
    code = (
        "import sys; from pathlib import Path\n"
        "from geo.geocoding.online.answer_database import Store\n"
        "store = Store(Path(sys.argv[1]), say=lambda said: None)\n"
        "store.put(sys.argv[2], 'kept'); print(store.get(sys.argv[2]).answer)\n"
    )
    folder = str(desk.store.path.parent)
    both = [
        subprocess.Popen(
            [sys.executable, "-c", code, folder, name], cwd=ROOT, stdout=subprocess.PIPE
        )
        for name in ("one", "two")
    ]
    assert [process.communicate(timeout=60)[0].strip() for process in both] == [b"kept"] * 2
    assert desk.store.works
    assert len(list(desk.store.path.parent.glob("*damaged*"))) == 1


def test_a_forked_process_opens_the_file_anew(desk: Desk) -> None:
    desk.store.put("before", "1")
    opened = desk.store._connection
    desk.store._opened = (os.getpid() + 1, desk.store._opened[1])
    assert desk.store.get("before") is not None
    assert desk.store._connection is not opened


def test_the_key_can_be_read_by_a_person(desk: Desk) -> None:
    desk.geocoder(area=BoundingBox(1, 2, 3, 4)).geocode("blue cafe")
    with sqlite3.connect(desk.store.path) as connection:
        ((question,),) = connection.execute("SELECT question FROM answers").fetchall()
    connection.close()
    assert json.loads(question)[3:] == ["blue cafe", [1, 2, 3, 4], {"language": "en"}]


def test_answers_older_than_a_year_are_thrown_away(desk: Desk) -> None:
    desk.store.put("old", "1")
    desk.store.close()
    desk.now += 500 * DAY
    assert desk.store.get("old") is None
