"""What a paper was told and what the workbook says now, figure by figure and key by key."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from boardpaper.live.controls import figure_tag
from boardpaper.live.decisions import Said
from boardpaper.live.found import Known, known_figures
from boardpaper.live.ledger import BlockRecord, FigureRecord, Ledger
from boardpaper.live.records import (
    block_record,
    figure_record,
    figure_words,
    recorded_figure,
    recorded_suppression,
)
from boardpaper.model.kpi import Declared, Figure, Marker, Suppression, WorkbookFile, is_secret
from boardpaper.model.prose import Block, Paragraph, Table, words_of
from boardpaper.model.reference import facet_of
from boardpaper.model.suppression import is_tighter, may_tell, numbers_said, says_suppressed, tells_suppressed

LEGEND = "legend"
_FORGED = "the file's record of it was changed by hand, and no longer fits its control"
WITHHELD = "{}; what the paper said is suppressed by now, so it says [c]"
# The number of a figure that says more than it: “9.6%” of “a 9.6% increase”.
_NUMBER = re.compile(r"£?\d[\d,.]*(?<=\d)%?")
_NO_MARKS = "the scorecard has no marks any more that need a key"


class Workbook(Struct, frozen=True):
    """What the workbooks say by the time of the refresh.

    `bind` gives the figure of a reference, or why there is none. `blocks` are the generated blocks, made anew.
    `renamed` are the new names of indicators by their old ones, `likely` those that nobody has confirmed, which get no
    row yet. `suppression` gives what may not be told of a reference's figure, also where there is none, and `declared`
    are the indicators of calculations that could give a suppressed number away.
    """

    bind: Callable[[str], Figure | str]
    blocks: Sequence[Block]
    files: tuple[WorkbookFile, ...]
    renamed: Mapping[str, str] = field(default_factory=dict)
    likely: Mapping[str, str] = field(default_factory=dict)
    suppression: Callable[[str], Suppression] = lambda _: Suppression()
    declared: tuple[Declared, ...] = ()


class Answers:
    """The ledger of a paper beside the workbook; each reference is bound once.

    `records` are the ledger's figures by tag, `blocks` the generated blocks of today by theirs, `legends` the words of
    the keys as they were written.
    """

    __slots__ = ("_bound", "_keys", "_suppressions", "blocks", "ledger", "legends", "records", "workbook")

    def __init__(self, ledger: Ledger, workbook: Workbook) -> None:
        self.ledger = ledger
        self.workbook = workbook
        self.records = {record.tag: record for record in ledger.figures}
        self.blocks = {record.tag: record for record in _block_records(workbook.blocks)}
        legends = (block for block in ledger.blocks if block.kind == LEGEND)
        self.legends = {block.tag: words for block in legends for row in block.rows for words in row.cells}
        self._keys = {record.key: record for record in ledger.figures}
        self._bound: dict[str, Figure | str] = {}
        self._suppressions: dict[str, Suppression] = {}

    def known(self) -> Known:
        """By what the controls of figures and keys are known in the file."""
        figures = self.ledger.figures
        texts = {record.tag: record.text for record in figures} | self.legends
        titles = [(figure_words(record.indicator, record.facet, record.reference), record.tag) for record in figures]
        titles += [(LEGEND.capitalize(), tag) for tag in self.legends]
        return known_figures(texts, {record.key: record.tag for record in figures}, titles, self.ledger.store)

    def said(self, tag: str) -> Said:
        """What was generated under `tag`, and what the workbook says now."""
        if tag in self.legends:
            return self.legend(tag)
        record = self.records.get(tag)
        reference = record.reference if record else tag
        generated = record.text if record else None
        now = self.answer(record) if record else self.bind(reference)
        secret = self.tells(tag)
        if isinstance(now, str):
            return Said(reference, generated, None, now, secret=secret)
        unanswered = self.bind(reference)
        why = WITHHELD.format(unanswered) if isinstance(unanswered, str) else ""
        return Said(reference, generated, now.text, why, secret=secret or is_secret(now))

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
        """The figure of a record as the workbook has it; none where the record was changed by hand.

        Where the workbook has none, one that tells what may not be told by now is [c] instead.
        """
        if figure_tag(record.reference) != record.tag:
            return _FORGED
        now = self.bind(record.reference)
        if isinstance(now, str) and self.is_declared(record) and self.tells(record.tag):
            return _hidden(record, self.suppression(record.reference))
        return now

    def is_declared(self, record: FigureRecord) -> bool:
        """Whether what may be told of the figure is declared under its own name, and not one that is likely its."""
        name = self.workbook.renamed.get(record.indicator, record.indicator)
        return name not in self.workbook.likely

    def suppression(self, reference: str) -> Suppression:
        """What may not be told of the figure that `reference` names."""
        if reference not in self._suppressions:
            self._suppressions[reference] = self.workbook.suppression(reference)
        return self._suppressions[reference]

    def tells(self, tag: str, words: str = "") -> bool:
        """Whether a figure as it was generated tells what may not be told by now, or `words` in its place do."""
        record, by = self.records.get(tag), self.suppression(self.reference(tag))
        generated = record is not None and tells_suppressed(recorded_figure(record), by)
        return generated or says_suppressed(words, self._facet(tag), by)

    def may_tell(self, tag: str, struck: str) -> bool:
        """Whether what was struck out of a figure may tell what was no secret when the figure was written last."""
        record, by = self.records.get(tag), self.suppression(self.reference(tag))
        before = recorded_suppression(record) if record else Suppression()
        return is_tighter(by, before) and may_tell(struck, self._facet(tag), by)

    def sayings(self, tag: str) -> set[str]:
        """How the number of a figure, as it was generated, may be written."""
        record = self.records.get(tag)
        if record is None:
            return set()
        alone = _NUMBER.findall(record.text)
        return {said for said in (record.text, record.value, *alone[: len(alone) == 1]) if numbers_said(said)}

    def title(self, tag: str) -> str:
        """What the indicator of a figure is called."""
        record = self.records.get(tag)
        return (record.title or record.indicator.replace("-", " ")) if record else ""

    def reference(self, tag: str) -> str:
        """What a figure refers to."""
        record = self.records.get(tag)
        return record.reference if record else tag

    def _facet(self, tag: str) -> str:
        return facet_of(self.reference(tag))

    def renewed(self, record: FigureRecord) -> FigureRecord:
        """The record as the workbook has it now; the old one where it has none."""
        figure = self.answer(record)
        if not isinstance(figure, str):
            return replace(figure_record(figure, self.workbook.files), plain=record.plain)
        # Where cells stand may be told; what they held may not, where the figure itself may not.
        behind = replace(recorded_figure(record), facet=record.facet.removesuffix(".cells"))
        if not tells_suppressed(behind, self.suppression(record.reference)) or not self.is_declared(record):
            return record
        return replace(record, cells=tuple(replace(cell, raw="") for cell in record.cells), value="", formula="")

    def tables(self) -> dict[str, Table]:
        """The generated tables of today, by tag."""
        return {
            block_record(block.generated, [[]] * (1 + len(block.rows))).tag: block
            for block in self.workbook.blocks
            if isinstance(block, Table) and block.generated
        }


def _hidden(record: FigureRecord, by: Suppression) -> Figure:
    """The figure of a record as it may be told: as [c]."""
    symbol = Marker.CONFIDENTIAL.symbol
    return replace(
        recorded_figure(record),
        text=symbol, value=None, markers=(Marker.CONFIDENTIAL,), formula="", raws=(), suppression=by,
    )  # fmt: skip


def _block_records(blocks: Sequence[Block]) -> Iterator[BlockRecord]:
    """What the ledger remembers of each generated table and key."""
    for block in blocks:
        if isinstance(block, Table) and block.generated:
            rows = [[words_of(cell) for cell in row] for row in (block.header, *block.rows)]
            yield block_record(block.generated, rows)
        elif isinstance(block, Paragraph) and block.generated:
            yield block_record(block.generated, [[words_of(block.words)]])
