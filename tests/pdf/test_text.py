"""Where a page's words stand: each operator of text (ISO 32000-1, 9.3 and 9.4), forms and marked content."""

import io
from collections.abc import Sequence
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from boardpaper.pdf.fonts import PdfFont
from boardpaper.pdf.text import Matrix, Run, read_as_far_as_possible, read_page, words_of

# A font whose letters are 500 wide but for W, 1000, and the space, 250.
WIDTHS = {**dict.fromkeys(range(33, 127), 500), 87: 1000, 32: 250}


def with_page(content: bytes, **resources: Any) -> Pdf:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(200, 200))
    page = pdf.pages[0].obj
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type1,
        BaseFont=Name.Helvetica,
        FirstChar=32,
        LastChar=126,
        Widths=Array([WIDTHS[code] for code in range(32, 127)]),
    )
    fonts = Dictionary(F=pdf.make_indirect(font), G=font, No=String("no font"))
    page.Resources = Dictionary(Font=fonts, **resources)
    page.Contents = pdf.make_stream(content)
    out = io.BytesIO()
    pdf.save(out)
    return pikepdf.open(out)


def told(runs: list[Run]) -> list[tuple[object, ...]]:
    """Text, marked content, start, end, size, direction; rounded."""
    return [
        (run.text, run.mcid, *(round(value, 2) for value in (*run.start, *run.end, run.size, *run.direction)))
        for run in runs
    ]


@pytest.mark.parametrize(
    ("operators", "found"),
    [
        (b"(ab) Tj", [("ab", -1, 0, 0, 10, 0, 10, 1, 0)]),
        (b"5 7 Td (W) Tj (b) Tj", [("W", -1, 5, 7, 15, 7, 10, 1, 0), ("b", -1, 15, 7, 20, 7, 10, 1, 0)]),
        (b"5 7 Td 1 2 Td (a) Tj", [("a", -1, 6, 9, 11, 9, 10, 1, 0)]),
        (
            b"5 60 Td 3 -12 TD (a) Tj T* (b) Tj",
            [("a", -1, 8, 48, 13, 48, 10, 1, 0), ("b", -1, 8, 36, 13, 36, 10, 1, 0)],
        ),
        (b"14 TL 5 60 Td (a) Tj (b) '", [("a", -1, 5, 60, 10, 60, 10, 1, 0), ("b", -1, 5, 46, 10, 46, 10, 1, 0)]),
        (b'14 TL 5 60 Td 3 2 (a b) "', [("a b", -1, 5, 46, 26.5, 46, 10, 1, 0)]),
        (b"9 2 Tc 7 50 Tz 5 60 14 TL 1 5 7 Td 9 3 Ts (ab) Tj", [("ab", -1, 5, 10, 12, 10, 10, 1, 0)]),
        (b"8 9 0 2 -3 0 20 30 Tm 6 4 Tw 1 2 3 TD (a ) Tj", [("a ", -1, 11, 34, 11, 57, 30, 0, 1)]),
        (b"2 Tc (ab) Tj", [("ab", -1, 0, 0, 14, 0, 10, 1, 0)]),
        (b"4 Tw (a b) Tj", [("a b", -1, 0, 0, 16.5, 0, 10, 1, 0)]),
        (b"50 Tz 2 Tc (ab) Tj", [("ab", -1, 0, 0, 7, 0, 10, 1, 0)]),
        (b"3 Ts (a) Tj", [("a", -1, 0, 3, 5, 3, 10, 1, 0)]),
        (b"0 2 -3 0 20 30 Tm 4 Ts (a) Tj", [("a", -1, 8, 30, 8, 40, 30, 0, 1)]),
        (
            b"[(a) -200 (b) 500 (c)] TJ",
            [("a", -1, 0, 0, 5, 0, 10, 1, 0), ("b", -1, 7, 0, 12, 0, 10, 1, 0), ("c", -1, 7, 0, 12, 0, 10, 1, 0)],
        ),
        (b"50 Tz [(a) -200 (b)] TJ", [("a", -1, 0, 0, 2.5, 0, 10, 1, 0), ("b", -1, 3.5, 0, 6, 0, 10, 1, 0)]),
        (b"0 2 -3 0 20 30 Tm (a) Tj", [("a", -1, 20, 30, 20, 40, 30, 0, 1)]),
        (
            b"1 0 0 1 9 8 Tm 2 3 Td (a) Tj ET BT (b) Tj",
            [("a", -1, 11, 11, 16, 11, 10, 1, 0), ("b", -1, 0, 0, 5, 0, 10, 1, 0)],
        ),
        (b"/F -10 Tf (a) Tj", [("a", -1, 0, 0, -5, 0, 10, 1, 0)]),
        (b"/G 10 Tf (a) Tj", [("a", -1, 0, 0, 5, 0, 10, 1, 0)]),
        (b"/No 10 Tf (a) Tj /Gone 10 Tf (b) Tj", []),
        (
            b"ET q 2 0 0 3 5 6 cm BT (a) Tj ET Q BT (b) Tj",
            [("a", -1, 5, 6, 15, 6, 30, 1, 0), ("b", -1, 0, 0, 5, 0, 10, 1, 0)],
        ),
        (
            b"ET q /F 20 Tf BT (a) Tj ET Q Q BT (b) Tj",
            [("a", -1, 0, 0, 10, 0, 20, 1, 0), ("b", -1, 0, 0, 5, 0, 10, 1, 0)],
        ),
        (b"ET 2 0 0 2 0 0 cm 1 0 0 1 10 20 cm BT (a) Tj", [("a", -1, 20, 40, 30, 40, 20, 1, 0)]),
        (b"ET 0 1 -1 0 100 0 cm BT 2 0 0 1 5 6 Tm (a) Tj", [("a", -1, 94, 5, 94, 15, 10, 0, 1)]),
        (
            b"/P <</MCID 4>> BDC (a) Tj /Span BMC (b) Tj EMC EMC (c) Tj EMC (d) Tj",
            [
                ("a", 4, 0, 0, 5, 0, 10, 1, 0),
                ("b", 4, 5, 0, 10, 0, 10, 1, 0),
                ("c", -1, 10, 0, 15, 0, 10, 1, 0),
                ("d", -1, 15, 0, 20, 0, 10, 1, 0),
            ],
        ),
        (
            b"/P /Named BDC (a) Tj EMC /P /Gone BDC (b) Tj EMC",
            [("a", 9, 0, 0, 5, 0, 10, 1, 0), ("b", -1, 5, 0, 10, 0, 10, 1, 0)],
        ),
    ],
)
def test_each_operator_moves_text_as_the_standard_says(operators: bytes, found: list[tuple[object, ...]]) -> None:
    pdf = with_page(b"/F 10 Tf BT " + operators + b" ET", Properties=Dictionary(Named=Dictionary(MCID=9)))
    assert told(read_page(pdf.pages[0].obj)) == found


def test_forms_are_read_where_they_are_drawn() -> None:
    """A form within a form; a picture, and what there is not, draw no words."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(200, 200))
    page = pdf.pages[0].obj
    font = Dictionary(F=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    words = b"BT /F 10 Tf (%b) Tj ET "
    inner = pdf.make_stream(
        words % b"b", Subtype=Name.Form, Matrix=Array([1, 0, 0, 1, 10, 20]), Resources=Dictionary(Font=font)
    )
    outer = pdf.make_stream(
        words % b"a" + b"/Inner Do",
        Subtype=Name.Form,
        Matrix=Array([1, 0, 0]),
        Resources=Dictionary(Font=font, XObject=Dictionary(Inner=inner)),
    )
    picture = pdf.make_stream(words % b"x", Subtype=Name.Image)
    page.Resources = Dictionary(Font=font, XObject=Dictionary(Outer=outer, Picture=picture, Odd=Name.Form))
    page.Contents = pdf.make_stream(
        b"q 2 0 0 2 4 6 cm /P <</MCID 3>> BDC /Outer Do EMC Q /Picture Do /Odd Do /Gone Do " + words % b"c"
    )
    assert told(read_page(page)) == [
        ("a", 3, 4, 6, 14, 6, 20, 1, 0),
        ("b", 3, 24, 46, 34, 46, 20, 1, 0),
        ("c", -1, 0, 0, 5, 0, 10, 1, 0),
    ]


@pytest.mark.parametrize(("depth", "found"), [(12, ["a"] * 13), (13, ["a"] * 13)])
def test_forms_are_read_twelve_deep(depth: int, found: list[str]) -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(200, 200))
    font = Dictionary(F=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    form, content = None, b"BT /F 10 Tf (a) Tj ET /In Do"
    for _ in range(depth):
        held = Dictionary() if form is None else Dictionary(In=form)
        form = pdf.make_stream(content, Subtype=Name.Form, Resources=Dictionary(Font=font, XObject=held))
    page = pdf.pages[0].obj
    page.Resources = Dictionary(Font=font, XObject=Dictionary(In=form))
    page.Contents = pdf.make_stream(content)
    assert [run.text for run in read_page(page)] == found


def test_what_marks_say_is_told_up_to_the_fault() -> None:
    pdf = with_page(
        b"BT /F 10 Tf /Span <</ActualText (Full) /Lang (en) /MCID 2>> BDC (a) Tj EMC "
        b"/P /Named BDC (b) Tj 1 Td (c) Tj ET",
        Properties=Dictionary(Named=Dictionary(Alt=String("A chart"), MCID=5)),
    )
    page = pdf.pages[0].obj
    words = read_as_far_as_possible(page, {})
    assert [(run.text, run.mcid) for run in words.runs] == [("a", 2), ("b", 5)]
    assert sorted(words.said) == [("/ActualText", "Full"), ("/Alt", "A chart"), ("/Lang", "en")]
    with pytest.raises(IndexError):
        read_page(page)


def test_a_font_is_read_once_for_a_file() -> None:
    pdf = with_page(b"BT /F 10 Tf (a) Tj /F 12 Tf (b) Tj /G 12 Tf (c) Tj ET")
    page = pdf.pages[0].obj
    fonts: dict[tuple[int, int], PdfFont] = {}
    read_page(page, fonts)
    assert list(fonts) == [page.Resources.Font.F.objgen]
    before = dict(fonts)
    read_page(page, fonts)
    assert fonts == before


def drawn(text: str, left: float, right: float, height: float = 100.0, size: float = 10.0) -> Run:
    return Run(text, -1, (left, height), (right, height), size, (1.0, 0.0))


def up(text: str, bottom: float, top: float, across: float = 50.0) -> Run:
    return Run(text, -1, (across, bottom), (across, top), 10.0, (0.0, 1.0))


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        ([], ""),
        ([drawn("a", 0, 5), drawn("b", 5, 10)], "ab"),
        ([drawn("a", 0, 5), drawn("b", 6.7, 10)], "ab"),
        ([drawn("a", 0, 5), drawn("b", 6.9, 10)], "a b"),
        ([drawn("a ", 0, 5), drawn("b", 7, 10)], "a b"),
        ([drawn("a", 0, 5), drawn(" b", 7, 10)], "a b"),
        ([drawn("a", 0, 5), drawn("b", 5, 10, 104)], "ab"),
        ([drawn("a", 0, 5), drawn("b", 5, 10, 104.1)], "a\nb"),
        ([drawn("a", 0, 5), drawn("b", 5, 10, 95.9)], "a\nb"),
        ([drawn("a", 20, 25), drawn("b", 15, 20)], "ab"),
        ([drawn("a", 20, 25), drawn("b", 14.9, 20)], "a\nb"),
        ([drawn("a", 0, 5), drawn("b", 5, 10, 107.9, 20)], "ab"),
        ([drawn("a", 0, 5, size=20), drawn("b", 5, 10, 107.9)], "ab"),
        ([drawn("a", 0, 5, size=0), drawn("b", 5.01, 10, size=0)], "a b"),
        ([up("a", 0, 5), up("b", 5, 10)], "ab"),
        ([up("a", 0, 5), up("b", 6.9, 10)], "a b"),
        ([up("a", 0, 5), up("b", 5, 10, 54.1)], "a\nb"),
        ([up("a", 0, 5), up("b", 5, 10, 45.9)], "a\nb"),
        ([up("a", 20, 25), up("b", 14.9, 20)], "a\nb"),
    ],
)
def test_gaps_are_spaces_and_steps_are_lines(runs: list[Run], text: str) -> None:
    assert words_of(runs) == text


def test_what_nothing_has_set_is_nothing() -> None:
    """No size, no leading, no spacing: what is drawn first stands where the page begins."""
    pdf = with_page(b"BT [-1000] TJ 9 Tc T* 0 Tc /F 10 Tf (a) Tj ET BT (W b) ' ET")
    assert told(read_page(pdf.pages[0].obj)) == [("a", -1, 0, 0, 5, 0, 10, 1, 0), ("W b", -1, 0, 0, 17.5, 0, 10, 1, 0)]


def test_text_of_no_size_has_no_direction() -> None:
    pdf = with_page(b"/F 10 Tf BT 0 0 0 0 9 8 Tm (a) Tj 0 5 0 3 9 8 Tm (b) Tj ET")
    assert told(read_page(pdf.pages[0].obj)) == [("a", -1, 9, 8, 9, 8, 0, 0, 0), ("b", -1, 9, 8, 9, 33, 30, 0, 1)]


def test_steps_between_strings_are_thousandths_of_the_size() -> None:
    pdf = with_page(b"/F 100 Tf BT [(a) -2000 (b)] TJ ET")
    assert [(run.start[0], run.end[0]) for run in read_page(pdf.pages[0].obj)] == [(0, 50), (250, 300)]


@pytest.mark.parametrize(("count", "words"), [(2_000, 2_000), (2_001, 2_000)])
def test_two_thousand_forms_of_a_page_are_read(count: int, words: int) -> None:
    pdf = with_page(b"/Form Do " * count)
    page = pdf.pages[0].obj
    form = pdf.make_stream(b"BT /F 10 Tf (a) Tj ET", Subtype=Name.Form, Resources=page.Resources)
    page.Resources.XObject = Dictionary(Form=form)
    assert len(read_page(page)) == words


@pytest.mark.parametrize(("size", "words"), [(32 * 2**20, ["a"]), (32 * 2**20 + 1, [])])
def test_very_much_content_is_not_read(size: int, words: list[str]) -> None:
    pdf = with_page(b"/F 10 Tf BT (a) Tj ET".ljust(size))
    assert [run.text for run in read_page(pdf.pages[0].obj)] == words


def watched(pdf: Pdf) -> list[tuple[object, ...]]:
    """Every operator that is told of, with its operands, the place of the origin, and the runs before it."""
    met: list[tuple[object, ...]] = []

    def watch(name: str, operands: Sequence[Object | float], ctm: Matrix, resources: Object, before: int) -> None:
        met.append((name, [float(each) for each in operands], ctm[4:], len(resources.keys()), before))

    page = pdf.pages[0].obj
    assert read_as_far_as_possible(page, {}, watch).runs == read_page(page)
    return met


def test_what_is_painted_is_told_with_where_it_stands() -> None:
    pdf = with_page(b"q 1 0 0 1 5 6 cm 0 0 9 9 re f Q BT /F 10 Tf (a) Tj ET 0.5 g /Form Do 2 w n")
    page = pdf.pages[0].obj
    form = pdf.make_stream(
        b"1 2 m 3 4 l S", Subtype=Name.Form, Matrix=Array([1, 0, 0, 1, 7, 8]), BBox=Array([1, 2, 11, 22])
    )
    page.Resources.XObject = Dictionary(Form=form)
    clip = [("q", [], (7, 8), 0, 1), ("re", [1, 2, 10, 20], (7, 8), 0, 1), ("W", [], (7, 8), 0, 1),
            ("n", [], (7, 8), 0, 1)]  # fmt: skip
    drawn_in = [("m", [1, 2], (7, 8), 0, 1), ("l", [3, 4], (7, 8), 0, 1), ("S", [], (7, 8), 0, 1)]
    assert watched(pdf) == [
        ("q", [], (0, 0), 2, 0), ("re", [0, 0, 9, 9], (5, 6), 2, 0), ("f", [], (5, 6), 2, 0), ("Q", [], (0, 0), 2, 0),
        ("g", [0.5], (0, 0), 2, 1), *clip, *drawn_in, ("Q", [], (7, 8), 0, 1), ("w", [2], (0, 0), 2, 1),
        ("n", [], (0, 0), 2, 1),
    ]  # fmt: skip
