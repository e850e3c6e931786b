"""The words of one paragraph of a Word snippet: styles, links and notes, and figures that Word split over runs."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, groupby, pairwise

from msgspec import Struct, field
from msgspec.structs import replace

from boardpaper.live.controls import SOURCE_PREFIX
from boardpaper.model import document
from boardpaper.model.document import Break, BreakKind, Drawing, Field, NoteMark, Run, RunFormat, Tab, Vertical
from boardpaper.model.finding import Finding
from boardpaper.model.prose import FigureReference, Inline, LineBreak, Link, NoteReference, Place, SourcedFigure, Text
from boardpaper.model.reference import ReferenceFault, read_reference
from boardpaper.rules import narrative as rules
from boardpaper.rules.rule import Rule
from boardpaper.sources.narrative.headings_and_links import address_finding
from boardpaper.sources.narrative.marks import (
    Mark,
    MarkKind,
    mark_at,
    mark_finding,
    placeholder,
    placeholder_finding,
)

_MARK_START = re.compile(r"[{}\[]")
_UNNUMBERED = re.compile(r"\s*\{\s*\.unnumbered\s*\}\s*$")
_ORDINAL = re.compile(r"\s*(?:st|nd|rd|th)?\s*")
# What Word puts into a reference of its own accord: hyphens and spaces that hold, and hyphens that show only at ends.
_WORD_TYPES = str.maketrans({"\u2011": "-", "\u00a0": " ", "\u00ad": None, "\u200b": None})


class Snippet(Struct, frozen=True):
    """The snippet that is being read, and what reading it collects; `marks` are notes by key, `once` rules said."""

    name: str
    file: document.Document
    bookmarks: frozenset[str] = frozenset()
    findings: list[Finding] = field(default_factory=list)
    marks: dict[str, Place] = field(default_factory=dict)
    once: set[str] = field(default_factory=set)

    def tell(self, rule: Rule, place: Place, **values: object) -> None:
        """Collect the finding that `rule` is broken at `place`."""
        self.findings.append(rule.at(place, **values))

    def tell_once(self, rule: Rule, place: Place, **values: object) -> None:
        """Collect it, the first time only."""
        if rule.name not in self.once:
            self.once.add(rule.name)
            self.tell(rule, place, **values)


class Words(Struct, frozen=True):
    """A paragraph's words, and whether it ends with `{.unnumbered}`."""

    inlines: tuple[Inline, ...]
    unnumbered: bool = False


class _Span(Struct, frozen=True):
    text: str
    bold: bool = False
    italic: bool = False
    link: document.Link | None = None
    control: str = ""


_Piece = Text | FigureReference | SourcedFigure | LineBreak | NoteReference
_Linked = tuple[_Piece, document.Link | None]


def read_words(paragraph: document.Paragraph, place: Place, snippet: Snippet, *, plain: bool = False) -> Words:
    """The words of `paragraph`; `plain` takes no style over, for headings, whose own style sets them."""
    pieces: list[_Linked] = []
    unnumbered = False
    _check_raised_figures(paragraph.inlines, place, snippet)
    groups = [(barrier, list(group)) for barrier, group in groupby(paragraph.inlines, _is_barrier)]
    for index, (barrier, group) in enumerate(groups, 1):
        if barrier:
            pieces.extend(piece for inline in group for piece in _barrier(inline, place, snippet))
            continue
        spans = [span for inline in group for span in _spans(inline, place, snippet, plain)]
        if index == len(groups):
            spans, unnumbered = _without_attribute(spans)
        pieces.extend(_read_spans(spans, place, snippet))
    return Words(_trimmed(tuple(_with_links(_merged(pieces), place, snippet))), unnumbered)


def lone_placeholder(words: Sequence[Inline]) -> FigureReference | None:
    """The reference of a paragraph that holds `{{chart:id}}` or the like and nothing else."""
    shown = [word for word in words if not (isinstance(word, Text) and not word.text.strip())]
    if len(shown) == 1 and isinstance(shown[0], FigureReference) and placeholder(shown[0].reference):
        return shown[0]
    return None


def check_placeholders(words: Iterable[Inline], snippet: Snippet) -> None:
    """Name blocks, such as `{{chart:id}}`, that stand among other words."""
    for word in words:
        if isinstance(word, Link):
            check_placeholders(word.words, snippet)
        elif isinstance(word, FigureReference) and (found := placeholder(word.reference)):
            misplaced = placeholder_finding(found[0], word.reference, word.place, alone=False)
            snippet.findings.extend((misplaced,) if misplaced else ())


def note_label(name: str, key: str) -> str:
    """The label of a note that no other file's note in the paper has."""
    return f"{name}#{key}"


def _is_barrier(inline: document.Inline) -> bool:
    """Whether an inline is no text, so that no mark of a figure reaches across it."""
    return isinstance(inline, Break | NoteMark | Drawing)


def _barrier(inline: document.Inline, place: Place, snippet: Snippet) -> Iterator[_Linked]:
    """What an inline without text becomes: a line break, a reference to a note, or a finding."""
    if isinstance(inline, Break):
        if inline.kind is BreakKind.LINE:
            yield LineBreak(), None
        else:
            snippet.tell_once(rules.PAGE_BREAK_DROPPED, place)
    elif isinstance(inline, NoteMark):
        yield _note(inline, place, snippet), None
    else:
        snippet.tell(rules.SNIPPET_PICTURE, place)


def _note(mark: NoteMark, place: Place, snippet: Snippet) -> NoteReference:
    """A reference to a footnote; one that was referred to before is told of."""
    if mark.note in snippet.marks:
        snippet.tell(rules.SNIPPET_NOTE_REPEATED, place, first=snippet.marks[mark.note])
    snippet.marks.setdefault(mark.note, place)
    return NoteReference(note_label(snippet.name, mark.note), place)


def _spans(inline: document.Inline, place: Place, snippet: Snippet, plain: bool) -> Iterator[_Span]:
    """An inline's text in its look; of a field what it shows, which is told of."""
    match inline:
        case Run():
            _check_format(inline, place, snippet, plain=plain)
            bold, italic = (False, False) if plain else (inline.format.bold, inline.format.italic)
            yield _Span(inline.text, bold, italic, inline.link, inline.control)
        case Tab():
            yield _Span(" ")
        case Field():
            if inline.result:
                snippet.tell(rules.SNIPPET_FIELD, place, name=inline.name, shown=inline.result)
            else:
                snippet.tell(rules.SNIPPET_EMPTY_FIELD, place, name=inline.name)
            yield _Span(inline.result, link=inline.link)


def _check_format(run: Run, place: Place, snippet: Snippet, *, plain: bool) -> None:
    """Tells of a look that boardpaper does not carry over; in `plain` words, such as a heading, capitals may stand."""
    words = run.text.strip()
    if run.format.strike and words:
        snippet.tell(rules.SNIPPET_STRUCK, place, words=words[:30])
    style = _dropped_style(run, plain=plain)
    if style:
        snippet.tell_once(rules.STYLE_DROPPED, place, style=style, words=words[:30])


def _dropped_style(run: Run, *, plain: bool) -> str:
    """What a person calls the look that the words lose; "" where they lose none."""
    form: RunFormat = run.format
    if form.vertical is not Vertical.BASELINE and not _ORDINAL.fullmatch(run.text):
        return f"{form.vertical} letters"
    if not plain and (form.caps or form.small_caps) and run.text != run.text.upper():
        return "capitals"
    return "underlining" if form.underline and not run.link and run.text.strip() else ""


def _check_raised_figures(inlines: Sequence[document.Inline], place: Place, snippet: Snippet) -> None:
    """Figures above or below the line right behind others, a typed note's mark or a power, would join them."""
    for before, run in pairwise(inlines):
        if not (isinstance(before, Run) and isinstance(run, Run)) or run.format.vertical is before.format.vertical:
            continue
        if before.text[-1:].isdigit() and run.text[:1].isdigit():
            snippet.tell(
                rules.FIGURES_JOINED,
                place,
                before=before.text.strip()[-12:],
                style=run.format.vertical,
                raised=run.text.strip()[:12],
            )


def _without_attribute(spans: list[_Span]) -> tuple[list[_Span], bool]:
    """`spans` without `{.unnumbered}` at their end, and whether it stood there."""
    found = _UNNUMBERED.search("".join(span.text for span in spans))
    if not found:
        return spans, False
    left = found.start()
    kept: list[_Span] = []
    for span in spans:
        kept.append(replace(span, text=span.text[:left]))
        left = max(left - len(span.text), 0)
    return kept, True


def _read_spans(spans: list[_Span], place: Place, snippet: Snippet) -> Iterator[_Linked]:
    """Find the marks in the text of `spans` taken together; each takes its style from where its name begins."""
    for control, group in groupby(spans, lambda span: span.control):
        members = list(group)
        figure = _controlled(control, members, place, snippet) if control else None
        if figure:
            yield figure, members[0].link
        else:
            yield from _scan(members, place, snippet)


def _controlled(control: str, spans: list[_Span], place: Place, snippet: Snippet) -> FigureReference | None:
    """A figure that boardpaper once printed, copied from a paper, is the same reference again."""
    if control.startswith(SOURCE_PREFIX):
        words = "".join(span.text for span in spans)
        snippet.tell(rules.SOURCE_LOST, place, words=words)
        return None
    try:
        reference = read_reference(control)
    except ReferenceFault:
        return None
    return FigureReference(str(reference), place, spans[0].bold, spans[0].italic)


def _scan(spans: list[_Span], place: Place, snippet: Snippet) -> list[_Linked]:
    """Words and figures in order, whatever runs Word has cut their marks into."""
    text = "".join(span.text for span in spans)
    starts = list(accumulate((len(span.text) for span in spans), initial=0))[:-1]
    pieces: list[_Linked] = []
    position = done = 0
    while found := _MARK_START.search(text, position):
        mark = mark_at(text, found.start(), len(text))
        if mark is None:
            position = found.start() + 1
            continue
        pieces.extend(_cut(spans, starts, done, found.start()))
        position = mark.end
        figure = _figure(mark, _style(spans, starts, text, found.start()), place, snippet)
        done = mark.end if figure else found.start()
        pieces.extend([figure] if figure else [])
    pieces.extend(_cut(spans, starts, done, len(text)))
    return pieces


def _style(spans: list[_Span], starts: list[int], text: str, start: int) -> _Span:
    """The span that holds the first letter of a mark's own words, which is where an author sets its style."""
    name = next((at for at in range(start, len(text)) if text[at] not in "{[ \u00a0"), start)
    return spans[bisect_right(starts, name) - 1]


def _figure(mark: Mark, style: _Span, place: Place, snippet: Snippet) -> _Linked | None:
    """A figure; None, and a finding, for a mark that is none."""
    finding = mark_finding(mark, place)
    if finding:
        snippet.findings.append(finding)
        return None
    if mark.kind is MarkKind.SOURCED:
        return SourcedFigure(mark.text, mark.source, style.bold, style.italic), style.link
    reference = mark.text.translate(_WORD_TYPES).strip()
    return FigureReference(reference, place, style.bold, style.italic), style.link


def _cut(spans: list[_Span], starts: list[int], begin: int, end: int) -> Iterator[_Linked]:
    """The text from `begin` to `end`, in the styles of its spans."""
    for span, start in zip(spans, starts, strict=True):
        text = span.text[max(begin - start, 0) : max(end - start, 0)]
        if text:
            yield Text(text, span.bold, span.italic), span.link


def _merged(pieces: Iterable[_Linked]) -> Iterator[_Linked]:
    """`pieces` with neighbouring text of one style made one."""

    def key(piece: _Linked) -> object:
        word, link = piece
        return (link, word.bold, word.italic) if isinstance(word, Text) else id(piece)

    for _, group in groupby(list(pieces), key):
        members = list(group)
        first, link = members[0]
        if isinstance(first, Text):
            yield (
                Text("".join(word.text for word, _ in members if isinstance(word, Text)), first.bold, first.italic),
                link,
            )
        else:
            yield from members


def _with_links(pieces: Iterable[_Linked], place: Place, snippet: Snippet) -> Iterator[Inline]:
    """The pieces with those of one link together; a link that holds more than words is none."""
    for link, group in groupby(pieces, lambda piece: piece[1]):
        words = [word for word, _ in group]
        inside = tuple(word for word in words if isinstance(word, Text | FigureReference | SourcedFigure))
        address = _address(link, place, snippet) if link and inside else ""
        if address and len(inside) == len(words):
            yield Link(address, inside, place)
        else:
            yield from words


def _address(link: document.Link, place: Place, snippet: Snippet) -> str:
    """Where `link` leads, or empty where its words are printed without it."""
    if not link.address and link.bookmark in snippet.bookmarks:
        snippet.tell_once(rules.LINK_DROPPED, place)
        return ""
    address = link.address or f"#{link.bookmark}"
    unsafe = address_finding(address, place)
    if unsafe:
        snippet.findings.append(unsafe)
        return ""
    return address


def _trimmed(words: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """`words` without blanks at either end."""
    kept = list(words)
    if kept and isinstance(first := kept[0], Text):
        kept[0] = Text(first.text.lstrip(" "), first.bold, first.italic)
    if kept and isinstance(last := kept[-1], Text):
        kept[-1] = Text(last.text.rstrip(" "), last.bold, last.italic)
    return tuple(word for word in kept if not (isinstance(word, Text) and not word.text))
