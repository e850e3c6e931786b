"""Two values that a sentence compares over time: “from 52 to 53”, “53, against 52”, “(52 to 53)”."""

import re
from typing import NamedTuple

from boardpaper.checks.claims.phrases import SIZES
from boardpaper.checks.claims.sentences import OPAQUE, Q, Quantity, Sentence
from boardpaper.checks.prose.quantities import NumeralKind
from boardpaper.model.facts import Facts

_LOOSE = r"(?:(?:the|an?|just|about|some|around|only|nearly|almost|its|previous|earlier|last year['’]s) )*"
_COMPARED = (
    r"(?:(?:as )?compared (?:with|to)|in comparison with|as against|against|as opposed to|versus|(?:down|up) from|"
    r"than(?= the\b)|where (?:it|they|there) (?:was|were|had been|used to \w+)|"
    r"(?:increase|decrease|rise|fall|drop|reduction|improvement|deterioration) on|"
    r"it (?:was|had been)|having (?:stood|been) at|in place of|instead of)"
)
# A range is no change: "waits range from 12 to 20 weeks".
_FROM_TO = re.compile(
    rf"(?<!range )(?<!ranges )(?<!ranged )(?<!ranging )(?<!vary )(?<!varied )(?<!aged )"
    rf"\bfrom {_LOOSE}(?P<earlier>{Q})[^.;{Q}]{{0,60}}? to {_LOOSE}(?P<later>{Q})",
    re.IGNORECASE,
)
_TO_FROM = re.compile(
    rf"\b(?:to|at|now|is|are|was|were|reached|reaching|reported),? {_LOOSE}(?P<later>{Q})[^;{Q}]{{0,60}}? from {_LOOSE}"
    rf"(?P<earlier>{Q})",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    rf"(?P<later>{Q})[^;{Q}]{{0,60}}?\b{_COMPARED} {_LOOSE}(?P<earlier>{Q})(?!\s+(?:more|fewer|less)\b)", re.IGNORECASE
)
# "12 arrests after 300 visits" compares nothing.
_AFTER = re.compile(rf"(?P<later>{Q}),? (?:after|following) {_LOOSE}(?P<earlier>{Q})(?! \w+s\b)", re.IGNORECASE)
_IN_BRACKETS = re.compile(
    rf"\((?P<earlier>{Q})[^.;(){Q}]{{0,40}}? to (?P<later>{Q})[^.;(){Q}]{{0,40}}\)", re.IGNORECASE
)
_BRACKETED = re.compile(
    rf"(?P<later>{Q})[^.;{Q}]{{0,30}}?\((?P<earlier>{Q}) (?:in )?(?:the|a|last|previous)\b", re.IGNORECASE
)
# What follows the second value where it is no earlier one: "against 90% nationally", "than the 40 of other forces".
_NOT_EARLIER = re.compile(
    r"^[^.;]{0,40}?\b(?:national(?:ly)?|england|country|average|target|forecast|expected|predicted|planned|budget(?:ed)?|"
    r"other|others|elsewhere|region\w*|similar|peers?|benchmark|limit|threshold|standard|men|women|boys|girls|males?|"
    r"females?)\b",
    re.IGNORECASE,
)
_UNCOMPARABLE = (NumeralKind.POINTS, NumeralKind.FOLD, NumeralKind.SHARE)


class Pair(NamedTuple):
    """An earlier and a later value of one thing."""

    earlier: Quantity
    later: Quantity


def sentence_pairs(sentence: Sentence, facts: Facts) -> list[Pair]:
    """The comparisons over time of two like values in a sentence, none of which is in two of them."""
    words = _without_sizes(sentence.words)
    found: list[Pair] = []
    taken: set[int] = set()
    for pattern in (_FROM_TO, _IN_BRACKETS, _TO_FROM, _AGAINST, _AFTER, _BRACKETED):
        for match in pattern.finditer(words):
            places = (match.start("earlier"), match.start("later"))
            pair = Pair(*(sentence.quantities[at] for at in places))
            if taken.isdisjoint(places) and _is_one_thing(pair, facts) and not _NOT_EARLIER.match(_after(words, pair)):
                found.append(pair)
                taken.update(places)
    return found


def _without_sizes(words: str) -> str:
    """The words with what something changed by hidden: it is none of the values that it changed between."""
    for pattern in SIZES:
        words = pattern.sub(lambda match: match.group().replace(Q, OPAQUE), words)
    return words


def _after(words: str, pair: Pair) -> str:
    """What follows the earlier value, as far as the later one."""
    end = pair.later.at if pair.later.at > pair.earlier.at else len(words)
    return words[pair.earlier.at + 1 : end]


def _is_one_thing(pair: Pair, facts: Facts) -> bool:
    """Whether both are values of one kind, and as far as they are bound of one indicator."""
    if pair.earlier.kind is not pair.later.kind or pair.earlier.kind in _UNCOMPARABLE:
        return False
    ids = {each.figure.indicator for each in pair if each.figure}
    if len(ids) != 1 or all(each.figure for each in pair):
        return len(ids) < 2
    # One is bound and the other typed: it must be a value that the indicator had at some time.
    indicator = facts.indicators.get(next(iter(ids)))
    typed = next(each for each in pair if each.figure is None)
    known = indicator.values.values() if indicator else ()
    return any(round(value, typed.decimals) == typed.value for value in known)
