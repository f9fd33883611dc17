"""What the page's address names, and what is made of it without a browser."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geo.dashboard import urls
from tests.dashboard.pages import sent, story_file, words

Open = Callable[..., AppTest]
ALL = {"people": None, "groups": None, "days": None}


def toasts(page: AppTest) -> list[str]:
    return [str(toast.value).replace("\\", "") for toast in page.toast]


def test_an_address_leads_to_its_moment_place_and_filter(open_page: Open) -> None:
    page = open_page(
        at="1995-05-02T09:00:00", clock="telling", place="the diner", people="neil", days="1"
    )
    data = sent(page)
    assert data["link"] == "at=1995-05-02T09:00:00&clock=telling&people=neil&days=1"
    assert data["filter"] == {"people": ["neil"], "groups": None, "days": [1]}
    assert [place["name"] for place in data["places"]] == ["The Diner"]
    assert page.multiselect(key="people").value == ["neil"]
    assert page.button_group(key="days").value == [1]
    assert data["address"] == {"story": "", "place": "the diner"}
    assert toasts(page) == []


def test_a_list_that_comes_twice_in_the_address_is_joined(open_page: Open) -> None:
    page = open_page(people=["neil", "hanna"], at=["57.5", "2"])
    assert sent(page)["link"] == "at=57.5&people=neil,hanna"
    assert sent(page)["filter"] == {"people": ["neil", "hanna"], "groups": None, "days": None}


def test_an_address_may_name_a_scene_by_its_id(open_page: Open) -> None:
    page = open_page(scene="theft")
    assert sent(page)["link"] == "scene=theft"
    # The table marks it at once: no report of the player is needed for that.
    assert "Now · Day 1 · 09:00 · Theft" in words(page)


def test_the_address_is_read_once(open_page: Open) -> None:
    page = open_page(people="neil")
    page.multiselect(key="people").set_value([]).run()
    page.query_params["people"] = "hanna"
    page.run()
    assert sent(page)["filter"] == ALL


def test_an_address_that_names_what_is_not_there_opens_the_story(open_page: Open) -> None:
    page = open_page(scene="nowhere", people="nobody,<b>", groups="", days="99,x,1e3", place="")
    assert not page.exception
    assert sent(page)["filter"] == ALL
    assert "Now ·" not in words(page)


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "events.geojson", "heat/", "", "x" * 5_000, "<b>*"]
)
def test_a_story_in_a_link_is_a_shipped_one_and_never_a_path(open_page: Open, name: str) -> None:
    page = open_page(story=name, people="neil", at="1995-05-02T09:00")
    assert page.title[0].value == "Small Story"
    assert sent(page)["link"] == ""
    assert sent(page)["filter"] == ALL
    (line,) = toasts(page)
    assert line == f"The link names an unknown story: “{name[:40]}”."
    page.run()
    assert toasts(page) == []


def test_a_page_that_is_loaded_again_says_what_became_of_a_story_of_ones_own(
    open_page: Open,
) -> None:
    page = open_page(story=urls.UPLOADED, people="neil", at="1995-05-02T09:00")
    assert page.title[0].value == "Small Story"
    assert sent(page)["link"] == ""
    (line,) = toasts(page)
    assert line == "An uploaded story is gone after a reload. Upload its file again."
    assert sent(page)["address"] == {"story": "", "place": ""}


def test_a_shipped_story_is_opened_by_its_name(
    open_page: Open, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = tmp_path / "shipped.geojson"
    shipped.write_text(json.dumps(story_file("Another Story")))
    monkeypatch.setattr(urls, "SHIPPED", {"another": str(shipped)})
    page = open_page(story="another", people="hanna")
    assert page.title[0].value == "Another Story"
    assert sent(page)["address"] == {"story": "another", "place": ""}
    assert sent(page)["filter"]["people"] == ["hanna"]
    # The one at home needs no name in the address to be found, but says it where it has one.
    shutil.copy(home, shipped)
    monkeypatch.setenv("GEO_STORY", str(shipped))
    home.unlink()
    home.symlink_to(shipped)
    assert sent(open_page())["address"]["story"] == "another"


def test_a_long_link_is_cut_and_a_strange_one_is_handed_on_as_text(open_page: Open) -> None:
    page = open_page(at="</script>{{7*7}}&theme=light#x", followed="neil," * 1_000)
    link = sent(page)["link"]
    assert len(link) <= urls.LONGEST_LINK
    assert link.startswith("at=%3C%2Fscript%3E%7B%7B7*7%7D%7D%26theme%3Dlight%23x&followed=neil,")
