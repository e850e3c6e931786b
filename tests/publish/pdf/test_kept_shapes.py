"""Floating shapes as they are drawn: where they stand, how text runs around them, and what becomes of the others."""

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace
from syrupy.assertion import SnapshotAssertion

from boardpaper.model.document import (
    Block,
    Border,
    Borders,
    Break,
    BreakKind,
    Document,
    Drawing,
    Frame,
    Furniture,
    Inline,
    Justification,
    Link,
    Paragraph,
    Position,
    Row,
    Section,
    WrapKind,
    Wrapping,
)
from boardpaper.publish.pdf.render import render_pdf
from tests.support.built_documents import mark, note, paragraph, run
from tests.support.small_pages import PAGE, TEN, WIDE, book, box, grid, png, shown, small, stack, text

_WORDS = "Words that run around what floats among them, for as many lines as it takes to come out below it again."
_SQUARE = Wrapping(WrapKind.SQUARE, distances=(2.0, 4.0, 3.0, 5.0))
_OVER = Wrapping(WrapKind.TOP_AND_BOTTOM, distances=(2.0, 4.0, 3.0, 5.0))
_BOXED = Borders(*(Border(),) * 4)


def _para(*inlines: Inline | str, **rules: object) -> Paragraph:
    made = [run(inline, TEN) if isinstance(inline, str) else inline for inline in inlines]
    return paragraph(*made, **{"after": 2.0, **rules})


def _floating(
    width: float, height: float, wrapping: Wrapping = _SQUARE, alt: str = "Shape.", **more: object
) -> Drawing:
    place = {key: more.pop(key) for key in ("across", "x", "align_x", "down", "y", "align_y") if key in more}
    return Drawing("media/image1.png", width, height, alt, position=Position(**place), wrapping=wrapping, **more)  # type: ignore[arg-type]


def _framed(key: int, *blocks: Block, **more: object) -> list[Block]:
    place = {name: more.pop(name) for name in ("across", "x", "align_x", "down", "y", "align_y") if name in more}
    frame = Frame(key, Position(**place), **{"wrapping": _SQUARE, **more})  # type: ignore[arg-type]
    return [replace(block, frame=frame) for block in blocks]


def _places() -> Document:
    """A shape for each thing that a place can count from, on an odd and on an even page."""
    across = ("page", "margin", "column", "leftMargin", "rightMargin", "insideMargin", "outsideMargin")
    down = ("page", "margin", "paragraph", "topMargin", "bottomMargin", "insideMargin", "outsideMargin", "line")
    sides = ("left", "center", "right", "inside", "outside", "")
    behind = Wrapping(behind=True)
    offsets = [_floating(4.0, 3.0, behind, across=each, x=1.0 + at) for at, each in enumerate(across)]
    lower = [_floating(4.0, 3.0, behind, down=each, y=1.0 + at, x=50.0) for at, each in enumerate(down)]
    aligned = [_floating(4.0, 3.0, behind, across=across[at], align_x=each) for at, each in enumerate(sides)]
    standing = [_floating(4.0, 3.0, behind, down=down[at], align_y=each, x=70.0)
                for at, each in enumerate(("top", "center", "bottom", "inside", "outside"))]  # fmt: skip
    page = replace(PAGE, left=30.0, right=40.0, top=25.0, bottom=35.0)
    return book(
        *(small(_para("words"), _para(*offsets, *lower, *aligned, *standing, "hung"), page=page) for _ in range(2)),
        images=png(4, 3),
    )


def _wrapped() -> Document:
    def around(side: str, wrapping: Wrapping = _SQUARE, **place: Any) -> list[Block]:
        return [_para(_floating(40.0, 20.0, replace(wrapping, side=side), **place), _WORDS)]

    page = replace(WIDE, height=420.0)
    return book(
        small(
            *around("bothSides", align_x="left"), *around("bothSides", align_x="right"),
            *around("bothSides", align_x="center"), *around("left", x=100.0), *around("right", x=250.0),
            *around("largest", x=100.0), *around("largest", x=250.0), *around("bothSides", x=30.0),
            *around("bothSides", _OVER, x=30.0), *around("bothSides", _OVER, y=14.0),
            *around("bothSides", Wrapping(behind=True), y=3.0), *around("bothSides", Wrapping(), x=50.0),
            page=page,
        ),
        small(
            _para(_floating(60.0, 30.0, x=100.0, y=5.0), _floating(60.0, 30.0, x=250.0, y=12.0), _WORDS, _WORDS),
            _para(_floating(50.0, 20.0, x=100.0, y=5.0), _WORDS, align=Justification.BOTH),
            _para(_floating(50.0, 20.0, x=150.0, y=5.0), _WORDS, left=30.0, first_line=-20.0, right=40.0),
            _para(_floating(50.0, 20.0, y=3.0), _WORDS, left=30.0, first_line=-20.0, shading="EEEEEE"),
            _para(_floating(50.0, 20.0, y=3.0), _WORDS, align=Justification.CENTRE, borders=_BOXED),
            _para(_floating(330.0, 10.0, x=20.0), "too little room beside"),
            _para(_floating(30.0, 30.0, y=-20.0, align_x="right"), "hangs above ", _WORDS),
            grid(Row((box("a table"), box("beside", column=1))), columns=(80.0, 80.0)),
            _para(_floating(200.0, 15.0, y=2.0), "over a table", after=0.0),
            grid(Row((box("moved down"), box("below", column=1))), columns=(80.0, 80.0)),
            page=page,
        ),
        images=png(4, 3),
    )  # fmt: skip


def _crowded() -> Document:
    """Shapes that would hide words, one another, or lie off the page."""
    free = Wrapping()
    return book(
        small(_para("words under it"), _para(_floating(60.0, 20.0, free, y=-12.0), "hung"), *stack(2)),
        small(grid(Row((box("cell"), box("under it", column=1)))), _para(_floating(90.0, 20.0, free, y=-12.0), "hung")),
        small(*stack(2, "Above")),
        small(*stack(1), _para("early ", _floating(40.0, 20.0, down="page", y=40.0)), start="continuous"),
        small(_para(_floating(60.0, 20.0, free, across="page", x=-30.0, down="page", y=-10.0), "off the page")),
        small(_para(_floating(60.0, 20.0, free, across="page", x=230.0, down="page", y=145.0), "off the page")),
        small(_para(_floating(60.0, 20.0, x=20.0), _floating(60.0, 20.0, x=50.0), "one on the other")),
        small(*_framed(1, text("box one"), width=60.0, x=20.0), *_framed(2, text("box two"), width=60.0, x=30.0, y=5.0),
              _para("boxes on one another ", _WORDS)),
        small(*_framed(3, text("label"), width=40.0, x=25.0, y=4.0, wrapping=free),
              _para(_floating(60.0, 20.0, _SQUARE, x=20.0), "a box on a picture ", _WORDS)),
        small(_para(_floating(260.0, 20.0), "wider than the page"), _para(_floating(20.0, 120.0), "taller than text")),
        small(*stack(6), _para(_floating(40.0, 60.0, _OVER), "goes to the next page")),
        small(*stack(6), _para(_floating(40.0, 60.0, _SQUARE), "stays above the margin")),
        small(*stack(4), _para("early ", _floating(40.0, 30.0, _SQUARE, down="page", y=40.0)), *stack(7)),
        small(*_framed(4, text("covers ", replace(TEN, colour="FFFFFF")), width=80.0, y=2.0, wrapping=free),
              _para("words and words")),
        images=png(4, 3),
    )  # fmt: skip


def _frames() -> Document:
    place = {"x": 100.0, "y": 2.0}
    look = {"borders": _BOXED, "shading": "DDEEFF", "margins": (2.0, 6.0, 3.0, 4.0)}
    table = grid(Row((box("in a"), box("frame", column=1))), columns=(40.0, 40.0))
    page = replace(PAGE, height=300.0)
    return book(
        small(
            *_framed(1, text("no width"), text("of its own"), **place), _para(_WORDS),
            *_framed(2, text("box", align=Justification.RIGHT), width=80.0, **look, **place), _para(_WORDS),
            *_framed(3, text("tall"), width=80.0, height=40.0, vertical_align="bottom", **look, **place), _para(_WORDS),
            *_framed(4, text("centred", align=Justification.CENTRE), **place), _para(_WORDS),
            page=page,
        ),
        small(
            _para("hangs on this"), *_framed(5, text("before", after=9.0), width=60.0, before=True, **place),
            _para(_WORDS),
            *_framed(6, table, **place), _para(_WORDS),
            *_framed(7, grid(Row((box("broad table"),)), columns=(190.0,))), _para("below the broad table"),
            *_framed(8, grid(Row((box("broad"),)), columns=(190.0,)), before=True), _para("hung all the same"),
            *_framed(9, text("margins"), margins=(3.0, 3.0, 3.0, 3.0), **place),
            page=page,
        ),
        small(
            *_framed(10, text("too wide", align=Justification.RIGHT), width=300.0, **look), _para("under it"),
            *_framed(11, text("too tall"), width=50.0, height=400.0, align_x="right", **look), _para("under it"),
            *_framed(12, text("too tall"), width=50.0, height=400.0, align_x="center", **look), _para("under it"),
            *_framed(13, text("white", replace(TEN, colour="FFFFFF")), width=300.0), _para("under it"),
            *_framed(14, text("white", replace(TEN, colour="FFFFFF")), width=60.0, x=100.0), _para("beside it"),
            *_framed(15, text("white on blue", replace(TEN, colour="FFFFFF")), width=60.0, x=100.0, shading="0000FF"),
            _para("beside it"), _para("the end"),
            page=page,
        ),
    )  # fmt: skip


def _hanging() -> Document:
    """What shapes bring along: notes, links, breaks, elements."""
    link = Link("https://example.org/a")
    page_break = Break(BreakKind.PAGE, TEN)
    noted = _para("in a box", mark(1))
    return book(
        small(*_framed(1, noted, width=60.0, x=100.0), _para("beside", mark(2)), _para("end")),
        small(
            _para(_floating(20.0, 20.0, alt="Linked.", link=link), "linked"),
            _para(_floating(9.0, 9.0, alt="", decorative=True), "not read"),
        ),
        small(_para("one", page_break, _floating(20.0, 20.0), "in its line behind a break")),
        small(_para(_floating(20.0, 20.0), page_break, "alone before a break"), _para("after it")),
        small(_para(Drawing("gone.png", 9.0, 9.0, "Gone.", position=Position(), wrapping=_SQUARE), "cannot be shown")),
        small(_para(_floating(20.0, 30.0, y=4.0), "spaced", before=20.0), _para("x", before=9.0)),
        Section(
            (_para(_floating(30.0, 30.0, _SQUARE), _WORDS), _para(_floating(30.0, 10.0, _OVER), _WORDS)),
            PAGE,
            columns=2,
        ),
        Section((*stack(2), _para(_floating(30.0, 30.0, _SQUARE, x=40.0, y=4.0), _WORDS)), PAGE, columns=2),
        Section(tuple(stack(1, "Below")), PAGE, start="continuous"),
        images=png(4, 3),
        notes={"n1": note(1, "From the box."), "n2": note(2, "From the text.")},
    )


def _in_furniture() -> Document:
    look = {"borders": _BOXED, "margins": (1.0, 2.0, 1.0, 2.0)}
    top = (
        *_framed(1, text("Logo box"), width=60.0, across="page", x=150.0, down="page", y=3.0, **look),
        _para("Header"),
    )
    foot = (_para("Footer"), *_framed(2, text("outside"), width=40.0, align_x="outside", across="margin", before=True))
    hiding = (*_framed(3, text("in the way"), width=60.0, down="page", y=40.0), _para("Header"))
    wide = (*_framed(4, text("too wide"), width=300.0, **look), _para("Header"))
    return book(
        Section(tuple(stack(12)), PAGE, Furniture(top), Furniture(foot)),
        Section(tuple(stack(8)), PAGE, Furniture(hiding)),
        Section(tuple(stack(2)), PAGE, Furniture(wide)),
    )


_DOCUMENTS: dict[str, Callable[[], Document]] = {
    "places": _places,
    "wrapped": _wrapped,
    "crowded": _crowded,
    "frames": _frames,
    "hanging": _hanging,
    "in-furniture": _in_furniture,
}


@pytest.mark.parametrize("name", _DOCUMENTS)
def test_shapes_are_the_reviewed_ones(name: str, kept: SnapshotAssertion) -> None:
    assert shown(_DOCUMENTS[name]()) == kept


@pytest.mark.parametrize(("count", "in_text"), [(50, 0), (51, 1), (54, 4)])
def test_more_shapes_than_any_page_shows_stand_in_the_text(count: int, in_text: int) -> None:
    behind = Wrapping(behind=True)
    shapes = [_floating(2.0, 2.0, behind, "", decorative=True, x=3.0 * number) for number in range(count)]
    _, findings = render_pdf(book(small(_para(*shapes, "words")), images=png(4, 3)), claim_conformance=True)
    assert [finding.rule for finding in findings] == ["float-in-text"] * in_text


def test_text_spread_to_both_margins_runs_around_a_shape() -> None:
    spread = _para(_floating(50.0, 20.0, x=100.0, y=5.0), _WORDS, align=Justification.BOTH)
    _, findings = render_pdf(book(small(spread, page=WIDE), images=png(4, 3)), claim_conformance=True)
    assert findings == ()
