"""Sentences of restricted papers that a public one says in nearly the same words: pasted, and edited a little.

A passage is found by its letters in a row; who changes every fifth word leaves none that is long enough. So sentences
are held against each other by the words that tell what they are about, whatever their order.
"""

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct, field

from boardpaper.checks.leaks.secrets import PublicWords
from boardpaper.checks.leaks.sentences import every_sentence
from boardpaper.checks.leaks.shares import Place, Reworded
from boardpaper.checks.leaks.wording import telling_stems
from boardpaper.checks.leaks.words import squeeze

# So many telling words are shared, and so large a part of the restricted sentence's; or so many of a long one's.
_FEWEST, _SHARE, _MANY = 5, 0.6, 8
# Names of places and firms are in many sentences; what is done with them is told in small letters.
_FEWEST_PLAIN = 4
# Of a sentence's first letters so many must be no words of the house's.
_MOST_LOOKED_AT, _LEAST_UNTOLD = 96, 24


class Sentence(Struct, frozen=True):
    """A restricted sentence: its `letters`, where it stands, and the beginnings of its words that tell something."""

    place: Place
    letters: str
    stems: frozenset[str]
    plain: frozenset[str]


def is_own(house: PublicWords, sentence: Sentence) -> bool:
    """Whether a sentence says more than the `house` does: a venue, for one, is in many."""
    return len(house.untold(sentence.letters, _MOST_LOOKED_AT)) >= _LEAST_UNTOLD


class Rewordings(Struct):
    """The restricted sentences that can be known again, and those that each telling word stands in, by their number."""

    sentences: list[Sentence] = field(default_factory=list)
    having: dict[str, list[int]] = field(default_factory=dict)

    def add(self, sentence: str, place: Place) -> None:
        """Takes in a sentence of a restricted text."""
        stems, plain = telling_stems(sentence)
        if len(stems) >= _FEWEST and len(plain) >= _FEWEST_PLAIN:
            self.sentences.append(Sentence(place, squeeze(sentence), stems, plain))

    def seal(self, house: str) -> None:
        """Ends the taking in, and forgets what the `house`, in letters, says."""
        self.sentences = [each for each in self.sentences if each.letters not in house]
        for number, sentence in enumerate(self.sentences):
            for stem in sentence.stems:
                self.having.setdefault(stem, []).append(number)

    def met_in(self, text: str, where: str) -> Iterator[Reworded]:
        """The restricted sentences that a public text says in nearly the same words."""
        if not self.having:
            return
        for _, sentence in every_sentence(text):
            stems, plain = telling_stems(sentence)
            if len(stems & self.having.keys()) < _FEWEST:
                continue
            met = Counter(number for stem in stems for number in self.having.get(stem, ()))
            for number, shared in met.items():
                known = self.sentences[number]
                enough = shared >= _MANY or (shared >= _FEWEST and shared >= _SHARE * len(known.stems))
                if enough and len(plain & known.plain) >= _FEWEST_PLAIN:
                    yield Reworded(number, where, sentence)
