"""Two versions of a paper compared: paragraphs matched by their words, figures told apart from those."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from boardpaper.live.controls import SOURCE_PREFIX
from boardpaper.live.ledger import FigureRecord, Ledger
from boardpaper.live.records import recorded_figure, recorded_suppression
from boardpaper.model.difference import Difference, FigureChange, FigureFate, WordChange, WordFate
from boardpaper.model.document import Bookmark, Document, Drawing, Field, Inline, Link, NoteMark, Run
from boardpaper.model.kpi import Marker, Suppression
from boardpaper.model.paragraphs import Part, every_paragraph
from boardpaper.model.reference import facet_of, is_reference
from boardpaper.model.refresh import without_quote
from boardpaper.model.suppression import (
    UNTOLD,
    says_suppressed,
    strictest,
    tells_of_number,
    tells_suppressed,
    unveiled,
    was_withheld,
    without_quoted,
)

# Paragraphs with less in common are another paragraph, not a changed one.
_ALIKE = 0.5
# Above this many comparisons, a stretch of rewritten paragraphs is told as removed and added.
_MOST_PAIRS = 250_000
_WORDS_BEFORE = 4
_NUMBER = re.compile(r"[\d.()]+")
_WORD = re.compile(r"\S+\s*|\s+")


_Key = tuple[str, ...]


class _Piece(Struct, frozen=True):
    """A word with the space after it, a whole figure, a number that Word counts, or a picture.

    `tag` is a figure's, `field` what such a number is worked out from. `secret` is a figure's that may not be told,
    `suppression` what may not be told in its place. `as_bound` is one that nobody has typed over, and `freed` one that
    was bound anew since the other version, whose suppression holds no longer for it.
    """

    text: str
    tag: str = ""
    link: str = ""
    picture: str = ""
    field: str = ""
    secret: bool = False
    as_bound: bool = False
    freed: bool = False
    suppression: Suppression = Suppression()

    @property
    def key(self) -> str:
        """What two versions of the piece have in common; a figure stays itself whatever it shows."""
        return f"\0{self.tag or self.field}" if self.tag or self.field else self.text.rstrip()


class _Line(Struct, frozen=True):
    """A paragraph that says something."""

    where: str
    part: Part
    pieces: tuple[_Piece, ...]
    key: _Key

    @property
    def words(self) -> str:
        return _words(self.pieces)


def compare_documents(
    before: Document, after: Document, ledgers: tuple[Ledger | None, Ledger | None] = (None, None)
) -> Difference:
    """What changed from `before` to `after`: text, figures, notes, links and pictures, but not formatting.

    A paragraph that only stands elsewhere is moved. Numbers that Word counts by itself are not compared. What the
    ledger of either file suppresses is told of neither, but where `after` gives it openly from a later workbook.
    """
    known = (ledgers[0] or Ledger(), ledgers[1] or Ledger())
    terms = _Terms(known)
    old, new = _discreet(
        _judged(_lines(before), known[0], terms),
        _judged(_lines(after), known[1], terms, earlier=_Terms(known[:1]), own=_Terms(known[1:])),
    )
    figures: list[FigureChange] = []
    words: list[tuple[int, WordChange]] = []
    gone: list[_Line] = []
    come: list[tuple[int, _Line]] = []
    for first, second, place in _matched(old, new):
        if first is None:
            come += [] if second is None else [(place, second)]
        elif second is None:
            gone.append(first)
        else:
            changes = _compare_lines(first, second)
            figures += changes.figures
            words += [(place, change) for change in changes.words]
    moved, rest = _tell_moves(gone, come)
    figures += moved.figures
    told = sorted([*words, *rest], key=lambda entry: entry[0])
    removed = [WordChange(WordFate.REMOVED, line.where, before=line.words) for line in gone]
    return Difference(tuple(figures), (*(change for _, change in told), *removed))


class _Terms:
    """What files suppress: by the figures' tags, and by their indicators and titles with the facet."""

    def __init__(self, ledgers: Sequence[Ledger]) -> None:
        held: dict[tuple[str, str], list[Suppression]] = {}
        self._bound: dict[tuple[str, str], str] = {}
        for record in (each for ledger in ledgers for each in ledger.figures):
            by = recorded_suppression(record)
            for key in _names(record):
                self._bound[key] = max(record.bound, self._bound.get(key, ""))
            if by != Suppression():
                for key in _names(record):
                    held.setdefault(key, []).append(by)
        self._held = {key: strictest(each) for key, each in held.items()}

    def of(self, tag: str, record: FigureRecord | None) -> Suppression:
        """What may not be told of a figure."""
        names = _names(record) if record else (("", tag),)
        return strictest(self._held[name] for name in names if name in self._held)

    def are_before(self, record: FigureRecord) -> bool:
        """Whether a figure was bound to a later workbook than in these files; where that is not known, it was not."""
        times = [self._bound[name] for name in _names(record) if name in self._bound]
        return bool(times) and all(times) and record.bound > max(times)


def _names(record: FigureRecord) -> tuple[tuple[str, str], ...]:
    """All that a figure goes by, in this paper or in one in which it has another name."""
    named = ((each.casefold(), record.facet) for each in (record.indicator, record.title) if each)
    return (("", record.tag), *named)


def _lines(document: Document) -> list[_Line]:
    """The paragraphs that say or show something, in reading order."""
    # The same picture may have another name in each file.
    pictures = {name: hashlib.sha256(part.content).hexdigest() for name, part in document.images.items()}
    lines = []
    for spot in every_paragraph(document):
        pieces = tuple(_pieces(spot.paragraph.inlines, pictures))
        if any(piece.text.strip() or piece.picture for piece in pieces):
            key = (spot.part.value, *(piece.key for piece in pieces))
            lines.append(_Line(spot.place, spot.part, pieces, key))
    return lines


def _judged(
    lines: Sequence[_Line], ledger: Ledger, terms: _Terms, *, earlier: _Terms | None = None, own: _Terms | None = None
) -> list[_Line]:
    """The paragraphs with what may be told of their figures, by what either file suppresses.

    A figure that was bound to a later workbook than in the `earlier` file is judged by what its `own` file suppresses.
    """
    records = {record.tag: record for record in ledger.figures}

    def judged(piece: _Piece) -> _Piece:
        if not piece.tag:
            return piece
        record = records.get(piece.tag)
        freed = bool(earlier and record and earlier.are_before(record))
        by = (own if own and freed else terms).of(piece.tag, record)
        as_bound = record is not None and piece.text.split() == record.text.split()
        piece = replace(piece, suppression=by, as_bound=as_bound, freed=freed)
        return replace(piece, secret=_is_secret(piece, record))

    return [replace(line, pieces=tuple(map(judged, line.pieces))) for line in lines]


def _is_secret(piece: _Piece, record: FigureRecord | None) -> bool:
    """Whether a figure says what may not be told, or a number where [c] was bound, or was bound with such a number."""
    if says_suppressed(piece.text, facet_of(piece.tag), piece.suppression):
        return True
    if record is None:
        return False
    figure = recorded_figure(record)
    if unveiled(piece.text, record.text, record.facet, piece.suppression):
        return True
    return tells_suppressed(figure, piece.suppression) and not (piece.as_bound and was_withheld(figure))


def _discreet(*versions: Sequence[_Line]) -> list[list[_Line]]:
    """The versions without what one says of a figure that another one suppresses."""
    marks = [_Marks(lines) for lines in versions]

    def told(piece: _Piece, own: _Marks) -> _Piece:
        by_own = not piece.as_bound and own.hide(piece)
        by_other = not piece.freed and any(each.hide(piece) for each in marks if each is not own)
        secret = piece.secret or by_own or by_other
        return replace(piece, text=UNTOLD) if secret and not _is_marked(piece) else piece

    secret = {
        piece.text
        for own, lines in zip(marks, versions, strict=True)
        for line in lines
        for piece in line.pieces
        if told(piece, own) != piece
    }

    def discreet(line: _Line, own: _Marks) -> _Line:
        pieces = tuple(told(piece, own) for piece in line.pieces)
        where = without_quote(line.where) if pieces != line.pieces else line.where
        return replace(line, pieces=pieces, where=without_quoted(where, secret))

    return [[discreet(line, own) for line in lines] for own, lines in zip(marks, versions, strict=True)]


class _Marks:
    """The figures of one version that show [c]."""

    def __init__(self, lines: Sequence[_Line]) -> None:
        shown = [piece for line in lines for piece in line.pieces if _is_marked(piece)]
        self._tags = {piece.tag for piece in shown}
        self._values = {_value_named(piece.tag) for piece in shown} - {None}

    def hide(self, piece: _Piece) -> bool:
        """Whether a figure is one of them, or tells of a value that is."""
        if not piece.tag or (piece.as_bound and not tells_of_number(facet_of(piece.tag))):
            return False
        return piece.tag in self._tags or _named(piece.tag) in self._values


def _is_marked(piece: _Piece) -> bool:
    """Whether a piece is a figure that shows [c]."""
    return bool(piece.tag) and Marker.CONFIDENTIAL.symbol in piece.text


def _named(tag: str) -> tuple[str, str]:
    """The indicator and the period of a reference."""
    reference, _, period = tag.partition("@")
    return reference.partition(".")[0], period


def _value_named(tag: str) -> tuple[str, str] | None:
    """The indicator and period of a value; None for another facet, which may be suppressed for the sake of another."""
    return _named(tag) if facet_of(tag).startswith("value") else None


def _pieces(inlines: Sequence[Inline], pictures: Mapping[str, str]) -> Iterator[_Piece]:
    """The inlines as words and figures; runs that only differ in format are one text."""
    said = (inline for inline in inlines if not isinstance(inline, Bookmark | NoteMark))
    for (kind, tag, link), group in groupby(said, key=_belongs):
        together = list(group)
        if kind is Run:
            text = "".join(inline.text if isinstance(inline, Run) else " " for inline in together)
            yield from (_Piece(text, tag=tag),) if tag else _linked(text, link)
        for inline in together:
            if isinstance(inline, Field):
                yield _Piece(inline.result, field=inline.instruction)
            elif isinstance(inline, Drawing):
                yield _Piece(f"[{inline.alt}] ", picture=pictures.get(inline.image, inline.image))


def _belongs(inline: Inline) -> tuple[type, str, str]:
    """What neighbours that make one text have in common: the control around them, or else where they lead."""
    if isinstance(inline, Field | Drawing):
        return type(inline), "", ""
    if isinstance(inline, Run):
        tag = inline.control if _is_figure(inline.control) else ""
        return Run, tag, "" if tag else _target(inline.link)
    return Run, "", ""


def _is_figure(tag: str) -> bool:
    """Whether a control of that tag holds a figure; of others, which LibreOffice drops, the words are compared."""
    return tag.startswith(SOURCE_PREFIX) or is_reference(tag)


def _target(link: Link | None) -> str:
    """Where a link leads, as one string: an address, or `#` and a bookmark."""
    return "" if link is None else link.address or f"#{link.bookmark}"


def _linked(text: str, link: str) -> Iterator[_Piece]:
    """Words, or the number of a place in the paper, which Word counts."""
    if link.startswith("#") and _NUMBER.fullmatch(text.strip()):
        yield _Piece(text, field=link)
    else:
        yield from _cut(text, link)


def _cut(text: str, link: str) -> Iterator[_Piece]:
    """Words with the space after them."""
    return (_Piece(words, link=link) for words in _WORD.findall(text))


def _words(pieces: Sequence[_Piece]) -> str:
    """The pieces' text with every stretch of space as one space."""
    return " ".join("".join(piece.text for piece in pieces).split())


def _matched(old: Sequence[_Line], new: Sequence[_Line]) -> Iterator[tuple[_Line | None, _Line | None, int]]:
    """Pairs of paragraphs that are the same or alike, None on the side where there is none, and the place in `new`."""
    matcher = SequenceMatcher(None, [line.key for line in old], [line.key for line in new], autojunk=False)
    for kind, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal":
            pairs = list(zip(range(old_start, old_end), range(new_start, new_end), strict=True))
        else:
            pairs = _alike(old, range(old_start, old_end), new, range(new_start, new_end))
        yield from _in_order(old, new, pairs, range(old_start, old_end), range(new_start, new_end))


def _in_order(
    old: Sequence[_Line], new: Sequence[_Line], pairs: Sequence[tuple[int, int]], olds: range, news: range
) -> Iterator[tuple[_Line | None, _Line | None, int]]:
    """Old and new lines side by side, None where one has no partner, each with its place among the new ones."""
    partner = {second: first for first, second in pairs}
    matched = set(partner.values())
    for second in news:
        first = partner.get(second)
        yield (None if first is None else old[first]), new[second], second
    for first in olds:
        if first not in matched:
            yield old[first], None, news.start


def _alike(old: Sequence[_Line], olds: range, new: Sequence[_Line], news: range) -> list[tuple[int, int]]:
    """The pairs, in order on both sides, that have most in common in all."""
    if len(olds) * len(news) > _MOST_PAIRS:
        return []
    taken, best = _in_common([old[first].key for first in olds], [new[second].key for second in news])
    pairs = []
    row = column = 0
    while row < len(olds) and column < len(news):
        if taken[row][column] and best[row][column] == taken[row][column]:
            pairs.append((olds[row], news[column]))
            row, column = row + 1, column + 1
        elif best[row][column] == best[row + 1][column]:
            row += 1
        else:
            column += 1
    return pairs


def _in_common(olds: Sequence[_Key], news: Sequence[_Key]) -> tuple[list[list[float]], list[list[float]]]:
    """What all pairs from a row and a column on have in common: where these two are a pair, and at best.

    What a pair has in common is the share of its words that both sides have, 0 for less than half.
    """
    counts = [Counter(key) for key in news]
    taken = [[0.0] * len(news) for _ in olds]
    best = [[0.0] * (len(news) + 1) for _ in range(len(olds) + 1)]
    for row in range(len(olds) - 1, -1, -1):
        own = Counter(olds[row])
        for column in range(len(news) - 1, -1, -1):
            share = 2 * (own & counts[column]).total() / (own.total() + counts[column].total())
            if share >= _ALIKE:
                taken[row][column] = share + best[row + 1][column + 1]
            best[row][column] = max(taken[row][column], best[row + 1][column], best[row][column + 1])
    return taken, best


def _tell_moves(
    gone: list[_Line], come: Sequence[tuple[int, _Line]]
) -> tuple[Difference, list[tuple[int, WordChange]]]:
    """What is new, or only stands elsewhere; what has moved is taken out of `gone`."""
    figures: list[FigureChange] = []
    told: list[tuple[int, WordChange]] = []
    for place, line in come:
        origin = next((old for old in gone if old.key == line.key), None)
        if origin is None:
            told.append((place, WordChange(WordFate.ADDED, line.where, after=line.words)))
            continue
        gone.remove(origin)
        told.append((place, WordChange(WordFate.MOVED, line.where, before=origin.where, after=line.where)))
        changes = _compare_lines(origin, line)
        figures += changes.figures
        told += [(place, change) for change in changes.words]
    return Difference(tuple(figures)), told


def _compare_lines(old: _Line, new: _Line) -> Difference:
    """The changes inside one paragraph."""
    figures: list[FigureChange] = []
    words: list[WordChange] = []
    matcher = SequenceMatcher(
        None, [piece.key for piece in old.pieces], [piece.key for piece in new.pieces], autojunk=False
    )
    for kind, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        before, after = old.pieces[old_start:old_end], new.pieces[new_start:new_end]
        if kind == "equal":
            for first, second in zip(before, after, strict=True):
                _compare_pieces(first, second, new.where, figures, words)
            continue
        figure = _became(before, after, new.where)
        if figure is not None:
            figures.append(figure)
            continue
        if not any(piece.key or piece.picture for piece in (*before, *after)):
            # Spaces alone, such as a page break that another program has moved into the paragraph.
            continue
        said = _words(new.pieces[max(0, new_start - _WORDS_BEFORE) : new_start])
        words.append(WordChange(WordFate.CHANGED, new.where, _words(before), _words(after), said))
    return Difference(tuple(figures), tuple(words))


def _compare_pieces(old: _Piece, new: _Piece, where: str, figures: list[FigureChange], words: list[WordChange]) -> None:
    """Tells how a piece that stands in both papers differs: another figure, picture or link."""
    if new.tag and old.text != new.text:
        figures.append(FigureChange(new.tag, where, old.text, new.text))
    if old.picture != new.picture:
        words.append(WordChange(WordFate.PICTURE, where, old.text.strip(), new.text.strip()))
    if old.link != new.link:
        words.append(WordChange(WordFate.LINK, where, old.link, new.link, new.text.strip()))


def _became(before: Sequence[_Piece], after: Sequence[_Piece], where: str) -> FigureChange | None:
    """A live figure that is typed words in the other version, or typed words that are a live figure there."""
    if typed := _typed(before, after):
        return FigureChange(typed[0].tag, where, _words([typed[0]]), _typed_as(typed), FigureFate.TYPED)
    if typed := _typed(after, before):
        return FigureChange(typed[0].tag, where, _typed_as(typed), _words([typed[0]]), FigureFate.LIVE)
    return None


def _typed_as(typed: tuple[_Piece, str]) -> str:
    """What was typed for a figure; nothing of it where it may not be told."""
    figure, words = typed
    marked = _is_marked(figure) or figure.text == UNTOLD
    untold = marked or says_suppressed(words, facet_of(figure.tag), figure.suppression)
    return UNTOLD if untold and words.strip() != Marker.CONFIDENTIAL.symbol else words


def _typed(live: Sequence[_Piece], plain: Sequence[_Piece]) -> tuple[_Piece, str] | None:
    """The one figure among `live`, and the words that say it in `plain`; no more than signs may stand beside it."""
    figures = [at for at, piece in enumerate(live) if piece.tag]
    if len(figures) != 1 or any(piece.tag for piece in plain):
        return None
    (at,) = figures
    left, right, words = _words(live[:at]), _words(live[at + 1 :]), _words(plain)
    if any(letter.isalnum() for letter in left + right) or not (words.startswith(left) and words.endswith(right)):
        return None
    typed = words[len(left) : len(words) - len(right)].strip()
    return (live[at], typed) if _could_be(_words([live[at]]), typed) else None


def _could_be(figure: str, typed: str) -> bool:
    """Whether typed words could be the figure: the same, or another number of no more words."""
    return typed.rstrip(".,;:") == figure or (
        any(letter.isdigit() for letter in typed) and len(typed.split()) <= len(figure.split())
    )
