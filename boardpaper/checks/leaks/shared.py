"""What public papers share with restricted ones, whoever put it there: files, passages, amounts, names.

The wall looks for what a builder let out, and what the public papers say is no secret to it. A person who copies,
pastes or quotes puts it into the public papers. So here each of these is held against the restricted ones by itself.
"""

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from msgspec import Struct, field

from boardpaper.checks.leaks.amounts import split_amounts
from boardpaper.checks.leaks.readers.pieces import Piece, Whole, Words
from boardpaper.checks.leaks.secrets import PublicWords
from boardpaper.checks.leaks.stretches import (
    GRAM,
    Letters,
    beginnings_of,
    gram_places,
    letters_of,
    paragraphs,
    places_in,
    reach,
)
from boardpaper.checks.leaks.words import (
    STOCK_WORDS,
    Kind,
    cased_words,
    figures,
    folded,
    money_in,
    names_inside,
    pairs,
    plain,
    squeeze,
    without_addresses,
)

# Five words in a row. Shorter stretches are alike by chance.
STRETCH = 24
# Numbers of fewer figures are an amount only where they are marked as money.
_LEAST_FIGURES = 5
_LEAST_NAME = 4
_LEAST_FILE = 200
_FIRST_WORDS = 6
_PAGE = "page "
# What a camera or a program wrote into a picture.
_NOTES = ", notes"
_PARTS = {"word/document.xml": "paragraph", "text": "line"}
_PART_NAMES = {"header": "a header", "footer": "a footer", "footnotes": "a note", "endnotes": "a note",
               "comments": "a comment", "sharedStrings": "a cell"}  # fmt: skip


class Place(Struct, frozen=True):
    """A place in the restricted source number `source`, as a person says it; in `prose` stand the words of a paper."""

    source: int
    where: str
    prose: bool = False


class Stretch(Struct, frozen=True):
    """Letters of restricted texts, from one place to another, that stand in a public file at `where`.

    `text` is what the public file writes; the stretch begins after its first letters, `before` in number.
    """

    start: int
    end: int
    where: str
    text: str
    before: int

    def words_from(self, at: int) -> str:
        """The first words from the restricted place `at` on, as the public file writes them."""
        words, skipped = list[str](), self.before + at - self.start
        for word in self.text.split():
            if skipped <= 0:
                words.append(word)
            skipped -= len(squeeze(word))
        return " ".join(words[:_FIRST_WORDS])


class Shares(Struct):
    """What one public file shares with restricted ones, and where: amounts and names by their comparable form.

    `plain` are words of names that it writes in small letters. `files` are restricted files that it holds.
    """

    stretches: list[Stretch] = field(default_factory=list)
    amounts: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    plain: set[str] = field(default_factory=set)
    files: dict[int, str] = field(default_factory=dict)


class SharedIndex(Struct):
    """The restricted texts: `joined` is all of them in one, in which `starts` are the beginnings of `places`.

    `amounts` and `names` have what they are called in comparable form, with their first place and as they are written.
    `house` is what an office says in any paper: templates, the agenda, statements that the law asks for.
    """

    text: list[str] = field(default_factory=list)
    length: int = 0
    joined: str = ""
    starts: list[int] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    grams: dict[str, int] = field(default_factory=dict)
    beginnings: set[int] = field(default_factory=set)
    amounts: dict[str, tuple[Place, str]] = field(default_factory=dict)
    names: dict[str, tuple[Place, str]] = field(default_factory=dict)
    name_words: set[str] = field(default_factory=set)
    plain: set[str] = field(default_factory=set)
    files: dict[str, int] = field(default_factory=dict)
    house: PublicWords = field(default_factory=PublicWords)
    house_words: set[str] = field(default_factory=set)

    def add_file(self, source: int, content: bytes) -> None:
        """Takes in a restricted file whole."""
        if len(content) >= _LEAST_FILE:
            self.files.setdefault(hashlib.sha256(content).hexdigest(), source)

    def add(self, source: int, piece: Piece) -> None:
        """Takes in a piece of the restricted source of that number."""
        if not isinstance(piece, Words) or piece.dull:
            return
        text = plain(piece.text)
        inner = piece.place.rpartition(" › ")[2]
        prose = inner in _PARTS or inner.startswith(_PAGE)
        for letters, lines in paragraphs(without_addresses(text)):
            self._add_letters(letters, [(at, Place(source, _place_of(piece.place, line), prose)) for at, line in lines])
        if not inner.endswith(_NOTES):
            self._add_lines(source, piece, text)
        self.plain |= cased_words(text)[1]

    def _add_lines(self, source: int, piece: Words, text: str) -> None:
        """The amounts and names of each line."""
        for line, words in enumerate(text.split("\n"), 1):
            place = Place(source, _place_of(piece.place, line))
            for amount in money_in(words):
                if amount.tells and not amount.doubt:
                    self.amounts.setdefault(amount.digits, (place, amount.written))
            if not piece.label:
                self._add_names(words, place)

    def _add_letters(self, letters: str, places: Iterable[tuple[int, Place]]) -> None:
        """A paragraph, to be found again from any part that is long enough; `places` are where its lines begin."""
        if len(letters) < GRAM:
            return
        for at, place in places:
            self.starts.append(self.length + at)
            self.places.append(place)
        self.text.append(letters)
        for at in gram_places(letters):
            self.grams.setdefault(letters[at : at + GRAM], self.length + at)
        self.length += len(letters) + 1

    def _add_names(self, line: str, place: Place) -> None:
        """Names and references. How to reach an author tells of no matter."""
        for pair, named in pairs(line):
            if named and min(map(len, pair.split(" "))) >= 2 and STOCK_WORDS.isdisjoint(pair.split(" ")):
                self.names.setdefault(pair, (place, pair.title()))
        for word in names_inside(line):
            if len(word) >= _LEAST_NAME and folded(word) not in STOCK_WORDS:
                self.names.setdefault(folded(word), (place, word))
        for kind, word in figures(line):
            if kind is Kind.REFERENCE:
                self.names.setdefault(word, (place, word))

    def add_house(self, text: str, *, amounts: bool) -> None:
        """Takes in what the office says in any paper; its `amounts` may stand where they want, or just its words."""
        text = plain(text)
        lines = [squeeze(line) for line in text.split("\n")]
        self.house.add(text, lines, "".join(lines))
        capitals, plain_ones = cased_words(text)
        self.house_words |= capitals | plain_ones
        for line in text.split("\n") if amounts else ():
            for amount in money_in(line):
                self.amounts.pop(amount.digits, None)

    def seal(self) -> None:
        """Ends the taking in: what the house says is looked for no more."""
        self.joined = "\0".join(self.text)
        self.text.clear()
        self.house.seal()
        self.beginnings = beginnings_of(self.grams)
        said = self.house.text
        for at in places_in(said, self.beginnings):
            self.grams.pop(said[at : at + GRAM], None)
        self.beginnings = beginnings_of(self.grams)
        dull = self.plain | self.house_words
        self.names = {name: told for name, told in self.names.items() if not dull.issuperset(name.split(" "))}
        self.name_words = {word for name in self.names for word in name.split(" ")}

    def source_of(self, start: int) -> Place:
        """The place of the letters that begin at `start`."""
        return self.places[bisect_right(self.starts, start) - 1]

    def end_of(self, source: int) -> int:
        """Where the letters of a source end."""
        at = bisect_right(self.places, source, key=lambda place: place.source)
        return self.starts[at] - 1 if at < len(self.starts) else len(self.joined)

    def search(self, pieces: Iterable[Piece]) -> Shares:
        """What a public file of these `pieces` shares."""
        shares = Shares()
        for piece in pieces:
            self.look(piece, shares)
        return shares

    def look(self, piece: Piece, shares: Shares) -> Sequence[int] | None:
        """Adds to `shares` what one piece of a public file shares, and gives where in its letters a leak may begin."""
        if isinstance(piece, Whole):
            if (source := self.files.get(piece.digest)) is not None:
                shares.files.setdefault(source, piece.place)
        elif isinstance(piece, Words):
            read = letters_of(without_addresses(piece.text))
            places = places_in(read.joined, self.beginnings)
            shares.stretches += self._stretches(read, places, piece.place)
            self._look_for_amounts(plain(piece.text), piece.place, shares)
            if not (piece.label or piece.dull):
                self._look_for_names(plain(piece.text), piece.place, shares)
            return places if "@" not in piece.text else None
        return None

    def _stretches(self, read: Letters, places: Iterable[int], where: str) -> Iterator[Stretch]:
        """The stretches of restricted texts that a text holds, from the places where one may begin."""
        letters, following, borders = read.joined, 0, list[int]()
        for at in places:
            place = self.grams.get(letters[at : at + GRAM]) if at >= following else None
            if place is None:
                continue
            before, after = reach(letters, at, self.joined, place)
            if before + after >= STRETCH:
                borders = borders or [0, *accumulate(map(len, read.lines))]
                first, last = (bisect_right(borders, each) - 1 for each in (at - before, at + after - 1))
                text = " ".join(read.text.split("\n")[first : last + 1])
                yield Stretch(place - before, place + after, where, text, at - before - borders[first])
            following = at + max(after - GRAM + 1, 1)

    def _look_for_amounts(self, text: str, where: str, shares: Shares) -> None:
        """The amounts of restricted papers that a text holds, in whatever form."""
        if not self.amounts:
            return
        for line in text.split("\n"):
            for amount in money_in(line):
                if amount.digits in self.amounts and (amount.money or len(amount.digits) >= _LEAST_FIGURES):
                    shares.amounts.setdefault(amount.digits, where)
        for amount in split_amounts(text):
            if amount.digits in self.amounts and len(amount.digits) >= _LEAST_FIGURES:
                shares.amounts.setdefault(amount.digits, where)

    def _look_for_names(self, text: str, where: str, shares: Shares) -> None:
        """The names and references of restricted papers that a text holds."""
        if not self.names:
            return
        capitals, plain_ones = cased_words(text)
        shares.plain |= plain_ones & self.name_words
        met = capitals & self.name_words
        for word in sorted(met & self.names.keys()):
            shares.names.setdefault(word, where)
        for line in text.split("\n") if met else ():
            for pair, named in pairs(line):
                if named and pair in self.names:
                    shares.names.setdefault(pair, where)
        for kind, word in figures(text):
            if kind is Kind.REFERENCE and word in self.names:
                shares.names.setdefault(word, where)


def _place_of(where: str, line: int) -> str:
    """A place in a restricted file as a person looks for it: a line counts from 1 within what stands at `where`."""
    inner = where.rpartition(" › ")[2]
    if inner in _PARTS:
        return f"{where.removesuffix(inner)}{_PARTS[inner]} {line}"
    stem = inner.rpartition("/")[2].partition(".")[0].rstrip("0123456789")
    return _PART_NAMES.get(stem, where)
