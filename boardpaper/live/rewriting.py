"""A figure's control rewritten in place: new words in the author's own formatting, outright or as a tracked change."""

import re

from msgspec import Struct

from boardpaper.live.bindings import Store, data_binding
from boardpaper.live.found import TRACKING_AUTHOR, LiveFigure
from boardpaper.ooxml.names import Element, W, tags
from boardpaper.ooxml.splicing import Splicer
from boardpaper.ooxml.wordml import escape_attribute, escape_text, text_run

_RUN = f"{W}r"
_TEXT = f"{W}t"
_RUN_PROPERTIES = f"{W}rPr"
_REVISIONS = frozenset(tags("ins del moveFrom moveTo"))
# What a run may hold beside words if it is to be struck out whole.
_MOVES_WITH_WORDS = frozenset(tags("rPr t noBreakHyphen softHyphen br cr tab lastRenderedPageBreak"))
# What the properties of a control of any kind may hold; a rich-text control holds nothing else.
_GENERAL = frozenset(tags("rPr alias tag id lock placeholder showingPlcHdr temporary"))
_TEXT_TAG = re.compile(rb"<(/?)w:t(?=[\s>/])")
_DELETED_TAG = re.compile(rb"<(/?)w:delText(?=[\s>/])")
_OPENING = '<w:{} w:id="{}" w:author="{}"{}>'


class Revisions(Struct):
    """What tracked changes of one refresh share: their date (ISO 8601, or empty) and the next free id."""

    date: str
    next_id: int

    def opening(self, kind: str) -> str:
        """The start tag of a `w:ins` or `w:del` with an id of its own."""
        number = self.next_id
        self.next_id += 1
        dated = f' w:date="{escape_attribute(self.date)}"' if self.date else ""
        return _OPENING.format(kind, number, escape_attribute(TRACKING_AUTHOR), dated)


def replace_words(figure: LiveFigure, words: str) -> str:
    """Puts `words` in the place of what a reader sees of the figure, in the formatting of its first run.

    Spaces that the author put around the figure, notes, bookmarks, comments and deletions inside it stay. Returns what
    a reader sees afterwards.
    """
    said = _saying(figure)
    if not said:
        _fill(figure, words)
        return words
    splicer = figure.control.splicer
    first, last = said[0], said[-1]
    before, after = _around(first, last)
    for text in said:
        if text is first:
            _write(splicer, text, before + words + (after if last is first else ""))
        elif text is last and after:
            _write(splicer, text, after)
        else:
            _take_out(splicer, text)
    for hyphen in figure.words.hyphens:
        splicer.replace_source(hyphen, b"")
    shown = figure.words.text
    return shown[: len(shown) - len(shown.lstrip())] + words + shown[len(shown.rstrip()) :]


def track_words(figure: LiveFigure, words: str, revisions: Revisions) -> bool:
    """Strikes out what a reader sees of the figure and inserts `words`, both as tracked changes inside the control.

    Earlier tracked changes of boardpaper's own that nobody has settled are brought up to date instead. False where the
    figure cannot be struck out, since its runs hold a note or the like.
    """
    if figure.own and figure.words.text.strip():
        _track_again(figure, words)
        return True
    said = _saying(figure)
    runs = [run for run in dict.fromkeys(text.getparent() for text in said) if run is not None]
    if not runs or not all(_is_words(run) for run in runs):
        return False
    splicer = figure.control.splicer
    before, after = _around(said[0], said[-1])
    anchor = _outermost(runs[0], figure.control.content)
    properties = run_properties_of(splicer, runs[0])
    for run in runs:
        struck = _TEXT_TAG.sub(rb"<\1w:delText", splicer.source(run))
        splicer.replace_source(run, revisions.opening("del").encode() + struck + b"</w:del>")
    inserted = f'<w:r>{properties}<w:t xml:space="preserve">{escape_text(before + words + after)}</w:t></w:r>'
    if words:
        splicer.insert_after(anchor, f"{revisions.opening('ins')}{inserted}</w:ins>")
    return True


def _track_again(figure: LiveFigure, words: str) -> None:
    """Brings boardpaper's own unsettled changes up to date, which fall away where the words are the old ones again."""
    if figure.words.original.strip() == words:
        _withdraw(figure)
    else:
        replace_words(figure, words)


def _saying(figure: LiveFigure) -> list[Element]:
    """The `w:t` elements from the first to the last that says more than spaces; none where a placeholder is shown."""
    texts = figure.words.texts
    said = [at for at, text in enumerate(texts) if (text.text or "").strip()]
    return [] if figure.placeholder or not said else texts[said[0] : said[-1] + 1]


def run_properties_of(splicer: Splicer, run: Element | None) -> str:
    """The formatting of `run` as it is written, without the tracked changes of it."""
    properties = None if run is None else run.find(_RUN_PROPERTIES)
    if properties is None:
        return ""
    kept = [
        splicer.source(child)
        for child in properties
        if isinstance(child.tag, str) and child.tag not in _REVISIONS and not child.tag.endswith("}rPrChange")
    ]
    return f"<w:rPr>{b''.join(kept).decode()}</w:rPr>" if kept else ""


def bind(figure: LiveFigure, store: Store) -> bool:
    """Binds a control to its figure's value in `store`, as plain text; false where it is bound, or of another kind."""
    if figure.control.properties.find(f"{W}dataBinding") is not None:
        return False
    text = figure.control.properties.find(f"{W}text")
    if text is not None:
        figure.control.splicer.insert_before(text, data_binding(figure.tag, store))
        return True
    if any(child.tag not in _GENERAL for child in figure.control.properties):
        return False
    figure.control.splicer.append(figure.control.properties, f"{data_binding(figure.tag, store)}<w:text/>")
    return True


def bind_here(figure: LiveFigure, store: Store) -> None:
    """Binds a control of another paper to this one's value."""
    for element in figure.control.properties.findall(f"{W}dataBinding"):
        figure.control.splicer.replace(element, data_binding(figure.tag, store))


def unbind(figure: LiveFigure, *, tracked: bool = False) -> None:
    """Takes the binding out of a control whose words differ from the value, or Word would put the value in again.

    One that holds `tracked` changes must be no plain-text control either: LibreOffice runs old and new words together
    when it saves one ("53" and "50" as "5350").
    """
    names = ("dataBinding", "text") if tracked else ("dataBinding",)
    for name in names:
        for element in figure.control.properties.findall(f"{W}{name}"):
            figure.control.splicer.replace_source(element, b"")


def tag_again(figure: LiveFigure) -> bool:
    """Gives a control the tag that an editor has dropped; false where it has one."""
    if figure.control.properties.find(f"{W}tag") is not None:
        return False
    tag = f'<w:tag w:val="{escape_attribute(figure.tag)}"/>'
    for name in ("alias", "rPr"):
        before = figure.control.properties.find(f"{W}{name}")
        if before is not None:
            figure.control.splicer.insert_after(before, tag)
            return True
    figure.control.splicer.append(figure.control.properties, tag)
    return True


def _around(first: Element, last: Element) -> tuple[str, str]:
    """The spaces before and after the figure."""
    start, end = first.text or "", last.text or ""
    return start[: len(start) - len(start.lstrip())], end[len(end.rstrip()) :]


def _write(splicer: Splicer, text: Element, words: str) -> None:
    """Puts `words` into a `w:t` with its own start tag, spaces at their ends kept."""
    tag = splicer.start_tag(text)
    if words != words.strip() and b"xml:space" not in tag:
        tag = tag[:-1] + b' xml:space="preserve">'
    written = escape_text(words).encode("ascii", "xmlcharrefreplace")
    splicer.replace_source(text, tag + written + b"</w:t>")


def _take_out(splicer: Splicer, text: Element) -> None:
    """Removes a `w:t`, and its run where the run holds nothing else."""
    run = text.getparent()
    alone = run is not None and run.tag == _RUN and all(each is text or each.tag == _RUN_PROPERTIES for each in run)
    splicer.replace_source(run if run is not None and alone else text, b"")


def _fill(figure: LiveFigure, words: str) -> None:
    """Writes a figure into a control that its author has emptied, in the formatting that the control keeps for it."""
    splicer = figure.control.splicer
    for run in figure.control.content.iter(_RUN):
        splicer.replace_source(run, b"")
    for shown in figure.control.properties.findall(f"{W}showingPlcHdr"):
        splicer.replace_source(shown, b"")
    paragraph = next(figure.control.content.iter(f"{W}p"), None)
    target = figure.control.content if paragraph is None else paragraph
    splicer.append(target, text_run(words, run_properties_of(splicer, figure.control.properties)))


def _withdraw(figure: LiveFigure) -> None:
    """Takes boardpaper's own unsettled changes back: what was struck out stands again."""
    for child in figure.control.content.iter(*_REVISIONS):
        if child.tag == f"{W}ins":
            figure.control.splicer.replace_source(child, b"")
        elif child.tag == f"{W}del":
            inner = b"".join(figure.control.splicer.source(run) for run in child if isinstance(run.tag, str))
            figure.control.splicer.replace_source(child, _DELETED_TAG.sub(rb"<\1w:t", inner))


def _is_words(run: Element) -> bool:
    """Whether a run holds words alone, so that it can be struck out whole."""
    return run.tag == _RUN and all(child.tag in _MOVES_WITH_WORDS for child in run)


def _outermost(run: Element, content: Element) -> Element:
    """`run`, or the outermost tracked insertion around it inside the control."""
    anchor = run
    for around in run.iterancestors():
        if around is content:
            break
        if around.tag in _REVISIONS:
            anchor = around
    return anchor
