"""New figures into an edited paper: as it was generated, as it was edited, and as the workbook says, figure by figure.

Only figures' controls, the controls of generated blocks and the parts that hold the ledger and its values change. All
other bytes of every part stay what they were.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

from boardpaper.errors import InputError
from boardpaper.live.answers import LEGEND, Answers, Workbook
from boardpaper.live.bindings import read_values, value_key
from boardpaper.live.controls import ControlIds
from boardpaper.live.decisions import Decision, Said, decide
from boardpaper.live.found import LiveFigure, place_of, read_bound, read_figures, same_words
from boardpaper.live.keys import NewKey, new_keys, put_in, take_out
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
from boardpaper.live.plain import loose_figures, with_new_counts
from boardpaper.live.records import declared_record, figure_record
from boardpaper.live.rewriting import (
    Revisions,
    bind,
    bind_here,
    replace_words,
    tag_again,
    track_words,
    unbind,
)
from boardpaper.live.struck import forget_beside, forget_loose, forget_struck, is_telling, paragraph_of, struck_words
from boardpaper.live.tables import PaperNames, TableRefresh
from boardpaper.model.refresh import NOT_TRACKED, Change, Choices, Mended, Outcome, RefreshReport, made_discreet
from boardpaper.model.xml_text import xml_text
from boardpaper.ooxml.names import VAL, Element, W
from boardpaper.ooxml.package import Package
from boardpaper.ooxml.splicing import Splicer, open_splicer
from boardpaper.ooxml.stories import stories
from boardpaper.rules import files

_NEW_TABLE = "the scorecard has a table for “{}” by now, which the paper lacks"
_NEW_KEY = "the scorecard has marks by now that need a key, which the paper lacks"
_LOST_KEY = "the key below the scorecard is in no control any more, and is to say “{}” by now"
STANDS_PLAIN = "it stands there as plain words"
_CANNOT_STRIKE = "it holds a note or the like, which cannot be struck out with it; refresh without --track"


class Refreshed(Struct, frozen=True):
    """The refreshed file, what was done to it, and the ledger that it now holds."""

    package: Package
    report: RefreshReport
    ledger: Ledger


def refresh_paper(
    package: Package, ledger: Ledger, workbook: Workbook, choices: Choices, *, untouched: bool = False
) -> Refreshed:
    """The paper in `package` with the figures of `workbook`; `ledger` tells what was generated.

    `untouched` says that nobody has edited the paper since boardpaper wrote it, which it then still is.

    Raises:
        InputError: a part is damaged, nested too deeply, or written so that nothing can be changed without the rest.
    """
    answers = Answers(ledger, workbook)
    work = _Refresh(package, answers, choices)
    try:
        work.run()
    except RecursionError as fault:
        raise InputError(files.PAPER_TOO_DEEP.at()) from fault
    result = package.copy()
    for splicer in work.splicers:
        if splicer.changed:
            result.put(splicer.name, splicer.result())
    renewed = work.counted(_renewed_ledger(answers, work.added, work.keys))
    typed = _typed(work.splicers, ledger)
    values = {value_key(tag): xml_text(text) for tag, text in bound_values(renewed, typed).items()}
    if renewed != ledger or read_values(package, ledger.store) != values:
        result = with_ledger(result, renewed, typed)
    if untouched and result.parts != package.parts:
        result = stamp(result)
    return Refreshed(result, work.report(), renewed)


def _renewed_ledger(answers: Answers, added: Mapping[str, FigureRecord], keys: Mapping[str, NewKey | None]) -> Ledger:
    """The ledger with every figure that the workbook still answers as it says now, and with the keys of today."""
    figures = [answers.renewed(record) for record in answers.ledger.figures]
    files = tuple(WorkbookRecord(each.name, each.sha256, each.modified) for each in answers.workbook.files)
    kept = (block for block in answers.ledger.blocks if block.tag not in keys)
    blocks = (answers.blocks.get(block.tag) or _told(block, answers) for block in kept)
    new = (key.block for key in keys.values() if key is not None)
    declared = tuple(map(declared_record, answers.workbook.declared))
    return replace(
        answers.ledger,
        figures=(*figures, *added.values()),
        blocks=(*blocks, *new),
        workbooks=files,
        declared=declared,
    )


def _told(block: BlockRecord, answers: Answers) -> BlockRecord:
    """A block that the workbook has no more, without what is suppressed by now."""
    secret = {record.text for record in answers.ledger.figures if answers.tells(record.tag)}
    rows = (replace(row, cells=tuple("" if cell in secret else cell for cell in row.cells)) for row in block.rows)
    return replace(block, rows=tuple(rows)) if secret else block


def _typed(splicers: Sequence[Splicer], ledger: Ledger) -> dict[str, str]:
    """What the controls of sourced figures say, by their tags."""
    tags = {record.key: record.tag for record in ledger.sourced}
    return {tags[key]: text for splicer in splicers for key, text in read_bound(splicer, tags, ledger.store)}


class _Loose(NamedTuple):
    """A figure's tag, its words, and where they stand in no control."""

    tag: str
    words: str
    where: str


class _Beside(Struct, frozen=True):
    """A paragraph in which a figure stands that is suppressed by now, and how its number may be written, by its tag."""

    figure: LiveFigure
    numbers: dict[str, str]


class _Refresh(Struct):
    """One refresh under way. `added` are the figures that the ledger gains, `_seen` the tags that controls hold.

    `keys` are the scorecards' keys that were put in, by their tags, and None for those that were taken out.
    """

    package: Package
    answers: Answers
    choices: Choices
    splicers: list[Splicer] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    unchanged: int = 0
    added: dict[str, FigureRecord] = field(default_factory=dict)
    keys: dict[str, NewKey | None] = field(default_factory=dict)
    _revisions: Revisions | None = None
    _seen: set[str] = field(default_factory=set)
    _controls: set[Element] = field(default_factory=set)
    _mended: Counter[str] = field(default_factory=Counter)
    _beside: dict[Element, _Beside] = field(default_factory=dict)

    def run(self) -> None:
        """Looks at every control and changes what is to be changed."""
        self._open()
        known = self.answers.known()
        tables = frozenset(block.tag for block in self.answers.ledger.blocks if block.kind != LEGEND)
        found = [read_figures(splicer, known, tables) for splicer in self.splicers]
        self._controls = {figure.control.element for figures in found for figure in figures}
        table_refresh = self._table_refresh()
        for splicer, figures in zip(self.splicers, found, strict=True):
            own = [figure for figure in figures if not figure.foreign]
            table_refresh.run(splicer, own)
            self._seen |= {figure.tag for figure in own if not (figure.deleted or figure.repeated)}
            for figure in figures:
                if figure.control.element not in table_refresh.settled and not self._take_key_out(figure):
                    self._figure(figure)
        self._forget_beside()
        self._forget_loose()
        self.changes += table_refresh.changes
        for record in table_refresh.records:
            self._seen.add(record.tag)
            if record.tag not in self.answers.records:
                self.added[record.tag] = record
        loose = self._loose(self._controls)
        self.changes += _plain_words(self.answers, self._seen, loose)
        self.changes += _missing(self.answers, self._seen, loose)
        self._put_keys_in(table_refresh.ids)
        self.changes += _new_tables(self.answers)

    def report(self) -> RefreshReport:
        """What was done."""
        mended = Mended(self._mended["tag"], self._mended["binding"])
        return RefreshReport(made_discreet(self.changes), mended, self.unchanged)

    def counted(self, renewed: Ledger) -> Ledger:
        """The renewed ledger with how often new words of figures stand in the paper as plain words already."""
        roots = [splicer.root for splicer in self.splicers]
        old = self.answers.ledger.figures
        return replace(renewed, figures=with_new_counts(roots, self._controls, old, renewed.figures))

    def _open(self) -> None:
        """Opens the parts that may hold figures."""
        for name, kind in stories(self.package).items():
            if _holds_controls(self.package.root(name)):
                self.splicers.append(open_splicer(self.package, name, kind))
                self.splicers[-1].numbers = {} if kind else paragraph_numbers(self.package)
        if self.choices.track is not None:
            self._revisions = Revisions(self.choices.track, 1 + max(map(_last_id, self.splicers), default=0))

    def _table_refresh(self) -> TableRefresh:
        """The refresh of generated tables, which gives new controls ids that no part of the paper has."""
        workbook = self.answers.workbook
        ids = ControlIds(number for splicer in self.splicers for number in _control_ids(splicer))
        names = PaperNames(self.answers.ledger, workbook.renamed, frozenset(workbook.likely.values()))
        tables = self.answers.tables()
        return TableRefresh(names, tables, self.choices, self._revisions, workbook.files, ids, self.answers.tells)

    def _figure(self, figure: LiveFigure) -> None:
        """Decides what becomes of one control, and does it."""
        said = self.answers.said(figure.tag)
        if self.answers.tells(figure.tag, figure.words.text):
            said = replace(said, secret=True)
        if said.secret or self.answers.may_tell(figure.tag, struck_words(figure)):
            self._forget(figure, said)
        decision = decide(figure, said, self.choices)
        if said.generated is None and (decision is None or decision.outcome is Outcome.TAKEN):
            self._adopt(said.reference)
        if decision is None:
            self.unchanged += 1
            if not figure.foreign:
                self._mend(figure, said, figure.words.text)
            return
        after, decision = self._carry_out(figure, decision, secret=said.secret)
        if not figure.foreign:
            self._mend(figure, said, after, rewritten=after != figure.words.text)
        elif decision.outcome is Outcome.TAKEN and not figure.revised:
            bind_here(figure, self.answers.ledger.store)
        elif decision.outcome in (Outcome.TAKEN, Outcome.TRACKED):
            unbind(figure, tracked=True)
        if figure.repeated:
            return
        told = (said.generated or "", figure.words.text, after, said.now)
        why = said.why if said.secret and said.now is not None else ""
        self.changes.append(
            Change(decision.outcome, said.reference, *told, figure.where, decision.note, said.secret, why)
        )

    def _loose(self, figures: Collection[Element]) -> list[_Loose]:
        """The figures that stand as plain words, with their places."""
        blocks = {block.tag for block in self.answers.ledger.blocks}
        return [
            _Loose(each.tag, each.words, place_of(each.paragraph, splicer))
            for splicer in self.splicers
            for each in loose_figures([splicer.root], figures, blocks, self.answers.ledger.figures)
        ]

    def _take_key_out(self, figure: LiveFigure) -> bool:
        """Takes a key out that its scorecard needs no more, and that stands as boardpaper wrote it."""
        if figure.tag not in self.answers.legends or figure.strange or figure.deleted:
            return False
        said = self.answers.legend(figure.tag)
        if said.now is not None or not same_words(figure.words.text, said.generated or ""):
            return False
        change = take_out(figure, self._revisions)
        if change is None:
            return False
        self.keys[figure.tag] = None
        self.changes.append(change)
        return True

    def _put_keys_in(self, ids: ControlIds) -> None:
        """Puts in the keys that scorecards need by now, and tells of those that have no place."""
        for key in new_keys(self.answers):
            change = put_in(key, self.splicers, self.package, ids, self._revisions)
            if change is not None:
                self.keys[key.block.tag] = key
            told = change or Change(Outcome.LEFT, key.block.tag, "", "", "", key.words, "", _NEW_KEY)
            self.changes.append(told)

    def _forget(self, figure: LiveFigure, said: Said) -> None:
        """Takes out what is struck out in a control and is suppressed by now; what is beside it, when all are known."""
        if forget_struck(figure) and not figure.repeated:
            self._tell_struck(said.reference, figure.where)
        paragraph = paragraph_of(figure)
        if said.secret and paragraph is not None:
            place = self._beside.setdefault(paragraph, _Beside(figure, {}))
            place.numbers.update(dict.fromkeys(self.answers.sayings(figure.tag), figure.tag))

    def _forget_beside(self) -> None:
        """Takes out what is struck out beside a figure and is its number as it was generated."""
        telling = {number: tag for number, tag in self._untold().items() if is_telling(number)}
        for paragraph, beside in self._beside.items():
            tags = telling | beside.numbers
            numbers = sorted(tags, key=len, reverse=True)
            figure = beside.figure
            found = forget_beside(figure.control.splicer, paragraph, numbers, self._controls)
            for tag in dict.fromkeys(tags[number] for number in found if not figure.repeated):
                self._tell_struck(self.answers.reference(tag), figure.where)

    def _forget_loose(self) -> None:
        """Takes out what is struck out anywhere else and is a number that is suppressed by now."""
        tags = self._untold()
        titles = {number: self.answers.title(tag) for number, tag in tags.items()}
        for splicer in self.splicers if tags else ():
            for struck, number in forget_loose(splicer, titles, self._beside, self._controls):
                self._tell_struck(self.answers.reference(tags[number]), place_of(struck, splicer))

    def _untold(self) -> dict[str, str]:
        """How figures that may not be told by now were written, with their tags."""
        records = [record for record in self.answers.ledger.figures if self.answers.tells(record.tag)]
        return {said: record.tag for record in records for said in self.answers.sayings(record.tag)}

    def _tell_struck(self, reference: str, where: str) -> None:
        self.changes.append(Change(Outcome.STRUCK, reference, "", "", "", None, where, withheld=True))

    def _carry_out(self, figure: LiveFigure, decision: Decision, *, secret: bool) -> tuple[str, Decision]:
        """What the control says afterwards, and the decision as it could be carried out."""
        if decision.words is None:
            return figure.words.text, decision
        if self._revisions is None or secret:
            return replace_words(figure, decision.words), self._noted(decision)
        if track_words(figure, decision.words, self._revisions):
            return decision.words, replace(decision, outcome=Outcome.TRACKED)
        return figure.words.text, Decision(Outcome.LEFT, note=_CANNOT_STRIKE)

    def _noted(self, decision: Decision) -> Decision:
        """A decision to change words without tracking it, which says so where changes are to be tracked."""
        return decision if self._revisions is None else replace(decision, note=NOT_TRACKED)

    def _adopt(self, reference: str) -> None:
        """Takes a figure of another paper into the ledger."""
        figure = self.answers.bind(reference)
        if not isinstance(figure, str):
            record = figure_record(figure, self.answers.workbook.files)
            self.added[record.tag] = record

    def _mend(self, figure: LiveFigure, said: Said, after: str, *, rewritten: bool = False) -> None:
        """Sees to it that a control has its tag, and is bound exactly where it says what the value says.

        `after` is what the control says by now. Word shows the value of a bound control, whatever its words are, and
        would so undo a tracked change, or an author's words.
        """
        tracked = rewritten and self._revisions is not None and not said.secret
        open_changes = tracked or figure.revised
        shown = figure.words.original if figure.deleted else after
        loose = (rewritten and open_changes) or self.answers.value(figure.bound) not in (None, shown)
        settled = not (figure.deleted or figure.strange or said.now is None)
        if loose or settled:
            # Without a binding nothing else would tell whose figure it is.
            self._mended["tag"] += tag_again(figure)
        if loose:
            unbind(figure, tracked=tracked)
        if settled and not open_changes and shown == said.now and self._is_in_ledger(figure):
            self._mended["binding"] += bind(figure, self.answers.ledger.store)

    def _is_in_ledger(self, figure: LiveFigure) -> bool:
        """Whether the ledger has the figure, or is going to, so that a value to be bound to exists."""
        return figure.tag in self.answers.records or figure.tag in self.added


def _plain_words(answers: Answers, seen: Collection[str], loose: Sequence[_Loose]) -> Iterator[Change]:
    """Tells of figures that stand as plain words in one place, and in controls in others."""
    for tag, words, where in loose:
        said = answers.said(tag)
        if tag in seen:
            told = (said.generated or "", words, words, said.now)
            yield Change(Outcome.PLAIN, said.reference, *told, where, withheld=said.secret)


def _missing(answers: Answers, seen: Collection[str], loose: Sequence[_Loose]) -> Iterator[Change]:
    """Tells of the figures, and of keys that should say something else, that no control holds any more."""
    places = {each.tag: each.where for each in reversed(loose)}
    for record in answers.ledger.figures:
        if record.tag not in seen:
            said, where = answers.said(record.tag), places.get(record.tag, "")
            told = (record.text, "", "", said.now, where, STANDS_PLAIN if where else "")
            yield Change(Outcome.GONE, record.reference, *told, withheld=said.secret)
    for tag, words in answers.legends.items():
        key = answers.legend(tag).now
        if tag not in seen and key is not None and not same_words(words, key):
            yield Change(Outcome.LEFT, tag, words, "", "", key, "", _LOST_KEY.format(key))


def _new_tables(answers: Answers) -> Iterator[Change]:
    """Tells of tables that a scorecard of all indicators has by now, and the paper nowhere."""
    held = {block.tag for block in answers.ledger.blocks}
    tables = Counter(block.indicators for block in answers.ledger.blocks if block.kind != LEGEND)
    for tag, block in answers.blocks.items():
        # One table may have been asked for alone; of two or more, the paper shows every measure.
        if tag not in held and tables[block.indicators] > 1 and block.kind != LEGEND:
            yield Change(Outcome.LEFT, tag, "", "", "", block.measure, "", _NEW_TABLE.format(block.measure))


def _holds_controls(root: Element | None) -> bool:
    return root is not None and next(root.iter(f"{W}sdt"), None) is not None


def _last_id(splicer: Splicer) -> int:
    """The highest id of a tracked change, comment or bookmark, which share their numbers in Word."""
    ids = (element.get(f"{W}id", "") for element in splicer.root.iter())
    return max((int(number) for number in ids if number.isascii() and number.isdigit() and len(number) < 10), default=0)


def _control_ids(splicer: Splicer) -> Iterator[int]:
    """The ids that the part's controls have."""
    for properties in splicer.root.iter(f"{W}sdtPr"):
        element = properties.find(f"{W}id")
        number = "" if element is None else element.get(VAL, "")
        if number.isascii() and number.isdigit():
            yield int(number)
