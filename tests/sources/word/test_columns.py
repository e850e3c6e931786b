"""Columns of a section: how many, how wide and what stands between them."""

import pytest

from boardpaper.ooxml.parsing import parse_part
from boardpaper.sources.word.columns import Columns, read_columns


def read(inner: str) -> Columns:
    text = f'<w:sectPr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{inner}</w:sectPr>'
    return read_columns(parse_part(text.encode(), name="document.xml"))


def own(*columns: tuple[int, int]) -> Columns:
    inner = "".join(f'<w:col w:w="{width}" w:space="{gap}"/>' for width, gap in columns)
    return read(f'<w:cols w:num="{len(columns)}" w:equalWidth="0">{inner}</w:cols>')


@pytest.mark.parametrize(
    ("attributes", "columns"),
    [
        ("", Columns(1, 36.0, line=False)),
        ('w:num="0" w:sep="1"', Columns(1, 36.0, line=False)),
        ('w:num="1" w:space="200"', Columns(1, 36.0, line=False)),
        ('w:num="2"', Columns(2, 36.0, line=False)),
        ('w:num="2" w:space="200" w:sep="0"', Columns(2, 10.0, line=False)),
        ('w:num="3" w:space="0" w:sep="on"', Columns(3, 0.0, line=True)),
        ('w:num="3" w:space="-20" w:sep="true"', Columns(3, 0.0, line=True)),
        ('w:num="45"', Columns(45, 36.0, line=False)),
        ('w:num="46"', Columns(45, 36.0, line=False)),
    ],
)
def test_columns_of_one_width(attributes: str, columns: Columns) -> None:
    assert read(f"<w:cols {attributes}/>") == columns


def test_a_section_that_names_no_columns_has_one() -> None:
    assert read("") == Columns(1, 36.0, False, ())


@pytest.mark.parametrize(
    ("given", "columns"),
    [
        (((2000, 400), (4000, 0)), Columns(2, 20.0, False, ((100.0, 20.0), (200.0, 0.0)))),
        (((2000, 400), (2020, 0)), Columns(2, 20.0)),
        (((2000, 400), (2021, 0)), Columns(2, 20.0, False, ((100.0, 20.0), (101.05, 0.0)))),
        (((2000, 400), (2000, 420), (2000, 0)), Columns(3, 20.0)),
        (((2000, 400), (2000, 421), (2000, 0)), Columns(3, 20.0, False, ((100.0, 20.0), (100.0, 21.05), (100.0, 0.0)))),
        (((2000, -400), (4000, 0)), Columns(2, 0.0, False, ((100.0, 0.0), (200.0, 0.0)))),
        (((2000, 400), (0, 0)), Columns(2, 36.0)),
        (((2000, 400),), Columns()),
    ],
)
def test_columns_of_their_own_widths(given: tuple[tuple[int, int], ...], columns: Columns) -> None:
    assert own(*given) == columns


def test_own_widths_count_only_where_widths_are_not_equal() -> None:
    inner = '<w:col w:w="2000"/><w:col w:w="4000"/>'
    assert read(f'<w:cols w:num="3" w:space="100">{inner}</w:cols>') == Columns(3, 5.0)
    assert read(f'<w:cols w:num="3" w:equalWidth="off">{inner}</w:cols>').widths == ((100.0, 0.0), (200.0, 0.0))


def test_the_widest_column_is_told_and_none_is_narrower_than_half_an_inch() -> None:
    assert Columns(2, 20.0, False, ((100.0, 20.0), (200.0, 0.0))).width(900.0) == 200.0
    assert [Columns(3, 30.0).width(width) for width in (360.0, 168.0, 90.0)] == [100.0, 36.0, 36.0]
