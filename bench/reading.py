"""How often formatting is resolved while a Word file is read: once for each combination, however long the file is."""

import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from measured import print_table
from publish import LONG, example_paper, repeated

import boardpaper.sources.word.table_grid as table_grid
from boardpaper.model.document import Block, Document, Paragraph, Run
from boardpaper.sources.word.look.cascade import Cascade
from boardpaper.sources.word.look.styles import Styles
from boardpaper.sources.word.reader import read_document

# What is counted, by what it resolves.
RESOLVED: dict[str, tuple[Any, str]] = {
    "styles": (Styles, "_climb"),
    "paragraph properties": (Cascade, "_resolve_paragraph"),
    "run properties": (Cascade, "_run_levels"),
    "cell properties": (table_grid, "read_cell_properties"),
}


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        paper = example_paper(Path(name))
        short, long = _counted(paper), _counted(repeated(paper, Path(name) / "long.docx", LONG))
    print(f"The example paper, and a file that holds it {LONG} times over.\n")
    print_table(("", "once", f"{LONG} times"), [(what, f"{short[what]:,}", f"{long[what]:,}") for what in short])
    print()
    for what in RESOLVED:
        met = short[what] == long[what]
        print(f"{'met' if met else 'NOT MET'}: {what} resolved {long[what]} times (aim: as often as in one paper)")


def _counted(path: Path) -> Counter[str]:
    """What the file holds, and how often something was resolved."""
    counts: Counter[str] = Counter(paragraphs=0, runs=0, cells=0)
    with _counting(counts):
        document, _ = read_document(path)
    for blocks in _stories(document):
        _count_blocks(blocks, counts)
    return counts


@contextmanager
def _counting(counts: Counter[str]) -> Iterator[None]:
    kept = {what: getattr(holder, name) for what, (holder, name) in RESOLVED.items()}
    for what, (holder, name) in RESOLVED.items():
        counts[what] = 0
        setattr(holder, name, _counter(counts, what, kept[what]))
    try:
        yield
    finally:
        for what, (holder, name) in RESOLVED.items():
            setattr(holder, name, kept[what])


def _counter(counts: Counter[str], what: str, function: Callable[..., Any]) -> Callable[..., Any]:
    def counted(*arguments: Any) -> Any:
        counts[what] += 1
        return function(*arguments)

    return counted


def _stories(document: Document) -> Iterator[tuple[Block, ...]]:
    for section in document.sections:
        yield section.blocks
    for note in document.notes.values():
        yield note.blocks


def _count_blocks(blocks: tuple[Block, ...], counts: Counter[str]) -> None:
    for block in blocks:
        if isinstance(block, Paragraph):
            counts["paragraphs"] += 1
            counts["runs"] += sum(isinstance(inline, Run) for inline in block.inlines)
            continue
        for cell in (cell for row in block.rows for cell in row.cells):
            counts["cells"] += 1
            _count_blocks(cell.blocks, counts)


if __name__ == "__main__":
    main()
