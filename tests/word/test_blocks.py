"""Any prose at all becomes a Word file that opens, with every character of it in order."""

import io
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from boardpaper.model.paper import Appendix, Part
from boardpaper.model.prose import (
    Block,
    BlockList,
    BoundFigure,
    Heading,
    Image,
    Inline,
    LineBreak,
    Link,
    ListItem,
    ListKind,
    Paragraph,
    SourcedFigure,
    Table,
    Text,
)
from boardpaper.ooxml.names import W
from boardpaper.word.render import render_paper
from tests.support.word_papers import PLACE, figure, heading, listing, outline, paper, para, parts_of, root_of

WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="{\ufffe\uffff"), min_size=1, max_size=12
).filter(lambda text: bool(text.strip()))
LEAVES = st.one_of(
    st.builds(Text, WORDS, st.booleans(), st.booleans()),
    WORDS.map(lambda text: figure("homicide.value", text)),
    st.builds(SourcedFigure, WORDS, WORDS),
)
INLINES = st.lists(
    st.one_of(
        LEAVES,
        st.just(LineBreak()),
        st.lists(LEAVES, min_size=1, max_size=2).map(lambda words: Link("https://www.gov.uk/", tuple(words), PLACE)),
    ),
    min_size=1,
    max_size=4,
).map(tuple)  # fmt: skip
PARAGRAPHS = st.builds(Paragraph, INLINES, st.just(PLACE), st.booleans())


def tables() -> st.SearchStrategy[Table]:
    def of_width(width: int) -> st.SearchStrategy[Table]:
        row = st.lists(INLINES, min_size=width, max_size=width).map(tuple)
        rows = st.lists(row, min_size=1, max_size=3).map(tuple)
        return st.builds(
            Table, row, rows, st.just(PLACE), caption=st.one_of(st.just(""), WORDS), row_headers=st.booleans()
        )

    return st.integers(1, 3).flatmap(of_width)


def lists(blocks: st.SearchStrategy[Block]) -> st.SearchStrategy[BlockList]:
    first = st.lists(PARAGRAPHS, min_size=1, max_size=1)
    items = st.builds(lambda head, tail: ListItem((*head, *tail)), first, st.lists(blocks, max_size=2))
    return st.builds(
        BlockList,
        st.sampled_from(ListKind),
        st.lists(items, min_size=1, max_size=3).map(tuple),
        st.just(PLACE),
        st.integers(1, 5),
    )


BLOCKS: st.SearchStrategy[Block] = st.one_of(
    PARAGRAPHS,
    st.builds(Heading, st.integers(2, 3), INLINES, st.just(PLACE)),
    tables(),
    st.recursive(PARAGRAPHS, lists, max_leaves=6),
)
BODIES = st.lists(BLOCKS, max_size=6).map(tuple)


def characters(blocks: tuple[Block, ...]) -> str:
    """Every character of `blocks` in order but white space."""
    return "".join("".join(_said(block)) for block in blocks)


def _said(block: Block) -> Iterator[str]:
    if isinstance(block, Heading | Paragraph):
        yield _shown(block.words)
    elif isinstance(block, BlockList):
        for item in block.items:
            yield characters(item.blocks)
    elif isinstance(block, Table):
        yield "".join(block.caption.split())
        for row in (block.header, *block.rows):
            yield from map(_shown, row)


def _shown(words: tuple[Inline, ...]) -> str:
    said = ""
    for word in words:
        if isinstance(word, Link):
            said += _shown(word.words)
        elif isinstance(word, BoundFigure):
            said += word.figure.text
        elif isinstance(word, Text | SourcedFigure):
            said += word.text
    return "".join(said.split())


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(BODIES, BODIES, BODIES)
def test_every_character_lands_in_order(
    body: tuple[Block, ...], steps: tuple[Block, ...], appendix: tuple[Block, ...]
) -> None:
    given_paper = paper(parts=(Part("one", "One", body, steps),), appendices=(Appendix("A", "Scorecard", appendix),))
    content, findings = render_paper(given_paper)
    assert findings == ()
    printed = "".join("".join(text.text or "" for text in root_of(content).iter(f"{W}t")).split())
    wanted = "One" + characters(body) + ("Nextsteps" if steps else "") + characters(steps)
    assert printed.endswith(f"{wanted}AppendixA:Scorecard{characters(appendix)}")
    document = docx.Document(io.BytesIO(content))
    assert document.paragraphs[0].text == "AGENDA ITEM\n5"
    ids = [element.get(f"{W}val") for element in root_of(content).iter(f"{W}id")]
    assert len(set(ids)) == len(ids)
    assert content == render_paper(given_paper)[0]


@settings(max_examples=30)
@given(BODIES)
def test_every_list_that_is_used_is_defined(body: tuple[Block, ...]) -> None:
    content, _ = render_paper(paper(*body))
    numbering = root_of(content, "word/numbering.xml")
    abstract = [element.get(f"{W}abstractNumId") for element in numbering.iter(f"{W}abstractNum")]
    defined = {element.get(f"{W}numId"): element for element in numbering.iter(f"{W}num")}
    used = {element.get(f"{W}val") for element in root_of(content).iter(f"{W}numId")}
    assert used <= defined.keys()
    assert len(set(abstract)) == len(abstract)
    for instance in defined.values():
        reference = instance.find(f"{W}abstractNumId")
        assert reference is not None
        assert reference.get(f"{W}val") in abstract
    names = [child.tag for child in numbering]
    assert names == sorted(names, key=lambda name: name == f"{W}num"), "definitions stand before instances (17.9.17)"


def test_lists_under_numbered_paragraphs_need_no_list_of_their_own() -> None:
    letters = listing(ListKind.LETTER, "a", "b")
    lines = outline(render_paper(paper(para("x"), letters, para("y"), letters, letters))[0])
    styles = [line.partition(" | ")[0] for line in lines if line.endswith((" | a", " | b"))]
    assert styles == ["Lettered Item"] * 4 + ["Lettered Item #3.1"] * 2


def test_a_list_inside_a_list_stands_further_in() -> None:
    inner = listing(ListKind.LETTER, ("outer", listing(ListKind.DECIMAL, ("inner", "more"), "last"), "rest"))
    content = render_paper(paper(para("x"), inner))[0]
    lefts = {
        "".join(paragraph.itertext()): indent.get(f"{W}left")
        for paragraph in root_of(content).iter(f"{W}p")
        for indent in paragraph.findall(f"{W}pPr/{W}ind")
    }
    assert lefts == {"inner": "1701", "last": "1701"}
    assert "List Continuation 2 | more" in outline(content)
    assert "List Continuation | rest" in outline(content)


def test_bullets_have_two_styles_however_deep_they_stand() -> None:
    deep = listing(ListKind.BULLET, ("one", listing(ListKind.BULLET, ("two", listing(ListKind.BULLET, "three")))))
    lines = outline(render_paper(paper(para("x"), deep))[0])
    assert lines[-3:] == ["Bullet Item | one", "Bullet Item 2 | two", "Bullet Item 2 | three"]


def test_a_paragraph_stands_off_the_table_before_it() -> None:
    table = Table(((Text("A"),),), (((Text("B"),),),), PLACE)
    root = root_of(render_paper(paper(para("x"), table, para("after"), heading(2, "H")))[0])
    after = next(paragraph for paragraph in root.iter(f"{W}p") if "".join(paragraph.itertext()) == "after")
    spacing = after.find(f"{W}pPr/{W}spacing")
    assert spacing is not None
    assert spacing.get(f"{W}before") == "160", "as far as numbered paragraphs stand apart"


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    rows = b"".join(b"\0" + b"\x80" * width for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def picture(folder: Path, width: int, height: int, caption: str = "") -> Image:
    path = folder / f"{width}x{height}.png"
    path.write_bytes(png(width, height))
    return Image(path, 'A map of the "area"', PLACE, caption)


@pytest.mark.parametrize(
    ("width", "height", "shown"),
    [(72, 36, (914400, 457200)), (1600, 400, (6120130, 1530032)), (100, 3000, (244805, 7344156))],
)
def test_pictures_fit_the_text_and_are_described(
    tmp_path: Path, width: int, height: int, shown: tuple[int, int]
) -> None:
    content, findings = render_paper(paper(para("x"), picture(tmp_path, width, height, "Figure 1: a map")))
    assert findings == ()
    document = docx.Document(io.BytesIO(content))
    shape = document.inline_shapes[0]
    assert (shape.width, shape.height) == shown
    described = next(root_of(content).iter("{*}docPr"))
    assert described.get("descr") == 'A map of the "area"'
    assert outline(content)[-1] == "caption | Figure 1: a map"
    assert [name for name in parts_of(content) if name.startswith("word/media/")]


def test_a_picture_used_twice_is_stored_once_and_has_two_ids(tmp_path: Path) -> None:
    image = picture(tmp_path, 10, 10)
    content, _ = render_paper(paper(image, image))
    assert len([name for name in parts_of(content) if name.startswith("word/media/")]) == 1
    assert len({element.get("id") for element in root_of(content).iter("{*}docPr")}) == 2


def test_a_picture_that_word_cannot_show_is_found(tmp_path: Path) -> None:
    path = tmp_path / "map.png"
    path.write_text("<svg/>", encoding="utf-8")
    content, findings = render_paper(paper(para("x"), Image(path, "A map", PLACE)))
    assert content == b""
    assert [finding.rule for finding in findings] == ["picture-unreadable"]


def test_elements_stand_in_the_order_of_the_schema(tmp_path: Path) -> None:
    """Word refuses a paragraph whose properties are out of order (17.3.1.26 pPr)."""
    order = ["pStyle", "keepNext", "keepLines", "pageBreakBefore", "numPr", "pBdr", "spacing", "ind", "jc"]
    table = Table(((Text("A"),),), (((Text("B"),),),), PLACE)
    given_paper = paper(
        table, listing(ListKind.LETTER, ("a", listing(ListKind.LETTER, "b"))), picture(tmp_path, 9, 9, "c")
    )
    for properties in root_of(render_paper(given_paper)[0]).iter(f"{W}pPr"):
        names = [etree.QName(child).localname for child in properties]
        assert names == sorted(names, key=order.index)
