"""What a paper was told and what the workbook says now, figure by figure and key by key."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct, field

from boardpaper.live.controls import figure_tag
from boardpaper.live.decisions import Said
from boardpaper.live.found import Known, known_figures
from boardpaper.live.ledger import BlockRecord, FigureRecord, Ledger
from boardpaper.live.records import block_record, figure_record, figure_words
from boardpaper.model.kpi import Figure, WorkbookFile, is_secret
from boardpaper.model.prose import Block, Paragraph, Table, words_of

LEGEND = "legend"
_FORGED = "the file's record of it was changed by hand, and no longer fits its control"
_NO_MARKS = "the scorecard has no marks any more that need a key"


class Workbook(Struct, frozen=True):
    """What the workbooks say by the time of the refresh.

    `bind` gives the figure of a reference, or why there is none. `blocks` are the generated blocks, made anew.
    `renamed` are the new names of indicators by their old ones; `withheld` are indicators that get no row yet, since
    one of the paper's is likely to be meant.
    """

    bind: Callable[[str], Figure | str]
    blocks: Sequence[Block]
    files: tuple[WorkbookFile, ...]
    renamed: Mapping[str, str] = field(default_factory=dict)
    withheld: frozenset[str] = frozenset()


class Answers:
    """The ledger of a paper beside the workbook; each reference is bound once.

    `records` are the ledger's figures by tag, `blocks` the generated blocks of today by theirs, `legends` the words of
    the keys as they were written.
    """

    __slots__ = ("_bound", "_keys", "blocks", "ledger", "legends", "records", "workbook")

    def __init__(self, ledger: Ledger, workbook: Workbook) -> None:
        self.ledger = ledger
        self.workbook = workbook
        self.records = {record.tag: record for record in ledger.figures}
        self.blocks = {record.tag: record for record in _block_records(workbook.blocks)}
        legends = (block for block in ledger.blocks if block.kind == LEGEND)
        self.legends = {block.tag: words for block in legends for row in block.rows for words in row.cells}
        self._keys = {record.key: record for record in ledger.figures}
        self._bound: dict[str, Figure | str] = {}

    def known(self) -> Known:
        """By what the controls of figures and keys are known in the file."""
        figures = self.ledger.figures
        texts = {record.tag: record.text for record in figures} | self.legends
        titles = [(figure_words(record.indicator, record.facet, record.reference), record.tag) for record in figures]
        titles += [(LEGEND.capitalize(), tag) for tag in self.legends]
        return known_figures(texts, {record.key: record.tag for record in figures}, titles)

    def said(self, tag: str) -> Said:
        """What was generated under `tag`, and what the workbook says now."""
        if tag in self.legends:
            return self.legend(tag)
        record = self.records.get(tag)
        reference = record.reference if record else tag
        generated = record.text if record else None
        now = self.answer(record) if record else self.bind(reference)
        if isinstance(now, str):
            return Said(reference, generated, None, now)
        return Said(reference, generated, now.text, secret=is_secret(now))

    def legend(self, tag: str) -> Said:
        """The same of a scorecard's key."""
        now = self.blocks.get(tag)
        return Said(tag, self.legends[tag], now.rows[0].cells[0] if now else None, _NO_MARKS)

    def value(self, key: str) -> str | None:
        """What the element `key` of the values is going to say; None where there will be none."""
        record = self._keys.get(key)
        if record is None:
            return None
        figure = self.answer(record)
        return record.text if isinstance(figure, str) else figure.text

    def bind(self, reference: str) -> Figure | str:
        """The figure of a reference, or why there is none."""
        if reference not in self._bound:
            self._bound[reference] = self.workbook.bind(reference)
        return self._bound[reference]

    def answer(self, record: FigureRecord) -> Figure | str:
        """The figure of a record as the workbook has it; none where the record was changed by hand."""
        return self.bind(record.reference) if figure_tag(record.reference) == record.tag else _FORGED

    def renewed(self, record: FigureRecord) -> FigureRecord:
        """The record as the workbook has it now; the old one where it has none."""
        figure = self.answer(record)
        return record if isinstance(figure, str) else figure_record(figure, self.workbook.files)

    def tables(self) -> dict[str, Table]:
        """The generated tables of today, by tag."""
        return {
            block_record(block.generated, [[]] * (1 + len(block.rows))).tag: block
            for block in self.workbook.blocks
            if isinstance(block, Table) and block.generated
        }


def _block_records(blocks: Sequence[Block]) -> Iterator[BlockRecord]:
    """What the ledger remembers of each generated table and key."""
    for block in blocks:
        if isinstance(block, Table) and block.generated:
            rows = [[words_of(cell) for cell in row] for row in (block.header, *block.rows)]
            yield block_record(block.generated, rows)
        elif isinstance(block, Paragraph) and block.generated:
            yield block_record(block.generated, [[words_of(block.words)]])
