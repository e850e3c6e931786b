"""Which indicator some words name: all that they say is in its title, and no other indicator answers to them."""

import re

from boardpaper.model.facts import Facts, KnownIndicator

# Words that say nothing of what is counted.
_EMPTY = frozenset({
    "about", "across", "after", "again", "against", "also", "annual", "been", "before", "being", "cases", "continue",
    "continued", "continues", "data", "during", "elsewhere", "figure", "figures", "from", "good", "have", "having",
    "incidents", "into", "last", "latest", "level", "levels", "month", "monthly", "months", "more", "news", "number",
    "numbered", "numbers", "offence", "offences", "other", "over", "overall", "past", "period", "pleasing", "police",
    "previous", "quarter", "rate", "rates", "recent", "recorded", "reported", "reports", "said", "same", "seen",
    "show", "shown", "shows", "some", "than", "that", "their", "them", "then", "there", "these", "they", "this",
    "those", "total", "totals", "twelve", "very", "volume", "volumes", "were", "what", "when", "where", "which",
    "while", "with", "year", "years",
})  # fmt: skip
_SHORTEST, _STEM = 4, 5


def stems(text: str) -> frozenset[str]:
    """The beginnings of the words of `text` that say something; plurals and endings fall away."""
    words = (word for word in re.findall(r"[a-z]+", text.lower()) if word not in _EMPTY)
    plain = (word.removesuffix("s") for word in words)
    return frozenset(word[:_STEM] for word in plain if len(word) >= _SHORTEST)


def mentions(text: str, indicator: KnownIndicator) -> bool:
    """Whether any telling word of the indicator's title or id stands in `text`."""
    return bool(stems(text) & _own(indicator))


def is_exactly(text: str, indicator: KnownIndicator) -> bool:
    """Whether `text` names the indicator in full, by its title or its id, and says nothing else."""
    said = stems(text)
    return bool(said) and said in (stems(indicator.title), stems(indicator.id.replace("-", " ")))


def exactly_named(text: str, facts: Facts) -> KnownIndicator | None:
    """The one indicator that `text` names in full, or the head of the only family; None where there are several."""
    named = sorted(
        (each for each in facts.indicators.values() if is_exactly(text, each)), key=lambda each: len(each.id)
    )
    return named[0] if named and all(is_kin(named[0].id, each.id) for each in named) else None


def named_family(text: str, facts: Facts) -> str:
    """The id of the indicator that `text` means, though it names it in part; empty where several could be meant.

    `hospital-admissions` stands for `hospital-admissions-monthly-low` and its other kin.
    """
    said = stems(text)
    if not said:
        return ""
    if exact := exactly_named(text, facts):
        return exact.id
    covering = [each.id for each in facts.indicators.values() if said <= _own(each)]
    heads = {min((other for other in covering if is_kin(other, each)), key=len) for each in covering}
    return heads.pop() if len(heads) == 1 else ""


def is_kin(one: str, other: str) -> bool:
    """Whether two ids are the same or one begins with the other: `burglary`, `burglary-residential`."""
    return one == other or one.startswith(f"{other}-") or other.startswith(f"{one}-")


def _own(indicator: KnownIndicator) -> frozenset[str]:
    """The stems of an indicator's own words."""
    return stems(indicator.title) | stems(indicator.id.replace("-", " "))
