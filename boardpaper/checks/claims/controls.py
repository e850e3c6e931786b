"""A bound figure held against the words around it: the sign of its change, its indicator, its period, its order."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from msgspec import Struct

from boardpaper.checks.claims.by_name import named_before
from boardpaper.checks.claims.phrases import SIGNED_DOWN, SIGNED_UP, is_doubted, is_taken_back
from boardpaper.checks.claims.sentences import CHANGE, DIRECTION, OPAQUE, PERIOD, SIGNS, Q, Sentence
from boardpaper.checks.claims.subjects import exactly_named, is_kin, mentions
from boardpaper.checks.prose.periods import TypedPeriod, read_periods
from boardpaper.model.facts import Facts, KnownIndicator
from boardpaper.model.finding import Finding
from boardpaper.model.kpi import Figure, Period, PeriodKind
from boardpaper.model.period import is_before, period_words, same_dates
from boardpaper.rules import claims as rules

_SOFT = r"(?:(?:an?|the|about|around|almost|nearly|just|over|under|more than|less than|some|only|roughly|a further) )*"
_GOES = rf"(?:(?P<up>{SIGNED_UP})|(?P<down>{SIGNED_DOWN}))"
_BARE = rf"[^.;:,{Q}{CHANGE}{DIRECTION}{OPAQUE}]"
# "Increased by", "fell sharply, by", "an increase of", "up", before a change; "a fall in burglary of"; and behind it
# "8% more", "an 8% annual increase".
_SIGNS = (
    re.compile(
        rf"\b{_GOES}(?:,? (?:\w+ly|again|further|overall|year on year))?,?(?: (?:by|of))? {_SOFT}(?P<at>{CHANGE})", re.I
    ),
    re.compile(rf"\b{_GOES}(?:(?!\b(?:{SIGNED_UP}|{SIGNED_DOWN})\b){_BARE}){{1,60}}? by {_SOFT}(?P<at>{CHANGE})", re.I),
    re.compile(rf"\b{_GOES} (?:in|on) {_BARE}{{1,60}}? of {_SOFT}(?P<at>{CHANGE})", re.IGNORECASE),
    re.compile(rf"(?P<at>{CHANGE}) (?:(?:annual|overall|further|year-on-year|net|recorded) )?{_GOES}\b", re.IGNORECASE),
)
_BETTER = re.compile(
    rf"\b(?:(?P<up>improv(?:ed|es|ing)|(?:an? )?improvement)|(?P<down>worsen(?:ed|ing)|deteriorat(?:ed|ing)|"
    rf"(?:a )?deterioration))(?:,? \w+ly)?,? (?:by|of) {_SOFT}(?P<at>{CHANGE})",
    re.IGNORECASE,
)
_WAY = {1: "a rise", -1: "a fall"}
_WENT = {1: "an increase", -1: "a decrease", 0: "no change"}
_UNCHANGED = re.compile(rf"(?P<said>{DIRECTION}) by {_SOFT}(?P<at>{CHANGE})", re.IGNORECASE)
_NO_CHANGE = ("did not change", "unchanged", "no change")
_VALUE_FACETS = ("value", "value.words", "value.marked", "baseline", "share")
# What leads from a subject to its figure, and from a figure to what it counts.
_VERB = (
    r"(?:stood|stands|standing|came|comes|was|were|is|are|remain(?:s|ed)|reached|totalled|numbered|amounted|averaged|"
    rf"{SIGNED_UP}|{SIGNED_DOWN})"
)
_LEADS = re.compile(
    rf"\b{_VERB}(?: \w+ly)?,?(?: (?:at|to|by|from|up|down|a total of|in (?:the )?{PERIOD},?))* {_SOFT}$", re.IGNORECASE
)
_THERE_WERE = re.compile(rf"\bthere (?:were|was|have been|had been) {_SOFT}$", re.IGNORECASE)
_IN_OF = re.compile(
    rf"\b(?:{SIGNED_UP}|{SIGNED_DOWN}|change|number|total|level) (?:in|of) (?P<name>[^.;:,(){SIGNS}]{{3,60}}?) "
    rf"(?:of|to|was|is|were|stood at) {_SOFT}$",
    re.IGNORECASE,
)
# "Both rose, to 5 and 6": each of several figures belongs to another subject.
_IN_A_LIST = re.compile(rf"{Q}(?: [\w-]+)?,? and (?:to |at )?$", re.IGNORECASE)
_LIST_AFTER = re.compile(rf"(?: [\w-]+)?,? and (?:to |at )?{Q}", re.IGNORECASE)
_NAME_ENDS = re.compile(
    rf"[,.;:()?!{SIGNS}]|\b(?:is|are|was|were|has|have|had|been|in|during|over|from|to|at|on|than|by|and|for|as|per|"
    r"recorded|reported|compared|against|last|this)\b",
    re.IGNORECASE,
)
_FROM_TO = re.compile(
    rf"\b{_GOES}(?: \w+ly)?,?(?: (?:back|again|further|overall))? from {_SOFT}(?P<earlier>{Q})"
    rf"[^.;{Q}]{{0,60}}? to {_SOFT}(?P<later>{Q})"
    rf"|\b(?:to|at),? {_SOFT}(?P<now>{Q})[^.;{Q}]{{0,60}}?,? (?:up |down )?from {_SOFT}(?P<before>{Q})",
    re.IGNORECASE,
)
# A period with its preposition; where a clause begins it holds for what follows, else for what stands before it.
_PREPOSITION = re.compile(r"\b(?:in|during|for|throughout)(?: the)?(?: \w+)?? $", re.IGNORECASE)
_CLAUSE_START = re.compile(
    r"(?:^|[;:(]\s*|,\s+(?:and|but|while|whereas)\s+|\b(?:while|whereas|but)\s+)"
    r"(?:in|during|for|throughout)(?: the)?(?: \w+)?? $",
    re.IGNORECASE,
)
_STOPS = re.compile(
    rf"[.;:(){Q}]|\b(?:that|which|who|whose|when|since|now|today|before|after|than|and|but|target\w*|plan\w*|aim\w*|by|"
    r"until|compared|against|promised|would|will|fewer|set|agreed|launched|introduced|committed|published|budget\w*|"
    r"forecast\w*|expected|for|who|to be|began|started|on|ending|ended)\b",
    re.IGNORECASE,
)
_FAR = 90


def check_controls(sentence: Sentence, facts: Facts) -> Iterator[Finding]:
    """A warning for each bound figure that the words of its sentence contradict."""
    if not sentence.changes and not any(each.figure for each in sentence.quantities.values()):
        return
    yield from _check_signs(sentence)
    yield from _check_better(sentence, facts)
    yield from _check_unchanged(sentence)
    yield from _check_subjects(sentence, facts)
    yield from _check_order(sentence, facts)
    yield from _check_periods(sentence)


def sign_of(figure: Figure) -> int | None:
    """1 where a bound change is an increase, -1 for a decrease, 0 for none; None where nothing tells."""
    if figure.value is None:
        return None
    pivot = Decimal(1) if figure.facet == "change.fold" or "-fold" in figure.text else Decimal(0)
    return (figure.value > pivot) - (figure.value < pivot)


def _check_signs(sentence: Sentence) -> Iterator[Finding]:
    """“Increased by {{x.change.percent}}” before a decrease."""
    told: set[int] = set()
    for pattern in _SIGNS:
        for claim in pattern.finditer(sentence.words):
            at = claim.start("at")
            sign = sign_of(sentence.changes[at])
            said = 1 if claim["up"] else -1
            if at in told or sign is None or _is_hedged(sentence.words, claim.start("up" if claim["up"] else "down")):
                continue
            told.add(at)
            if sign != said:
                yield rules.CLAIM_SIGN.at(
                    sentence.passage.where,
                    words=(claim["up"] or claim["down"]),
                    way=_WAY[said],
                    sentence=sentence.said,
                    reference=sentence.changes[at].reference,
                    went=_WENT[sign],
                )


def _check_better(sentence: Sentence, facts: Facts) -> Iterator[Finding]:
    """“Improved by {{x.change.points}}” before a change for the worse."""
    for claim in _BETTER.finditer(sentence.words):
        figure = sentence.changes[claim.start("at")]
        sign, indicator = sign_of(figure), facts.indicators.get(figure.indicator)
        good = indicator.polarity.better if indicator else 0
        said = 1 if claim["up"] else -1
        if sign is not None and good and sign != good * said and not _is_hedged(sentence.words, claim.start()):
            yield rules.CLAIM_POLARITY.at(
                sentence.passage.where,
                words=(claim["up"] or claim["down"]),
                sentence=sentence.said,
                evidence=f"{figure.reference} is {_WENT[sign]}",
                which="higher" if good > 0 else "lower",
            )


def _is_hedged(words: str, at: int) -> bool:
    return is_taken_back(words, at) or is_doubted(words, at)


def _check_unchanged(sentence: Sentence) -> Iterator[Finding]:
    """“Did not change by 0.0%”: a bound direction before the size of no change."""
    for claim in _UNCHANGED.finditer(sentence.words):
        figure = sentence.changes[claim.start("at")]
        said = sentence.texts.get(claim.start("said"), "")
        if said.lower() in _NO_CHANGE or sign_of(figure) == 0:
            yield rules.CLAIM_NO_CHANGE.at(
                sentence.passage.where,
                words=f"{said} by {figure.text}",
                sentence=sentence.said,
                indicator=figure.indicator,
            )


def _check_subjects(sentence: Sentence, facts: Facts) -> Iterator[Finding]:
    """“Personal robbery stood at {{knife.value}}”: the sentence names one indicator, and prints another's figure."""
    for at, figure in sorted(_figures(sentence).items()):
        own = facts.indicators.get(figure.indicator)
        for name in _names(sentence.words, at) if own else ():
            other = exactly_named(name, facts)
            if other and own and _is_another(other, own, name):
                yield rules.CLAIM_SUBJECT.at(
                    sentence.passage.where,
                    words=" ".join(name.split()),
                    sentence=sentence.said,
                    reference=figure.reference,
                    title=own.title,
                    other=other.id,
                )
                break


def _figures(sentence: Sentence) -> Mapping[int, Figure]:
    """The bound figures of a sentence by their places: values and changes."""
    values = {
        at: each.figure
        for at, each in sentence.quantities.items()
        if each.figure and each.figure.facet in _VALUE_FACETS
    }
    return values | dict(sentence.changes)


def _names(words: str, at: int) -> Iterator[str]:
    """What the words say that the figure at `at` counts: before its verb, after “a fall in”, or behind the figure."""
    before = words[:at]
    if _IN_A_LIST.search(before) or _LIST_AFTER.match(words[at + 1 :]):
        return
    if match := _IN_OF.search(before):
        yield match["name"]
    if _THERE_WERE.search(before):
        yield _NAME_ENDS.split(words[at + 1 :])[0]
    elif match := _LEADS.search(before):
        yield named_before(before[: match.start()])
    elif before.endswith(" (") and words[at + 1 : at + 2] in (")", ","):
        yield named_before(before[:-2])


def _is_another(other: KnownIndicator, own: KnownIndicator, name: str) -> bool:
    """Whether the indicator that is named is not the figure's, nor its kin, nor called like it."""
    return other.id != own.id and not is_kin(other.id, own.id) and not mentions(name, own)


def _check_order(sentence: Sentence, facts: Facts) -> Iterator[Finding]:
    """“Rose to {{x.baseline}} from {{x.value}}”, or from one indicator's figure to another's."""
    for claim in _FROM_TO.finditer(sentence.words):
        names = ("earlier", "later") if claim["earlier"] else ("before", "now")
        earlier, later = (sentence.quantities[claim.start(name)].figure for name in names)
        if earlier is None or later is None:
            continue
        if earlier.indicator != later.indicator:
            one, other = (facts.indicators.get(each.indicator) for each in (earlier, later))
            if claim["earlier"] and one and other and _is_another(one, other, one.title):
                yield rules.CLAIM_OF_TWO.at(
                    sentence.passage.where, sentence=sentence.said, one=earlier.reference, other=later.reference
                )
            continue
        since, until = own_period(earlier), own_period(later)
        if since and until and is_before(until, since):
            yield rules.CLAIM_ORDER.at(
                sentence.passage.where,
                sentence=sentence.said,
                later=later.reference,
                until=period_words(until),
                earlier=earlier.reference,
                since=period_words(since),
            )


def own_period(figure: Figure) -> Period | None:
    """The period that a figure's number is of; that of a baseline is the one that it is compared with."""
    return figure.compared_with if figure.facet == "baseline" else figure.period


class _Words(Struct, frozen=True):
    """A sentence with its bound periods written out: `at` gives where a figure stands in it by its old place."""

    text: str
    at: Mapping[int, int]


def _with_periods(sentence: Sentence) -> _Words:
    """The words of a sentence in which bound periods stand as they are printed."""
    text, at = "", {}
    for place, letter in enumerate(sentence.words):
        at[len(text)] = place
        text += sentence.texts.get(place, letter) if letter == PERIOD else letter
    return _Words(text, at)


def _check_periods(sentence: Sentence) -> Iterator[Finding]:
    """“In 2023/24 there were {{x.value}}”, which is of another period."""
    words = _with_periods(sentence)
    figures = _figures(sentence)
    for typed in read_periods(words.text):
        at = _figure_of(words, typed)
        figure = figures.get(at) if at is not None else None
        period = own_period(figure) if figure else None
        if figure and period and not _may_be(typed.period, period):
            yield rules.CLAIM_PERIOD.at(
                sentence.passage.where,
                words=words.text[typed.start : typed.end],
                sentence=sentence.said,
                reference=figure.reference,
                period=period_words(period),
            )


def _figure_of(words: _Words, typed: TypedPeriod) -> int | None:
    """Where the one figure stands that a typed period dates; None where that is not plain."""
    before, after = words.text[: typed.start], words.text[typed.end :]
    if not _PREPOSITION.search(before):
        return None
    if _CLAUSE_START.search(before):
        places = [typed.end + match.start() for match in re.finditer(f"[{Q}{CHANGE}]", after[:_FAR])][:1]
        gap = after.removeprefix(",")[: places[0] - typed.end] if places else ""
    else:
        places = [match.start() for match in re.finditer(f"[{Q}{CHANGE}]", before)][-1:]
        gap = before[places[0] + 1 :] if places else ""
        gap = re.sub(r"\b(?:in|during|for|throughout)(?: the)?(?: \w+)?? $", "", gap)
        if len(gap) > _FAR:
            return None
    if not places or _STOPS.search(gap.rstrip(f"{Q}{CHANGE}")) or "," in gap.rstrip(", ").removeprefix(","):
        return None
    return words.at.get(places[0])


def _may_be(said: Period, own: Period) -> bool:
    """Whether a figure of the period `own` may be told of as one of `said`: the same days, or days within it."""
    if own.start is None or own.end is None or said.start is None or said.end is None or same_dates(said, own):
        return True
    if said.start <= own.start and own.end <= said.end:
        return True
    # "In 2024" is loosely said of 2024/25.
    return said.kind is PeriodKind.CALENDAR_YEAR and said.start <= own.end and own.start <= said.end
