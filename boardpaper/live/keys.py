"""The key to a scorecard's marks in an edited paper: taken out with the last mark, put in with the first one."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from boardpaper.live.answers import LEGEND, Answers
from boardpaper.live.controls import ControlIds, block_control
from boardpaper.live.found import LiveFigure, place_of
from boardpaper.live.ledger import BlockRecord
from boardpaper.live.rewriting import Revisions, track_words
from boardpaper.model.refresh import Change, Outcome
from boardpaper.model.template import Style
from boardpaper.ooxml.names import VAL, Element, W
from boardpaper.ooxml.package import Package
from boardpaper.ooxml.splicing import Splicer
from boardpaper.ooxml.styles import StyleSheet, read_styles
from boardpaper.ooxml.wordml import escape_attribute, text_run

_NEW = "the scorecard has marks by now that need a key"
_GONE = "the scorecard has no marks any more that need a key"


class NewKey(Struct, frozen=True):
    """A key that a scorecard needs by now, and the tags of the tables that it is a key to."""

    block: BlockRecord
    tables: tuple[str, ...]

    @property
    def words(self) -> str:
        return self.block.rows[0].cells[0]


def new_keys(answers: Answers) -> Iterator[NewKey]:
    """The keys that the paper lacks: one for all tables of a list of indicators, or for the only one of them.

    Of two or more tables the paper shows every measure; a single one may have been asked for alone.
    """
    tables: dict[tuple[str, ...], list[BlockRecord]] = {}
    for block in answers.ledger.blocks:
        if block.kind != LEGEND:
            tables.setdefault(block.indicators, []).append(block)
    held = {block.indicators for block in answers.ledger.blocks if block.kind == LEGEND}
    for block in answers.blocks.values():
        of = tables.get(block.indicators, [])
        wanted = of[0].measure if len(of) == 1 else ""
        if block.kind == LEGEND and of and block.indicators not in held and block.measure == wanted:
            yield NewKey(block, tuple(each.tag for each in of))


def take_out(figure: LiveFigure, revisions: Revisions | None) -> Change | None:
    """Takes out a key that nobody has edited, and tells of it; None where it cannot be taken out."""
    control, before, where = figure.control, figure.words.text, figure.where
    parent = control.element.getparent()
    if parent is None or control.content.find(f"{W}p") is None:
        return None
    if revisions is not None:
        if not track_words(figure, "", revisions):
            return None
    elif parent.tag == f"{W}body":
        control.splicer.replace_source(control.element, b"")
    else:
        # A cell must not lose its last paragraph.
        control.splicer.replace(control.element, "<w:p/>")
    outcome = Outcome.CHANGED if revisions is None else Outcome.TRACKED
    return Change(outcome, figure.tag, before, before, "", "", where, _GONE)


def put_in(
    key: NewKey, splicers: Iterable[Splicer], package: Package, ids: ControlIds, revisions: Revisions | None
) -> Change | None:
    """Puts a key before the first of its tables, or before that one's heading; None where there is no such table."""
    styles = _styles(package)
    for splicer in splicers:
        tables = (each for each in splicer.root.iter(f"{W}sdt") if _tag(each) in key.tables)
        table = next(tables, None)
        if table is None:
            continue
        heading = table.getprevious()
        before = heading if heading is not None and _is_heading(heading, styles) else table
        splicer.insert_before(before, _written(key, ids, revisions, styles))
        where = f"before {place_of(before, splicer)}"
        return Change(Outcome.ADDED, key.block.tag, "", "", key.words, key.words, where, _NEW)
    return None


def _written(key: NewKey, ids: ControlIds, revisions: Revisions | None, styles: StyleSheet | None) -> str:
    """The key's paragraph in its control, tracked if changes are."""
    entry = styles.find(Style.BODY) if styles else None
    style = f'<w:pStyle w:val="{escape_attribute(entry.id)}"/>' if entry else ""
    mark, run = "", text_run(key.words, "")
    if revisions is not None:
        mark = f"<w:rPr>{revisions.opening('ins')[:-1]}/></w:rPr>"
        run = f"{revisions.opening('ins')}{run}</w:ins>"
    paragraph = f"<w:p><w:pPr>{style}{mark}</w:pPr>{run}</w:p>"
    tag = key.block.tag
    return block_control(paragraph, tag=tag, title=LEGEND.capitalize(), number=ids.take(tag))


def _styles(package: Package) -> StyleSheet | None:
    root = package.related_root(package.main, "styles")
    return None if root is None else read_styles(root)


def _is_heading(element: Element, styles: StyleSheet | None) -> bool:
    """Whether an element is a paragraph in one of Word's heading styles."""
    style = element.find(f"{W}pPr/{W}pStyle")
    named = style.get(VAL, "") if style is not None else ""
    entries = styles.entries.values() if styles else ()
    return bool(named) and any(entry.id == named and entry.name.lower().startswith("heading") for entry in entries)


def _tag(control: Element) -> str:
    tag = control.find(f"{W}sdtPr/{W}tag")
    return "" if tag is None else tag.get(VAL, "")
