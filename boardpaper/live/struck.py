"""What was struck out with changes tracked, and is suppressed by now: it is taken out, whoever struck it out."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from boardpaper.live.found import LiveFigure
from boardpaper.model.facts import names_title
from boardpaper.model.kpi import Marker
from boardpaper.model.suppression import without_number
from boardpaper.ooxml.names import Element, W, tags
from boardpaper.ooxml.splicing import Splicer
from boardpaper.ooxml.wordml import escape_text

_GONE = tags("del moveFrom")
_TEXTS = tags("t delText")
_CONTROL, _PARAGRAPH, _SKIPPED = f"{W}sdt", f"{W}p", f"{W}rPr"
# A number that stands for its figure wherever it is struck out: of three digits or more, and no year, or with decimals
# and a sign.
_TELLING = re.compile(r"(?!(?:19|20)\d\d$)\D*\d(?:\D*\d){2,}\D*|\d+\.\d+%|£\d+\.\d+")
_SYMBOL = Marker.CONFIDENTIAL.symbol


def struck_words(figure: LiveFigure) -> str:
    """What is struck out in a control, or all that it holds where it is struck out as a whole."""
    return "".join(text.text or "" for text in _struck(figure))


def forget_struck(figure: LiveFigure) -> bool:
    """Takes out what is struck out in a control; a control that is struck out as a whole holds [c] from then on.

    False where nothing is struck out that could tell anything.
    """
    if struck_words(figure).strip() in ("", _SYMBOL):
        return False
    splicer = figure.control.splicer
    if figure.deleted:
        first, *others = _struck(figure)
        _write(splicer, first, _SYMBOL)
        for text in others:
            _write(splicer, text, "")
        return True
    for each in _deletions(figure.control.content):
        splicer.replace_source(each, b"")
    return True


def forget_beside(
    splicer: Splicer, paragraph: Element, numbers: Iterable[str], controls: Container[Element]
) -> list[str]:
    """Puts [c] in the place of `numbers` in what a paragraph strikes out outside the figures' `controls`.

    Returns those that stood there.
    """
    known = [number for number in numbers if number.strip() not in ("", _SYMBOL)]
    found: list[str] = []
    for group in _together(each for each in _deletions(paragraph) if _holder(each, controls) is paragraph):
        words = [text for each in group for text in each.iter(*_TEXTS)]
        found += _hide(splicer, [text for text in words if _holder(text, controls) is paragraph], known)
    return found


def forget_loose(
    splicer: Splicer, numbers: Mapping[str, str], done: Container[Element], controls: Container[Element]
) -> list[tuple[Element, str]]:
    """Puts [c] in the place of `numbers` that are struck out outside the figures' `controls` and the paragraphs `done`.

    A number of one or two digits, or one that may be a year, is taken out only where nothing else is struck out with
    it, or where what is struck out names its indicator, whose title stands by the number in `numbers`. Returns each
    deletion that held one, with that number.
    """
    found = []
    known = sorted(numbers, key=len, reverse=True)
    for group in _together(_loose_deletions(splicer.root, done, controls)):
        texts = [text for each in group for text in each.iter(*_TEXTS)]
        words = "".join(text.text or "" for text in texts)
        meant = [
            each for each in known if each == words.strip() or is_telling(each) or names_title(words, numbers[each])
        ]
        found += [(group[0], each) for each in _hide(splicer, texts, meant)[:1]]
    return found


def _hide(splicer: Splicer, texts: Sequence[Element], numbers: Sequence[str]) -> list[str]:
    """Puts [c] in the place of `numbers` in texts that follow one another, and gives those that stood there."""
    before = [text.text or "" for text in texts]
    after, found = _without(before, numbers)
    for text, old, new in zip(texts, before, after, strict=True):
        if old != new:
            _write(splicer, text, new)
    return found


def _holder(element: Element, controls: Container[Element]) -> Element | None:
    """What an element stands in first: a figure's control or a paragraph; controls of authors are passed through."""
    around = element.iterancestors(_CONTROL, _PARAGRAPH)
    return next((each for each in around if each.tag == _PARAGRAPH or each in controls), None)


def is_telling(number: str) -> bool:
    """Whether a number stands for its figure wherever it is struck out."""
    return _TELLING.fullmatch(number) is not None


def _loose_deletions(root: Element, done: Container[Element], controls: Container[Element]) -> Iterator[Element]:
    """The deletions outside the figures' `controls` and outside the paragraphs `done`."""
    for each in _deletions(root):
        controlled = any(around in controls for around in each.iterancestors(_CONTROL))
        if not controlled and next(each.iterancestors(_PARAGRAPH), None) not in done:
            yield each


def _together(deletions: Iterable[Element]) -> Iterator[list[Element]]:
    """Deletions that follow one another, which strike out words together."""
    group: list[Element] = []
    for each in deletions:
        if group and group[-1].getnext() is not each:
            yield group
            group = []
        group.append(each)
    if group:
        yield group


def paragraph_of(figure: LiveFigure) -> Element | None:
    """The paragraph that a control stands in."""
    return next(figure.control.element.iterancestors(_PARAGRAPH), None)


def _struck(figure: LiveFigure) -> list[Element]:
    """The texts that are struck out in a control, or all of them where it is struck out as a whole."""
    content = figure.control.content
    if figure.deleted:
        return list(content.iter(*_TEXTS))
    return [text for each in _deletions(content) for text in each.iter(*_TEXTS)]


def _deletions(element: Element) -> Iterator[Element]:
    """The outermost deletions below `element` that hold words."""
    for each in element.iter(*_GONE):
        within = (around for around in each.iterancestors() if around.tag in _GONE)
        if element not in (around for inner in within for around in inner.iterancestors()) and len(each):
            yield each


def _without(pieces: list[str], numbers: Iterable[str]) -> tuple[list[str], list[str]]:
    """The pieces of a text with [c] for each of `numbers`, also for one that runs over pieces, and those it held."""
    found = []
    for number in numbers:
        whole = "".join(pieces)
        hidden = without_number(whole, number)
        if hidden == whole:
            continue
        found.append(number)
        each_alone = [without_number(piece, number) for piece in pieces]
        # Split over runs, a number has no place of its own: all goes where it began.
        pieces = each_alone if "".join(each_alone) == hidden else [hidden, *[""] * (len(pieces) - 1)]
    return pieces, found


def _write(splicer: Splicer, text: Element, words: str) -> None:
    """Puts `words` into a text, spaces at their ends kept."""
    tag = splicer.start_tag(text)
    if words != words.strip() and b"xml:space" not in tag:
        tag = tag[:-1] + b' xml:space="preserve">'
    end = b"</w:t>" if text.tag == f"{W}t" else b"</w:delText>"
    splicer.replace_source(text, tag + escape_text(words).encode("ascii", "xmlcharrefreplace") + end)
