"""Where dark paint lies, exactly: each operator that paints, clips or sets a colour, and the letters below."""

from collections.abc import Sequence
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object

from boardpaper.pdf.covering import Fill, Fills, brightness, covered_letters, page_fills
from boardpaper.pdf.text import Matrix, Run

PLAIN: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
BOX = (10.0, 20.0, 30.0, 40.0)
RECTANGLE = "10 20 20 20 re"


def painted(content: str, *, ctm: Matrix = PLAIN, before: int = 1, resources: Object | None = None) -> list[Fill]:
    """What `Fills` notes of operators with numbers, or names, before them."""
    fills = Fills()
    operands: list[Any] = []
    for token in content.split():
        if token.startswith("/"):
            operands.append(Name(token))
        elif token[0].isalpha():
            fills(token, operands, ctm, resources or Dictionary(), before)
            operands = []
        else:
            operands.append(float(token))
    return fills.found


def boxes(content: str, **more: Any) -> list[tuple[float, ...]]:
    return [box for fill in painted(content, **more) for box, _ in fill.boxes]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (f"{RECTANGLE} f", [BOX]),
        ("30 40 -20 -20 re f", [BOX]),
        ("10 20 m 30 20 l 30 40 l 10 40 l f", [BOX]),
        ("10 20 l 30 20 l 30 40 l 10 40 l f", [BOX]),
        ("0 0 m 10 20 m 30 20 l 30 40 l 10 40 l f", [BOX]),
        ("10 20 m 0 0 0 0 30 20 c 5 5 30 40 v 7 7 10 40 y f", [BOX]),
        ("10 20 m 30 20 l 30 40 l f", []),
        # What fills 85 of 100 of the box around it is one.
        ("0 0 m 100 0 l 100 100 l 30 100 l 0 0 l f", [(0, 0, 100, 100)]),
        ("0 0 m 100 0 l 100 100 l 31 100 l 0 0 l f", []),
        # Large enough to hide a word.
        ("0 0 6 3 re f", [(0, 0, 6, 3)]),
        ("0 0 5.9 3 re f", []),
        ("0 0 6 2.9 re f", []),
        ("0 0 1 1 re 0 0 6 3 re f", [(0, 0, 1, 1), (0, 0, 6, 3)]),
        # Thick lines: half of the pen lies on each side.
        ("4 w 50 10 m 90 10 l S", [(50, 8, 90, 12)]),
        ("4 w 90 10 m 50 10.9 l S", [(50, 8, 90, 12)]),
        ("4 w 50 10 m 90 11 l S", []),
        ("8 w 50 90 m 50 10 l S", [(46, 10, 54, 90)]),
        ("8 w 50.9 90 m 50 10 l S", [(46.9, 10, 54.9, 90)]),
        ("8 w 51 90 m 50 10 l S", []),
        ("3 w 50 10 m 90 10 l S", [(50, 8.5, 90, 11.5)]),
        ("2.9 w 50 10 m 90 10 l S", []),
        ("6 w 50 10 m 90 10 l 90 50 l s", [(50, 7, 90, 13), (87, 10, 93, 50)]),
        ("50 10 m 90 10 l S", []),
        (f"{RECTANGLE} n", []),
        (f"{RECTANGLE} n f", []),
    ],
)
def test_which_boxes_a_path_paints(content: str, found: list[tuple[float, ...]]) -> None:
    assert boxes(content) == found


@pytest.mark.parametrize("operator", ["f", "F", "f*", "B", "B*", "b", "b*"])
def test_each_operator_that_fills(operator: str) -> None:
    assert painted(f"{RECTANGLE} {operator}") == [
        Fill(((BOX, 1),), (-1e9, -1e9, 1e9, 1e9), 1, even_odd=operator.endswith("*"))
    ]


def test_outlines_run_in_two_senses() -> None:
    assert [sense for fill in painted("0 0 9 9 re 9 0 -9 9 re f") for _, sense in fill.boxes] == [1, -1]


def test_a_pen_is_as_wide_as_the_page_makes_it() -> None:
    assert boxes("2 w 0 0 m 10 0 l S", ctm=(2, 0, 0, 2, 100, 50)) == [(100, 48, 120, 52)]
    assert boxes("0 0 5 5 re f", ctm=(0, 2, -3, 0, 100, 50)) == [(85, 50, 100, 60)]


@pytest.mark.parametrize(
    ("colour", "hides"),
    [
        ("", True), ("0.49 g", True), ("0.5 g", False), ("0 0 0 rg", True), ("1 1 1 rg", False), ("1 0 0 rg", True),
        ("0 1 0 rg", False), ("0 0 1 rg", True), ("0 0 0 1 k", True), ("0 0 0 0.49 k", False), ("0 0 0 0.51 k", True),
        ("1 g 0 G", False), ("1 G", True), ("q 1 g Q", True), ("q 1 g q Q", False), ("1 g Q", False),
        ("/DeviceRGB cs", True), ("1 g /DeviceRGB cs 0 0 0 sc", True), ("/DeviceRGB cs 1 1 1 scn", False),
        ("/DeviceCMYK cs 0 0 0 0 sc", False), ("/Pattern cs", False), ("/DeviceRGB cs 0 0 sc", False),
        ("/Pattern CS", True), ("1 g /DeviceGray CS 0 SC", False),
    ],
)  # fmt: skip
def test_which_colours_hide_words_below_a_fill(colour: str, hides: bool) -> None:
    assert bool(painted(f"{colour} {RECTANGLE} f")) is hides


@pytest.mark.parametrize(
    ("colour", "hides"),
    [("", True), ("0.49 G", True), ("0.5 G", False), ("1 1 1 RG", False), ("0 0 0 0 K", False), ("1 g", True),
     ("/Pattern CS", False), ("/DeviceRGB CS 0 0 0 SC", True), ("/DeviceRGB CS 1 1 1 SCN", False)],
)  # fmt: skip
def test_which_colours_hide_words_below_a_pen(colour: str, hides: bool) -> None:
    assert bool(painted(f"{colour} 9 w 0 0 m 50 0 l S")) is hides


@pytest.mark.parametrize(
    ("state", "fill", "pen"),
    [
        ({}, True, True), ({"ca": 0.9}, True, True), ({"ca": 0.89}, False, True), ({"CA": 0.9}, True, True),
        ({"CA": 0.89}, True, False), ({"SMask": Dictionary()}, False, False), ({"SMask": Name("/None")}, True, True),
        ({"BM": Name.Normal}, True, True), ({"BM": Name.Compatible}, True, True), ({"BM": Name.Darken}, True, True),
        ({"BM": Name.ColorBurn}, True, True), ({"BM": Array([Name.Screen, Name.Normal])}, False, False),
        ({"BM": Array()}, False, False), ({"LW": 2}, True, False),
    ],
)  # fmt: skip
def test_what_a_state_lets_through(state: dict[str, Any], fill: bool, pen: bool) -> None:
    held = Dictionary(ExtGState=Dictionary(G=Dictionary({f"/{key}": value for key, value in state.items()})))
    assert bool(painted(f"9 w /G gs {RECTANGLE} f", resources=held)) is fill
    assert bool(painted("9 w /G gs 0 0 m 50 0 l S", resources=held)) is pen


@pytest.mark.parametrize(("grey", "hides"), [(0.14, True), (0.15, False)])
def test_what_is_multiplied_must_be_darker(grey: float, hides: bool) -> None:
    held = Dictionary(ExtGState=Dictionary(G=Dictionary(BM=Name.Multiply)))
    assert bool(painted(f"/G gs {grey} g {RECTANGLE} f", resources=held)) is hides


def test_what_nothing_stands_below_is_noted_on_request() -> None:
    assert painted(f"{RECTANGLE} f", before=0) == []
    fills = Fills(over_all=True)
    fills("re", [10, 20, 20, 20], PLAIN, Dictionary(), 0)
    fills("f", [], PLAIN, Dictionary(), 0)
    assert [fill.before for fill in fills.found] == [0]


@pytest.mark.parametrize(
    ("content", "clip"),
    [
        ("0 0 25 25 re W n", (0, 0, 25, 25)),
        ("0 0 25 25 re W* n 20 0 50 50 re W n", (20, 0, 25, 25)),
        ("0 0 25 25 re W n 25 0 50 50 re W n", (0, 0, 0, 0)),
        ("0 0 m 9 0 l 0 9 l W n", (0, 0, 0, 0)),
        ("0 0 9 9 re 20 20 9 9 re W n", (0, 0, 0, 0)),
        ("q 0 0 25 25 re W n Q", (-1e9, -1e9, 1e9, 1e9)),
        ("0 0 25 25 re n", (-1e9, -1e9, 1e9, 1e9)),
    ],
)
def test_paint_is_clipped(content: str, clip: tuple[float, ...]) -> None:
    assert [fill.clip for fill in painted(f"{content} {RECTANGLE} f")] == [clip]


ALL = (-1e9, -1e9, 1e9, 1e9)


@pytest.mark.parametrize(
    ("fill", "point", "covers"),
    [
        (Fill(((BOX, 1),), ALL, 0), (10, 20), True),
        (Fill(((BOX, 1),), ALL, 0), (30, 40), True),
        (Fill(((BOX, 1),), ALL, 0), (9.9, 30), False),
        (Fill(((BOX, 1),), ALL, 0), (30.1, 30), False),
        (Fill(((BOX, 1),), ALL, 0), (20, 19.9), False),
        (Fill(((BOX, 1),), ALL, 0), (20, 40.1), False),
        (Fill(((BOX, 1),), (0, 0, 15, 99), 0), (20, 30), False),
        (Fill(((BOX, 1), (BOX, -1)), ALL, 0), (20, 30), False),
        (Fill(((BOX, 1), (BOX, 1)), ALL, 0), (20, 30), True),
        (Fill(((BOX, 1), (BOX, 1)), ALL, 0, even_odd=True), (20, 30), False),
        (Fill(((BOX, 1), (BOX, -1), (BOX, 1)), ALL, 0, even_odd=True), (20, 30), True),
    ],
)
def test_what_lies_under_paint(fill: Fill, point: tuple[float, float], covers: bool) -> None:
    assert fill.covers(point) is covers


@pytest.mark.parametrize(
    ("space", "values", "bright"),
    [
        ("/DeviceGray", [0.25], 0.25), ("/CalGray", [0.5], 0.5), ("/DeviceGray", [], None),
        ("/DeviceGray", [0, 0, 0], None), ("/DeviceRGB", [1, 0, 0], 0.299), ("/CalRGB", [0, 1, 0], 0.587),
        ("/DeviceRGB", [0, 0, 1], 0.114), ("/DeviceRGB", [0, 0], None), ("/DeviceCMYK", [0, 0, 0, 0.25], 0.75),
        ("/DeviceCMYK", [1, 0, 0, 0], 0.701), ("/DeviceCMYK", [0, 0, 0, 2], 0.0), ("/DeviceCMYK", [0, 0, 0], None),
        ("/ICCBased", [0.3], 0.3), ("/ICCBased", [], None), ("/ICCBased", [1, 1, 1], 1.0),
        ("/ICCBased", [0, 0, 0, 0], 1.0),
        ("/ICCBased", [0, 0], None), ("/Black", [0.25], 0.75), ("/Black", [], None), ("/Separation", [0], None),
        ("/Pattern", [Name.P0], None), ("", [0], None),
    ],
)  # fmt: skip
def test_how_bright_a_colour_is(space: str, values: Sequence[Any], bright: float | None) -> None:
    found = brightness(space, values)
    assert found is bright if bright is None else found == pytest.approx(bright)


def run(text: str, x: float = 0.0, y: float = 100.0, *, width: float = 100.0) -> Run:
    return Run(text, -1, (x, y), (x + width, y), 10.0, (1.0, 0.0))


def over(left: float, bottom: float, right: float, top: float, before: int = 1) -> Fill:
    return Fill((((left, bottom, right, top), 1),), ALL, before)


@pytest.mark.parametrize(
    ("runs", "fills", "letters"),
    [
        # Ten letters of 10 points; each is looked for in its middle, 1 and 4.5 above the line.
        ([run("abcdefghij")], [over(0, 101, 100, 104.5)], 10),
        ([run("abcdefghij")], [over(0, 101.1, 100, 104.5)], 0),
        ([run("abcdefghij")], [over(0, 101, 100, 104.4)], 0),
        ([run("abcdefghij")], [over(15, 100, 35, 110)], 3),
        ([run("abcdefghij")], [over(15.1, 100, 35, 110)], 0),
        ([run("ab c-d1ghi")], [over(0, 100, 100, 110)], 8),
        ([run("ab")], [over(0, 100, 100, 110)], 0),
        ([run("abc")], [over(0, 100, 100, 110, before=0)], 0),
        ([run("abc"), run("def", y=60)], [over(0, 50, 100, 110, before=2)], 6),
        ([run("abc"), run("def", y=60)], [over(0, 50, 100, 110)], 3),
        ([run("abcd", width=40)], [over(0, 100, 20, 110), over(0, 100, 40, 110)], 4),
        ([run("abcd"), run("abcd", 1.9, 101.9)], [over(0, 100, 100, 110)], 0),
        ([run("abcd"), run("abcd", 2)], [over(0, 100, 100, 110)], 4),
        ([run("abcd"), run("abcd", y=102)], [over(0, 100, 100, 110)], 4),
        ([run("abcd"), run("abce")], [over(0, 100, 100, 110)], 4),
    ],
)
def test_how_many_letters_are_covered(runs: list[Run], fills: list[Fill], letters: int) -> None:
    assert covered_letters(runs, fills) == letters


def marked(**entries: Any) -> list[Fill]:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        page = pdf.pages[0].obj
        mark = {"Rect": Array([30, 40, 10, 20]), **entries}
        page.Annots = Array([Dictionary({f"/{key}": value for key, value in mark.items()})])
        return page_fills(page, Fills(), 7)


QUADS = Array([10, 40, 30, 40, 10, 20, 30, 20, 50, 40, 70, 40, 50, 20, 70, 20, 1, 2])


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        ({"Subtype": Name.Square, "IC": Array([0])}, [BOX]),
        ({"Subtype": Name.Circle, "IC": Array([0, 0, 0])}, [BOX]),
        ({"Subtype": Name.FreeText, "C": Array([0, 0, 0, 1])}, [BOX]),
        ({"Subtype": Name.Square, "IC": Array([0.49])}, [BOX]),
        ({"Subtype": Name.Square, "IC": Array([0.5])}, []),
        ({"Subtype": Name.Square, "IC": Array([0, 0])}, []),
        ({"Subtype": Name.Square, "IC": Array([0]), "CA": 0.9}, [BOX]),
        ({"Subtype": Name.Square, "IC": Array([0]), "CA": 0.89}, []),
        ({"Subtype": Name.Square, "IC": Array([0]), "Rect": Array([1, 2, 3])}, []),
        ({"Subtype": Name.Square, "IC": Array([0]), "F": 2}, []),
        ({"Subtype": Name.Ink, "IC": Array([0]), "C": Array([0])}, []),
        ({"Subtype": Name.Redact, "IC": Array([0]), "C": Array([0])}, []),
        ({"Subtype": Name.Highlight, "C": Array([0.14]), "QuadPoints": QUADS}, [BOX, (50, 20, 70, 40)]),
        ({"Subtype": Name.Highlight, "C": Array([0.15]), "QuadPoints": QUADS}, []),
        ({"Subtype": Name.Highlight, "C": Array([0])}, [BOX]),
    ],
)
def test_what_annotations_colour(entries: dict[str, Any], found: list[tuple[float, ...]]) -> None:
    fills = marked(**entries)
    assert [box for fill in fills for box, _ in fill.boxes] == found
    assert {fill.before for fill in fills} <= {7}
