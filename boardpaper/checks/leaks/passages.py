"""The passages that public papers share with restricted ones: who else has them, and whether they are a house's words.

Two papers with the same secret do not excuse each other. What three public items say, and half of all, is how an office
writes; what fewer say is that only where it reads so.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from boardpaper.checks.leaks.procedure import is_procedure
from boardpaper.checks.leaks.secrets import PublicWords
from boardpaper.checks.leaks.shared import SharedIndex
from boardpaper.checks.leaks.shares import Shares, Stretch
from boardpaper.checks.leaks.stretches import GRAM
from boardpaper.checks.leaks.wording import is_attendance, is_half_model, is_model_wording

# The letters of a passage that must be answered for: about a line, which has sixty with its spaces.
LINE = 48
# What lies between two stretches of one passage: a date, the end of a page, a word put in another's place.
_GAP = 24
# Fewer letters in a row that only few papers have count for nothing.
_LEAST_OWN = 16
# Of a passage so many letters must be no words of the house's.
_LEAST_UNTOLD = 20
# What several items say, and what most of them say: so many at least, and so large a share of all.
SEVERAL, _MOST_SHARE = 3, 0.5
# Who says so much of a paragraph says it.
_MOST_SAID = 0.75

Span = tuple[int, int]


class OpenPaper(Struct, frozen=True):
    """A public file that is held against the restricted ones: its item, what it is called, and what it shares.

    One that is not `judged` only tells what else is public. A `line` is one of the agenda's, and no paper.
    """

    item: str
    called: str
    shares: Shares
    judged: bool = True
    line: bool = False


class Items(Struct, frozen=True):
    """The public items whose papers are known, and what of restricted texts each of them says."""

    spans: Mapping[str, Sequence[Span]]

    def are_most(self, items: Collection[str]) -> bool:
        """Whether so many items that what they say is no secret any more, whatever it is."""
        return len(items) >= SEVERAL and len(items) >= _MOST_SHARE * len(self.spans)

    def having(self, index: SharedIndex, span: Span) -> list[str]:
        """The items that say most of these restricted letters."""
        parts = list(index.first_said(*span))
        least = _MOST_SAID * (span[1] - span[0])
        return [
            item
            for item, spans in self.spans.items()
            if sum(high - low for part in parts for low, high in _clipped(spans, part)) >= least
        ]


class Passage(Struct, frozen=True):
    """A passage of restricted letters in some public files: each with the stretch that shows the passage's beginning.

    `own` is what of it not most items say, and `span` reaches from its beginning to its end. One that is `ordinary`
    reads like what any report says, or several items say it.
    """

    span: Span
    own: Sequence[Span]
    papers: Sequence[tuple[OpenPaper, Stretch]]
    ordinary: bool


class _Part(Struct, frozen=True):
    """A part of a passage, no longer than a paragraph, and the items that have it."""

    span: Span
    items: frozenset[str]


def public_items(papers: Sequence[OpenPaper]) -> Items:
    """The public items of `papers`, and what each of them shares."""
    spans: dict[str, list[Span]] = {paper.item: [] for paper in papers if not paper.line}
    for paper in papers:
        if not paper.line:
            spans[paper.item] += ((each.start, each.end) for each in paper.shares.stretches)
    return Items({item: union(each) for item, each in spans.items()})


def passages(
    index: SharedIndex, items: Items, stretches: Sequence[tuple[OpenPaper, Sequence[Stretch]]], house: PublicWords
) -> Iterator[Passage]:
    """The passages of a line or more that not most public items have, each with all the papers that it stands in.

    `stretches` are those of each paper that is judged. What the `house` says is no secret.
    """
    known = [one for _, each in stretches for one in each]
    parts = [part for whole in union((one.start, one.end) for one in known) for part in _parts(index, items, whole)]
    plain, secret = list[_Part](), list[_Part]()
    for part in parts:
        (plain if _is_ordinary(index, items, part, known) else secret).append(part)
    for ordinary, own in (*((True, [part.span]) for part in plain), *((False, run) for run in _runs(index, secret))):
        if _is_line(index, house, own):
            found = ((paper, _first(each, own)) for paper, each in stretches)
            yield Passage((own[0][0], own[-1][1]), own, [(paper, one) for paper, one in found if one], ordinary)


def _parts(index: SharedIndex, items: Items, whole: Span) -> Iterator[_Part]:
    """The parts of restricted letters that not most public items have."""
    for part in _by_items(items, whole):
        for start, end in _paragraphs(index, part.span):
            if end - start >= _LEAST_OWN and not items.are_most(part.items):
                yield _Part((start, end), part.items)


def _by_items(items: Items, whole: Span) -> Iterator[_Part]:
    """Restricted letters, cut where an item begins or ceases to have them."""
    begun: dict[int, set[str]] = {whole[0]: set()}
    ended: dict[int, set[str]] = {whole[1]: set()}
    for item, spans in items.spans.items():
        for start, end in _clipped(spans, whole):
            begun.setdefault(start, set()).add(item)
            ended.setdefault(end, set()).add(item)
    last: _Part | None = None
    having = frozenset[str]()
    for start, end in pairwise(sorted(begun.keys() | ended.keys())):
        having = (having - ended.get(start, set())) | begun.get(start, set())
        if last and last.items == having:
            last = _Part((last.span[0], end), having)
            continue
        if last:
            yield last
        last = _Part((start, end), having)
    if last:
        yield last


def _paragraphs(index: SharedIndex, span: Span) -> Iterator[Span]:
    """The parts of `span` between ends of paragraphs, dates and the like."""
    start, end = span
    for letters in index.joined[start:end].split("\0"):
        if letters:
            yield start, start + len(letters)
        start += len(letters) + 1


def _runs(index: SharedIndex, parts: Sequence[_Part]) -> Iterator[list[Span]]:
    """Parts that lie close together in one restricted file."""
    run: list[Span] = []
    for start, end in sorted(part.span for part in parts):
        if run and (start - run[-1][1] > _GAP or index.source_of(start).source != index.source_of(run[-1][0]).source):
            yield run
            run = []
        run.append((start, end))
    if run:
        yield run


def _is_ordinary(index: SharedIndex, items: Items, part: _Part, stretches: Iterable[Stretch]) -> bool:
    """Whether a part leads to no matter, and several items say it, or it reads like what any report may say.

    What two items say is also ordinary where it stands among such sentences in the restricted paper.
    """
    if index.has_detail(index.joined[slice(*part.span)]):
        return False
    sentences = _sentences(part.span, stretches)
    if len(part.items) >= SEVERAL or reads_like_any(sentences) or _is_attendance(part.span, stretches):
        return True
    if len(part.items) < 2:
        return False
    known = [_is_known(index, items, span, stretches) for span in _beside(index, part.span)]
    return known == [True, True] or (any(known) and is_half_model(sentences))


def reads_like_any(sentences: Sequence[str]) -> bool:
    """Whether sentences read like what reports of any matter say."""
    return is_model_wording(sentences) or is_procedure(sentences)


def _is_attendance(span: Span, stretches: Iterable[Stretch]) -> bool:
    """Whether a whole part says, in some public paper, who came to a meeting."""
    whole = (one for one in stretches if one.start <= span[0] and span[1] <= one.end)
    return any(is_attendance(one.text, one.words_in(*span)) for one in whole)


def _beside(index: SharedIndex, span: Span) -> Iterator[Span]:
    """A line before and a line after a part in its restricted paper, as far as that goes."""
    source = index.source_of(span[0]).source
    before = max(index.begin_of(source), span[0] - LINE), span[0]
    after = span[1], min(index.end_of(source), span[1] + LINE)
    return (each for each in (before, after) if each[1] - each[0] >= GRAM)


def _is_known(index: SharedIndex, items: Items, span: Span, stretches: Iterable[Stretch]) -> bool:
    """Whether several items say a line, or few do and it reads like what any report may say."""
    having = items.having(index, span)
    if not having or len(having) >= SEVERAL:
        return bool(having)
    sentences = _sentences(next(index.first_said(*span)), stretches)
    return reads_like_any(sentences) or (len(having) > 1 and is_half_model(sentences))


def _sentences(span: Span, stretches: Iterable[Stretch]) -> list[str]:
    """The sentences that a part belongs to, as the public paper writes them that has most of it."""
    start, end = span
    widest = max(stretches, key=lambda one: (min(one.end, end) - max(one.start, start), -len(one.where)))
    return widest.sentences_of(start, end)


def _is_line(index: SharedIndex, house: PublicWords, spans: Sequence[Span]) -> bool:
    """Whether parts are a line together, without the words of the house's."""
    if sum(end - start for start, end in spans) < LINE:
        return False
    return sum(len(house.untold(index.joined[start:end], LINE)) for start, end in spans) >= _LEAST_UNTOLD


def _touches(stretch: Stretch, spans: Iterable[Span]) -> bool:
    return any(stretch.start < end and start < stretch.end for start, end in spans)


def _first(stretches: Iterable[Stretch], spans: Sequence[Span]) -> Stretch | None:
    """The stretch of a paper that shows the first part of a passage which it has, best in the words of a page."""
    for span in spans:
        if found := [one for one in stretches if _touches(one, [span])]:
            return min(found, key=lambda one: (max(one.start, span[0]), len(one.where), -one.end))
    return None


def _clipped(spans: Sequence[Span], whole: Span) -> Iterator[Span]:
    """The parts of `spans`, which are in order, that lie in `whole`."""
    for start, end in spans[max(0, bisect_left(spans, whole) - 1) :]:
        if start >= whole[1]:
            break
        if end > whole[0]:
            yield max(start, whole[0]), min(end, whole[1])


def union(spans: Iterable[Span]) -> list[Span]:
    """`spans` in order, those that touch as one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
