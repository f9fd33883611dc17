"""How the page reads its address, without a browser."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geo.dashboard import urls
from tests.dashboard.pages import frame_data, page_text, story_file

Open = Callable[..., AppTest]
ALL = {"people": None, "groups": None, "days": None}


def toasts(page: AppTest) -> list[str]:
    return [str(toast.value).replace("\\", "") for toast in page.toast]


def test_an_address_sets_the_time_the_place_and_the_filter(open_page: Open) -> None:
    page = open_page(
        at="1995-05-02T09:00:00", clock="telling", place="the diner", people="neil", days="1"
    )
    data = frame_data(page)
    assert data["link"] == "at=1995-05-02T09:00:00&clock=telling&people=neil&days=1"
    assert data["filter"] == {"people": ["neil"], "groups": None, "days": [1]}
    assert [place["name"] for place in data["places"]] == ["The Diner"]
    assert page.multiselect(key="people").value == ["neil"]
    assert page.button_group(key="days").value == [1]
    assert data["address"] == {"story": "", "place": "the diner"}
    assert toasts(page) == []


def test_repeated_lists_in_the_address_are_joined(open_page: Open) -> None:
    page = open_page(people=["neil", "hanna"], at=["57.5", "2"])
    # The document joins lists in the same way, and takes the first of other values.
    assert frame_data(page)["link"] == "people=neil&people=hanna&at=57.5&at=2"
    assert frame_data(page)["filter"] == {"people": ["neil", "hanna"], "groups": None, "days": None}


def test_fields_of_the_page_are_not_passed_on_to_the_document(open_page: Open) -> None:
    page = open_page(theme="light", place="LAX", shade="night", **{"a&b": "1", "A": "2"})
    # The document knows which fields it has, so a new one needs no change here.
    assert frame_data(page)["link"] == "shade=night"


def test_an_address_can_name_an_event_by_its_id(open_page: Open) -> None:
    page = open_page(scene="theft")
    assert frame_data(page)["link"] == "scene=theft"
    # The table marks the event immediately, without a report from the player.
    assert "Now · Day 1 · 09:00 · Theft" in page_text(page)


def test_the_address_is_read_only_once(open_page: Open) -> None:
    page = open_page(people="neil")
    page.multiselect(key="people").set_value([]).run()
    page.query_params["people"] = "hanna"
    page.run()
    assert frame_data(page)["filter"] == ALL


def test_unknown_values_in_the_address_are_ignored(open_page: Open) -> None:
    page = open_page(scene="nowhere", people="nobody,<b>", groups="", days="99,x,1e3", place="")
    assert not page.exception
    assert frame_data(page)["filter"] == ALL
    assert "Now ·" not in page_text(page)


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "events.geojson", "heat/", "", "x" * 5_000, "<b>*"]
)
def test_a_link_opens_only_shipped_stories_and_never_a_path(open_page: Open, name: str) -> None:
    page = open_page(story=name, people="neil", at="1995-05-02T09:00")
    assert page.title[0].value == "Small Story"
    assert frame_data(page)["link"] == ""
    assert frame_data(page)["filter"] == ALL
    (line,) = toasts(page)
    assert line == f"This link names an unknown story: “{name[:40]}”."
    page.run()
    assert toasts(page) == []


def test_after_a_reload_the_page_explains_why_the_uploaded_story_is_gone(
    open_page: Open,
) -> None:
    page = open_page(story=urls.UPLOADED, people="neil", at="1995-05-02T09:00")
    assert page.title[0].value == "Small Story"
    assert frame_data(page)["link"] == ""
    (line,) = toasts(page)
    assert line == "The reload removed your uploaded story. Upload the file again."
    assert frame_data(page)["address"] == {"story": "", "place": ""}


def test_a_link_opens_a_shipped_story_by_its_name(
    open_page: Open, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = tmp_path / "shipped.geojson"
    shipped.write_text(json.dumps(story_file("Another Story")))
    monkeypatch.setattr(urls, "SHIPPED", {"another": str(shipped)})
    page = open_page(story="another", people="hanna")
    assert page.title[0].value == "Another Story"
    assert frame_data(page)["address"] == {"story": "another", "place": ""}
    assert frame_data(page)["filter"]["people"] == ["hanna"]
    # A server story that is a shipped story gets its name in the address.
    shutil.copy(home, shipped)
    monkeypatch.setenv("GEO_STORY", str(shipped))
    home.unlink()
    home.symlink_to(shipped)
    assert frame_data(open_page())["address"]["story"] == "another"


def test_a_long_link_is_truncated_and_special_characters_are_encoded(open_page: Open) -> None:
    page = open_page(at="</script>{{7*7}}&theme=light#x", followed="neil," * 1_000)
    link = frame_data(page)["link"]
    assert len(link) <= urls.LONGEST_LINK
    assert link.startswith("at=%3C%2Fscript%3E%7B%7B7*7%7D%7D%26theme%3Dlight%23x&followed=neil,")
