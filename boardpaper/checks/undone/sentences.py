"""Sentences, paragraphs and lists that say a whole and all its parts but one, or a number and the change from it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from boardpaper.checks.undone.wholes import CLAUSE, COUNTED, NUMBER, list_leaves_one, paragraph_leaves_one
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
    """Sentences that say a whole and all its parts but the one that is hidden, or a number and the change from it."""
    for passage in passages:
        limit = _limit_in([passage], readings)
        for sentence in CLAUSE.split(passage.text):
            if sentence.count(_MARK) != 1:
                continue
            sentence = _in_digits(sentence) if limit else sentence
            if _sentence_leaves_one(sentence, limit):
                rule = rules.SUPPRESSION_UNDONE_HERE if limit else rules.SUPPRESSION_PERHAPS_UNDONE
                yield rule.at(passage.where)
            elif _changed(sentence, limit):
                rule = rules.SUPPRESSION_UNDONE_BY_CHANGE if limit else rules.SUPPRESSION_PERHAPS_UNDONE_BY_CHANGE
                yield rule.at(passage.where)
            elif _rest_of_share(sentence, limit):
                yield rules.SUPPRESSION_PERHAPS_UNDONE.at(passage.where)


def check_paragraphs(passages: Sequence[Passage], readings: Readings) -> Iterator[Finding]:
    """Paragraphs, and lists with the sentence before them, whose words tell of a whole and its parts."""
    for at, passage in enumerate(passages):
        limit = _limit_in([passage] if passage.text.count(_MARK) == 1 else (), readings)
        if limit and paragraph_leaves_one(_in_digits(passage.text), limit):
            yield rules.SUPPRESSION_UNDONE_HERE.at(passage.where)
        items = passages[at + 1 : at + 1 + passage.items] if _MARK not in passage.text else ()
        if (limit := _limit_in(items, readings)) and list_leaves_one(passage, items, limit):
            yield rules.SUPPRESSION_UNDONE_HERE.at(passage.where)


def _limit_in(passages: Iterable[Passage], readings: Readings) -> Decimal:
    """The limit of the values that passages say to be [c], 0 where they say none or it has no limit."""
    spans = (span for passage in passages for span in passage.spans)
    hidden = (s.figure for s in spans if s.figure and s.figure.facet.startswith("value") and _MARK in s.text)
    return max((_limit(each, readings) for each in hidden), default=Decimal(0))


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


def _sentence_leaves_one(sentence: str, limit: Decimal) -> bool:
    """Whether a sentence names a whole (“of 40 people”), and parts of which one is hidden; `limit` is 0 if none is."""
    found = list(NUMBER.finditer(sentence))
    numbers = [Decimal(match[0].replace(",", "")) for match in found]
    for at, (match, whole) in enumerate(zip(found, numbers, strict=True)):
        parts = [*numbers[:at], *numbers[at + 1 :]]
        left = whole - sum(parts, Decimal(0))
        if not limit and _YEARS[0] <= whole <= _YEARS[1]:
            continue
        if parts and _WHOLE.search(sentence[: match.start()]) and left > 0 and (not limit or left < limit):
            return True
    return False
