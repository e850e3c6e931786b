"""New figures into an edited paper: as it was generated, as it was edited, and as the workbook says, figure by figure.

Only figures' controls, the controls of generated blocks and the parts that hold the ledger and its values change. All
other bytes of every part stay what they were.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from boardpaper.errors import InputError
from boardpaper.live.bindings import read_values, value_key
from boardpaper.live.controls import ControlIds, figure_tag
from boardpaper.live.decisions import Decision, Said, decide
from boardpaper.live.found import Known, LiveFigure, known_figures, read_bound, read_figures, same_words
from boardpaper.live.ledger import (
    BlockRecord,
    FigureRecord,
    Ledger,
    WorkbookRecord,
    bound_values,
    stamp,
    with_ledger,
)
from boardpaper.live.paragraph_numbers import paragraph_numbers
from boardpaper.live.records import block_record, figure_record, figure_words
from boardpaper.live.rewriting import Revisions, bind, forget_struck, replace_words, tag_again, track_words, unbind
from boardpaper.live.tables import PaperNames, TableRefresh
from boardpaper.live.words import words_of
from boardpaper.model.kpi import Figure, Marker, WorkbookFile
from boardpaper.model.prose import Block, Paragraph, Table
from boardpaper.model.refresh import Change, Choices, Mended, Outcome, RefreshReport
from boardpaper.ooxml.relationships import main_part, related_parts
from boardpaper.ooxml.splicing import Splicer, open_splicer
from boardpaper.ooxml.wordml import qualified, xml_text

_STORIES = ("header", "footer", "footnotes", "endnotes", "comments")
_LEGEND = "legend"
_FORGED = "the file's record of it was changed by hand, and no longer fits its control"
_NEW_TABLE = "the scorecard has a table for “{}” by now, which the paper lacks"
_NEW_KEY = "the scorecard has marks by now that need a key, which the paper lacks"
_LOST_KEY = "the key below the scorecard is in no control any more, and is to say “{}” by now"
_NOT_TRACKED = "changed outright: the figure is confidential now, and a tracked change would keep it"
_CANNOT_STRIKE = "it holds a note or the like, which cannot be struck out with it; refresh without --track"


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


class Refreshed(Struct, frozen=True):
    """The parts of the refreshed file, what was done to them, and the ledger that the file now holds."""

    parts: Mapping[str, bytes]
    report: RefreshReport
    ledger: Ledger


def refresh_paper(
    parts: Mapping[str, bytes], ledger: Ledger, workbook: Workbook, choices: Choices, *, untouched: bool = False
) -> Refreshed:
    """The paper in `parts` with the figures of `workbook`; `ledger` tells what was generated.

    `untouched` says that nobody has edited the paper since boardpaper wrote it, which it then still is.

    Raises:
        InputError: a part is damaged, nested too deeply, or written so that nothing can be changed without the rest.
    """
    work = _Refresh(parts, ledger, workbook, choices)
    try:
        work.run()
    except RecursionError as fault:
        message = "The paper nests its contents deeper than any paper does"
        hint = "Do not use this file; ask its sender for one saved by Word."
        raise InputError(message, hint=hint, rule="file-oversized") from fault
    result = dict(parts)
    for splicer in work.splicers:
        if splicer.changed:
            result[splicer.name] = splicer.result()
    renewed = work.renewed_ledger()
    typed = work.typed()
    values = {value_key(tag): xml_text(text) for tag, text in bound_values(renewed, typed).items()}
    if renewed != ledger or read_values(parts) != values:
        result = with_ledger(result, renewed, typed)
    if untouched and result != dict(parts):
        result = stamp(result)
    return Refreshed(result, work.report(), renewed)


class _Refresh(Struct):
    """One refresh under way."""

    parts: Mapping[str, bytes]
    ledger: Ledger
    workbook: Workbook
    choices: Choices
    splicers: list[Splicer] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    unchanged: int = 0
    _revisions: Revisions | None = None
    _bound: dict[str, Figure | str] = field(default_factory=dict)
    _records: dict[str, FigureRecord] = field(default_factory=dict)
    _keys: dict[str, FigureRecord] = field(default_factory=dict)
    _added: dict[str, FigureRecord] = field(default_factory=dict)
    _blocks: dict[str, BlockRecord] = field(default_factory=dict)
    _legends: dict[str, str] = field(default_factory=dict)
    _seen: set[str] = field(default_factory=set)
    _mended: Counter[str] = field(default_factory=Counter)

    def run(self) -> None:
        """Looks at every control and changes what is to be changed."""
        self._records = {record.tag: record for record in self.ledger.figures}
        self._keys = {record.key: record for record in self.ledger.figures}
        self._blocks = {record.tag: record for record in self._new_blocks()}
        legends = (block for block in self.ledger.blocks if block.kind == _LEGEND)
        self._legends = {block.tag: block.rows[0].cells[0] for block in legends if block.rows and block.rows[0].cells}
        self.splicers = [open_splicer(self.parts[name], name=name) for name in _stories(self.parts)]
        self._number_paragraphs()
        if self.choices.track is not None:
            self._revisions = Revisions(self.choices.track, 1 + max(map(_last_id, self.splicers), default=0))
        known = self._known()
        tables = frozenset(block.tag for block in self.ledger.blocks if block.kind != _LEGEND)
        found = [read_figures(splicer, known, tables) for splicer in self.splicers]
        refresh = self._table_refresh()
        for splicer, figures in zip(self.splicers, found, strict=True):
            refresh.run(splicer, figures)
            self._seen |= {figure.tag for figure in figures if not (figure.deleted or figure.repeated)}
            for figure in figures:
                if figure.element not in refresh.settled:
                    self._figure(figure)
        self.changes += refresh.changes
        self._added |= {record.tag: record for record in refresh.records if record.tag not in self._records}
        self._seen |= {record.tag for record in refresh.records}
        self._missing()
        self._new_to_the_paper()

    def _number_paragraphs(self) -> None:
        document = main_part(self.parts)
        for splicer in self.splicers:
            if splicer.name == document:
                splicer.numbers = paragraph_numbers(self.parts, document, splicer.root)

    def report(self) -> RefreshReport:
        """What was done."""
        mended = Mended(self._mended["tag"], self._mended["binding"])
        return RefreshReport(tuple(self.changes), mended, self.unchanged)

    def typed(self) -> dict[str, str]:
        """What the controls of sourced figures say, by their tags."""
        tags = {record.key: record.tag for record in self.ledger.sourced}
        return {tags[key]: text for splicer in self.splicers for key, text in read_bound(splicer, tags)}

    def renewed_ledger(self) -> Ledger:
        """The ledger with every figure that the workbook still answers as it says now."""
        figures = [self._now(record) for record in self.ledger.figures]
        files = tuple(WorkbookRecord(each.name, each.sha256, each.modified) for each in self.workbook.files)
        blocks = tuple(self._blocks.get(block.tag, block) for block in self.ledger.blocks)
        return replace(self.ledger, figures=(*figures, *self._added.values()), blocks=blocks, workbooks=files)

    def _known(self) -> Known:
        texts = {record.tag: record.text for record in self.ledger.figures} | self._legends
        titles = [
            (figure_words(record.indicator, record.facet, record.reference), record.tag)
            for record in self.ledger.figures
        ]
        titles += [(_LEGEND.capitalize(), tag) for tag in self._legends]
        return known_figures(texts, {record.key: record.tag for record in self.ledger.figures}, titles)

    def _new_blocks(self) -> Iterator[BlockRecord]:
        for block in self.workbook.blocks:
            if isinstance(block, Table) and block.generated:
                rows = [[words_of(cell) for cell in row] for row in (block.header, *block.rows)]
                yield block_record(block.generated, rows)
            elif isinstance(block, Paragraph) and block.generated:
                yield block_record(block.generated, [[words_of(block.words)]])

    def _table_refresh(self) -> TableRefresh:
        tables = {
            block_record(block.generated, [[]] * (1 + len(block.rows))).tag: block
            for block in self.workbook.blocks
            if isinstance(block, Table) and block.generated
        }
        ids = ControlIds(number for splicer in self.splicers for number in _control_ids(splicer))
        names = PaperNames(self.ledger, self.workbook.renamed, self.workbook.withheld)
        return TableRefresh(names, tables, self.choices, self._revisions, self.workbook.files, ids)

    def _figure(self, figure: LiveFigure) -> None:
        """Decides what becomes of one control, and does it."""
        said = self._said(figure)
        decision = decide(figure, said, self.choices)
        if said.generated is None and (decision is None or decision.outcome is Outcome.TAKEN):
            self._adopt(said.reference)
        if decision is None:
            self.unchanged += 1
            self._mend(figure, said, figure.text)
            return
        after, decision = self._carry_out(figure, decision)
        self._mend(figure, said, after, rewritten=after != figure.text)
        if figure.repeated:
            return
        told = (said.generated or "", figure.text, after, said.now)
        self.changes.append(Change(decision.outcome, said.reference, *told, figure.where, decision.note))

    def _said(self, figure: LiveFigure) -> Said:
        if figure.tag in self._legends:
            return self._legend(figure.tag)
        record = self._records.get(figure.tag)
        reference = record.reference if record else figure.tag
        now = self._answer(record) if record else self._bind(reference)
        if isinstance(now, str):
            return Said(reference, record.text if record else None, None, now)
        return Said(reference, record.text if record else None, now.text)

    def _legend(self, tag: str) -> Said:
        now = self._blocks.get(tag)
        words = now.rows[0].cells[0] if now else None
        return Said(tag, self._legends[tag], words, "the scorecard has no marks any more that need a key")

    def _carry_out(self, figure: LiveFigure, decision: Decision) -> tuple[str, Decision]:
        """What the control says afterwards, and the decision as it could be carried out."""
        if decision.words is None:
            return figure.text, decision
        if Marker.CONFIDENTIAL.symbol in decision.words:
            # A tracked change would keep the figure that is not to be told.
            forget_struck(figure)
            return replace_words(figure, decision.words), (
                decision if self._revisions is None else replace(decision, note=_NOT_TRACKED)
            )
        if self._revisions is None:
            return replace_words(figure, decision.words), decision
        if track_words(figure, decision.words, self._revisions):
            return decision.words, replace(decision, outcome=Outcome.TRACKED)
        return figure.text, Decision(Outcome.LEFT, note=_CANNOT_STRIKE)

    def _adopt(self, reference: str) -> None:
        """Takes a figure of another paper into the ledger."""
        figure = self._bind(reference)
        if not isinstance(figure, str):
            record = figure_record(figure, self.workbook.files)
            self._added[record.tag] = record

    def _mend(self, figure: LiveFigure, said: Said, after: str, *, rewritten: bool = False) -> None:
        """Sees to it that a control has its tag, and is bound exactly where it says what the value says."""
        tracked = rewritten and self._revisions is not None and Marker.CONFIDENTIAL.symbol not in after
        shown = figure.original if figure.deleted else after
        value = self._value(figure.bound)
        loose = tracked or (rewritten and figure.revised) or (value is not None and shown != value)
        settled = not (figure.deleted or figure.strange or said.now is None)
        if loose or settled:
            # Without a binding nothing else would tell whose figure it is.
            self._mended["tag"] += tag_again(figure)
        if loose:
            unbind(figure, tracked=tracked)
        if not settled:
            return
        known = figure.tag in self._records or figure.tag in self._added
        if known and not (tracked or figure.revised) and shown == said.now:
            self._mended["binding"] += bind(figure)

    def _value(self, key: str) -> str | None:
        """What the element `key` of the values is going to say, or None where there will be none."""
        record = self._keys.get(key)
        if record is None:
            return None
        figure = self._answer(record)
        return record.text if isinstance(figure, str) else figure.text

    def _bind(self, reference: str) -> Figure | str:
        if reference not in self._bound:
            self._bound[reference] = self.workbook.bind(reference)
        return self._bound[reference]

    def _answer(self, record: FigureRecord) -> Figure | str:
        """The figure of a record as the workbook has it; none where the record was changed by hand."""
        return self._bind(record.reference) if figure_tag(record.reference) == record.tag else _FORGED

    def _now(self, record: FigureRecord) -> FigureRecord:
        figure = self._answer(record)
        return record if isinstance(figure, str) else figure_record(figure, self.workbook.files)

    def _missing(self) -> None:
        """Tells of the figures, and of keys that should say something else, that no control holds any more."""
        for record in self.ledger.figures:
            if record.tag not in self._seen:
                now = self._answer(record)
                says = None if isinstance(now, str) else now.text
                self.changes.append(Change(Outcome.GONE, record.reference, record.text, "", "", says))
        for tag, words in self._legends.items():
            key = self._legend(tag).now
            if tag not in self._seen and key is not None and not same_words(words, key):
                self.changes.append(Change(Outcome.LEFT, tag, words, "", "", key, "", _LOST_KEY.format(key)))

    def _new_to_the_paper(self) -> None:
        """Tells of tables and keys that a scorecard of all indicators has by now, and the paper nowhere."""
        held = {block.tag for block in self.ledger.blocks}
        tables = Counter(block.indicators for block in self.ledger.blocks if block.kind != _LEGEND)
        for tag, block in self._blocks.items():
            # One table may have been asked for alone; of two or more, the paper shows every measure.
            if tag not in held and tables[block.indicators] > 1 and not (block.kind == _LEGEND and block.measure):
                note = _NEW_KEY if block.kind == _LEGEND else _NEW_TABLE.format(block.measure)
                words = block.rows[0].cells[0] if block.kind == _LEGEND else block.measure
                self.changes.append(Change(Outcome.LEFT, tag, "", "", "", words, "", note))


def _stories(parts: Mapping[str, bytes]) -> tuple[str, ...]:
    """The parts that may hold figures, the document first."""
    document = main_part(parts)
    names = (document, *(name for kind in _STORIES for name in related_parts(parts, document, kind)))
    return tuple(name for name in dict.fromkeys(names) if b":sdt" in parts.get(name, b""))


def _last_id(splicer: Splicer) -> int:
    """The highest id of a tracked change, comment or bookmark, which share their numbers in Word."""
    ids = (element.get(qualified("id"), "") for element in splicer.root.iter())
    return max((int(number) for number in ids if number.isascii() and number.isdigit() and len(number) < 10), default=0)


def _control_ids(splicer: Splicer) -> Iterator[int]:
    for properties in splicer.root.iter(qualified("sdtPr")):
        element = properties.find(qualified("id"))
        number = "" if element is None else element.get(qualified("val"), "")
        if number.isascii() and number.isdigit():
            yield int(number)
