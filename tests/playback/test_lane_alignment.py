from __future__ import annotations

from geo.playback.lane_alignment import Unit, align


def test_a_line_stays_in_its_row_through_layers_with_room() -> None:
    # Line 2 is at home in the lowest row; where 0 and 1 come together above it, it does not move.
    found: list[list[Unit]] = [[(0,), (2,)], [(0, 1), (2,)], [(1,), (2,)]]
    assert align(found, [0, 1, 2], 3) == [{0: 0, 2: 2}, {0: 0, 1: 1, 2: 2}, {1: 1, 2: 2}]


def test_of_two_lines_that_change_sides_only_one_leaves_its_row() -> None:
    # With a row to spare one of them can go round the other and come back.
    found = [[(0,), (1,)], [(0,), (1,)], [(1,), (0,)], [(0,), (1,)]]
    rows = align(found, [0, 1, 2], 3)
    assert len({row[1] for row in rows}) == 1 or len({row[0] for row in rows}) == 1


def test_layers_without_lines_have_no_rows() -> None:
    assert align([[], [(1,)], []], [0, 1], 2) == [{}, {1: 1}, {}]
    assert align([], [], 0) == []


def test_a_layer_is_put_in_rows_again_when_those_beside_it_are_known() -> None:
    # 0 is above 1 first and below 2 then. At home in row 0 it would have to move down for 2; seen
    # from both layers it is in row 1 throughout, and no line changes its row.
    found: list[list[Unit]] = [[(0, 1)], [(2, 0)], []]
    assert align(found, [0, 1, 2], 3) == [{0: 1, 1: 2}, {2: 0, 0: 1}, {}]
