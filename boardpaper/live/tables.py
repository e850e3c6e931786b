"""Generated tables in an edited paper: rows added, cells brought up to date, an author's own rows and columns kept."""

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from boardpaper.live.controls import ControlIds, figure_control, figure_tag
from boardpaper.live.found import LiveFigure, is_tracked, place_of, read_cell, same_words
from boardpaper.live.ledger import BlockRecord, FigureRecord, Ledger, RowRecord
from boardpaper.live.records import figure_record, figure_title
from boardpaper.live.rewriting import Revisions, replace_words, run_properties_of, track_words, unbind
from boardpaper.live.struck import forget_struck
from boardpaper.model.kpi import Marker, WorkbookFile
from boardpaper.model.prose import BoundFigure, Inline, Table, Text, words_of
from boardpaper.model.refresh import NOT_TRACKED, Change, Choices, Outcome
from boardpaper.model.suppression import numbers_said
from boardpaper.ooxml.names import VAL, Element, W, tags
from boardpaper.ooxml.splicing import Splicer
from boardpaper.ooxml.wordml import text_run

_ROW, _CELL, _TABLE = f"{W}tr", f"{W}tc", f"{W}tbl"
_MERGED = tags("gridSpan vMerge hMerge")
CONTROL_PUT_IN = "its cell held plain words"
_NO_ROW_LIKE_IT = "no row of the table can serve as a pattern for it, since cells were merged or changes are tracked"
NOT_IN_SCORECARD = "the scorecard no longer has it; the row stays"
NO_MEASURE = "the workbook has no indicator of this table's measure any more; the table stays"


class _Grid(Struct, frozen=True):
    """A generated table as edited: its rows by indicator, its header row, and what each of its columns holds.

    `columns` tells for each column of the edited table the generated column, or -1 where the author added it.
    """

    splicer: Splicer
    table: Element
    rows: Mapping[str, Element]
    header: Element
    columns: tuple[int, ...]
    figures: Mapping[Element, LiveFigure]


class PaperNames(Struct, frozen=True):
    """The generated blocks of a paper, and its indicators under the names that they have in the workbook by now.

    `withheld` are indicators that get no row of their own yet.
    """

    ledger: Ledger
    renamed: Mapping[str, str] = field(default_factory=dict)
    withheld: frozenset[str] = frozenset()

    @property
    def scorecards(self) -> tuple[BlockRecord, ...]:
        """The tables as they were written."""
        tables = (block for block in self.ledger.blocks if block.kind == "scorecard")
        return tuple(replace(block, rows=tuple(map(self._row, block.rows))) for block in tables)

    @property
    def indicators(self) -> dict[str, str]:
        """The indicator of each figure, by its tag."""
        return {record.tag: self.renamed.get(record.indicator, record.indicator) for record in self.ledger.figures}

    def _row(self, row: RowRecord) -> RowRecord:
        """The row under its indicator's name in the workbook by now."""
        return replace(row, key=self.renamed.get(row.key, row.key))


class TableRefresh(Struct):
    """The generated tables of one paper. `settled` are the controls that need nothing more, `records` new figures.

    `tells` says of a figure's tag, and of words in its place, whether they tell what is suppressed by now.
    """

    names: PaperNames
    tables: Mapping[str, Table]
    choices: Choices
    revisions: Revisions | None
    files: tuple[WorkbookFile, ...]
    ids: ControlIds
    tells: Callable[[str, str], bool]
    settled: set[Element] = field(default_factory=set)
    changes: list[Change] = field(default_factory=list)
    records: list[FigureRecord] = field(default_factory=list)

    def run(self, splicer: Splicer, figures: Sequence[LiveFigure]) -> None:
        """Refreshes the generated tables of one part, in which `figures` stand."""
        indicators = self.names.indicators
        controls: dict[str, list[Element]] = {}
        for control in splicer.root.iter(f"{W}sdt"):
            controls.setdefault(_tag_of(control), []).append(control)
        for block in self.names.scorecards:
            for table in _tables(controls.get(block.tag, ()), block, figures, indicators):
                grid = _grid(splicer, table, block, figures, indicators)
                new = self.tables.get(block.tag)
                if grid is not None and new is not None:
                    self._refresh(grid, block, new)
                elif grid is not None:
                    self._tell(Outcome.LEFT, block.tag, f"the table of “{block.measure}”", note=NO_MEASURE)

    def _refresh(self, grid: _Grid, block: BlockRecord, new: Table) -> None:
        """Brings a table's rows up to date, tells of those that are gone, and adds new ones after their neighbours."""
        keys = new.generated.keys if new.generated else ()
        written = {row.key: row.cells for row in block.rows}
        for key, row in grid.rows.items():
            if key in keys:
                self._cells(grid, f"{block.tag} {key}", row, written.get(key, ()), new.rows[keys.index(key)])
            elif key in written:
                self._gone(grid, block, row, key)
        for index, key in enumerate(keys):
            if key not in written and key not in grid.rows and key not in self.names.withheld:
                before = next((each for each in reversed(keys[:index]) if each in grid.rows), "")
                self._add(grid, block, new.rows[index], before)

    def _cells(
        self,
        grid: _Grid,
        name: str,
        row: Element,
        written: Sequence[str],
        new: Sequence[Sequence[Inline]],
    ) -> None:
        """Brings a row's cells up to date, column by column; `written` is what was generated, `new` what is to be."""
        cells = _cells_of(row)
        if len(cells) != len(grid.columns):
            # With cells merged or taken out nothing tells which column is which.
            return
        for cell, column in zip(cells, grid.columns, strict=True):
            if 0 <= column < min(len(written), len(new)) and not _is_unanswered(new[column]):
                self._cell(grid, name, cell, (written[column], new[column]))

    def _cell(self, grid: _Grid, name: str, cell: Element, told: tuple[str, Sequence[Inline]]) -> None:
        """Brings one cell of the row `name` up to date; `told` is what was written and what is to be."""
        written, new = told
        held = next((grid.figures[each] for each in cell.iter(f"{W}sdt") if each in grid.figures), None)
        figure = next((word for word in new if isinstance(word, BoundFigure)), None)
        if held is None:
            said = read_cell(grid.splicer, cell)
            tag = figure_tag(figure.figure.reference) if figure else f"{name.split()[-1]}.value"
            secret = self._is_secret(tag, said, words_of(new)) or self._is_secret(tag, said, written)
            self._plain_cell(name, said, (written, words_of(new)), figure, secret=secret)
        elif figure is None and same_words(held.words.text, written) and not (held.strange or held.deleted):
            # A control whose figure the scorecard still prints is refreshed as any other control is.
            if not same_words(held.words.text, words_of(new)):
                self._write(held, words_of(new), held.tag, secret=self._is_secret(held.tag, held, words_of(new)))
            self.settled.add(held.control.element)

    def _is_secret(self, tag: str, said: LiveFigure, words: str) -> bool:
        """Whether a cell says, said or is to say what is suppressed by now."""
        return Marker.CONFIDENTIAL.symbol in words or self.tells(tag, said.words.text) or self.tells(tag, words)

    def _plain_cell(
        self, name: str, said: LiveFigure, told: tuple[str, str], figure: BoundFigure | None, *, secret: bool
    ) -> None:
        """Brings a cell without a control up to date, unless its author has written something else into it."""
        written, words = told
        if secret and forget_struck(said):
            self._tell(Outcome.STRUCK, name, said.where, withheld=True)
        if said.deleted or said.strange or same_words(said.words.text, words):
            return
        if same_words(words, written) and not (secret and numbers_said(said.words.text)):
            return
        if not (same_words(said.words.text, written) or self.choices.takes(name.split()[0])):
            texts = (written, said.words.text, said.words.text, words)
            self._tell(Outcome.KEPT, name, said.where, texts, withheld=secret)
        elif figure is None:
            self._write(said, words, name, secret=secret)
        else:
            self._control(said, figure, secret=secret)

    def _write(self, figure: LiveFigure, words: str, reference: str, *, secret: bool) -> None:
        """Writes words into a control or cell, tracked or outright, and tells of it; the control is bound no more."""
        before = figure.words.text
        outcome = Outcome.CHANGED
        tracked = self.revisions is not None and not secret
        if self.revisions is None or not tracked:
            replace_words(figure, words)
        elif track_words(figure, words, self.revisions):
            outcome = Outcome.TRACKED
        else:
            return
        unbind(figure, tracked=tracked)
        note = NOT_TRACKED if secret and self.revisions is not None else ""
        self._tell(outcome, reference, figure.where, (before, before, words, words), note, withheld=secret)

    def _control(self, cell: LiveFigure, word: BoundFigure, *, secret: bool) -> None:
        """Puts a figure's control in the place of a cell's plain words."""
        run = cell.words.texts[0].getparent() if cell.words.texts else None
        if run is None:
            return
        properties = run_properties_of(cell.control.splicer, run)
        # A tracked change would keep what is suppressed by now.
        revisions = None if secret else self.revisions
        control = self._figure(word, properties, revisions)
        if revisions is not None:
            if not track_words(cell, "", revisions):
                return
            cell.control.splicer.insert_after(run, control)
        else:
            for text in cell.words.texts:
                if text.getparent() is not run:
                    cell.control.splicer.replace_source(text, b"")
            cell.control.splicer.replace(run, control)
        told = (cell.words.text, cell.words.text, word.figure.text, word.figure.text)
        outcome = Outcome.CHANGED if revisions is None else Outcome.TRACKED
        note = CONTROL_PUT_IN if revisions is self.revisions else f"{CONTROL_PUT_IN}; {NOT_TRACKED}"
        self._tell(outcome, word.figure.reference, cell.where, told, note, withheld=secret)

    def _figure(self, word: BoundFigure, properties: str, revisions: Revisions | None) -> str:
        """A new figure's control as XML, in a tracked insertion if its change is tracked."""
        figure = word.figure
        self.records.append(figure_record(figure, self.files))
        tag = figure_tag(figure.reference)
        run = text_run(figure.text, properties)
        if revisions is not None:
            run = f"{revisions.opening('ins')}{run}</w:ins>"
        return figure_control(
            run, tag=tag, title=figure_title(figure), number=self.ids.take(tag), properties=properties,
            bound=revisions is None, plain=revisions is None, store=self.names.ledger.store,
        )  # fmt: skip

    def _gone(self, grid: _Grid, block: BlockRecord, row: Element, key: str) -> None:
        """Tells of a row whose indicator the scorecard has no more."""
        where = place_of(_cells_of(row)[0], grid.splicer)
        self._tell(Outcome.LEFT, f"{block.tag} {key}", where, note=NOT_IN_SCORECARD)

    def _add(self, grid: _Grid, block: BlockRecord, new: Sequence[Sequence[Inline]], before: str) -> None:
        """Adds a row after that of the indicator `before`, made as the rows around it are made."""
        rows = (row for row in (grid.rows.get(before), *grid.rows.values()) if row is not None)
        pattern = next((row for row in rows if _is_plain(row) and len(_cells_of(row)) == len(grid.columns)), None)
        if any(map(_is_unanswered, new)):
            return
        title = words_of(new[0])
        said = " | ".join(words_of(cell) for cell in new)
        above = grid.rows.get(before, grid.header)
        where = f"after {place_of(_cells_of(above)[0], grid.splicer)}"
        if pattern is None:
            told = ("", "", "", said)
            self._tell(Outcome.KEPT, block.tag, where, told, f"the row “{title}” is not added: {_NO_ROW_LIKE_IT}")
            return
        cells = (
            self._new_cell(grid, cell, new[column] if 0 <= column < len(new) else ())
            for cell, column in zip(_cells_of(pattern), grid.columns, strict=True)
        )
        row = f"<w:tr>{self._row_properties(grid.splicer, pattern)}{''.join(cells)}</w:tr>"
        grid.splicer.insert_after(above, row)
        self._tell(Outcome.ADDED, block.tag, where, ("", "", said, said), f"the row “{title}” is new")

    def _row_properties(self, splicer: Splicer, row: Element) -> str:
        """The properties of a new row, those of the row `row`, as a tracked insertion if changes are tracked."""
        properties = row.find(f"{W}trPr")
        kept = [] if properties is None else [splicer.source(each).decode() for each in properties]
        if self.revisions is not None:
            kept.append(f"{self.revisions.opening('ins')[:-1]}/>")
        return f"<w:trPr>{''.join(kept)}</w:trPr>" if kept else ""

    def _new_cell(self, grid: _Grid, pattern: Element, words: Sequence[Inline]) -> str:
        """A cell as XML that looks like `pattern` and holds `words`."""
        splicer = grid.splicer
        cell = _source(splicer, pattern.find(f"{W}tcPr"))
        paragraph = next(pattern.iter(f"{W}p"))
        style = _source(splicer, paragraph.find(f"{W}pPr"))
        run = next(paragraph.iter(f"{W}r"), None)
        content = "".join(self._new_words(word, run_properties_of(splicer, run)) for word in words)
        return f"<w:tc>{cell}<w:p>{style}{content}</w:p></w:tc>"

    def _new_words(self, word: Inline, properties: str) -> str:
        """Words or a figure of a new cell as XML, in a tracked insertion if changes are tracked."""
        if isinstance(word, BoundFigure):
            return self._figure(word, properties, self.revisions)
        run = text_run(words_of([word]), properties)
        return run if self.revisions is None else f"{self.revisions.opening('ins')}{run}</w:ins>"

    def _tell(
        self,
        outcome: Outcome,
        reference: str,
        where: str,
        told: tuple[str, str, str, str | None] = ("", "", "", None),
        note: str = "",
        *,
        withheld: bool = False,
    ) -> None:
        """Adds a change; `told` is what was generated, found, left and meant."""
        self.changes.append(Change(outcome, reference, *told, where, note, withheld=withheld))


def _is_unanswered(words: Sequence[Inline]) -> bool:
    """Whether a cell holds the reference of a figure that the workbook cannot answer; it must never be printed."""
    return any(isinstance(word, Text) and word.text.startswith("{{") for word in words)


def _source(splicer: Splicer, element: Element | None) -> str:
    """An element as it is written; "" for none."""
    return "" if element is None else splicer.source(element).decode()


def _tables(
    controls: Sequence[Element],
    block: BlockRecord,
    figures: Sequence[LiveFigure],
    indicators: Mapping[str, str],
) -> list[Element]:
    """The tables in `controls`, which have the block's tag; without any, those that hold most of its indicators."""
    tagged = [table for control in controls if (table := next(control.iter(_TABLE), None)) is not None]
    if tagged:
        return tagged
    wanted = {row.key for row in block.rows if row.key}
    held: dict[Element, set[str]] = {}
    for figure in figures:
        table = next(figure.control.element.iterancestors(_TABLE), None)
        if table is not None and indicators.get(figure.tag) in wanted:
            held.setdefault(table, set()).add(indicators[figure.tag])
    return [table for table, those in held.items() if 2 * len(those) > len(wanted)]


def _tag_of(control: Element) -> str:
    """A control's tag; "" where it has none."""
    tag = control.find(f"{W}sdtPr/{W}tag")
    return "" if tag is None else tag.get(VAL, "")


def _grid(
    splicer: Splicer,
    table: Element,
    block: BlockRecord,
    figures: Sequence[LiveFigure],
    indicators: Mapping[str, str],
) -> _Grid | None:
    """A table with its rows by indicator, told by the figures in them; None where it has no rows."""
    rows = [row for row in table.iter(_ROW) if next(row.iterancestors(_TABLE)) is table]
    if not rows:
        return None
    keyed: dict[str, Element] = {}
    inside = {figure.control.element: figure for figure in figures if not figure.deleted}
    for row in rows:
        held = [inside[each].tag for each in row.iter(f"{W}sdt") if each in inside]
        key = next((indicators[tag] for tag in held if tag in indicators), "")
        if key:
            keyed.setdefault(key, row)
    columns = _columns(splicer, rows[0], block)
    return _Grid(splicer, table, keyed, rows[0], columns, inside)


def _columns(splicer: Splicer, header: Element, block: BlockRecord) -> tuple[int, ...]:
    """The generated column that each of the table's columns is, told by its heading."""
    names = list(block.rows[0].cells) if block.rows else []
    found = []
    for cell in _cells_of(header):
        said = read_cell(splicer, cell).words.text
        found.append(next((index for index, name in enumerate(names) if same_words(name, said)), -1))
    return tuple(found)


def _cells_of(row: Element) -> list[Element]:
    """The cells of a row, without those of tables inside it."""
    return [cell for cell in row.iter(_CELL) if next(cell.iterancestors(_ROW)) is row]


def _is_plain(row: Element) -> bool:
    """Whether a row can serve as a pattern: no cell of it is merged, and nothing in it is tracked."""
    if is_tracked(row) or _is_marked(row):
        return False
    return next(row.iter(*_MERGED), None) is None and all(
        next(cell.iter(f"{W}p"), None) is not None for cell in _cells_of(row)
    )


def _is_marked(row: Element) -> bool:
    """Whether a row holds tracked changes of cells or properties, or a section's end, none of which may be copied."""
    return any(str(each.tag).endswith(("Change", "}cellIns", "}cellDel", "}sectPr")) for each in row.iter())
