"""The words of prose, piece by piece, to be found again in the file that was written."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

from boardpaper.model.prose import (
    Block,
    BlockList,
    Heading,
    Image,
    Paragraph,
    Table,
    words_of,
)
from boardpaper.model.xml_text import xml_text
from boardpaper.ooxml.names import Element, W

_SPACES = (f"{W}br", f"{W}tab", f"{W}cr")


def block_words(blocks: Iterable[Block]) -> Iterator[tuple[str, str]]:
    """The words of each printed paragraph in order, with the place of its block; paragraphs without words left out."""
    for block in blocks:
        for words in _block(block):
            if isinstance(words, tuple):
                yield words
            elif words:
                yield words, str(block.place)


def paragraph_texts(root: Element | None) -> tuple[str, ...]:
    """The words of each paragraph in a document, header, footer or footnotes part, in order, with single spaces."""
    return () if root is None else tuple(_text(paragraph) for paragraph in root.iter(f"{W}p"))


def first_missing(pieces: Sequence[tuple[str, str]], texts: Sequence[str]) -> tuple[str, str] | None:
    """The first of `pieces` that does not stand in `texts` as a paragraph of its own after those before it."""
    where = _positions(texts)
    position = -1
    for piece in pieces:
        places = where.get(piece[0], [])
        later = bisect_right(places, position)
        if later == len(places):
            return piece
        position = places[later]
    return None


def _positions(texts: Sequence[str]) -> Mapping[str, list[int]]:
    """The places of each text in the list, in order."""
    where: dict[str, list[int]] = {}
    for index, text in enumerate(texts):
        where.setdefault(text, []).append(index)
    return where


def _block(block: Block) -> Iterator[str | tuple[str, str]]:
    """The words of a block, by paragraph or cell, spaces made single."""
    match block:
        case Heading() | Paragraph():
            yield words_of(block.words)
        case BlockList():
            for item in block.items:
                yield from block_words(item.blocks)
        case Table():
            yield " ".join(xml_text(block.caption).split())
            for row in (block.header, *block.rows):
                yield from (words_of(cell) for cell in row)
        case Image():
            yield " ".join(xml_text(block.caption).split())


def _text(paragraph: Element) -> str:
    """A paragraph's words with every stretch of space, break or tab as one space."""
    elements = paragraph.iter(f"{W}t", *_SPACES)
    words = ((element.text or "") if element.tag == f"{W}t" else " " for element in elements)
    return " ".join("".join(words).split())
