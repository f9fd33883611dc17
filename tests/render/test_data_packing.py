"""The data block: readable if it is short, compressed if it is long, and always free of markup."""

from __future__ import annotations

import base64
import gzip
import json
import tracemalloc

import pytest

from geo.render.data_packing import PACK_FROM, SLICE, data_block, short_timeline


def test_short_data_is_json_without_markup() -> None:
    value = {"text": "</script> <!-- & \u2028 \u2029 é"}
    block = data_block(value)
    assert block.encoding is None
    assert not set("<>&\u2028\u2029") & set(block.text)
    assert json.loads(block.text) == value


def test_long_data_is_compressed_without_loss() -> None:
    value = {"events": {"titles": ["</script> é"] * (PACK_FROM // 10), "none": {}}, "nothing": {}}
    block = data_block(value)
    assert block.encoding == "gzip"
    assert len(block.text) < PACK_FROM / 10
    assert json.loads(gzip.decompress(base64.b64decode(block.text))) == value


@pytest.mark.parametrize("length", [SLICE - 1, SLICE, SLICE + 1, 2 * SLICE, 2 * SLICE + 1])
def test_a_column_is_complete_for_any_number_of_slices(length: int) -> None:
    value = {"events": {"texts": [f"text, [{i}]" for i in range(length)], "days": [1, 2]}}
    packed = base64.b64decode(data_block(value).text)
    assert json.loads(gzip.decompress(packed)) == value


def test_a_long_column_is_never_in_memory_as_one_text() -> None:
    value = {"events": {"texts": ["enough words for a text of some length"] * (20 * SLICE)}}
    written = len(json.dumps(value))
    tracemalloc.start()
    try:
        data_block(value)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < written / 2


def test_the_same_data_gives_the_same_bytes() -> None:
    value = {"numbers": list(range(PACK_FROM))}
    assert data_block(value) == data_block(value)


def test_a_number_that_json_does_not_support_is_an_error() -> None:
    with pytest.raises(ValueError, match="Out of range"):
        data_block({"number": float("nan")})


def test_the_columns_of_a_timeline_are_written_as_differences() -> None:
    columns = {
        "order": [0, 2, 1],
        "starts": [5.0, 5.0, 9.0],
        "ends": [6.0, 25.0, 10.0],
        "cues": [0.0, 0.3, 1.0001],
    }
    wire = {"clock": "story", **columns}
    short = short_timeline(wire)
    assert short == {
        "clock": "story",
        "orderSteps": [0, 2, -1],
        "startSteps": [5, 0, 4],
        "lengths": [1, 20, 1],
        "cueSteps": [0, 3000, 7001],
    }


def test_a_column_that_whole_numbers_cannot_represent_does_not_change() -> None:
    columns = {"starts": [0.5], "ends": [1.0], "cues": [0.12345]}
    short = short_timeline({"clock": "story", "order": [0], **columns})
    assert short == {"clock": "story", "orderSteps": [0], **columns}
