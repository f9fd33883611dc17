"""Short names for private members: the same for every use, never a text or a name of others."""

from __future__ import annotations

import re

from geo.render import assets, linker
from geo.render.private_names import shortened


def test_a_private_member_has_the_same_short_name_everywhere() -> None:
    script = (
        "class A { _draw() { this._size = 1; } _size; show(that) { that?._draw(this._size); } }"
    )
    assert shortened(script, others="") == (
        "class A { _b() { this._a = 1; } _a; show(that) { that?._b(this._a); } }"
    )


def test_texts_and_other_names_do_not_change() -> None:
    script = "link.target = '_blank'; this._blank(map_story, $_story, `_target`, _target);"
    assert shortened(script, others="") == script


def test_names_of_other_scripts_do_not_change_and_are_not_used() -> None:
    script = "this._map._panes = this._own;"
    assert shortened(script, others="t._map,t._panes,t._a") == "this._map._panes = this._b;"


def test_each_of_many_names_becomes_another_short_one() -> None:
    names = [f"this._member{n}x" for n in range(4_000)]
    short = shortened(" ".join(names), others="").split()
    assert len(set(short)) == len(names)
    assert max(map(len, short)) == len("this._aaa")


def test_the_player_has_only_short_private_names_except_those_of_leaflet() -> None:
    members = set(re.findall(r"(?<=\.)_[A-Za-z]\w*", assets.player_script()))
    of_leaflet = set(re.findall(r"_[A-Za-z]\w*", assets.leaflet_script()))
    texts = set(re.findall(r"'(_\w+)'", linker.linked(assets._player(), "main.js")))
    assert len(members) > 300
    assert max(map(len, members - of_leaflet - texts)) == len("_aa")
