"""What a figure of an earlier day tells that may not be told by now: a number below a limit, or of a hidden period."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from boardpaper.model.kpi import Figure, Marker, Period, Suppression, is_secret
from boardpaper.model.numerals.english import SCALES, TENS, UNITS, value_of
from boardpaper.model.period import is_before, same_dates
from boardpaper.model.reference import VALUE_FACETS

# Facets that tell no number: what a figure is called, when it is of, and where it stands.
_SAFE = ("title", "period", "period.long", "baseline.period")
_DERIVED = re.compile(r"(?:share|sum|difference|rolling_sum)\(")
_DIGITS = re.compile(r"(?<![\w.])\d+(?:[,\u00a0\u202f ]\d{3})*(?:\.\d+)?(?!\w)")
_WORD = "|".join((*UNITS, *TENS, *SCALES))
_WORDS = re.compile(rf"\b(?:{_WORD})(?:(?:[ -]| and )(?:{_WORD}))*\b", re.IGNORECASE)
_QUOTED = re.compile("“[^”]*”")
# What stands in the place of words that may not be told.
UNTOLD = "(not told)"


def tells_suppressed(figure: Figure, by: Suppression) -> bool:
    """Whether `figure`, as it was bound once, tells what `by` suppresses: its number, or one that it rests on."""
    if is_secret(figure) or not tells_of_number(figure.facet) or not (by.hidden or by.below is not None):
        return False
    return _is_of(figure, by.hidden) or any(is_below(number, by) for number in _numbers(figure))


def says_suppressed(text: str, facet: str, by: Suppression) -> bool:
    """Whether words in the place of a value, whoever wrote them, say a number that `by` suppresses."""
    return facet in (*VALUE_FACETS, "baseline") and any(is_below(number, by) for number in numbers_said(text))


class Unveiled(StrEnum):
    """How words over a figure tell what is suppressed: a number stands where [c] was, or one below the limit."""

    OVER_MARK = "over [c]"
    BELOW_LIMIT = "below the limit"


def unveiled(said: str, bound: str, facet: str, by: Suppression) -> Unveiled | None:
    """How `said` may tell a suppressed number where `bound` was written; None where it does not, or says the same."""
    if said.casefold().split() == bound.casefold().split():
        return None
    if Marker.CONFIDENTIAL.symbol in bound and numbers_said(said):
        return Unveiled.OVER_MARK
    return Unveiled.BELOW_LIMIT if says_suppressed(said, facet, by) else None


def may_tell(words: str, facet: str, by: Suppression) -> bool:
    """Whether words that stood for a figure at a time that is not known may tell what `by` suppresses."""
    if facet in (*VALUE_FACETS, "baseline"):
        return bool(numbers_said(words)) and (bool(by.hidden) or says_suppressed(words, facet, by))
    return tells_of_number(facet) and (bool(by.hidden) or by.below is not None)


def tells_of_number(facet: str) -> bool:
    """Whether a facet tells anything of a number; where its cells stand does not."""
    return facet not in _SAFE and not facet.endswith(".cells")


def was_withheld(figure: Figure) -> bool:
    """Whether a figure was suppressed when it was bound, so that nothing of its cells was kept; its words are open."""
    held = figure.value is not None or any(figure.raws) or figure.formula
    return is_secret(figure) or bool(figure.sources and not held and not numbers_said(figure.text))


def is_below(number: Decimal, by: Suppression) -> bool:
    """Whether a number is too small to be told; none at all may be told."""
    return by.below is not None and 0 < abs(number) < by.below


def is_tighter(now: Suppression, before: Suppression) -> bool:
    """Whether `now` suppresses what `before` let be told."""
    higher = now.below is not None and (before.below is None or now.below > before.below)
    return higher or bool(set(now.hidden) - set(before.hidden))


def strictest(terms: Iterable[Suppression]) -> Suppression:
    """What any of `terms` suppresses."""
    held = list(terms)
    limits = [each.below for each in held if each.below is not None]
    hidden = dict.fromkeys(period for each in held for period in each.hidden)
    return Suppression(max(limits, default=None), tuple(hidden))


def numbers_said(text: str) -> tuple[Decimal, ...]:
    """The numbers in a few words, in digits and in English, markers left out."""
    plain = re.sub(r"\[\w\]", " ", text)
    digits = (Decimal(re.sub(r"[^\d.]", "", match[0])) for match in _DIGITS.finditer(plain))
    return (*digits, *(Decimal(value_of(match[0])) for match in _WORDS.finditer(plain)))


def without_number(text: str, number: str) -> str:
    """`text` with [c] wherever `number`, as it was printed, stands by itself."""
    words = number.strip()
    if not words:
        return text
    alone = re.compile(rf"(?<![\w.,]){re.escape(words)}(?![\w%]|[.,]\d)", re.IGNORECASE)
    return alone.sub(Marker.CONFIDENTIAL.symbol, text)


def without_quoted(text: str, numbers: Iterable[str]) -> str:
    """`text` with [c] for each of `numbers` in the words that it quotes, long ones first."""
    known = sorted(filter(numbers_said, numbers), key=len, reverse=True)

    def hidden(match: re.Match[str]) -> str:
        words = match[0]
        for number in known:
            words = without_number(words, number)
        return words

    return _QUOTED.sub(hidden, text) if known else text


def _is_of(figure: Figure, hidden: tuple[Period, ...]) -> bool:
    """Whether a figure rests on a period that is hidden; where its earlier one is not known, any before it may be."""
    own, earlier = figure.period, figure.compared_with
    if not hidden or own is None:
        return bool(hidden)
    if figure.facet in VALUE_FACETS or figure.facet == "share":
        return any(_same(own, each) for each in hidden)
    if earlier is None:
        return any(_same(own, each) or is_before(each, own) for each in hidden)
    rests_on = (earlier,) if figure.facet == "baseline" else (own, earlier)
    return any(_same(period, each) for period in rests_on for each in hidden)


def _same(one: Period, other: Period) -> bool:
    return one == other or same_dates(one, other)


def _numbers(figure: Figure) -> Iterator[Decimal]:
    """The numbers that a figure was made of, in the units of their indicators as far as that is known."""
    is_value, derived = figure.facet in (*VALUE_FACETS, "baseline"), bool(_DERIVED.match(figure.formula))
    if is_value and figure.value is not None:
        yield figure.value
    # A change of one cell is published as such, and rests on no number.
    if derived or (is_value and figure.value is None) or (not is_value and len(figure.raws) > 1):
        percent = figure.format.startswith("percent") and not derived
        yield from (number for raw in figure.raws for number in _read(raw, percent=percent))
    if is_value and figure.value is None:
        yield from numbers_said(figure.text)


def _read(raw: str, *, percent: bool) -> Iterator[Decimal]:
    """What a cell held as a number; Excel stores 64% as 0.64."""
    try:
        number = Decimal(raw.strip().rstrip("%").replace(",", ""))
    except InvalidOperation:
        return
    if number.is_finite():
        yield number.scaleb(2) if percent and abs(number) <= 1 and not raw.strip().endswith("%") else number
