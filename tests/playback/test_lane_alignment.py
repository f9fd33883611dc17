from __future__ import annotations

from geo.playback.lane_alignment import Unit, _fullest_first, align


def test_a_line_stays_in_its_row_through_layers_with_room() -> None:
    # The home row of line 2 is the lowest. It does not move when 0 and 1 share an event above it.
    layers: list[list[Unit]] = [[(0,), (2,)], [(0, 1), (2,)], [(1,), (2,)]]
    assert align(layers, [0, 1, 2], 3) == [{0: 0, 2: 2}, {0: 0, 1: 1, 2: 2}, {1: 1, 2: 2}]


def test_when_two_lines_cross_only_one_of_them_leaves_its_row() -> None:
    # There is a free row, so one line can go around the other and come back.
    layers = [[(0,), (1,)], [(0,), (1,)], [(1,), (0,)], [(0,), (1,)]]
    rows = align(layers, [0, 1, 2], 3)
    assert len({row[1] for row in rows}) == 1 or len({row[0] for row in rows}) == 1


def test_the_fullest_layers_come_first_each_followed_by_its_neighbours() -> None:
    # From layer 4 the way to the left ends at the empty layer 3.
    assert list(_fullest_first([1, 3, 2, 0, 4])) == [4, 1, 2, 0]
    assert list(_fullest_first([0, 0])) == []


def test_layers_without_lines_have_no_rows() -> None:
    assert align([[], [(1,)], []], [0, 1], 2) == [{}, {1: 1}, {}]
    assert align([], [], 0) == []


def test_rows_are_computed_again_when_the_neighbouring_layers_have_rows() -> None:
    # Line 0 is above 1 first and below 2 later. Its home row is 0, but then it would have to move
    # down for 2. With both layers in view it stays in row 1, and no line changes its row.
    layers: list[list[Unit]] = [[(0, 1)], [(2, 0)], []]
    assert align(layers, [0, 1, 2], 3) == [{0: 1, 1: 2}, {2: 0, 0: 1}, {}]
