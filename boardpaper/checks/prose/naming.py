"""The indicators that words name: most of the words of a title stand in them."""

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct

from boardpaper.model.facts import COMMON
from boardpaper.model.kpi import Indicator

_STEM = 6


def stem(word: str) -> str:
    """What a word and its plural have in common, and long words of one root."""
    plain = word.removesuffix("s")
    return f"{plain.removesuffix('ie')}y"[:_STEM] if plain.endswith("ie") else plain[:_STEM]


def said_stems(text: str) -> frozenset[str]:
    """The stems of all words that `text` says."""
    return frozenset(map(stem, re.findall(r"[a-z]+", text.lower())))


class Subject(Struct, frozen=True):
    """What an indicator is named by: the stems of its title, and those of its id, which may be shorter."""

    indicator: Indicator
    stems: frozenset[str]
    short: frozenset[str]

    def is_named(self, said: frozenset[str]) -> bool:
        """Whether words with these stems name the indicator."""
        return len(self.stems & said) * 2 > len(self.stems) or (bool(self.short) and self.short <= said)


class Subjects:
    """All indicators, to be found by words."""

    def __init__(self, indicators: Mapping[str, Indicator]) -> None:
        self.by_id = {name: _subject(each) for name, each in indicators.items()}
        self._by_stem: dict[str, list[Subject]] = {}
        for subject in self.by_id.values():
            for each in subject.stems | subject.short:
                self._by_stem.setdefault(each, []).append(subject)

    def named(self, said: frozenset[str]) -> dict[str, Subject]:
        """The indicators that words with these stems name, without those whose names are a part of another's."""
        near = {each.indicator.id: each for one in sorted(said) for each in self._by_stem.get(one, ())}
        found = {name: each for name, each in near.items() if each.is_named(said)}
        return {name: each for name, each in found.items() if not _is_part(each, found.values(), said)}


def _subject(indicator: Indicator) -> Subject:
    return Subject(indicator, _stems(indicator.title), _stems(indicator.id.replace("-", " ")))


def _stems(name: str) -> frozenset[str]:
    """The stems of a name's telling words, or of all where it has none."""
    words = re.findall(r"[a-z]+", name.lower())
    return frozenset(map(stem, [word for word in words if len(word) > 3 and word not in COMMON] or words))


def _is_part(subject: Subject, others: Iterable[Subject], said: frozenset[str]) -> bool:
    """Whether the words name in full what has all of a subject's own words and more."""
    return any(subject.stems < each.stems and each.stems <= said for each in others)
