"""Sentences, paragraphs and lists that say a whole and all its parts but one, or a number and the change from it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from boardpaper.checks.undone.wholes import (
    CLAUSE,
    COUNTED,
    NUMBER,
    Hidden,
    list_leaves_one,
    note_leaves_one,
    paragraph_leaves_one,
    sentences_may_leave_one,
)
from boardpaper.model.finding import Finding
from boardpaper.model.kpi import Figure, Marker, Readings
from boardpaper.model.numerals.english import UNDER_HUNDRED, value_of
from boardpaper.model.passage import Passage
from boardpaper.rules import figures as rules

_YEARS = (1900, 2100)
_WHOLE = re.compile(r"\b(?:of|among|total(?:led|s)?|in all|altogether|all)\s*(?:the\s+)?$", re.IGNORECASE)
_PERCENT = r"\s?(?:%|per ?cent)"
_BASE = re.compile(
    r"\b(?:from|against|compared (?:with|to)|\d[\d,]* (?:fewer|less|more|higher|lower) than|(?:down|up) \d[\d,]* on) "
    rf"(?:the |(?:last|the previous) year[’']s )?({COUNTED})(?![.,/–-]?\d|%)",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"\b(?:by|up|down|(?:fall|rise|increase|decrease|reduction|drop) of) "
    rf"(?P<by>{COUNTED})(?P<percent>{_PERCENT})?(?!\w)"
    rf"|\b(?P<first>{COUNTED})(?P<rate>{_PERCENT})? (?:fewer|less|more|higher|lower|increase|decrease|rise|fall)\b",
    re.IGNORECASE,
)
_SHARE_OF = re.compile(
    rf"(?<![\d.])(\d+(?:\.\d+)?){_PERCENT} of (?:the |all |these )?({COUNTED})(?![.,]?\d|%)", re.IGNORECASE
)
_SPELLED = re.compile(rf"\b(?:{UNDER_HUNDRED})(?: hundred(?: and (?:{UNDER_HUNDRED}))?)?\b", re.IGNORECASE)
_DOWN = re.compile(r"\b(?:fewer|less|lower|down|decreas|f[ae]ll|fallen|drop|reduc|declin)", re.IGNORECASE)
_MARK = Marker.CONFIDENTIAL.symbol


def check_sentences(passages: Sequence[Passage], readings: Readings) -> Iterator[Finding]:
    """Sentences that say a whole and all its parts but those that are hidden, or a number and the change from it."""
    for passage in passages:
        hidden = _hidden_in([passage], readings)
        limit = max(hidden.limits, default=Decimal(0))
        for sentence in CLAUSE.split(passage.text):
            marks = sentence.count(_MARK)
            if marks == 1:
                yield from _check_sentence(_in_digits(sentence) if limit else sentence, limit, passage)
            elif marks == len(hidden.limits) and limit and _sentence_leaves_one(_in_digits(sentence), hidden):
                yield rules.SUPPRESSION_UNDONE_HERE.at(passage.where)


def _check_sentence(sentence: str, limit: Decimal, passage: Passage) -> Iterator[Finding]:
    """What a sentence with one hidden number gives away."""
    if _sentence_leaves_one(sentence, Hidden((limit,))):
        yield (rules.SUPPRESSION_UNDONE_HERE if limit else rules.SUPPRESSION_PERHAPS_UNDONE).at(passage.where)
    elif _changed(sentence, limit):
        rule = rules.SUPPRESSION_UNDONE_BY_CHANGE if limit else rules.SUPPRESSION_PERHAPS_UNDONE_BY_CHANGE
        yield rule.at(passage.where)
    elif _rest_of_share(sentence, limit):
        yield rules.SUPPRESSION_PERHAPS_UNDONE.at(passage.where)


def check_paragraphs(passages: Sequence[Passage], readings: Readings) -> Iterator[Finding]:
    """Paragraphs with their notes, and lists with the sentence before, whose words tell of a whole and its parts."""
    notes: dict[str, list[Passage]] = {}
    for passage in passages:
        notes.setdefault(passage.note, []).append(passage)
    for at, passage in enumerate(passages):
        below = [note for name in passage.notes for note in notes.get(name, ())]
        yield from _check_paragraph(passage, below, readings)
        items = passages[at + 1 : at + 1 + passage.items] if _MARK not in passage.text else ()
        hidden = _hidden_in(items, readings)
        if any(hidden.limits) and list_leaves_one(passage, items, hidden):
            yield rules.SUPPRESSION_UNDONE_HERE.at(passage.where)


def _check_paragraph(passage: Passage, notes: Sequence[Passage], readings: Readings) -> Iterator[Finding]:
    """What a paragraph and its notes give away."""
    own, below = passage.text, " ".join(note.text for note in notes)
    both = _in_digits(f"{own} {below}".strip())
    hidden = _hidden_in([passage, *notes], readings)
    if not hidden.limits or not all(hidden.limits) or both.count(_MARK) != len(hidden.limits):
        return
    in_note = below.count(_MARK) == len(hidden.limits)
    if paragraph_leaves_one(both, hidden) or (in_note and note_leaves_one(_in_digits(own), _in_digits(below), hidden)):
        yield rules.SUPPRESSION_UNDONE_HERE.at(passage.where)
    elif sentences_may_leave_one(both, hidden):
        yield rules.SUPPRESSION_PERHAPS_UNDONE_TOGETHER.at(passage.where)


def _hidden_in(passages: Iterable[Passage], readings: Readings) -> Hidden:
    """The limits of the values that passages say to be [c], each once; none where a value stands there twice."""
    spans = (span for passage in passages for span in passage.spans)
    found = [s.figure for s in spans if s.figure and s.figure.facet.startswith("value") and _MARK in s.text]
    return Hidden(tuple(_limit(each, readings) for each in {each.reference: each for each in found}.values()))


def _in_digits(sentence: str) -> str:
    """A sentence with its number words as digits; “one” mostly counts nothing."""
    return _SPELLED.sub(lambda match: match[0] if match[0].lower() == "one" else str(value_of(match[0])), sentence)


def _rest_of_share(sentence: str, limit: Decimal) -> bool:
    """Whether what a sentence's only percentage (“92.5% of 40”) leaves of its whole fits what is hidden."""
    found = _SHARE_OF.findall(sentence)
    if len(found) != 1 or not limit:
        return False
    rate, whole = (Decimal(each.replace(",", "")) for each in found[0])
    half = Decimal(5).scaleb(-len(found[0][0].partition(".")[2]) - 1)
    least, most = (whole * (100 - rate - side) / 100 for side in (half, -half))
    left = least.to_integral_value(ROUND_CEILING)
    return left == most.to_integral_value(ROUND_FLOOR) and 0 < left < limit


def _limit(figure: Figure, readings: Readings) -> Decimal:
    """The limit under which a figure is suppressed, 0 where it has none."""
    indicator = readings.indicators.get(figure.indicator)
    return (indicator.suppress_below if indicator else None) or figure.suppression.below or Decimal(0)


def _changed(sentence: str, limit: Decimal) -> bool:
    """Whether a sentence says a number and the change from it (“a fall of 9, from 12”) to the one that is hidden."""
    plain = " ".join(sentence.replace(_MARK, " ").split())
    base, change = _BASE.search(plain), _CHANGE.search(plain)
    if base is None or change is None:
        return False
    number, amount = (Decimal(each.replace(",", "")) for each in (base[1], change["by"] or change["first"]))
    percent = bool(change["percent"] or change["rate"])
    sign = -1 if _DOWN.search(plain) else 1
    step = Decimal("0.5") if percent else Decimal(0)
    ends = [
        number * (100 + sign * each) / 100 if percent else number + sign * each
        for each in (amount - step, amount + step)
    ]
    low, high = min(ends), max(ends)
    one = low.to_integral_value(ROUND_CEILING) == high.to_integral_value(ROUND_FLOOR)
    return one and high > 0 and (not limit or high < limit)


def _sentence_leaves_one(sentence: str, hidden: Hidden) -> bool:
    """Whether a sentence names a whole (“of 40 people”), and all its parts but those that are hidden."""
    found = list(NUMBER.finditer(sentence))
    numbers = [Decimal(match[0].replace(",", "")) for match in found]
    for at, (match, whole) in enumerate(zip(found, numbers, strict=True)):
        parts = [*numbers[:at], *numbers[at + 1 :]]
        if not any(hidden.limits) and _YEARS[0] <= whole <= _YEARS[1]:
            continue
        if parts and _WHOLE.search(sentence[: match.start()]) and hidden.fits(whole - sum(parts, Decimal(0))):
            return True
    return False
