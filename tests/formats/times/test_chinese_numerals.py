from __future__ import annotations

import pytest

from geo.formats.times.chinese_numerals import with_digits


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("二〇一二年五月三日", "2012年5月3日"),
        ("一九四九年十月一日", "1949年10月1日"),
        ("十二月二十三日", "12月23日"),
        ("三十日", "30日"),
        ("下午六点五分", "下午6点5分"),
        ("第三天", "第3天"),
        ("三国", "三国"),
        ("二十十日", "二十十日"),
        ("2012年5月3日", "2012年5月3日"),
    ],
)
def test_numerals_before_units_of_time_become_digits(text: str, expected: str) -> None:
    assert with_digits(text) == expected
