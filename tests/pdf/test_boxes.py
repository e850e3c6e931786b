"""The part of a page that is shown, however the file says it."""

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object

from boardpaper.pdf.boxes import page_box, rotation_of, unit_of, visible_box

A4 = Array([0, 0, 595, 842])


@pytest.mark.parametrize(
    ("entries", "shown"),
    [
        (Dictionary(), (0, 0, 612, 792)),
        (Dictionary(MediaBox=A4), (0, 0, 595, 842)),
        (Dictionary(MediaBox=Array([595, 842, 0, 0])), (0, 0, 595, 842)),
        (Dictionary(MediaBox=Array([0, 0, 595])), (0, 0, 612, 792)),
        (Dictionary(MediaBox=Name.A4), (0, 0, 612, 792)),
        (Dictionary(MediaBox=A4, CropBox=Array([10, 20, 300, 400])), (10, 20, 300, 400)),
        (Dictionary(MediaBox=A4, CropBox=Array([-10, -20, 900, 900])), (0, 0, 595, 842)),
        (Dictionary(MediaBox=A4, CropBox=Array([600, 20, 900, 400])), (0, 0, 595, 842)),
        (Dictionary(MediaBox=A4, CropBox=Array([10, 842, 300, 900])), (0, 0, 595, 842)),
        (Dictionary(MediaBox=A4, CropBox=Array([595, 10, 700, 900])), (0, 0, 595, 842)),
    ],
)
def test_the_shown_part_is_the_crop_box_inside_the_media_box(entries: Object, shown: tuple[float, ...]) -> None:
    assert visible_box(entries) == shown


def test_a_box_may_be_inherited() -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        page = pdf.pages[0].obj
        page.Parent.ArtBox = Array([3, 2, 1, 0])
        assert page_box(page, "/ArtBox") == (1, 0, 3, 2)
        assert page_box(page, "/TrimBox") is None


@pytest.mark.parametrize(
    ("said", "turned"),
    [(0, 0), (90, 90), (180, 180), (270, 270), (360, 0), (-90, 270), (450, 90), (89, 0), (100, 90), (179, 90),
     (359, 270), (Name.Odd, 0)],
)  # fmt: skip
def test_a_page_is_turned_by_quarters(said: object, turned: int) -> None:
    assert rotation_of(Dictionary(Rotate=said)) == turned


@pytest.mark.parametrize(
    ("entries", "points"), [(Dictionary(), 1), (Dictionary(UserUnit=2), 2), (Dictionary(UserUnit=0), 1)]
)
def test_a_unit_is_a_point_unless_the_page_says_otherwise(entries: Object, points: float) -> None:
    assert unit_of(entries) == points
