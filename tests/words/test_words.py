"""The tables of words: which table a language has, and what an incomplete one takes from others."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import geo
from geo import words
from geo.words import english, languages, words_for
from tests.sample import small_story

ENGLISH = json.loads(Path(words.__file__).with_name("en.json").read_text("utf-8"))
SCRIPTS = Path(words.__file__).parents[1] / "render"


@pytest.fixture
def tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of tables, at first with the English one."""
    (tmp_path / "en.json").write_text(json.dumps(ENGLISH), "utf-8")
    monkeypatch.setattr(words, "_folder", lambda: tmp_path)
    words._tables.cache_clear()
    yield tmp_path
    words._tables.cache_clear()


def add(folder: Path, language: str, phrases: dict[str, Any], **more: Any) -> None:
    (folder / f"{language}.json").write_text(json.dumps({"phrases": phrases, **more}), "utf-8")


def texts(entry: Any) -> Iterator[str]:
    """Yield all texts of an entry."""
    if isinstance(entry, str):
        yield entry
    else:
        for choice in entry.values() if isinstance(entry, dict) else entry:
            yield from texts(choice)


def test_a_language_is_served_by_its_own_table_or_by_a_more_general_one(tables: Path) -> None:
    add(tables, "pt", {"more": "Mais"})
    add(tables, "pt-BR", {"less": "Menos"})
    found = words_for("PT-br")
    assert found is not None
    assert found.language == "pt-BR"
    assert [found.phrase(key) for key in ("less", "more", "close")] == ["Menos", "Mais", "Close"]
    assert [language for language, _ in found.tables] == ["pt-BR", "pt", "en"]
    other = words_for("pt-AO")
    assert other is not None
    assert other.language == "pt"
    assert words_for("de") is None
    assert languages() == ["en", "pt", "pt-BR"]


def test_the_player_receives_only_the_entries_that_better_tables_do_not_have(tables: Path) -> None:
    add(tables, "pt", {"more": "Mais", "less": "Menos"})
    found = words_for("pt")
    assert found is not None
    portuguese, english_rest = found.for_player()["tables"]
    assert portuguese == {"language": "pt", "phrases": {"more": "Mais", "less": "Menos"}}
    assert english_rest["language"] == "en"
    assert {*english_rest["phrases"]} == {*ENGLISH["phrases"]} - {"more", "less"}
    table = {"language": "en", "phrases": ENGLISH["phrases"]}
    assert english().for_player() == {"direction": "ltr", "tables": [table]}


def test_a_phrase_has_its_values_and_the_word_for_an_event() -> None:
    assert english().phrase("eventOfAll", "scene", number="2", total="3") == "Scene 2 of 3"
    assert english().phrase("eventOfAll", number="2", total="3") == "Event 2 of 3"
    assert english().phrase("source", title="{title} {0}") == "Source: {title} {0}"
    with pytest.raises(KeyError):
        english().phrase("nothing")
    with pytest.raises(KeyError):
        english().phrase("source")


def test_months_and_numbers_are_those_of_the_language(tables: Path) -> None:
    add(tables, "xx", {}, list={"months": list("abcdefghijkl"), "thousandsSeparator": "."})
    found = words_for("xx")
    assert found is not None
    assert (found.month(12), found.number(1_234_567)) == ("l", "1.234.567")
    assert (english().month(1), english().number(-1_000)) == ("January", "-1,000")


def test_the_page_has_the_language_and_direction_of_its_table(tables: Path) -> None:
    add(tables, "he", {}, direction="rtl", list={"listNeedsScript": "דף"})
    page = geo.StoryMap(small_story(), interface_language="he").to_html()
    assert '<html lang="he" dir="rtl">' in page
    assert '<p class="sm-reason" id="story-list-reason">דף</p>' in page
    assert '<html lang="en">' in geo.StoryMap(small_story()).to_html()


def test_a_language_without_a_table_is_an_error_that_names_the_tables() -> None:
    with pytest.raises(geo.LanguageError, match=r"found interface_language 'tlh', expected .*: en"):
        geo.StoryMap(small_story(), interface_language="tlh")


@pytest.mark.parametrize("language", languages())
def test_a_table_has_each_entry_once(language: str) -> None:
    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        names = [name for name, _ in pairs]
        assert len(names) == len({*names}), {name for name in names if names.count(name) > 1}
        return dict(pairs)

    text = Path(words.__file__).with_name(f"{language}.json").read_text("utf-8")
    json.loads(text, object_pairs_hook=once)


@pytest.mark.parametrize("language", languages())
def test_a_table_has_no_unknown_entries_and_the_values_of_the_english_ones(language: str) -> None:
    table = json.loads(Path(words.__file__).with_name(f"{language}.json").read_text("utf-8"))
    assert {*table} <= {*ENGLISH}
    for section in ("phrases", "list"):
        for key, entry in table.get(section, {}).items():
            assert key in ENGLISH[section], f"{key} is not an entry of the English table"
            wanted = {name for text in texts(ENGLISH[section][key]) for name in named(text)}
            for text in texts(entry):
                assert text.strip(), f"{key} is empty"
                assert named(text) <= wanted, key
            assert {name for text in texts(entry) for name in named(text)} == wanted, key


def named(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


def test_every_entry_is_used_and_no_other_is() -> None:
    sources = [
        path.read_text("utf-8")
        for folder in (SCRIPTS, SCRIPTS.parent / "playback")
        for kind in ("js", "py", "html", "jinja")
        for path in folder.rglob(f"*.{kind}")
    ]
    quoted = {word for text in sources for word in re.findall(r"['\"](\w+)['\"]", text)}
    entries = {*ENGLISH["phrases"], *ENGLISH["list"]} - {
        "months",
        "thousandsSeparator",
        "decimalSeparator",
    }
    assert entries - quoted == set()
    asked = {
        key
        for text in sources
        for key in re.findall(r"\bphrase(?:Nodes)?\(\s*['\"](\w+)['\"]", text)
        + re.findall(r"data-word(?:-\w+)?=\"(\w+)\"", text)
    }
    assert asked - entries == set()


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, "0"), (0.5, "0.5"), (1.046, "1.05"), (12.0, "12"), (99.96, "100"), (334.6, "335")],
)
def test_a_decimal_number_is_rounded_to_significant_digits(number: float, text: str) -> None:
    assert english().decimal(number, 3) == text
    assert english().decimal(123_456.7, 3) == "123,000"


def test_a_decimal_number_has_the_separators_of_the_language(tables: Path) -> None:
    add(tables, "xx", {}, list={"thousandsSeparator": ".", "decimalSeparator": ","})
    words = words_for("xx")
    assert words
    assert [words.decimal(number, 3) for number in (1.25, 12_345)] == ["1,25", "12.300"]
