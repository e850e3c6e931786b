"""What was struck out with changes tracked, and is suppressed by now: it is taken out, whoever struck it out."""

from collections.abc import Container, Iterable, Iterator

from boardpaper.live.found import LiveFigure
from boardpaper.model.kpi import Marker
from boardpaper.model.suppression import without_number
from boardpaper.ooxml.names import Element, W, tags
from boardpaper.ooxml.splicing import Splicer
from boardpaper.ooxml.wordml import escape_text

_GONE = tags("del moveFrom")
_TEXTS = tags("t delText")
_CONTROL, _PARAGRAPH, _SKIPPED = f"{W}sdt", f"{W}p", f"{W}rPr"
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


def forget_beside(splicer: Splicer, paragraph: Element, numbers: Iterable[str]) -> bool:
    """Puts [c] in the place of `numbers` in what a paragraph strikes out outside controls; false without any."""
    known = [number for number in numbers if number.strip() not in ("", _SYMBOL)]
    found = False
    for each in _deletions(paragraph):
        if next(each.iterancestors(_CONTROL, _PARAGRAPH), None) is not paragraph:
            continue
        texts = [text for text in each.iter(*_TEXTS) if next(text.iterancestors(_CONTROL, _PARAGRAPH)) is paragraph]
        before = [text.text or "" for text in texts]
        for text, old, new in zip(texts, before, _without(before, known), strict=True):
            if old != new:
                _write(splicer, text, new)
                found = True
    return found


def forget_alone(splicer: Splicer, numbers: Container[str]) -> list[tuple[Element, str]]:
    """Puts [c] in the place of deletions outside controls that strike out one of `numbers` and nothing else.

    Returns these deletions, each with its number.
    """
    found = []
    for each in _deletions(splicer.root):
        texts = list(each.iter(*_TEXTS))
        words = "".join(text.text or "" for text in texts).strip()
        if texts and words in numbers and next(each.iterancestors(_CONTROL), None) is None:
            for text in texts:
                _write(splicer, text, _SYMBOL if text is texts[0] else "")
            found.append((each, words))
    return found


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


def _without(pieces: list[str], numbers: list[str]) -> list[str]:
    """The pieces of a text with [c] for each of `numbers`, also for one that runs over pieces."""
    for number in numbers:
        whole = "".join(pieces)
        hidden = without_number(whole, number)
        if hidden == whole:
            continue
        each_alone = [without_number(piece, number) for piece in pieces]
        # Split over runs, a number has no place of its own: all goes where it began.
        pieces = each_alone if "".join(each_alone) == hidden else [hidden, *[""] * (len(pieces) - 1)]
    return pieces


def _write(splicer: Splicer, text: Element, words: str) -> None:
    """Puts `words` into a text, spaces at their ends kept."""
    tag = splicer.start_tag(text)
    if words != words.strip() and b"xml:space" not in tag:
        tag = tag[:-1] + b' xml:space="preserve">'
    end = b"</w:t>" if text.tag == f"{W}t" else b"</w:delText>"
    splicer.replace_source(text, tag + escape_text(words).encode("ascii", "xmlcharrefreplace") + end)
