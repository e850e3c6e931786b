"""Every paragraph number and list label that Word counts out is the one that the author meant."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from boardpaper.model.document import Paragraph as ReadParagraph
from boardpaper.model.paper import Part
from boardpaper.model.prose import Block, BlockList, ListKind, Paragraph
from boardpaper.sources.word.reader import read_document
from boardpaper.word.render import render_paper
from tests.support.word_papers import listing, paper, para

ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
KINDS = st.sampled_from(ListKind)


def lists(depth: int = 0) -> st.SearchStrategy[BlockList]:
    item = st.just(("item",)) if depth == 2 else st.one_of(
        st.just(("item",)), st.lists(lists(depth + 1), max_size=2).map(lambda inner: ("item", *inner, "more"))
    )  # fmt: skip
    return st.builds(
        lambda kind, items, start: listing(kind, *items, start=1 if kind is ListKind.BULLET else start),
        KINDS,
        st.lists(item, min_size=1, max_size=3),
        st.sampled_from((1, 1, 1, 4)),
    )


BODIES = st.lists(st.one_of(st.booleans().map(lambda numbered: para("para", numbered=numbered)), lists()), max_size=6)
PARTS = st.lists(st.tuples(BODIES, st.booleans()), min_size=1, max_size=3)


def expected(parts: list[tuple[list[Block], bool]]) -> Iterator[str]:
    paragraphs = 0
    for blocks, numbered in parts:
        for block in blocks:
            if isinstance(block, BlockList):
                yield from _items(block)
            elif isinstance(block, Paragraph) and numbered and block.numbered:
                paragraphs += 1
                yield f"{paragraphs}."


def _items(block: BlockList) -> Iterator[str]:
    for number, item in enumerate(block.items, block.start):
        if block.kind is not ListKind.BULLET:
            letter, roman = chr(ord("A") + number - 1), ROMAN[number - 1]
            yield {"letter": f"{letter}.", "roman": f"({roman})", "decimal": f"{number})"}[block.kind.value]
        for inner in item.blocks:
            if isinstance(inner, BlockList):
                yield from _items(inner)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PARTS)
def test_numbers_and_letters_are_those_that_were_meant(tmp_path: Path, parts: list[tuple[list[Block], bool]]) -> None:
    made = tuple(
        Part(f"part-{index}", f"Part {index}", tuple(blocks), numbered=numbered)
        for index, (blocks, numbered) in enumerate(parts)
    )
    assert labels(tmp_path, *made) == list(expected(parts))


def labels(folder: Path, *parts: Part) -> list[str]:
    path = folder / "made.docx"
    path.write_bytes(render_paper(paper(parts=parts))[0])
    document, _ = read_document(path)
    blocks = [block for section in document.sections for block in section.blocks]
    found = (block.label for block in blocks if isinstance(block, ReadParagraph) and block.label)
    return [label.text for label in found if label.text and label.text not in "•–"]


@pytest.mark.parametrize("kind", [ListKind.LETTER, ListKind.ROMAN, ListKind.DECIMAL])
def test_a_list_above_the_first_numbered_paragraph_leaves_it_number_one(tmp_path: Path, kind: ListKind) -> None:
    opening = Part("purpose", "Purpose", (para("asks", numbered=False), listing(kind, "note")), numbered=False)
    assert labels(tmp_path, opening, Part("rest", "Rest", (para("first"),)))[1:] == ["1."]


def test_a_lettered_list_after_a_numbered_one_begins_at_a(tmp_path: Path) -> None:
    blocks = (para("x"), listing(ListKind.DECIMAL, "one"), listing(ListKind.LETTER, "a", "b"))
    assert labels(tmp_path, Part("p", "P", blocks)) == ["1.", "1)", "A.", "B."]
