"""What becomes of all that public papers share with restricted ones: what blocks, what is acknowledged, and told."""

import hashlib
import json
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, field

from boardpaper.checks.leaks.readers.pieces import WHOLE_FILE
from boardpaper.checks.leaks.secrets import PublicWords
from boardpaper.checks.leaks.shared import Place, SharedIndex, Shares, Stretch
from boardpaper.checks.leaks.stretches import GRAM
from boardpaper.model.finding import Finding
from boardpaper.model.meeting import Acknowledgement, day_words
from boardpaper.model.messages import counted, listed
from boardpaper.rules import leaks as rules
from boardpaper.rules.rule import Rule

# The letters of a passage that must be answered for: about a line, which has sixty with its spaces.
LINE = 48
# What lies between two stretches of one passage: a date, the end of a page, a word put in another's place.
_GAP = 24
# Fewer letters in a row that only one public paper has count for nothing.
_LEAST_OWN = 16
# Of a passage so many letters must be no words of the house's.
_LEAST_UNTOLD = 32
# A paper is the same where so much of it is, of so many letters at least; the rest is headers and numbers.
_SAME, _LEAST_SAME = 0.95, 200
_MOST_NAMES = 8
_LETTERS_OF_WORD = 5

Span = tuple[int, int]


class Source(Struct, frozen=True):
    """A restricted file: the `paper` it belongs to (“item 9”), what it is `called`, and the `whole` it is words of.

    `whole` is the same for all files of narrative of one folder, and empty for files that are no paper.
    """

    paper: str
    called: str
    whole: str = ""


class OpenPaper(Struct, frozen=True):
    """A public file that is held against the restricted ones: its item, what it is called, and what it shares.

    One that is not `judged` only tells what else is public.
    """

    item: str
    called: str
    shares: Shares
    judged: bool = True


class Terms(Struct, frozen=True):
    """What a person has acknowledged, by its mark, and the meeting that the marks are for: its day and its folder."""

    acknowledged: Mapping[str, Acknowledgement] = field(default_factory=dict)
    day: str = ""
    folder: str = "MEETING"


class _Passage(Struct, frozen=True):
    """A passage of restricted letters in a public file, what of it no other item has, and the stretch of its start."""

    span: Span
    own: Sequence[Span]
    first: Stretch


class _Case(Struct, frozen=True):
    """All that is judged together: `spans` are what each public item shares, `items` the items that have a thing."""

    index: SharedIndex
    sources: Sequence[Source]
    papers: Sequence[OpenPaper]
    terms: Terms
    spans: Mapping[str, Sequence[Span]]
    items: Mapping[str, frozenset[str]]
    plain: frozenset[str]
    grams: Mapping[str, Sequence[int]]


def judge(
    index: SharedIndex, sources: Sequence[Source], papers: Sequence[OpenPaper], terms: Terms
) -> tuple[Finding, ...]:
    """The findings about all that `papers` share, paper by paper: whole files, passages, amounts, names.

    What several public items say is no secret any more, but for whole files.
    """
    case = _Case(
        index,
        sources,
        papers,
        terms,
        _spans_by_item(papers),
        _items_by_thing(papers),
        frozenset(word for paper in papers for word in paper.shares.plain),
        _grams_by_whole(index, sources),
    )
    return tuple(finding for paper in papers if paper.judged for finding in _findings(case, paper))


def union(spans: Iterable[Span], gap: int = 0) -> list[Span]:
    """`spans` in order, those that touch, or have no more than `gap` between them, as one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1] + gap:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def without(span: Span, others: Sequence[Span]) -> Iterator[Span]:
    """What of `span` is in none of `others`, which are in order and do not touch."""
    start, end = span
    for low, high in others[max(0, bisect_left(others, span) - 1) :]:
        if low >= end:
            break
        if high <= start:
            continue
        if low > start:
            yield start, low
        start = high
    if start < end:
        yield start, end


def _spans_by_item(papers: Sequence[OpenPaper]) -> dict[str, list[Span]]:
    found: dict[str, list[Span]] = {paper.item: [] for paper in papers}
    for paper in papers:
        found[paper.item] += ((each.start, each.end) for each in paper.shares.stretches)
    return {item: union(spans) for item, spans in found.items()}


def _items_by_thing(papers: Sequence[OpenPaper]) -> dict[str, frozenset[str]]:
    """The public items that have each amount and each name."""
    found: dict[str, set[str]] = {}
    for paper in papers:
        for thing in (*paper.shares.amounts, *paper.shares.names):
            found.setdefault(thing, set()).add(paper.item)
    return {thing: frozenset(items) for thing, items in found.items()}


def _grams_by_whole(index: SharedIndex, sources: Sequence[Source]) -> dict[str, list[int]]:
    """Where the letters are, in order, that tell of each restricted paper whether all of it is met."""
    found: dict[str, list[int]] = {}
    for at in sorted(index.grams.values()):
        place = index.source_of(at)
        if place.prose and (whole := sources[place.source].whole):
            found.setdefault(whole, []).append(at)
    return found


def _findings(case: _Case, paper: OpenPaper) -> Iterator[Finding]:
    wholes = dict(_wholes(case, paper))
    yield from wholes.values()
    passages = [each for each in _passages(case, paper) if _source(case, each.span[0]).whole not in wholes]
    for passage in passages:
        yield _passage_finding(case, paper, passage)
    told = "\0".join(_letters(case, passage.span) for passage in passages)
    yield from _amount_findings(case, paper, told, wholes)
    yield from _name_findings(case, paper, told, wholes)


def _wholes(case: _Case, paper: OpenPaper) -> Iterator[tuple[str, Finding]]:
    """The restricted papers that stand in `paper` whole, by what they are the whole of."""
    spans = union((each.start, each.end) for each in paper.shares.stretches)
    for whole, places in case.grams.items():
        met = sum(bisect_left(places, end - GRAM + 1) - bisect_left(places, start) for start, end in spans)
        letters = sum(high - low for low, high in union((at, at + GRAM) for at in places))
        if letters >= _LEAST_SAME and met >= _SAME * len(places):
            source = next(each for each in case.sources if each.whole == whole)
            yield whole, rules.SHARED_WORDS.at(paper.called, restricted=source.called)
    for number, place in paper.shares.files.items():
        source = case.sources[number]
        if place == WHOLE_FILE:
            finding = rules.SHARED_FILE.at(paper.called, restricted=source.called)
        else:
            finding = rules.SHARED_ATTACHMENT.at(paper.called, place=place, restricted=source.called)
        yield source.whole or source.called, finding


def _passages(case: _Case, paper: OpenPaper) -> Iterator[_Passage]:
    """The passages of a line or more that no other public item has."""
    others = union(span for item, spans in case.spans.items() if item != paper.item for span in spans)
    # What a restricted paper says twice may have been met there or here.
    elsewhere = PublicWords(text="\0".join(case.index.joined[start:end] for start, end in others))
    stretches = sorted(paper.shares.stretches, key=lambda each: (each.start, -each.end))
    for span in _in_one_source(case, union(((each.start, each.end) for each in stretches), _GAP)):
        own = [piece for piece in without(span, others) if piece[1] - piece[0] >= _LEAST_OWN]
        if sum(end - start for start, end in own) < LINE:
            continue
        letters = [_letters(case, piece) for piece in own]
        if all(_untold(known, letters) >= _LEAST_UNTOLD for known in (case.index.house, elsewhere)):
            first = next(each for each in stretches if each.start <= own[0][0] + _GAP and each.end > own[0][0])
            yield _Passage(span, own, first)


def _untold(known: PublicWords, pieces: Iterable[str]) -> int:
    """How many letters of all `pieces` are not among the `known`; no more than a line's for each."""
    return sum(len(known.untold(piece, LINE)) for piece in pieces)


def _in_one_source(case: _Case, spans: Iterable[Span]) -> Iterator[Span]:
    """`spans` cut where one restricted file ends and the next begins."""
    for start, end in spans:
        source = case.index.source_of(start).source
        while (border := case.index.end_of(source)) < end:
            yield start, border
            start = border + 1
            source = case.index.source_of(start).source
        yield start, end


def _passage_finding(case: _Case, paper: OpenPaper, passage: _Passage) -> Finding:
    """The finding for a passage: it quotes what no other public item has, and marks all of it."""
    letters = sum(len(_letters(case, piece)) for piece in passage.own)
    return _told(
        case,
        paper,
        case.index.source_of(passage.own[0][0]),
        (rules.SHARED_PASSAGE, rules.PASSAGE_ACKNOWLEDGED),
        passage.first.where,
        _letters(case, passage.span),
        words=passage.first.words_from(passage.own[0][0]),
        length=f"about {counted(max(1, letters // _LETTERS_OF_WORD), 'word')}",
    )


def _amount_findings(case: _Case, paper: OpenPaper, told: str, wholes: Mapping[str, Finding]) -> Iterator[Finding]:
    """The amounts that no other public item has, and that stand in no passage that is `told`."""
    for digits, where in paper.shares.amounts.items():
        place, written = case.index.amounts[digits]
        if len(case.items[digits]) > 1 or case.sources[place.source].whole in wholes:
            continue
        if digits.replace(".", "") not in told:
            both = (rules.SHARED_AMOUNT, rules.AMOUNT_ACKNOWLEDGED)
            yield _told(case, paper, place, both, where, digits, words=written)


def _name_findings(case: _Case, paper: OpenPaper, told: str, wholes: Mapping[str, Finding]) -> Iterator[Finding]:
    """The names that no other public item has, together for each restricted file."""
    found: dict[int, list[str]] = {}
    for name in paper.shares.names:
        place, written = case.index.names[name]
        parts = name.split(" ")
        known = len(case.items[name]) > 1 or case.plain.issuperset(parts) or "".join(parts) in told
        if not known and case.sources[place.source].whole not in wholes:
            found.setdefault(place.source, []).append(written)
    for source, names in sorted(found.items()):
        one = [name for name in names if not any(name != other and name in other.split(" ") for other in names)]
        yield rules.SHARED_NAMES.at(
            paper.called,
            names=listed((f"“{name}”" for name in one), _MOST_NAMES),
            stand="stands" if len(one) == 1 else "stand",
            restricted=case.sources[source].called,
        )


def _told(
    case: _Case, paper: OpenPaper, place: Place, both: tuple[Rule, Rule], where: str, letters: str, **values: str
) -> Finding:
    """The finding by the first rule; by the second where a person has acknowledged it."""
    source = case.sources[place.source]
    mark = mark_of(case.terms.day, paper.item, source.paper, letters)
    here, there = f"{paper.called}, {where}", f"{source.called}, {place.where}"
    said = case.terms.acknowledged.get(mark)
    if said is None:
        return both[0].at(here, restricted=there, meeting=case.terms.folder, mark=mark, **values)
    day = day_words(said.day)
    return both[1].at(here, restricted=there, day=day, reason=said.reason, mark=mark, **values)


def mark_of(day: str, item: str, paper: str, letters: str) -> str:
    """The mark of what the public `item` and the restricted `paper` of a meeting share: it changes with any of these.

    Who knows the meeting can try out which amount has a mark: it is for the secretariat's own folder.
    """
    return hashlib.blake2b(json.dumps([day, item, paper, letters]).encode(), digest_size=6).hexdigest()


def _letters(case: _Case, span: Span) -> str:
    return case.index.joined[span[0] : span[1]].replace("\0", "")


def _source(case: _Case, at: int) -> Source:
    return case.sources[case.index.source_of(at).source]
