"""Documents of the model made up for a test, without a Word file."""

from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any

from msgspec.structs import replace

from boardpaper.model.document import (
    Block,
    Cell,
    Document,
    Inline,
    Paragraph,
    ParagraphFormat,
    Properties,
    Row,
    Run,
    RunFormat,
    Section,
    Table,
)

PLAIN = RunFormat("Arial", 12)
SOUND = Properties(title="Performance report", language="en-GB")


def run(text: str, **look: Any) -> Run:
    return Run(text, RunFormat("Arial", look.pop("size", 12), **look))


def paragraph(*inlines: Inline | str, shading: str = "", **rest: Any) -> Paragraph:
    """A paragraph of runs, each plain where only its text is given."""
    made = tuple(Run(each, PLAIN) if isinstance(each, str) else each for each in inlines)
    return Paragraph(made, ParagraphFormat(shading=shading), PLAIN, **rest)


def table(*rows: Sequence[Paragraph | str], header: bool = False, columns: int = 0, **rest: Any) -> Table:
    """A table of one paragraph a cell; `header` says that its first row names the columns."""
    wide = columns or max(map(len, rows), default=0)
    made = [
        Row(
            tuple(
                Cell((each if isinstance(each, Paragraph) else paragraph(each),), column)
                for column, each in enumerate(row)
            ),
            header=header and not number,
        )
        for number, row in enumerate(rows)
    ]
    return Table(tuple(made), (100.0,) * wide, **rest)


def document(*blocks: Paragraph | Table | str, **rest: Any) -> Document:
    """A document of one section, sound in its properties; paragraphs are counted from the top."""
    numbers = count(1)
    made = tuple(_counted(paragraph(each) if isinstance(each, str) else each, numbers) for each in blocks)
    return Document((Section(made),), **{"properties": SOUND, **rest})


def _counted(block: Block, numbers: Iterator[int]) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, number=next(numbers))
    return replace(block, rows=tuple(replace(row, cells=tuple(_cells(row, numbers))) for row in block.rows))


def _cells(row: Row, numbers: Iterator[int]) -> Iterator[Cell]:
    for cell in row.cells:
        yield replace(cell, blocks=tuple(_counted(block, numbers) for block in cell.blocks))
