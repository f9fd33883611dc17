"""Scripts made small, with either minifier."""

from __future__ import annotations

from pathlib import Path

import pytest
from packaging.requirements import Requirement

from geo.render import minifier

SCRIPT = """(() => {
  'use strict';
  // For those who read it.
  const aLongName = "a  b";
  window.answer = (another) => another + aLongName;
})();
"""


def test_the_minifier_that_shortens_names_is_used_where_it_has_a_wheel() -> None:
    lines = (Path(__file__).parents[2] / "requirements.txt").read_text("utf-8").splitlines()
    [line] = [line for line in lines if line.startswith("tdewolff-minify")]
    marker = Requirement(line).marker
    assert marker is not None
    assert marker.evaluate() == ("aLongName" not in minifier.minified(SCRIPT))


@pytest.mark.parametrize("fallback", [False, True])
def test_minifying_removes_comments_and_keeps_texts(
    monkeypatch: pytest.MonkeyPatch, fallback: bool
) -> None:
    if fallback:
        monkeypatch.setattr(minifier, "_tdewolff", None)
    small = minifier.minified(SCRIPT)
    assert "For those" not in small
    assert "a  b" in small
    assert "window.answer=" in small
    assert len(small) < len(SCRIPT)


@pytest.mark.parametrize("edition", [2009, 2022])
@pytest.mark.parametrize("fallback", [False, True])
def test_the_result_needs_no_newer_edition_of_javascript(
    monkeypatch: pytest.MonkeyPatch, fallback: bool, edition: int
) -> None:
    if fallback:
        monkeypatch.setattr(minifier, "_tdewolff", None)
    script = "window.answer = function () { try { run(); } catch (error) { stop(); } };"
    # A `catch` without a name is of 2019. Only one of the two minifiers uses newer syntax.
    is_newer = "catch{" in minifier.minified(script, js_version=edition)
    shortens_names = "aLongName" not in minifier.minified(SCRIPT)
    assert is_newer == (edition == 2022 and shortens_names)


def test_a_minified_style_sheet_has_no_comments_and_no_spaces_without_a_meaning() -> None:
    style = """
/* The user's own words; they go. */
.sm :is(h1, h2) > p:not(.a),
.b {
  --empty: ;
  color: red;
  content: '{ a;  b }' / "";  margin: -1px calc(100% - 2px) ;
}

@media (max-width: 700px) { .c { color: blue; } }
"""
    assert minifier.minified_style(style) == (
        ".sm :is(h1,h2) > p:not(.a),.b{--empty:;color:red;content:'{ a;  b }' / \"\";"
        "margin:-1px calc(100% - 2px)}@media (max-width:700px){.c{color:blue}}"
    )
