"""The share of right answers to a table of fair queries about Heat and the atlas."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import geo
from geo.geocoding import Answer, Gazetteer

HERE = Path(__file__).parent
QUERIES: list[dict[str, Any]] = json.loads((HERE / "queries.json").read_text(encoding="utf-8"))
FEWEST_QUERIES = 120
LOWEST_SHARE = 0.95


@pytest.fixture(scope="module")
def heat() -> Gazetteer:
    return Gazetteer.for_story(geo.read(HERE.parents[2] / "events.geojson"))


def names_it(answer: Answer, wanted: dict[str, Any]) -> bool:
    """Whether the best candidate is the expected place."""
    best = answer.candidates[0]
    return best.name.startswith(wanted.get("name", "")) and best.kind == wanted.get(
        "kind", best.kind
    )


def is_right(answer: Answer, wanted: dict[str, Any]) -> bool:
    if answer.status != wanted["status"]:
        return False
    return answer.status == "none" or names_it(answer, wanted)


def test_the_table_is_long_enough_and_has_no_query_twice() -> None:
    assert len(QUERIES) >= FEWEST_QUERIES
    assert len({wanted["query"] for wanted in QUERIES}) == len(QUERIES)


def test_nearly_all_answers_are_right(heat: Gazetteer, record_property: Any) -> None:
    wrong = [
        f"{wanted} got {answer.status} {[c.name for c in answer.candidates[:2]]}"
        for wanted in QUERIES
        if not is_right(answer := heat.lookup(wanted["query"]), wanted)
    ]
    share = 1 - len(wrong) / len(QUERIES)
    record_property("share_right", share)
    print(f"{share:.1%} of {len(QUERIES)} right")  # noqa: T201  shown by `pytest -rP`
    assert share >= LOWEST_SHARE, "\n".join(wrong)


def test_a_wrong_place_is_never_certain(heat: Gazetteer) -> None:
    certain = [
        (wanted["query"], answer.candidates[0].name)
        for wanted in QUERIES
        if (answer := heat.lookup(wanted["query"])).status == "found"
        and not (wanted["status"] == "found" and names_it(answer, wanted))
    ]
    assert certain == []


FAR_AWAY = (
    "Afghanistan Albania Amsterdam Ankara Argentina Atlanta Auckland Austin Australia Austria "
    "Baghdad Bangkok Barcelona Beijing Belgium Berlin Bogota Bolivia Boston Brazil Brisbane "
    "Brussels Budapest Cairo Calcutta Cambodia Canada Caracas Chicago Chile China Cleveland "
    "Copenhagen Dallas Damascus Denmark Denver Detroit Dublin Ecuador Edinburgh Egypt "
    "Eastwood Finland Florida Frankfurt Geneva Germany Glasgow Hamburg Havana Helsinki "
    "Houston Hungary Iceland India Indonesia Ireland Istanbul Jakarta Jerusalem Johannesburg "
    "Kenya Kyoto Lagos Leipzig Lisbon Liverpool Madrid Malaysia Manchuria Marseille Melbourne "
    "Mexico Miami Milwaukee Minneapolis Montana Montreal Moscow Munich Nairobi Naples "
    "Nashville Nebraska Nevada Nicaragua Nigeria Norway Oklahoma Oregon Osaka Oslo Ottawa "
    "Pakistan Panama Peru Philadelphia Philippines Phoenix Poland Portland Portugal Prague "
    "Quebec Rome Romania Rotterdam Russia Sacramento Santiago Scotland Seattle Seoul Shanghai "
    "Singapore Slovenia Spain Stockholm Stuttgart Sweden Sydney Taiwan Tehran Tennessee Texas "
    "Thailand Tokyo Toronto Turkey Ukraine Utah Vancouver Vienna Vietnam Virginia Warsaw "
    "Wisconsin Wyoming Zimbabwe Zurich "
)


@pytest.mark.parametrize("place", FAR_AWAY.split())
def test_a_place_outside_the_map_is_never_found(heat: Gazetteer, place: str) -> None:
    assert heat.lookup(place).status != "found"
    assert heat.lookup(f"Springfield, {place}").status == "none"
