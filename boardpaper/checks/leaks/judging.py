"""What becomes of all that public papers share with restricted ones: what blocks, what is acknowledged, and told."""

import hashlib
import json
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from boardpaper.checks.leaks.passages import LINE, Items, OpenPaper, Passage, passages, public_items, union
from boardpaper.checks.leaks.readers.pieces import WHOLE_FILE
from boardpaper.checks.leaks.rewording import is_own
from boardpaper.checks.leaks.shared import SharedIndex, is_amount
from boardpaper.checks.leaks.shares import Place, Reworded, Stretch, Use
from boardpaper.checks.leaks.stretches import GRAM
from boardpaper.checks.leaks.words import squeeze
from boardpaper.model.finding import Finding
from boardpaper.model.meeting import Acknowledgement, day_words
from boardpaper.model.messages import counted, listed
from boardpaper.rules import leaks as rules
from boardpaper.rules.rule import Rule

# A paper is the same where so much of it is, of so many letters at least; the rest is headers and numbers.
_SAME, _LEAST_SAME = 0.95, 200
_MOST_TOLD = 8
_MOST_PLACES = 4
_LETTERS_OF_WORD, _FIRST_WORDS = 5, 6


class Source(Struct, frozen=True):
    """A restricted file: the `paper` it belongs to (“item 9”), what it is `called`, and the `whole` it is words of.

    `whole` is the same for all files of narrative of one folder, and empty for files that are no paper.
    """

    paper: str
    called: str
    whole: str = ""


class Terms(Struct, frozen=True):
    """What a person has acknowledged, by its mark, and the meeting that the marks are for: its day and its folder."""

    acknowledged: Mapping[str, Acknowledgement] = field(default_factory=dict)
    day: str = ""
    folder: str = "MEETING"


class Judged(Struct, frozen=True):
    """The findings about what public papers share, and the marks that belong to them, acknowledged or not."""

    findings: tuple[Finding, ...] = ()
    marks: frozenset[str] = frozenset()


class _Shared(Struct, frozen=True):
    """One thing that public papers and a restricted one have: what of it has a mark, and at which places.

    `found` and `settled` are the rules for what nobody has acknowledged yet, and for what somebody has.
    """

    place: Place
    parts: Sequence[tuple[str, str]]
    found: Rule
    settled: Rule
    values: Mapping[str, str] = field(default_factory=dict)


class _Case(Struct):
    """All that is judged together. `wholes` are the restricted papers that each public paper says whole."""

    index: SharedIndex
    sources: Sequence[Source]
    papers: Sequence[OpenPaper]
    terms: Terms
    items: Items
    plain: frozenset[str]
    wholes: dict[str, set[str]] = field(default_factory=dict)
    told: dict[str, str] = field(default_factory=dict)
    marks: set[str] = field(default_factory=set)


def judge(index: SharedIndex, sources: Sequence[Source], papers: Sequence[OpenPaper], terms: Terms) -> Judged:
    """The findings about all that `papers` share: whole files, passages, amounts, references, pictures, names.

    What stands in several public papers is told once, with all its places. What most public items say is no secret any
    more, but for whole files.
    """
    plain = frozenset(word for paper in papers for word in paper.shares.plain)
    case = _Case(index, sources, papers, terms, public_items(papers), plain)
    findings = [
        *_whole_findings(case),
        *_passage_findings(case),
        *_reworded_findings(case),
        *_use_findings(case),
        *_picture_findings(case),
        *(finding for paper in papers if paper.judged for finding in _warnings(case, paper)),
    ]
    return Judged(tuple(dict.fromkeys(findings)), frozenset(case.marks))


def _judged(case: _Case) -> Iterator[OpenPaper]:
    return (paper for paper in case.papers if paper.judged)


# Whole papers


def _whole_findings(case: _Case) -> Iterator[Finding]:
    grams = _grams_by_whole(case)
    for paper in _judged(case):
        found = dict(_wholes(case, paper, grams))
        case.wholes[paper.called] = set(found)
        yield from found.values()


def _grams_by_whole(case: _Case) -> dict[str, list[int]]:
    """Where the letters are, in order, that tell of each restricted paper whether all of it is met."""
    found: dict[str, list[int]] = {}
    for at in sorted(case.index.grams.values()):
        place = case.index.source_of(at)
        if place.prose and (whole := case.sources[place.source].whole):
            found.setdefault(whole, []).append(at)
    return found


def _wholes(case: _Case, paper: OpenPaper, grams: Mapping[str, Sequence[int]]) -> Iterator[tuple[str, Finding]]:
    """The restricted papers that stand in `paper` whole, by what they are the whole of."""
    spans = union(paper.shares.spans)
    for whole, places in grams.items():
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


def _in_whole(case: _Case, paper: OpenPaper, source: int) -> bool:
    """Whether a paper says all of a restricted one, which has been told."""
    return case.sources[source].whole in case.wholes[paper.called]


# Passages


def _passage_findings(case: _Case) -> Iterator[Finding]:
    """The passages that no one may have meant to be public; those that read like any report's, together."""
    ordinary: dict[tuple[bool, int], list[Passage]] = {}
    for passage in (*_passages(case, lines=False), *_passages(case, lines=True)):
        if passage.ordinary:
            paper, first = passage.papers[0]
            ordinary.setdefault((paper.line, _source(case, first)), []).append(passage)
            continue
        for paper, _ in passage.papers:
            case.told[paper.called] = f"{case.told.get(paper.called, '')}\0{_letters(case, passage)}"
        yield from _told(case, _shared_passage(case, passage))
    for (is_line, source), several in sorted(ordinary.items()):
        yield _ordinary_finding(case, source, several, rules.LINES_SHARED if is_line else rules.PASSAGES_ORDINARY)


def _passages(case: _Case, *, lines: bool) -> Iterator[Passage]:
    """The passages in papers, or in lines of the agenda. What these say of a paper, such as its title, it says too."""
    stretches = [
        (paper, [one for one in paper.shares.stretches if not _in_whole(case, paper, _source(case, one))])
        for paper in _judged(case)
        if paper.line == lines
    ]
    for passage in passages(case.index, case.items, stretches, case.index.basis if lines else case.index.house):
        plain = lines and not case.index.has_detail(_letters(case, passage))
        yield replace(passage, ordinary=True) if plain else passage


def _shared_passage(case: _Case, passage: Passage) -> _Shared:
    start = passage.own[0][0]
    letters = sum(end - start for start, end in passage.own)
    first = passage.papers[0][1]
    return _Shared(
        case.index.source_of(start),
        [(_at(paper, one.where), _letters(case, passage)) for paper, one in _once_a_paper(passage)],
        rules.SHARED_PASSAGE,
        rules.PASSAGE_ACKNOWLEDGED,
        {
            "words": first.words_from(start),
            "length": f"about {counted(max(1, letters // _LETTERS_OF_WORD), 'word')}",
        },
    )


def _once_a_paper(passage: Passage) -> Iterator[tuple[OpenPaper, Stretch]]:
    seen = set[str]()
    for paper, one in passage.papers:
        if paper.called not in seen:
            seen.add(paper.called)
            yield paper, one


def _ordinary_finding(case: _Case, source: int, several: Sequence[Passage], rule: Rule) -> Finding:
    """The warning about all passages of a restricted file that read like any report's, or that the agenda says."""
    words = [
        f"“{one.words_from(passage.own[0][0])} …” ({_at(paper, one.where)})"
        for passage in several
        for paper, one in passage.papers[:1]
    ]
    return rule.at(
        several[0].papers[0][0].called,
        words=listed(words, _MOST_TOLD),
        stand="stands" if len(several) == 1 else "stand",
        restricted=case.sources[source].called,
    )


def _letters(case: _Case, passage: Passage) -> str:
    start, end = passage.span
    return case.index.joined[start:end].replace("\0", "")


def _source(case: _Case, stretch: Stretch) -> int:
    return case.index.source_of(stretch.start).source


# Sentences in nearly the same words


def _reworded_findings(case: _Case) -> Iterator[Finding]:
    """The restricted sentences that public papers say in nearly the same words, but for those told as passages."""
    found: dict[int, dict[str, tuple[OpenPaper, Reworded]]] = {}
    for paper in case.papers:
        for one in paper.shares.reworded:
            found.setdefault(one.number, {}).setdefault(paper.called, (paper, one))
    for number, papers in sorted(found.items()):
        sentence = case.index.rewordings.sentences[number]
        if case.items.are_most({paper.item for paper, _ in papers.values()}) or not is_own(case.index.house, sentence):
            continue
        left = [
            (paper, one)
            for paper, one in papers.values()
            if paper.judged and not _in_whole(case, paper, sentence.place.source) and not _is_stretch(case, paper, one)
        ]
        if left:
            parts = [(_at(paper, one.where), f"{sentence.letters} {squeeze(one.text)}") for paper, one in left]
            values = {"words": " ".join(left[0][1].text.split()[:_FIRST_WORDS])}
            rule, settled = rules.PASSAGE_REWORDED, rules.REWORDING_ACKNOWLEDGED
            yield from _told(case, _Shared(sentence.place, parts, rule, settled, values))


def _is_stretch(case: _Case, paper: OpenPaper, one: Reworded) -> bool:
    """Whether a part of a sentence has been met letter by letter, and weighed as a passage."""
    letters = squeeze(one.text)
    return any(
        case.index.joined[start : start + GRAM] in letters for start, end in paper.shares.spans if end - start >= LINE
    )


# Amounts and references


def _use_findings(case: _Case) -> Iterator[Finding]:
    """The amounts and references that not most public items have, and that stand in no passage that is told."""
    for thing, uses in _uses(case).items():
        if case.items.are_most({paper.item for paper, _ in uses if not paper.line}):
            continue
        held = case.index.what(thing)
        left = [
            (paper, use)
            for paper, use in uses
            if paper.judged and not _in_whole(case, paper, held.place.source) and not _is_in(use, thing, case, paper)
        ]
        if not left:
            continue
        parts = [(_at(paper, use.where), f"{thing} {use.sentence}") for paper, use in left]
        yield from _told(case, _shared_use(case, thing, left[0][1], parts))


def _uses(case: _Case) -> dict[str, list[tuple[OpenPaper, Use]]]:
    found: dict[str, list[tuple[OpenPaper, Use]]] = {}
    for paper in case.papers:
        for thing, uses in paper.shares.uses.items():
            found.setdefault(thing, []).extend((paper, use) for use in uses)
    return found


def _is_in(use: Use, thing: str, case: _Case, paper: OpenPaper) -> bool:
    """Whether an amount stands where a passage does that is told."""
    told, figures = case.told.get(paper.called, ""), thing.rpartition(" ")[2].replace(".", "")
    before, after = use.before + figures, figures + use.after
    return bool((use.before and before in told) or (use.after and after in told))


def _shared_use(case: _Case, thing: str, first: Use, parts: Sequence[tuple[str, str]]) -> _Shared:
    held = case.index.what(thing)
    found, settled = rules.SHARED_REFERENCE, rules.REFERENCE_ACKNOWLEDGED
    if is_amount(thing):
        found, settled = rules.SHARED_AMOUNT, rules.AMOUNT_ACKNOWLEDGED
    if not first.rounded:
        return _Shared(held.place, parts, found, settled, {"words": held.written})
    return _Shared(held.place, parts, rules.AMOUNT_ROUNDED, settled, {"words": first.written, "exact": held.written})


# Pictures


def _picture_findings(case: _Case) -> Iterator[Finding]:
    """The pictures that not most public items show, and no template."""
    for number, (picture, source) in enumerate(case.index.pictures):
        shown = [paper for paper in case.papers if number in paper.shares.pictures]
        left = [paper for paper in shown if paper.judged and not _in_whole(case, paper, source)]
        items = {paper.item for paper in shown}
        # In a small meeting a letterhead is in both papers.
        if not left or case.items.are_most(items) or (len(items) > 1 and items == set(case.items.spans)):
            continue
        letters = hashlib.sha256(b"".join(picture.grounds)).hexdigest()
        parts = [(_at(paper, paper.shares.pictures[number]), letters) for paper in left]
        yield from _told(
            case, _Shared(Place(source, picture.place), parts, rules.SHARED_PICTURE, rules.PICTURE_ACKNOWLEDGED)
        )


# Warnings about one paper


def _warnings(case: _Case, paper: OpenPaper) -> Iterator[Finding]:
    """What two papers may have by chance, together for each restricted file; pages that nobody can search."""
    yield from _round_findings(case, paper)
    yield from _name_findings(case, paper)
    if paper.shares.wordless:
        yield wordless_finding(paper.called, paper.shares.wordless, rules.PAGES_WORDLESS)


def wordless_finding(called: str, pages: Sequence[str], rule: Rule) -> Finding:
    """The finding of `rule` about those pages of a file that are only a picture."""
    one = len(pages) == 1
    return rule.at(
        called, pages=listed(pages, _MOST_TOLD), show="shows" if one else "show", have="has" if one else "have"
    )


def _round_findings(case: _Case, paper: OpenPaper) -> Iterator[Finding]:
    found: dict[int, list[str]] = {}
    for digits, written in paper.shares.rounds.items():
        having = {each.item for each in case.papers if digits in each.shares.rounds or digits in each.shares.uses}
        source = case.index.what(digits).place.source
        if not (case.items.are_most(having) or _in_whole(case, paper, source) or digits in paper.shares.uses):
            found.setdefault(source, []).append(f"“{written}”")
    for source, amounts in sorted(found.items()):
        yield rules.AMOUNTS_ROUND.at(
            paper.called,
            words=listed(amounts, _MOST_TOLD),
            stand="stands" if len(amounts) == 1 else "stand",
            restricted=case.sources[source].called,
        )


def _name_findings(case: _Case, paper: OpenPaper) -> Iterator[Finding]:
    """The names that no other public item has, together for each restricted file."""
    found: dict[int, list[str]] = {}
    told = case.told.get(paper.called, "")
    named = case.index.line_names if paper.line else case.index.names
    for name in paper.shares.names:
        place, written = named[name]
        parts = name.split(" ")
        items = {each.item for each in case.papers if name in each.shares.names}
        known = len(items) > 1 or case.plain.issuperset(parts) or "".join(parts) in told
        if not known and not _in_whole(case, paper, place.source):
            found.setdefault(place.source, []).append(written)
    for source, names in sorted(found.items()):
        one = [name for name in names if not any(name != other and name in other.split(" ") for other in names)]
        yield rules.SHARED_NAMES.at(
            paper.called,
            names=listed((f"“{name}”" for name in one), _MOST_TOLD),
            stand="stands" if len(one) == 1 else "stand",
            restricted=case.sources[source].called,
        )


# What is told


def _at(paper: OpenPaper, where: str) -> str:
    return f"{paper.called}, {where}" if where else paper.called


def _told(case: _Case, shared: _Shared) -> Iterator[Finding]:
    """The finding about those parts that nobody has acknowledged; one for each reason of those that somebody has."""
    source = case.sources[shared.place.source]
    restricted = f"{source.called}, {shared.place.where}" if shared.place.where else source.called
    groups: dict[tuple[str, str], dict[str, list[str]]] = {}
    for where, letters in shared.parts:
        mark = mark_of(case.terms.day, source.paper, letters)
        case.marks.add(mark)
        said = case.terms.acknowledged.get(mark)
        group = groups.setdefault((day_words(said.day), said.reason) if said else ("", ""), {})
        group.setdefault(mark, []).append(where)
    for (day, reason), marks in groups.items():
        where, *others = dict.fromkeys(place for places in marks.values() for place in places)
        values = {
            **shared.values,
            "restricted": restricted,
            "also_where": f", and in {listed(others, _MOST_PLACES)}" if others else "",
            "marks": " ".join(marks),
        }
        if day:
            values.pop("exact", None)
            yield shared.settled.at(where, day=day, reason=reason, **values)
        else:
            yield shared.found.at(where, meeting=case.terms.folder, **values)


def mark_of(day: str, paper: str, letters: str) -> str:
    """The mark of what public papers and the restricted `paper` of a meeting share: it changes with any of these.

    Who knows the meeting can try out which amount has a mark: it is for the secretariat's own folder.
    """
    return hashlib.blake2b(json.dumps([day, paper, letters]).encode(), digest_size=6).hexdigest()
