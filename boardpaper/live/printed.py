"""What a Word file of boardpaper's says now, whoever has edited it: its figures, its meeting and its item."""

from collections.abc import Iterator
from itertools import islice

from boardpaper.live.bindings import is_foreign
from boardpaper.live.ledger import Ledger, read_ledger
from boardpaper.model.printed import PrintedFigure
from boardpaper.ooxml.names import VAL, Element, W
from boardpaper.ooxml.package import Package
from boardpaper.ooxml.stories import stories

_SUBJECT = "{http://purl.org/dc/elements/1.1/}subject"
_CONTROL, _PROPERTIES, _CONTENT = f"{W}sdt", f"{W}sdtPr", f"{W}sdtContent"
_PARAGRAPH = f"{W}p"
_TAG, _TEXT = f"{W}tag", f"{W}t"
# What tracked changes took away is on no page (ECMA-376 part 1, 17.13.5).
_GONE = (f"{W}del", f"{W}moveFrom")
_STANDING_FOR = {f"{W}noBreakHyphen": "\u2011", f"{W}tab": " ", f"{W}br": " "}


def printed_figures(package: Package) -> tuple[PrintedFigure, ...]:
    """Every control that holds a figure of the ledger, with its words now; none where boardpaper wrote no ledger.

    Raises:
        InputError: the ledger or a part with text is damaged.
    """
    ledger = read_ledger(package)
    if ledger is None or not ledger.figures:
        return ()
    roots = (package.root(name) for name in stories(package))
    found = (each for root in roots if root is not None for each in _figures_in(root, ledger))
    return tuple(dict.fromkeys(found))


def paper_subject(package: Package) -> str:
    """What a paper of boardpaper's says in its properties of its meeting and item; "" for a file of another origin.

    Raises:
        InputError: the ledger or the properties are damaged.
    """
    root = package.related_root("", "core-properties")
    if root is None or read_ledger(package) is None:
        return ""
    subject = root.find(_SUBJECT)
    return "" if subject is None else (subject.text or "").strip()


def opening_words(package: Package, *, paragraphs: int = 40) -> str:
    """The words of a Word file's first paragraphs, cells among them, a line each.

    Raises:
        InputError: the document's part is damaged.
    """
    root = package.root(package.main)
    found = islice(() if root is None else root.iter(_PARAGRAPH), paragraphs)
    return "\n".join("".join(_words(paragraph)) for paragraph in found)


def _figures_in(root: Element, ledger: Ledger) -> Iterator[PrintedFigure]:
    """The figures that a part's controls print, deleted ones left out, in reading order."""
    records = {record.tag: record for record in ledger.figures}
    for control in root.iter(_CONTROL):
        properties, content = control.find(_PROPERTIES), control.find(_CONTENT)
        tag = properties.find(_TAG) if properties is not None else None
        record = records.get(tag.get(VAL, "")) if tag is not None else None
        if record is None or content is None or properties is None:
            continue
        if not (_is_gone(control) or is_foreign(properties, ledger.store)):
            text = " ".join("".join(_words(content)).split())
            yield PrintedFigure(record.indicator, record.facet, record.period, text)


def _is_gone(element: Element) -> bool:
    """Whether an element stands in a tracked deletion, or where text was moved away from."""
    return any(above.tag in _GONE for above in element.iterancestors())


def _words(element: Element) -> Iterator[str]:
    """The text that a reader sees, with spaces and hyphens for the elements that stand for them."""
    for each in element.iter():
        if each.tag in _STANDING_FOR:
            yield _STANDING_FOR[str(each.tag)]
        elif each.tag == _TEXT and not _is_gone(each):
            yield each.text or ""
