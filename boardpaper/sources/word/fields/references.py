"""Cross-references and style references worked out anew, from what the document says by now (17.16.5)."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from boardpaper.model.document import (
    Bookmark,
    Break,
    BreakKind,
    Field,
    Inline,
    Link,
    Note,
    NoteMark,
    Paragraph,
    Run,
    Tab,
    plain_text,
)
from boardpaper.model.fields.code import (
    FieldCode,
    asks_for_number,
    number_asked,
    parse_field_code,
    same_letters,
    style_asked,
)
from boardpaper.rules import word as rules
from boardpaper.sources.word.fields.dressing import dressed
from boardpaper.sources.word.story.state import WORDS_QUOTED, Reading

# What a field shows: inlines, no change, or nothing that could be worked out.
Shown = list[Inline] | None

# Versions of Word differ about the full stop in 1.(a); a document keeps its own manner.
_STOP_INSIDE = ".("
# A reference to more than this is no reference.
_LONGEST = 20_000
_DEEPEST = 20
_INLINES_READ = 50
# LibreOffice marks a paragraph by an empty bookmark at its beginning, whose name begins so.
_LIBREOFFICE = "__ref"
_ERROR = "Error!"


class Spot(Struct, frozen=True):
    """A paragraph of the body, how many stand before it, and at which of its inlines a bookmark begins."""

    paragraph: Paragraph
    order: int
    at: int = 0


class Asker(Struct, frozen=True):
    """Where a field stands: in which paragraph, at which of its inlines, in which part.

    `order` is that of a `Spot`, for a note that of its mark; -1 for what has no place in the text.
    """

    paragraph: Paragraph
    at: int
    order: int
    part: str = ""


class Index(Struct):
    """What fields can refer to: bookmarks and styles, by name in lower case, and the notes.

    `worded` are the paragraphs of a style that say something, found when first asked for. `sequences` are the numbers
    of SEQ fields by the field's identity; `resolving` are the bookmarks being worked out, which may refer to one
    another in a circle. `known` is what stands in bookmarks, and in paragraphs by their order. Results may grow by
    `room` characters, so that no small file becomes a huge one.
    """

    reading: Reading
    notes: Mapping[str, Note]
    english: bool
    places: dict[str, Spot] = field(default_factory=dict)
    styled: dict[str, list[Spot]] = field(default_factory=dict)
    worded: dict[str, list[Spot]] = field(default_factory=dict)
    sequences: Mapping[int, str] = field(default_factory=dict)
    resolving: set[str] = field(default_factory=set)
    circular: bool = False
    known: dict[str | int, Shown] = field(default_factory=dict)
    room: int = 2_000_000


def make_index(reading: Reading, notes: Mapping[str, Note], language: str, body: Sequence[Paragraph]) -> Index:
    """The index of a document whose body holds these paragraphs, without its sequences."""
    index = Index(reading, notes, (language.lower() or "en").startswith("en"))
    for order, paragraph in enumerate(body):
        spot = Spot(paragraph, order)
        _add_places(index, spot)
        for name in paragraph.style.lower().split(","):
            index.styled.setdefault(name, []).append(spot)
    for note in notes.values():
        for block in note.blocks:
            if isinstance(block, Paragraph):
                _add_places(index, Spot(block, -1))
    return index


def _add_places(index: Index, spot: Spot) -> None:
    """Notes where each bookmark of a paragraph stands, also inside results of fields."""
    for at, inline in enumerate(spot.paragraph.inlines):
        for mark in inline.shown if isinstance(inline, Field) else (inline,):
            if isinstance(mark, Bookmark):
                index.places.setdefault(mark.name.lower(), replace(spot, at=at))


def with_fields(paragraph: Paragraph, index: Index, order: int, part: str = "") -> Paragraph:
    """The paragraph with its references as text, but for those that only pages can tell."""
    if not any(isinstance(inline, Field) for inline in paragraph.inlines):
        return paragraph
    made: list[Inline] = []
    run_in = 0
    for at, inline in enumerate(paragraph.inlines, 1):
        if isinstance(inline, Field):
            made.extend(_resolved(inline, index, Asker(paragraph, at - 1, order, part)))
        else:
            made.append(inline)
        if at == paragraph.run_in:
            run_in = len(made)
    return replace(paragraph, inlines=tuple(made), run_in=run_in)


def _resolved(asked: Field, index: Index, asker: Asker) -> list[Inline]:
    """What a field shows now that all is read; what Word last showed where it cannot be worked out."""
    code = parse_field_code(asked.instruction)
    if code.name == "PAGEREF":
        return _page_of(asked, code, index, asker)
    if code.name.lower() in index.places and asked.shown and code.name not in _WORKERS:
        code = parse_field_code(f"REF {asked.instruction}")
    worker = _WORKERS.get(code.name)
    if worker is None:
        return list(asked.shown) or [asked]
    if code.name == "STYLEREF" and asker.part.startswith("the ") and _spots_of(code, index):
        # Headers and footers show what stands on their page.
        return [replace(asked, shown=())]
    shown = worker(asked, code, index, asker)
    size = len(plain_text(shown)) if shown else 0
    if shown is None or size > min(index.room, _LONGEST):
        return _kept(asked, index, asker)
    index.room -= size
    return dressed(asked, code, shown)


def _kept(asked: Field, index: Index, asker: Asker) -> list[Inline]:
    """Word's last words; a gap where there are none."""
    if not asked.shown:
        index.reading.findings.append(rules.FIELD_NOT_WORKED_OUT.at(_where(index, asker), name=asked.name))
    return [
        replace(inline, link=_sound(inline.link, index)) if isinstance(inline, Run) else inline
        for inline in asked.shown
    ]


def _sound(link: Link | None, index: Index) -> Link | None:
    """The link, unless it leads to a bookmark that is gone, which is then told as a lost reference."""
    if link is None or link.address or link.bookmark.lower() in index.places:
        return link
    return None


def _page_of(asked: Field, code: FieldCode, index: Index, asker: Asker) -> list[Inline]:
    """A page number to be worked out, or the words that Word last showed where its bookmark is gone."""
    name = code.arguments[0].lower() if code.arguments else ""
    if not name or name in index.places or name in index.reading.marked.contents or asker.paragraph.contents:
        return [asked]
    _report_lost(index, asker, asked, "page number")
    return [Run(asked.result, asked.format, _sound(asked.link, index))]


def _report_lost(index: Index, asker: Asker, asked: Field, what: str) -> None:
    """A finding that what a field refers to is gone, and the publication prints what Word last showed."""
    # Where Word itself has noticed, its own words stop the publication.
    if asked.result.strip() and not asked.result.startswith(_ERROR):
        index.reading.findings.append(
            rules.REFERENCE_LOST.at(_where(index, asker), what=what, words=asked.result.strip())
        )


def _where(index: Index, asker: Asker) -> str:
    """The place of a field as a person finds it."""
    place = asker.part or asker.paragraph.called
    before = " ".join(
        plain_text(asker.paragraph.inlines[max(asker.at - _INLINES_READ, 0) : asker.at]).split()[-WORDS_QUOTED:]
    )
    return f"{index.reading.word.name} › {place}" + (f", after “{before}”" if before else "")


def _reference(asked: Field, code: FieldCode, index: Index, asker: Asker) -> Shown:
    """REF: a bookmark's words, its paragraph's number, or whether it stands above or below (17.16.5.51)."""
    if len(code.arguments) > 1:
        # Some programs lose the backslashes of switches: what was asked for is not known.
        return None
    name = code.arguments[0].lower() if code.arguments else ""
    spot = index.places.get(name)
    if spot is None:
        # A bookmark in a header has words, but no place in the text.
        return _content(name, index) if name in index.reading.marked.contents else _lost(asked, index, asker)
    side = _side(spot, asker, index) if code.has("p") else ""
    if asks_for_number(code):
        return _number(asked, code, index, asker, spot, side)
    if code.has("p"):
        return [_plain(side, asked)] if side else None
    content = _content(name, index)
    if content is not None and not plain_text(content).strip():
        return _of_paragraph(spot, index) if name.startswith(_LIBREOFFICE) else _lost(asked, index, asker)
    return content


def _lost(asked: Field, index: Index, asker: Asker) -> Shown:
    """Nothing to show, and a finding, for a bookmark that is gone."""
    if asked.shown:
        _report_lost(index, asker, asked, "cross-reference")
    return None


def _number(asked: Field, code: FieldCode, index: Index, asker: Asker, spot: Spot, side: str) -> Shown:
    """The number of the bookmark's paragraph, in as full a form as the field asks; None where it has none."""
    label = spot.paragraph.label
    if code.has("p") and not side:
        return None
    if label is None or label.numbering == "bullet":
        if asked.result.strip() not in ("", "0"):
            index.reading.findings.append(
                rules.REFERENCE_UNNUMBERED.at(_where(index, asker), words=asked.result.strip())
            )
        return None
    number = number_asked(label, code, asker.paragraph.label)
    if "(" in asked.result and _STOP_INSIDE not in asked.result:
        number = number.replace(_STOP_INSIDE, "(")
    said = f"{number} {side}".strip()
    return list(asked.shown) if asked.shown and same_letters(said, asked.result) else [_plain(said, asked)]


def _side(spot: Spot, asker: Asker, index: Index) -> str:
    """Where a bookmark stands from here; empty where that cannot be said."""
    if spot.order < 0 or asker.order < 0 or not index.english:
        return ""
    if spot.order != asker.order or asker.part:
        return "above" if spot.order <= asker.order else "below"
    return "above" if spot.at < asker.at else "below"


def _note_number(asked: Field, code: FieldCode, index: Index, asker: Asker) -> Shown:
    """NOTEREF: the number of the note whose mark is in the bookmark (17.16.5.42)."""
    name = code.arguments[0].lower() if code.arguments else ""
    spot = index.places.get(name)
    content = index.reading.marked.contents.get(name)
    marks = [inline.note for inline in content or () if isinstance(inline, NoteMark)]
    if spot is None or not marks or marks[0] not in index.notes:
        return _lost(asked, index, asker)
    said = index.notes[marks[0]].number
    if code.has("p"):
        side = _side(spot, asker, index)
        return [_plain(f"{said} {side}", asked)] if side else None
    return [_plain(said, asked)]


def _sequence(asked: Field, code: FieldCode, index: Index, asker: Asker) -> Shown:
    """The number that a SEQ field counted; nothing where it asks to stay hidden."""
    number = index.sequences.get(id(asked))
    if number is None:
        return None
    return [_plain(number, asked)] if number else []


def _style(asked: Field, code: FieldCode, index: Index, asker: Asker) -> Shown:
    """STYLEREF in the text: the last paragraph in that style above, else the first below (17.16.5.59)."""
    spots = _spots_of(code, index)
    if not spots:
        if asked.shown:
            index.reading.findings.append(
                rules.STYLE_REFERENCE_LOST.at(
                    _where(index, asker), words=asked.result.strip(), style=" ".join(code.arguments)
                )
            )
        return None
    if asker.order < 0:
        return None
    # From a note, the paragraph of its mark counts as well.
    above = bisect_left(spots, asker.order + bool(asker.part), key=lambda spot: spot.order)
    found = spots[max(above - 1, 0)]
    if asks_for_number(code):
        return _number(asked, code, index, asker, found, "")
    return _of_paragraph(found, index)


def _of_paragraph(spot: Spot, index: Index) -> Shown:
    """The words of the bookmark's paragraph, worked out once."""
    if spot.order < 0:
        return _flat(spot.paragraph.heading, index)
    if spot.order not in index.known:
        index.known[spot.order] = _flat(spot.paragraph.heading, index)
    return index.known[spot.order]


def _spots_of(code: FieldCode, index: Index) -> list[Spot]:
    """The paragraphs with words in the style that STYLEREF names, in the order of the text."""
    style = style_asked(code)
    if style not in index.worded:
        spots = index.styled.get(style, ())
        index.worded[style] = [spot for spot in spots if plain_text(spot.paragraph.heading).strip()]
    return index.worded[style]


_WORKERS = {"REF": _reference, "NOTEREF": _note_number, "SEQ": _sequence, "STYLEREF": _style}


def _content(name: str, index: Index) -> Shown:
    """What stands in a bookmark; None where that is more than words, or the bookmark refers to itself."""
    if name in index.known:
        return index.known[name]
    marked = index.reading.marked.contents.get(name)
    index.circular |= name in index.resolving
    if marked is None or name in index.resolving or len(index.resolving) > _DEEPEST:
        return None
    index.resolving.add(name)
    outer, index.circular = index.circular, False
    found = _flat(marked, index)
    if index.circular or (found and len(plain_text(found)) > _LONGEST):
        found = None
    index.circular |= outer
    index.resolving.discard(name)
    index.known[name] = found
    return found


def _flat(inlines: Sequence[Inline], index: Index) -> Shown:
    """Words, tabs and line breaks, with fields worked out; None where there is anything else to see."""
    found: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Run | Tab) or (isinstance(inline, Break) and inline.kind is BreakKind.LINE):
            found.append(inline)
        elif isinstance(inline, Field):
            found.append(Run(_words_of(inline, index), inline.format))
        elif not isinstance(inline, Bookmark | NoteMark):
            return None
    return found


def _words_of(inner: Field, index: Index) -> str:
    """What a field inside other words shows by now."""
    code = parse_field_code(inner.instruction)
    if code.name == "SEQ":
        return index.sequences.get(id(inner), inner.result)
    content = _content(code.arguments[0].lower(), index) if code.name == "REF" and code.arguments else None
    plain = content is not None and not asks_for_number(code) and not code.has("p")
    return plain_text(content or []) if plain else inner.result


def _plain(words: str, asked: Field) -> Run:
    return Run(words, asked.format)
