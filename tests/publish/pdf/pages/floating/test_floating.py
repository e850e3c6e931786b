"""Shapes beside the text: they stand where Word has them, text makes way, and nothing hides a word."""

import random
from collections import Counter
from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from boardpaper.model.document import (
    Block,
    Bookmark,
    Borders,
    Break,
    BreakKind,
    Document,
    Drawing,
    Field,
    Frame,
    Furniture,
    Inline,
    Justification,
    Link,
    PageGeometry,
    Position,
    Run,
    Section,
    Table,
    WrapKind,
    Wrapping,
)
from boardpaper.publish.pdf.render import render_pdf
from boardpaper.publish.pdf.text.fonts import load_face
from tests.support.built_documents import (
    BODY,
    GRID,
    document,
    drawing,
    heading,
    mark,
    note,
    paragraph,
    picture,
    table,
    words,
)
from tests.support.pdf_words import PageWords, open_pdf, page_words, structure_text, tag_tree

LEFT, RIGHT, TOP, HEIGHT = 72.0, 595.3 - 72.0, 72.0, 841.9
AROUND = Wrapping(WrapKind.SQUARE, distances=(0.0, 9.0, 0.0, 9.0))
OVER = Wrapping(WrapKind.NONE)
BESIDE = Position("column", 0.0, "right", "paragraph", 0.0, "")
CORNER = Position("margin", 0.0, "right", "margin", 0.0, "top")
FACE = load_face("Arimo-Regular")


def floating(width: float, height: float, position: Position = BESIDE, wrapping: Wrapping = AROUND) -> Drawing:
    return replace(drawing("A chart", width=width, height=height), position=position, wrapping=wrapping)


def framed(frame: Frame, *texts: str) -> list[Block]:
    return [replace(paragraph(text), frame=frame) for text in texts]


def box(position: Position = CORNER, wrapping: Wrapping = AROUND, **more: object) -> Frame:
    rules: dict[str, object] = {"width": 130.0, "margins": (3.6, 7.2, 3.6, 7.2), "borders": GRID, "before": True}
    return Frame(1, position, wrapping, **{**rules, **more})  # type: ignore[arg-type]


def published(*blocks: Block, made: Document | None = None, found: Sequence[str] = ()) -> tuple[bytes, list[PageWords]]:
    content, findings = render_pdf(made or document(*blocks, images=picture()), claim_conformance=True)
    assert [finding.rule for finding in findings] == list(found)
    return content, page_words(open_pdf(content))


def areas(page: PageWords, *, furniture: bool = False) -> list[tuple[float, float, float, float, str]]:
    """The left, lower, right and upper edge of words on a page, smaller than their letters."""
    found = []
    for placed in page.placed:
        text = placed.text.rstrip()
        if text.strip(".") and (furniture or not placed.artifact):
            width = FACE.width(text) * placed.size + text.count(" ") * placed.word_space
            found.append((placed.x, placed.y - 1.5, placed.x + width, placed.y + placed.size * 0.7, text))
    return found


def overlapping(page: PageWords) -> list[tuple[str, str]]:
    found = areas(page, furniture=True)
    return [
        (one[4], other[4])
        for index, one in enumerate(found)
        for other in found[index + 1 :]
        if one[0] < other[2] - 1.5 and other[0] < one[2] - 1.5 and one[1] < other[3] - 0.5 and other[1] < one[3] - 0.5
    ]


def boxes_of_figures(content: bytes) -> list[tuple[float, ...]]:
    """The BBox of each figure, in the order of the tree."""
    pdf = open_pdf(content)
    found = [item for item in pdf.objects if getattr(item, "get", None) and item.get("/S") == "/Figure"]
    return [tuple(float(edge) for edge in figure.A.BBox) for figure in found]


def test_lines_beside_a_picture_are_shorter_and_those_under_it_are_not() -> None:
    content, (page,) = published(paragraph(floating(150.0, 60.0), words(150)))
    lines = [area for area in areas(page) if area[4].startswith("word")]
    beside = [area for area in lines if area[3] > HEIGHT - TOP - 60.0]
    under = [area for area in lines if area[3] <= HEIGHT - TOP - 60.0]
    assert len(beside) == 5
    assert all(right <= RIGHT - 150.0 - 9.0 + 0.01 for _, _, right, _, _ in beside)
    assert max(right for _, _, right, _, _ in under) > RIGHT - 60.0
    assert structure_text(content).split() == words(150).split()
    assert boxes_of_figures(content) == [
        pytest.approx((RIGHT - 150.0, HEIGHT - TOP - 60.0, RIGHT, HEIGHT - TOP), abs=0.02)
    ]


def test_text_on_the_right_of_a_picture_keeps_its_indents() -> None:
    place = replace(BESIDE, align_x="left")
    _, (page,) = published(paragraph(floating(100.0, 30.0, place), words(60), left=36.0, first_line=-18.0))
    first, second, third, fourth, *_ = [area[0] - LEFT for area in areas(page)]
    assert first == pytest.approx(109.0, abs=0.02)
    assert second == third == pytest.approx(127.0, abs=0.02)
    assert fourth == pytest.approx(36.0, abs=0.02)


def test_lines_go_on_at_the_other_side_of_a_picture_in_the_middle() -> None:
    place = Position("column", 170.0, "", "paragraph", 0.0, "")
    content, (page,) = published(paragraph(floating(100.0, 24.0, place), words(60)))
    (left, right, under, beyond, *_) = areas(page)
    assert (left[0], left[1]) == (LEFT, right[1])
    assert left[2] <= LEFT + 170.0 - 9.0 + 0.01
    assert right[0] == pytest.approx(LEFT + 170.0 + 100.0 + 9.0, abs=0.02)
    assert under[1] == beyond[1] < left[1]
    assert structure_text(content).split() == words(60).split()


@pytest.mark.parametrize(("side", "start"), [("left", LEFT), ("right", LEFT + 279.0), ("largest", LEFT + 279.0)])
def test_lines_keep_to_the_side_that_word_allows(side: str, start: float) -> None:
    place = Position("column", 170.0, "", "paragraph", 0.0, "")
    wrapping = replace(AROUND, side=side)
    _, (page,) = published(paragraph(floating(100.0, 24.0, place, wrapping), words(60)))
    first, second, *_ = areas(page)
    assert first[0] == second[0] == pytest.approx(start, abs=0.02)
    assert first[1] > second[1]


def test_a_box_in_the_corner_moves_the_words_that_stand_above_the_paragraph_it_hangs_on() -> None:
    """The AGENDA ITEM box: it hangs on the second paragraph and stands beside the first."""
    content, (page,) = published(
        paragraph(words(40)), paragraph("Second."), *framed(box(height=30.0), "ITEM 7"), paragraph("Third.")
    )
    (item,) = [area for area in areas(page) if area[4] == "ITEM 7"]
    assert item[0] == pytest.approx(RIGHT - 130.0 + 7.2, abs=0.02)
    assert item[3] > HEIGHT - TOP - 20.0
    first = [area for area in areas(page) if area[4].startswith("word")]
    assert all(right <= RIGHT - 130.0 - 9.0 + 0.01 for _, low, right, _, _ in first if low > HEIGHT - TOP - 28.0)
    assert overlapping(page) == []
    assert structure_text(content).split("\n")[1:4] == ["Second.", "ITEM 7", "Third."]


def test_a_box_grows_with_its_words() -> None:
    _, (page,) = published(paragraph(words(80)), *framed(box(BESIDE, height=8.0), words(20, 900)), paragraph(words(80)))
    inside = [area for area in areas(page) if area[0] > RIGHT - 130.0]
    assert len(inside) > 4
    assert overlapping(page) == []


def test_text_goes_round_a_shape_that_would_cover_it() -> None:
    place = Position("column", 150.0, "", "paragraph", 10.0, "")
    _, (page,) = published(
        paragraph(words(120)), *framed(box(place, OVER, shading="FFFFCC", height=40.0), "Over the words")
    )
    assert overlapping(page) == []
    (over,) = [area for area in areas(page) if area[4] == "Over the words"]
    assert over[0] == pytest.approx(LEFT + 150.0 + 7.2, abs=0.02)


def test_a_picture_behind_the_text_lies_under_it_and_is_read_where_it_hangs() -> None:
    place = Position("page", 0.0, "center", "page", 0.0, "center")
    behind = floating(300.0, 300.0, place, Wrapping(behind=True))
    content, (page,) = published(heading("Title"), paragraph(words(20)), paragraph(behind, words(200)))
    stream = open_pdf(content)
    drawn = stream.pages[0].Contents.read_bytes()
    assert drawn.index(b" Do") < drawn.index(b" Tj")
    assert max(right for _, _, right, _, _ in areas(page)) > RIGHT - 60.0
    tree = [line.split("“")[0].strip() for line in tag_tree(content)]
    assert tree[:5] == ["Document", "Sect", "H1", "P", "P"]
    assert tree[5].startswith("Figure [Alt=A chart")


def test_nothing_stands_beside_a_banner() -> None:
    banner = floating(
        200.0, 50.0, Position("margin", 0.0, "center", "paragraph", 0.0, ""), Wrapping(WrapKind.TOP_AND_BOTTOM)
    )
    content, (page,) = published(paragraph("Above.", after=0.0), paragraph(banner, "Below."))
    above, below = areas(page)
    (bounds,) = boxes_of_figures(content)
    assert above[1] > bounds[3] - 3.0
    assert below[3] <= bounds[1]


def test_a_banner_at_the_end_of_a_page_takes_its_paragraph_along() -> None:
    banner = floating(
        200.0, 100.0, Position("margin", 0.0, "center", "paragraph", 0.0, ""), Wrapping(WrapKind.TOP_AND_BOTTOM)
    )
    blocks = [paragraph("Line.", after=0.0) for _ in range(53)]
    content, pages = published(*blocks, paragraph(banner, "Below."))
    assert [[area[4] for area in areas(page)].count("Line.") for page in pages] == [53, 0]
    assert "Below." in pages[1].body
    assert boxes_of_figures(content)[0][3] == pytest.approx(HEIGHT - TOP, abs=0.02)


def test_a_frame_without_a_width_is_as_wide_as_its_words() -> None:
    frame = Frame(1, Position("margin", 0.0, "right", "paragraph", 0.0, ""), AROUND)
    _, (page,) = published(*framed(frame, "ITEM 7"), paragraph(words(60)))
    (item,) = [area for area in areas(page) if area[4] == "ITEM 7"]
    assert item[2] == pytest.approx(RIGHT, abs=0.02)
    assert overlapping(page) == []


def test_a_table_stands_beside_the_text_and_one_as_wide_as_the_text_in_it() -> None:
    frame = Frame(1, Position("column", 0.0, "left", "paragraph", 0.0, ""), AROUND)
    small = replace(table(2), columns=(60.0, 60.0, 100.0), frame=frame)
    content, (page,) = published(small, paragraph(words(60, 500)))
    beside = next(area[0] for area in areas(page) if area[4].startswith("word500"))
    assert beside == pytest.approx(LEFT + 220.0 + 9.0, abs=0.02)
    assert tag_tree(content)[1].strip().startswith("Table")
    _, (page,) = published(replace(table(2), frame=frame), paragraph("Under it."))
    assert min(areas(page), key=lambda area: area[1])[4] == "Under it."


@pytest.mark.parametrize(
    "position",
    [
        Position("page", 60.0, "", "page", 36.0, ""),
        Position("column", 0.0, "", "page", 780.0, ""),
    ],
    ids=["header", "footer"],
)
def test_a_box_that_would_hide_a_header_or_footer_stands_in_the_text(position: Position) -> None:
    frame = box(position, width=460.0, shading="FFFFCC")
    content, (page,) = published(
        paragraph("First."), *framed(frame, "Boxed."), paragraph("Last."), found=["float-in-text"]
    )
    assert overlapping(page) == []
    assert structure_text(content).split() == ["First.", "Boxed.", "Last."]
    first, boxed, last = [area for area in areas(page) if area[4] in ("First.", "Boxed.", "Last.")]
    assert first[1] > boxed[3] > boxed[1] > last[3]


def test_two_boxes_in_one_place_do_not_hide_one_another() -> None:
    one, other = box(), replace(box(), key=2)
    _, (page,) = published(paragraph(words(60)), *framed(one, "One."), *framed(other, "Other."), paragraph("End."))
    assert overlapping(page) == []
    first, second = [area for area in areas(page) if area[4] in ("One.", "Other.")]
    assert first[0] == second[0]
    assert first[1] > second[3]


def test_a_box_that_drives_its_own_paragraph_from_the_page_goes_along() -> None:
    """With the box at its top, the page has no room left for the line that the box hangs on."""
    lines = [paragraph(words(6, at), after=0.0, keep_lines=True) for at in range(0, 6 * 54, 6)]
    content, pages = published(*lines, paragraph("Last."), *framed(box(height=60.0), "ITEM 7"))
    assert len(pages) == 2
    assert "ITEM 7" not in pages[0].body
    assert {"ITEM 7", "Last."} <= {area[4] for area in areas(pages[1])}
    assert all(overlapping(page) == [] for page in pages)
    assert structure_text(content).split()[-3:] == ["Last.", "ITEM", "7"]


def test_a_shape_taller_than_a_page_stands_in_the_text() -> None:
    content, pages = published(
        paragraph(words(5)), *framed(box(), *(words(40, at) for at in range(100, 900, 40))), found=["float-in-text"]
    )
    assert structure_text(content).split() == [*words(5).split(), *words(800, 100).split()]
    assert all(low > 36.0 for page in pages for _, low, _, _, text in areas(page) if text.startswith("word"))


def test_a_picture_behind_a_page_break_stays_on_its_page() -> None:
    _, pages = published(paragraph("Before.", Break(BreakKind.PAGE, BODY), floating(100.0, 50.0), "After."))
    assert [page.body.split() for page in pages] == [["Before."], ["After."]]


def test_a_link_around_a_floating_picture_and_a_note_in_a_box_work() -> None:
    linked = replace(floating(80.0, 40.0), link=Link("https://example.org/"))
    with_note = replace(paragraph("Boxed", mark(1), "."), frame=box(replace(CORNER, align_x="left")))
    made = document(paragraph(linked, words(30)), with_note, notes={"n1": note(1, "Below.")}, images=picture())
    content, (page,) = published(made=made)
    assert page.body.split()[-1] == "Below."
    pdf = open_pdf(content)
    (annotation,) = [item for item in pdf.pages[0].Annots if "/URI" in item.A]
    assert [float(edge) for edge in annotation.Rect] == pytest.approx(boxes_of_figures(content)[0], abs=0.02)


def test_references_lead_into_boxes() -> None:
    """A bookmark in a box is found on the box's page, by its number and by a link."""
    page_break = Break(BreakKind.PAGE, BODY)
    boxed = replace(paragraph(Bookmark("here"), "Boxed."), frame=box())
    asks = paragraph(
        "See page ", Field("PAGEREF here", "9", BODY), " or ", Run("there", BODY, Link(bookmark="here")), "."
    )
    content, pages = published(asks, paragraph(page_break, "Second."), boxed, paragraph("End."))
    assert "See page 2 or there." in pages[0].body
    assert "Boxed." in pages[1].body
    pdf = open_pdf(content)
    (annotation,) = pdf.pages[0].Annots
    target, _, x, _, _ = annotation.A.D
    assert target.objgen == pdf.pages[1].obj.objgen
    assert float(x) == pytest.approx(RIGHT - 130.0 + 7.2, abs=0.02)


def test_shapes_in_columns_move_only_the_lines_of_their_column() -> None:
    made = document(paragraph(floating(80.0, 60.0), words(300)), images=picture())
    made = replace(made, sections=(replace(made.sections[0], columns=2, column_gap=30.0),))
    content, pages = published(made=made)
    assert all(overlapping(page) == [] for page in pages)
    assert structure_text(content).split() == words(300).split()
    column = (RIGHT - LEFT - 30.0) / 2
    assert boxes_of_figures(content)[0][2] == pytest.approx(LEFT + column, abs=0.02)


def furnished(header: Sequence[Block], footer: Sequence[Block]) -> Document:
    made = document(paragraph(words(1200)))
    section = replace(made.sections[0], headers=Furniture(tuple(header)), footers=Furniture(tuple(footer)))
    return replace(made, sections=(section,))


def test_a_box_of_a_header_and_a_framed_page_number_stand_where_word_has_them() -> None:
    """The AGENDA ITEM box of a letterhead, and the page number that Word sets in a frame beside the footer's words."""
    corner = Position("margin", 0.0, "right", "page", 14.0, "")
    header = [paragraph("Police and Crime Board", after=0.0), *framed(box(corner, OVER, height=40.0), "ITEM 7")]
    beside = Frame(2, Position("margin", 0.0, "right", "paragraph", 0.05, ""), AROUND)
    number = replace(paragraph(Field("PAGE", "1", BODY), after=0.0), frame=beside)
    content, pages = published(made=furnished(header, [number, paragraph("Board paper", after=0.0)]))
    assert structure_text(content).split() == words(1200).split()
    for count, page in enumerate(pages, 1):
        found = {area[4]: area for area in areas(page, furniture=True)}
        assert overlapping(page) == []
        assert found["ITEM 7"][0] == pytest.approx(RIGHT - 130.0 + 7.2, abs=0.02)
        assert found["ITEM 7"][3] == pytest.approx(HEIGHT - 14.0 - 3.6, abs=4.0)
        assert found[str(count)][2] == pytest.approx(RIGHT, abs=0.02)
        assert found[str(count)][1] == pytest.approx(found["Board paper"][1], abs=0.1)


def test_a_box_of_a_header_that_would_cover_the_text_stands_in_the_header() -> None:
    low = Position("margin", 0.0, "right", "page", 60.0, "")
    header = [paragraph("Police and Crime Board"), *framed(box(low, OVER, height=40.0), "ITEM 7")]
    _, pages = published(made=furnished(header, []), found=["float-in-text"])
    for page in pages:
        assert overlapping(page) == []
        assert "ITEM 7" in page.artifacts


@pytest.mark.parametrize("widths", [(), ((180.0, 31.3), (240.0, 0.0))], ids=["equal", "uneven"])
def test_columns_with_shapes_in_them_are_even_where_a_section_follows(widths: tuple[tuple[float, float], ...]) -> None:
    blocks = (paragraph(floating(90.0, 80.0), words(60)), paragraph(words(120, 60)))
    first = Section((paragraph("Above."),), PageGeometry())
    two = Section(blocks, PageGeometry(), start="continuous", columns=2, column_gap=31.3, column_widths=widths)
    last = Section((paragraph("End."),), PageGeometry(), start="continuous")
    content, (page,) = published(made=replace(document(images=picture()), sections=(first, two, last)))
    assert structure_text(content).split() == ["Above.", *words(180).split(), "End."]
    assert overlapping(page) == []
    above, *text, end = areas(page)
    left = [low for x, low, *_ in text if x < LEFT + 170.0]
    right = [low for x, low, *_ in text if x > LEFT + 200.0]
    assert abs(min(left) - min(right)) < 30.0
    assert end[3] < min(left + right) < above[1]


def position(chance: random.Random) -> Position:
    return Position(
        chance.choice(["page", "margin", "column", "character", "leftMargin", "rightMargin"]),
        chance.uniform(-50, 500),
        chance.choice(["", "", "left", "right", "center", "inside", "outside"]),
        chance.choice(["page", "margin", "paragraph", "paragraph", "line", "topMargin", "bottomMargin"]),
        chance.uniform(-60, 700) if chance.random() < 0.4 else chance.uniform(-20, 60),
        chance.choice(["", "", "", "top", "bottom", "center"]),
    )


def wrapping(chance: random.Random) -> Wrapping:
    top, right, bottom, left = (chance.uniform(0, 15) for _ in range(4))
    side = chance.choice(["bothSides", "left", "right", "largest"])
    return Wrapping(chance.choice(list(WrapKind)), side, (top, right, bottom, left), chance.random() < 0.15)


def crowd(chance: random.Random) -> tuple[Document, list[str]]:
    """A document full of shapes, and the words in it."""
    blocks: list[Block] = []
    count = 0

    def some(most: int) -> str:
        nonlocal count
        count += most
        return words(most, count - most)

    for number in range(chance.randint(3, 20)):
        inlines: list[Inline | str] = [some(chance.choice([3, 20, 60, 150]))]
        if chance.random() < 0.25:
            shape = floating(chance.uniform(5, 500), chance.uniform(5, 300), position(chance), wrapping(chance))
            inlines.insert(chance.randint(0, 1), shape)
        if chance.random() < 0.05:
            inlines.insert(chance.randint(0, 1), Break(chance.choice(list(BreakKind)), BODY))
        if chance.random() < 0.1:
            blocks.append(replace(table(chance.randint(1, 6)), columns=(40.0, 40.0, 120.0)))
        align = chance.choice(list(Justification))
        blocks.append(paragraph(*inlines, left=36.0, first_line=-18.0, align=align, keep_next=chance.random() < 0.1))
        if chance.random() < 0.25:
            look = {"shading": chance.choice(["", "FFEECC"]), "borders": chance.choice([Borders(), GRID])}
            size = {"width": chance.choice([0.0, 60.0, 150.0, 600.0]), "height": chance.choice([0.0, 20.0, 400.0])}
            frame = box(position(chance), wrapping(chance), before=chance.random() < 0.5, **look, **size)
            frame = replace(frame, key=number)
            blocks += framed(frame, *(some(chance.choice([2, 10, 40])) for _ in range(chance.randint(1, 3))))
    cells = [cell for block in blocks if isinstance(block, Table) for row in block.rows for cell in row.cells]
    held = [word for cell in cells for word in cell.blocks[0].inlines[0].text.split()]  # type: ignore[union-attr]
    return document(*blocks, images=picture()), [*words(count).split(), *held]


@pytest.mark.parametrize("seed", range(25))
def test_no_word_is_lost_or_hidden_however_shapes_stand(seed: int) -> None:
    chance = random.Random(seed)
    made, held = crowd(chance)
    if seed % 3 == 0:
        made = replace(made, sections=(replace(made.sections[0], columns=2, column_gap=20.0),))
    if seed % 5 == 0:
        widths = ((150.0, 20.0), (281.0, 0.0))
        made = replace(made, sections=(replace(made.sections[0], columns=2, column_widths=widths),))
    content, _ = render_pdf(made, claim_conformance=True)
    assert Counter(structure_text(content).split()) == Counter(held)
    for page in page_words(open_pdf(content)):
        assert overlapping(page) == []
        assert all(left > -1 and low > -1 and right < 597 and high < 843 for left, low, right, high, _ in areas(page))
