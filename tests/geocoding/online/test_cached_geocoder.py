"""The cache: no request is sent twice, and disk problems do not prevent answers."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from geo.errors import ServiceUnavailable
from geo.geocoding.online.answer_database import AnswerDatabase
from geo.geocoding.online.cached_geocoder import CachedGeocoder
from geo.geocoding.online.nominatim import Nominatim
from geo.geocoding.online.rate_limit import Limiter
from geo.geocoding.online.settings import OnlineSettings
from geo.geodesy import BoundingBox
from tests.geocoding.service import Reply, Service, nominatim, osm

ROOT = Path(__file__).resolve().parents[3]
DAY = 86_400.0
CAFE = nominatim(osm("Blue Café, Main Street, Elm City", 10.0, 20.0))


class Setup:
    """Makes cached geocoders for a test service, with one database and an adjustable clock."""

    def __init__(self, service: Service, folder: Path) -> None:
        self.service, self.now = service, 1_000 * DAY
        self.messages: list[str] = []
        self.settings = OnlineSettings(endpoint=service.url, interval_s=0, cache_folder=folder)
        self.database = AnswerDatabase(folder, say=self.messages.append, clock=lambda: self.now)

    def geocoder(self, area: BoundingBox | None = None, **changes: object) -> CachedGeocoder:
        settings = replace(self.settings, **changes)  # type: ignore[arg-type]
        return CachedGeocoder(Nominatim(settings, area, limiter=Limiter()), self.database)


@pytest.fixture
def setup(service: Service, tmp_path: Path) -> Setup:
    service.default = nominatim()
    service.replies |= {"blue cafe": CAFE, "Blue Cafe": CAFE}
    return Setup(service, tmp_path / "answers")


def test_a_found_place_is_requested_once(setup: Setup) -> None:
    first: Any = setup.geocoder().geocode("blue cafe")
    again: Any = setup.geocoder().geocode("blue cafe")
    assert (again.address, again.point, again.raw) == (first.address, first.point, first.raw)
    assert len(setup.service.requests) == 1


def test_an_empty_answer_is_requested_once(setup: Setup) -> None:
    assert setup.geocoder().geocode("red cafe") is None
    assert setup.geocoder().geocode("red cafe", exactly_one=False) is None
    assert len(setup.service.requests) == 1


def test_queries_that_differ_in_case_and_spaces_share_an_answer(setup: Setup) -> None:
    for query in ("blue cafe", " Blue  CAFE\u200b", "blue cafe"):
        assert setup.geocoder().geocode(query) is not None
    assert len(setup.service.requests) == 1


def test_another_area_language_or_service_is_a_new_request(setup: Setup) -> None:
    setup.geocoder().geocode("blue cafe")
    setup.geocoder(area=BoundingBox(0, 0, 30, 30)).geocode("blue cafe")
    setup.geocoder(language="de").geocode("blue cafe")
    setup.geocoder(endpoint=f"{setup.service.url}/other").geocode("blue cafe")
    setup.geocoder().geocode("blue cafe", country_codes="us")
    assert len(setup.service.requests) == 5


def test_found_and_empty_answers_have_different_lifetimes(setup: Setup) -> None:
    geocoder = setup.geocoder(found_days=90, missing_days=7)
    for query in ("blue cafe", "red cafe"):
        geocoder.geocode(query)
    setup.now += 8 * DAY
    for query in ("blue cafe", "red cafe"):
        geocoder.geocode(query)
    assert setup.service.queries == ["blue cafe", "red cafe", "red cafe"]
    setup.now += 90 * DAY
    geocoder.geocode("blue cafe")
    assert setup.service.queries[3:] == ["blue cafe"]


def test_the_source_of_an_answer_has_the_day_of_the_request(setup: Setup) -> None:
    geocoder = setup.geocoder()
    source = geocoder.lookup("blue cafe").candidates[0].source
    setup.now += 30 * DAY
    assert geocoder.lookup("blue cafe").candidates[0].source == source
    assert "1972-09-27" in source


def test_an_expired_answer_is_used_if_the_service_fails(setup: Setup) -> None:
    geocoder = setup.geocoder()
    geocoder.geocode("blue cafe")
    setup.now += 200 * DAY
    setup.service.replies["blue cafe"] = Reply("", 500)
    assert geocoder.lookup("blue cafe").status == "found"


def test_a_failure_is_not_cached(setup: Setup) -> None:
    setup.service.replies["blue cafe"] = [Reply("", 500), CAFE]
    with pytest.raises(ServiceUnavailable):
        setup.geocoder().lookup("blue cafe")
    assert setup.geocoder().lookup("blue cafe").status == "found"


def test_a_cached_answer_does_not_wait_for_the_rate_limit(setup: Setup) -> None:
    slept: list[float] = []
    limiter = Limiter(clock=lambda: 0.0, sleep=slept.append)
    settings = replace(setup.settings, interval_s=1.0)
    geocoder = CachedGeocoder(Nominatim(settings, limiter=limiter), setup.database)
    for _ in range(50):
        assert geocoder.geocode("blue cafe") is not None
    assert slept == []


# ------------------------------------------------------------------------------------- disk


@pytest.mark.parametrize(
    "content", [b"this is no database" * 100, b"SQLite format 3\x00" + b"x" * 5000]
)
def test_a_damaged_file_is_replaced_with_a_message(setup: Setup, content: bytes) -> None:
    setup.database.path.parent.mkdir(parents=True)
    setup.database.path.write_bytes(content)
    for _ in range(2):
        assert setup.geocoder().lookup("blue cafe").status == "found"
    assert len(setup.service.requests) == 1
    (message,) = setup.messages
    assert "were damaged and have been deleted" in message


def test_a_file_that_is_damaged_while_in_use_is_replaced(setup: Setup) -> None:
    geocoder = setup.geocoder()
    geocoder.geocode("blue cafe")
    content = setup.database.path.read_bytes()
    setup.database.path.write_bytes(content[:100] + b"\xff" * (len(content) - 100))
    for _ in range(2):
        assert geocoder.lookup("blue cafe").status == "found"
    assert len(setup.service.requests) == 2
    assert len(setup.messages) == 1


def test_a_file_that_is_deleted_while_in_use_is_created_again(setup: Setup) -> None:
    geocoder = setup.geocoder()
    geocoder.geocode("blue cafe")
    setup.database.path.unlink()
    for _ in range(2):
        assert geocoder.lookup("blue cafe").status == "found"
    assert len(setup.service.requests) == 2
    assert setup.messages == []


@pytest.mark.parametrize("row", ["{", "[[1]]", '[["x", 95, 0, {}]]', "null", "[" * 100_000])
def test_an_answer_with_invalid_content_is_requested_again(setup: Setup, row: str) -> None:
    setup.geocoder().geocode("blue cafe")
    with sqlite3.connect(setup.database.path) as connection:
        connection.execute("UPDATE answers SET answer = ?", (row,))
    connection.close()
    assert setup.geocoder().geocode("blue cafe") is not None
    assert len(setup.service.requests) == 2


def test_without_a_folder_the_geocoder_works_without_a_cache(setup: Setup, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    setup.database = AnswerDatabase(tmp_path / "file" / "answers", say=setup.messages.append)
    for _ in range(2):
        assert setup.geocoder().lookup("blue cafe").status == "found"
    assert len(setup.service.requests) == 2
    assert not setup.database.works
    (message,) = setup.messages
    assert "places are looked up without a cache" in message


def test_with_a_read_only_file_the_geocoder_works_without_a_cache(
    setup: Setup, monkeypatch: pytest.MonkeyPatch
) -> None:
    # File permissions do not stop root, so open the database in SQLite's read-only mode.
    connect = sqlite3.connect

    def read_only(path: Path | str, **how: object) -> sqlite3.Connection:
        if path != setup.database.path:  # coverage measurement uses SQLite, too
            return connect(path, **how)  # type: ignore[call-overload,no-any-return]
        connect(path).close()
        return connect(f"{setup.database.path.as_uri()}?mode=ro", uri=True, **how)  # type: ignore[call-overload,no-any-return]

    monkeypatch.setattr(sqlite3, "connect", read_only)
    for _ in range(2):
        assert setup.geocoder().lookup("blue cafe").status == "found"
    assert len(setup.service.requests) == 2
    assert "readonly" in setup.messages[0]
    assert len(setup.messages) == 1


def test_two_processes_share_one_file(setup: Setup) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from geo.geocoding.online.answer_database import AnswerDatabase\n"
        "database = AnswerDatabase(Path(sys.argv[1]), say=lambda said: sys.exit(said))\n"
        "for number in range(200):\n"
        "    database.put(f'{sys.argv[2]} {number}', f'answer {number}')\n"
        "    assert database.get(f'{sys.argv[2]} {number}').answer == f'answer {number}'\n"
        "    database.put('shared', sys.argv[2])\n"
    )
    folder = str(setup.database.path.parent)
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
            stored = setup.database.get(f"{name} {number}")
            assert stored is not None
            assert stored.answer == f"answer {number}"
    assert setup.messages == []


def test_two_processes_can_use_a_damaged_file_at_the_same_time(setup: Setup) -> None:
    setup.database.path.parent.mkdir(parents=True)
    setup.database.path.write_bytes(b"no database" * 1000)
    code = (
        "import sys; from pathlib import Path\n"
        "from geo.geocoding.online.answer_database import AnswerDatabase\n"
        "database = AnswerDatabase(Path(sys.argv[1]), say=lambda said: None)\n"
        "for number in range(50):\n"
        "    database.put(f'{sys.argv[2]} {number}', 'kept')\n"
        "print(database.works, database.get(f'{sys.argv[2]} 49').answer)\n"
    )
    folder = str(setup.database.path.parent)
    both = [
        subprocess.Popen(
            [sys.executable, "-c", code, folder, name], cwd=ROOT, stdout=subprocess.PIPE
        )
        for name in ("one", "two")
    ]
    outputs = [process.communicate(timeout=60)[0].split() for process in both]
    assert outputs == [[b"True", b"kept"]] * 2
    assert setup.database.works


def test_the_cache_key_is_readable_json(setup: Setup) -> None:
    setup.geocoder(area=BoundingBox(1, 2, 3, 4)).geocode("blue cafe")
    with sqlite3.connect(setup.database.path) as connection:
        ((question,),) = connection.execute("SELECT question FROM answers").fetchall()
    connection.close()
    assert json.loads(question)[3:] == ["for", "blue cafe", [1, 2, 3, 4], {"language": "en"}]


def test_answers_older_than_a_year_are_deleted(setup: Setup) -> None:
    setup.database.put("old", "1")
    setup.now += 500 * DAY
    setup.database.put("new", "1")
    assert setup.database.get("old") is None
    assert setup.database.get("new") is not None


def test_an_answer_dated_in_the_future_is_requested_again(
    setup: Setup,
) -> None:
    geocoder = setup.geocoder(found_days=90)
    geocoder.geocode("blue cafe")
    setup.now -= 1
    geocoder.geocode("blue cafe")
    assert len(setup.service.requests) == 2


# ------------------------------------------------------------------------------- reverse


def test_a_reverse_request_is_sent_once(setup: Setup) -> None:
    setup.service.default = Reply(json.dumps(osm("Blue Café, Main Street", 10.0, 20.0)))
    first: Any = setup.geocoder().reverse((10, 20))
    again: Any = setup.geocoder().reverse("10, 20")
    assert first.address == again.address == "Blue Café, Main Street"
    assert setup.geocoder().reverse((10, 20.1)) is not None
    assert [request.options["lon"] for request in setup.service.requests] == ["20.0", "20.1"]


def test_a_structured_query_is_requested_once(setup: Setup) -> None:
    setup.service.default = CAFE
    for street in ("Main St", " main  st"):
        assert setup.geocoder().geocode({"street": street, "city": "Elm City"}) is not None
    assert setup.geocoder().geocode({"street": "Main St"}) is not None
    assert len(setup.service.requests) == 2
