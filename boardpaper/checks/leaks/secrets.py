"""What only restricted files say, and the search for it: passages, short lines, single words, in any text."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import accumulate
from operator import itemgetter

from msgspec import Struct, field

from boardpaper.checks.leaks.readers.pieces import Words
from boardpaper.checks.leaks.stretches import (
    ANCHOR,
    GRAM,
    Letters,
    beginnings_of,
    gram_places,
    letters_of,
    met_in,
    numbers_of,
    paragraphs,
    places_in,
    reach,
)
from boardpaper.checks.leaks.words import (
    STOCK_WORDS,
    Kind,
    figures,
    money_in,
    other_forms,
    pairs,
    pairs_over_lines,
    plain,
    squeeze,
    tokens,
    words_in_two,
    words_of,
)
from boardpaper.model.numerals.english import UNITS

# A passage has at least 24 letters, about five words.
PASSAGE = 24
# Shorter than a passage, yet a line of its own: a heading, a bookmark, a cell.
_LINE = 10
# What is not told by the public inputs must still hold this many letters.
_LEAST_TOLD = 4
_PIECE = 12
_VALUE_END = re.compile(r"[:,\"\n]")
_DECIMALS = re.compile(r"\.\d{3}")
_SHORT_COUNTS = frozenset(word for word in UNITS if len(word) == 3)


class Hit(Struct, frozen=True):
    """What of a restricted file stands in a text, by that file's place in the list."""

    owner: int
    kind: str
    words: str


class PublicWords(Struct):
    """What the public inputs say: all of it in one `text`, and the `lines` that stand by themselves.

    `parts` are the texts until all are taken in; `told` is what was found out of stretches that come again.
    """

    parts: list[str] = field(default_factory=list)
    text: str = ""
    lines: set[str] = field(default_factory=set)
    told: dict[tuple[str, int], str] = field(default_factory=dict)

    def add(self, text: str, lines: Iterable[str], letters: str) -> None:
        """Takes in a public text, of which `lines` and `letters` are the lines and the whole without spaces."""
        # A value of YAML, a cell of CSV or a string of JSON is a line of its own.
        values = map(squeeze, _VALUE_END.split(text)) if _VALUE_END.search(text) else ()
        self.lines.update(
            part for line in (*lines, *values) for part in line.split("\0") if _LEAST_TOLD <= len(part) <= 80
        )
        if letters:
            self.parts.append(letters)
        if "{{" in text:
            self.parts.append(squeeze(text.replace("{{", " ").replace("}}", " ")))

    def seal(self) -> None:
        """Ends the taking in of texts."""
        self.text = "\0".join(dict.fromkeys(self.parts))
        self.parts.clear()

    def untold(self, run: str, most: int = PASSAGE) -> str:
        """The first `most` letters of `run` that the public inputs do not explain; "" where they explain enough.

        They explain a part that they hold, 12 letters at least, and a whole line of theirs: a template's label and
        the value after it come from two files, and stand side by side in both a public paper and a restricted one.
        """
        if (run, most) in self.told:
            return self.told[run, most]
        untold, at = "", 0
        while at < len(run) and len(untold) < most:
            step = self._held(run, at)
            if step:
                at += step
                untold = untold if len(untold) >= _LEAST_TOLD else ""
            else:
                if not self._covered(run, at):
                    untold += run[at]
                at += 1
        enough = sum(map(str.isalpha, untold)) >= _LEAST_TOLD or sum(map(str.isdigit, untold)) >= _LEAST_TOLD + 1
        self.told[run, most] = untold if enough else ""
        return self.told[run, most]

    def _held(self, run: str, at: int) -> int:
        """How many letters from `at` on the public inputs hold together."""
        public, length = self.text, _PIECE
        if at + length > len(run) or run[at : at + length] not in public:
            return 0
        step = length
        while step and length < len(run) - at:
            if at + length + step <= len(run) and run[at : at + length + step] in public:
                length += step
                step *= 2
            else:
                step //= 2
        return length

    def _covered(self, run: str, at: int) -> bool:
        """Whether one letter lies in something that the public inputs hold."""
        for start in range(max(0, at - _PIECE + 1), at):
            if start + _PIECE <= len(run) and run[start : start + _PIECE] in self.text:
                return True
        for start in range(max(0, at - 60), at + 1):
            for end in range(max(at + 1, start + _LEAST_TOLD), min(len(run), start + 80) + 1):
                if run[start:end] in self.lines or run[start:end] in STOCK_WORDS:
                    return True
        return any(run[start : start + 3] in _SHORT_COUNTS for start in range(max(0, at - 2), at + 1))


class Secrets(Struct):
    """The restricted texts, and what of them no public input says.

    `joined` is all of them in one, once they are taken in, and `owners` tells from what place on it is whose. `grams`
    are the places of stretches of letters; `lines` and `words` have the files that they are from. `beginnings` and
    `line_beginnings` are how those and lines begin: eight letters each, as the number that a machine holds them in.
    """

    text: list[str] = field(default_factory=list)
    joined: str = ""
    owners: list[tuple[int, int]] = field(default_factory=list)
    grams: dict[str, int] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    anchors: dict[str, list[str]] = field(default_factory=dict)
    words: dict[tuple[Kind, str], int] = field(default_factory=dict)
    plain_words: set[str] = field(default_factory=set)
    public: PublicWords = field(default_factory=PublicWords)
    names: set[str] = field(default_factory=set)
    surnames: set[str] = field(default_factory=set)
    beginnings: set[int] = field(default_factory=set)
    line_beginnings: set[int] = field(default_factory=set)
    forms: set[Kind] = field(default_factory=set)
    hashes: set[str] = field(default_factory=set)
    length: int = 0

    def add_hashes(self, owner: int, codes: Iterable[str]) -> None:
        """Takes in the hashes of a restricted file."""
        for code in codes:
            self.hashes.update(word for _, word, _ in tokens(code))
            self.add(owner, Words("hash", code))

    def add(self, owner: int, piece: Words) -> None:
        """Takes in a text of the restricted file number `owner`."""
        if piece.dull:
            return
        text = plain(piece.text)
        for paragraph, _ in paragraphs(text):
            self._add_passage(owner, paragraph)
        for line in text.split("\n"):
            self._add_line(owner, line)
            for amount in money_in(line):
                if amount.money and amount.tells and not amount.doubt and len(amount.digits) >= _LEAST_TOLD:
                    self.words.setdefault((Kind.NUMBER, amount.digits), owner)
        for kind, word, named in tokens(text):
            if kind is Kind.NAME and not named and not piece.label:
                self.plain_words.add(word)
            elif kind is not Kind.NAME or len(word) >= (4 if named else 6):
                self.words.setdefault((kind, word), owner)

    def _add_passage(self, owner: int, letters: str) -> None:
        """Adds a stretch of letters to be found again from any part of it that is long enough."""
        if len(letters) < GRAM:
            return
        start = self.length
        self.owners.append((start, owner))
        self.text.append(letters)
        self.length += len(letters) + 1
        for at in gram_places(letters):
            self.grams.setdefault(letters[at : at + GRAM], start + at)

    def _add_line(self, owner: int, line: str) -> None:
        """Adds a line that is too short for a passage, and the full names in it."""
        for letters in squeeze(line).split("\0"):
            if _LINE <= len(letters) < PASSAGE and not _is_stock(line):
                self.lines.setdefault(letters, owner)
        for pair, named in pairs(line):
            one, other = pair.split(" ")
            if named and min(len(one), len(other)) >= 2 and not {one, other} <= STOCK_WORDS:
                self.words.setdefault((Kind.FULL_NAME, pair), owner)

    def seal(self) -> None:
        """Ends the taking in of restricted texts."""
        self.joined = "\0".join(self.text)
        self.text.clear()
        for (kind, word), _ in list(self.words.items()):
            if kind is Kind.NAME and (word in self.plain_words or word in STOCK_WORDS):
                del self.words[kind, word]
        self._set_beginnings()

    def allow(self, text: str) -> None:
        """Takes from the secrets what a public text says."""
        read = letters_of(text)
        text = read.text
        self.public.add(text, read.lines, read.joined)
        for found in list(self._lines_in(read)):
            self.lines.pop(found, None)
        for word in self.names.intersection(words := set(words_of(text))):
            self.words.pop((Kind.NAME, word), None)
        for kind_and_word in (*figures(text, every=True), *other_forms(text, self.forms)):
            self.words.pop(kind_and_word, None)
        for pair in set(self._pairs_in(text, words)):
            self.words.pop((Kind.FULL_NAME, pair), None)

    def allowed(self) -> None:
        """Ends the taking in of public texts: passages that they hold whole are no longer looked for."""
        self.public.seal()
        text = self.public.text
        for at in met_in(text, numbers_of(text), self.beginnings, self.grams):
            self.grams.pop(text[at : at + GRAM], None)
        self._set_beginnings()

    def _set_beginnings(self) -> None:
        """Works out with what letters a leak can begin, so that most of a text need not be looked at."""
        self.anchors.clear()
        for letters in self.lines:
            self.anchors.setdefault(letters[:ANCHOR], []).append(letters)
        self.beginnings, self.line_beginnings = beginnings_of(self.grams), beginnings_of(self.anchors)
        self.names = {word for kind, word in self.words if kind is Kind.NAME}
        # Nobody writes a hash with spaces in it.
        # Nor is a number with many decimals an amount.
        telling = {kind for kind, word in self.words if word not in self.hashes and not _DECIMALS.search(word)}
        self.forms = telling & {Kind.NUMBER, Kind.REFERENCE}
        self.surnames = {pair.split(" ")[1] for kind, pair in self.words if kind is Kind.FULL_NAME}

    def search(self, text: str, places: Sequence[int] | None = None) -> Iterator[Hit]:
        """Everything in `text` that only restricted files say; `places` are where their stretches stand, if known."""
        if not (self.grams or self.lines or self.words):
            return
        read = letters_of(text)
        places = met_in(read.joined, read.numbers, self.beginnings, self.grams) if places is None else places
        yield from self._passages_in(read.joined, places)
        for found in self._lines_in(read):
            if self.public.untold(found):
                yield Hit(self.lines[found], "words", found)
        yield from self._words_in(read.text, read.joined)

    def _words_in(self, text: str, letters: str) -> Iterator[Hit]:
        """The names, numbers and references of restricted files that a text holds."""
        for kind, word in dict.fromkeys((*figures(text), *other_forms(text, self.forms))):
            if (owner := self.words.get((kind, word))) is not None:
                yield Hit(owner, kind.value, word)
        words = words_of(text)
        once = {*words, *(words_in_two(text) if self.names else ())}
        for word in sorted(once & self.names):
            yield Hit(self.words[Kind.NAME, word], Kind.NAME.value, word)
        for pair in self._pairs_in(text, once):
            yield Hit(self.words[Kind.FULL_NAME, pair], Kind.FULL_NAME.value, pair)
        # Letters set one by one, with no word to be had: look for names in what they spell together.
        if len(words) > 20 and len(letters) < 2.5 * len(words):
            for (kind, word), owner in self.words.items():
                if len(word) >= 6 and word.replace(" ", "") in letters:
                    yield Hit(owner, kind.value, word)

    def _pairs_in(self, text: str, words: Collection[str]) -> Iterator[str]:
        """The full names of restricted files in a text that has these plain words."""
        if self.surnames.isdisjoint(words) and not ("-" in text and self.surnames):
            return
        for line in text.split("\n"):
            for pair, _ in pairs(line):
                if (Kind.FULL_NAME, pair) in self.words:
                    yield pair
        for pair in pairs_over_lines(text):
            if (Kind.FULL_NAME, pair) in self.words:
                yield pair

    def _passages_in(self, letters: str, places: Iterable[int]) -> Iterator[Hit]:
        """The passages of restricted files that a text holds, from the places where their stretches stand."""
        following = 0
        for at in places:
            place = self.grams.get(letters[at : at + GRAM]) if at >= following else None
            if place is None:
                continue
            before, after = reach(letters, at, self.joined, place)
            run = letters[at - before : at + after]
            if len(run) >= PASSAGE and (untold := self.public.untold(run)):
                yield Hit(self._owner(place), "a passage", untold)
            following = at + max(after - GRAM + 1, 1)

    def _owner(self, place: int) -> int:
        """The file that a place in all letters together belongs to."""
        return self.owners[bisect_right(self.owners, place, key=itemgetter(0)) - 1][1]

    def _lines_in(self, read: Letters) -> Iterator[str]:
        """Short lines of restricted files that stand within a line here, or fill some lines exactly."""
        places = places_in(read.numbers, self.line_beginnings)
        if not places:
            return
        letters, borders = read.joined, [0, *accumulate(map(len, read.lines))]
        ends = set(borders)
        for at in places:
            for each in self.anchors.get(letters[at : at + ANCHOR], ()):
                end = at + len(each)
                whole = at in ends and end in ends
                if letters.startswith(each, at) and (whole or end <= borders[bisect_right(borders, at)]):
                    yield each


def _is_stock(line: str) -> bool:
    """Whether a line is of words alone that any paper has."""
    words = [word for kind, word, _ in tokens(line) if kind is Kind.NAME]
    return all(word in STOCK_WORDS or len(word) <= 3 for word in words)
