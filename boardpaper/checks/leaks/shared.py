"""What public papers share with restricted ones, whoever put it there: files, passages, amounts, names.

The wall looks for what a builder let out, and what the public papers say is no secret to it. A person who copies,
pastes or quotes puts it into the public papers. So here each of these is held against the restricted ones by itself.
"""

import hashlib
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from msgspec import Struct, field

from boardpaper.checks.leaks.amounts import EXACT, Amount, rounded, split_amounts
from boardpaper.checks.leaks.readers.pictures import alike
from boardpaper.checks.leaks.readers.pieces import Picture, Piece, Whole, Wordless, Words
from boardpaper.checks.leaks.references import mentioned_in, references_in, says_whom_to_ask
from boardpaper.checks.leaks.rewording import Rewordings
from boardpaper.checks.leaks.secrets import PublicWords
from boardpaper.checks.leaks.sentences import every_sentence, sentences_with
from boardpaper.checks.leaks.shares import Place, Shares, Stretch, Use
from boardpaper.checks.leaks.stretches import (
    GRAM,
    Letters,
    beginnings_of,
    gram_places,
    letters_of,
    met_in,
    numbers_of,
    paragraphs,
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
# What stands in the place of a line that tells of no matter.
_MATTERLESS = " \0 "
_FIGURES = re.compile(r"\d+")
_PAGE, _PAGE_ALONE = "page ", re.compile(r"(?:^|› )page \d+$")
# The same page in other letters.
_LOOKS = ", by its looks"
# What a camera or a program wrote into a picture.
_NOTES = ", notes"
_PARTS = {"word/document.xml": "paragraph", "text": "line"}
_PART_NAMES = {"header": "a header", "footer": "a footer", "footnotes": "a note", "endnotes": "a note",
               "comments": "a comment", "sharedStrings": "a cell"}  # fmt: skip


class Held(Struct, frozen=True):
    """An amount or a reference of a restricted paper, as it is written at its first `place`.

    Whether it is `money`, and whether it `tells`, so that two papers do not both have it by chance.
    """

    place: Place
    written: str
    money: bool = False
    tells: bool = True


class SharedIndex(Struct):
    """The restricted texts: `joined` is all of them in one, in which `starts` are the beginnings of `places`.

    `grams` are the places of stretches of letters in it; these and others are `sought`, which have such `beginnings`.
    What is said again is in `repeats`: from where to where, and where it was said first.
    `held` has amounts and references in comparable form, and `rounded` leads from what an amount is when it is rounded.
    `freed` are those that the house says.
    `names` have their first place, and how they are written; `line_names` are those that no template has.
    `basis` is what an office says in any paper: templates, statements that the law asks for; `house` is that and the
    agenda.
    """

    text: list[str] = field(default_factory=list)
    length: int = 0
    joined: str = ""
    starts: list[int] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    grams: dict[str, int] = field(default_factory=dict)
    repeats: list[tuple[int, int, int]] = field(default_factory=list)
    sought: set[str] = field(default_factory=set)
    beginnings: set[int] = field(default_factory=set)
    held: dict[str, Held] = field(default_factory=dict)
    freed: dict[str, Held] = field(default_factory=dict)
    rewordings: Rewordings = field(default_factory=Rewordings)
    rounded: dict[str, str] = field(default_factory=dict)
    names: dict[str, tuple[Place, str]] = field(default_factory=dict)
    line_names: dict[str, tuple[Place, str]] = field(default_factory=dict)
    name_words: set[str] = field(default_factory=set)
    plain: set[str] = field(default_factory=set)
    files: dict[str, int] = field(default_factory=dict)
    pictures: list[tuple[Picture, int]] = field(default_factory=list)
    basis: PublicWords = field(default_factory=PublicWords)
    house: PublicWords = field(default_factory=PublicWords)
    house_words: set[str] = field(default_factory=set)

    def add_file(self, source: int, content: bytes) -> None:
        """Takes in a restricted file whole."""
        if len(content) >= _LEAST_FILE:
            self.files.setdefault(hashlib.sha256(content).hexdigest(), source)

    def add(self, source: int, piece: Piece) -> None:
        """Takes in a piece of the restricted source of that number."""
        if isinstance(piece, Picture):
            self.pictures.append((piece, source))
        if not isinstance(piece, Words) or piece.dull:
            return
        text = plain(piece.text)
        text = "\n".join(_MATTERLESS if says_whom_to_ask(line) else line for line in text.split("\n"))
        inner = piece.place.rpartition(" › ")[2]
        prose = inner in _PARTS or inner.startswith(_PAGE)
        if prose and _LOOKS not in inner:
            for line, sentence in every_sentence(text):
                self.rewordings.add(sentence, Place(source, _place_of(piece.place, line), prose))
        for letters, lines in paragraphs(without_addresses(text)):
            self._add_letters(letters, [(at, Place(source, _place_of(piece.place, line), prose)) for at, line in lines])
        if not inner.endswith(_NOTES):
            self._add_lines(source, piece, text)
        self.plain |= cased_words(text)[1]

    def _add_lines(self, source: int, piece: Words, text: str) -> None:
        """The amounts and names of each line."""
        for line, words in enumerate(text.split("\n"), 1):
            place = Place(source, _place_of(piece.place, line))
            for amount in _amounts_in(words):
                self._add_amount(amount, place)
            for reference, written in references_in(words):
                self.held.setdefault(reference, Held(place, written))
            if not piece.label:
                self._add_names(words, place)

    def _add_amount(self, amount: Amount, place: Place) -> None:
        """An amount by which a paper can be known, or which two papers may both have."""
        if amount.doubt or not (amount.is_exact or amount.is_round):
            return
        known = self.held.get(amount.digits)
        if known is None or (amount.of_money and not known.money):
            first = known.place if known else place
            self.held[amount.digits] = Held(first, amount.written, amount.of_money, amount.is_exact)

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
            if kind is Kind.REFERENCE and word not in self.held:
                self.names.setdefault(word, (place, word))

    def join(self) -> None:
        """Ends the taking in of restricted papers."""
        self.joined = "\0".join(self.text)
        self.text.clear()
        self._find_repeats()
        self.seek()
        for digits, held in self.held.items():
            if held.money and held.tells:
                for value in rounded(digits):
                    self.rounded.setdefault(value, digits)
        self._forget_names(self.plain)

    def _find_repeats(self) -> None:
        """Notes what restricted papers say several times, so that it is found in one place, whoever quotes which."""
        at, joined = 0, self.joined
        while at <= len(joined) - GRAM:
            first = self.grams.get(joined[at : at + GRAM], at)
            if first >= at:
                at += 1
                continue
            before, after = reach(joined, at, joined, first)
            # What is said over and over reaches into itself.
            start, end = max(at - before, first + 1), min(at + after, at + (at - first))
            start = max(start, self.repeats[-1][1] if self.repeats else 0)
            if end - start >= STRETCH:
                self.repeats.append((start, end, first - (at - start)))
                for place in range(start, end - GRAM + 1):
                    if self.grams.get(joined[place : place + GRAM]) == place:
                        del self.grams[joined[place : place + GRAM]]
                at = end - GRAM + 1
            else:
                at += after - GRAM + 1

    def first_said(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Where restricted letters are said first, in parts."""
        at = start
        for low, high, first in self.repeats[bisect_right(self.repeats, start, key=lambda each: each[1]) :]:
            if low >= end:
                break
            if at < low:
                yield at, low
            at = max(at, low)
            stop = min(high, end)
            yield first + at - low, first + stop - low
            at = stop
        if at < end:
            yield at, end

    def add_house(self, text: str, *, agenda: bool = False, amounts: bool = True) -> None:
        """Takes in what the office says in any paper, or on the `agenda` of this meeting.

        Its `amounts` may stand where they want, or just its words.
        """
        text = plain(text)
        lines = [squeeze(line) for line in text.split("\n")]
        for words in (self.house,) if agenda else (self.house, self.basis):
            words.add(text, lines, "".join(lines))
        capitals, plain_ones = cased_words(text)
        self.house_words |= capitals | plain_ones
        for line in text.split("\n"):
            for reference, _ in mentioned_in(line):
                self._free(reference)
            for amount in money_in(line) if amounts else ():
                self._free(amount.digits)

    def _free(self, thing: str) -> None:
        if thing in self.held:
            self.freed[thing] = self.held.pop(thing)

    def what(self, thing: str) -> Held:
        """An amount or a reference of a restricted paper, also one that the house says."""
        return self.held[thing] if thing in self.held else self.freed[thing]

    def add_house_picture(self, picture: Picture) -> None:
        """Takes in a picture that any paper of the office may show."""
        self.pictures = [pair for pair in self.pictures if not alike(pair[0], picture)]

    def seal(self) -> None:
        """Ends the taking in of what the house says: that is looked for no more."""
        self.basis.seal()
        self.house.seal()
        self.rounded = {value: digits for value, digits in self.rounded.items() if digits in self.held}
        said = self.house.text
        self.rewordings.seal(said)
        for at in met_in(said, numbers_of(said), self.beginnings, self.grams):
            self.grams.pop(said[at : at + GRAM], None)
        self.seek()
        self._forget_names(self.plain | self.house_words)

    def seek(self, others: Iterable[str] = ()) -> None:
        """Sets what is looked for: its own stretches of letters and `others`."""
        self.sought = {*self.grams, *others}
        self.beginnings = beginnings_of(self.sought)

    def _forget_names(self, dull: set[str]) -> None:
        """Looks no more for names all of whose words are `dull`."""
        self.names = {name: told for name, told in self.names.items() if not dull.issuperset(name.split(" "))}
        self.name_words = {word for name in self.names for word in name.split(" ")}

    def has_detail(self, letters: str) -> bool:
        """Whether restricted letters have an amount or a reference in them that can be known again."""
        numbers = set(_FIGURES.findall(letters))
        return any(
            held.tells
            and (thing in numbers if thing.isdigit() else thing.rpartition(" ")[2].replace(".", "") in letters)
            for thing, held in self.held.items()
        )

    def source_of(self, start: int) -> Place:
        """The place of the letters that begin at `start`."""
        return self.places[bisect_right(self.starts, start) - 1]

    def begin_of(self, source: int) -> int:
        """Where the letters of a source begin."""
        return self.starts[bisect_left(self.places, source, key=lambda place: place.source)]

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

    def keep_line_names(self) -> None:
        """Notes the names that lines of the agenda are searched for, before what the agenda says is known."""
        self._forget_names(self.plain | self.house_words)
        self.line_names = dict(self.names)

    def search_line(self, text: str, *, names: bool) -> Shares:
        """What a line of the agenda shares; its `names` only where that is asked.

        A title names things for all to know.
        """
        return self.search([Words("", text, label=not names)])

    def look(self, piece: Piece, shares: Shares) -> Sequence[int] | None:
        """Adds to `shares` what one piece of a public file shares, and where in its letters what is sought is."""
        if isinstance(piece, Whole):
            if (source := self.files.get(piece.digest)) is not None:
                shares.files.setdefault(source, piece.place)
        elif isinstance(piece, Picture):
            for number, (picture, _) in enumerate(self.pictures):
                if alike(picture, piece):
                    shares.pictures.setdefault(number, piece.place)
                    break
        elif isinstance(piece, Wordless):
            shares.wordless.append(piece.place)
        elif isinstance(piece, Words):
            read = letters_of(without_addresses(piece.text))
            places = met_in(read.joined, read.numbers, self.beginnings, self.sought)
            for span, stretches in self._stretches(read, places, piece.place):
                shares.spans.append(span)
                shares.stretches += stretches
            self._look_for_words(piece, plain(piece.text), shares)
            return places if "@" not in piece.text else None
        return None

    def _look_for_words(self, piece: Words, text: str, shares: Shares) -> None:
        """The sentences, amounts, references and names that a piece of a public file shares."""
        self._look_for_held(text, piece.place, shares)
        if _PAGE_ALONE.search(piece.place):
            shares.reworded += self.rewordings.met_in(text, piece.place)
        if not (piece.label or piece.dull):
            self._look_for_names(text, piece.place, shares)

    def _stretches(
        self, read: Letters, places: Iterable[int], where: str
    ) -> Iterator[tuple[tuple[int, int], list[Stretch]]]:
        """The stretches of restricted texts that a text holds, from the places where what is sought stands.

        Each is told where it was met, and in parts where it is said first.
        """
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
                skipped, met = at - before - borders[first], (place - before, place + after)
                yield met, list(self._in_parts(met, where, text, skipped))
            following = at + max(after - GRAM + 1, 1)

    def _in_parts(self, met: tuple[int, int], where: str, text: str, skipped: int) -> Iterator[Stretch]:
        left, right = 0, met[1] - met[0]
        for start, end in self.first_said(*met):
            right -= end - start
            yield Stretch(start, end, where, text, skipped + left, left, right)
            left += end - start

    def _look_for_held(self, text: str, where: str, shares: Shares) -> None:
        """The amounts and references of restricted papers that a text holds, in whatever form."""
        if not self.held:
            return
        lines = text.split("\n")
        for number, line in enumerate(lines):
            for amount in _amounts_in(line):
                self._meet(amount, lines, number, where, shares)
            for reference, written in mentioned_in(line):
                if reference in self.held and not says_whom_to_ask(line):
                    shares.add_uses(reference, _uses(lines, number, where, written))
        for amount, at in split_amounts(text):
            if amount.digits in self.held and len(amount.digits) >= _LEAST_FIGURES:
                self._meet(amount, lines, text.count("\n", 0, at), where, shares)

    def _meet(self, amount: Amount, lines: Sequence[str], number: int, where: str, shares: Shares) -> None:
        """An amount of line `number` of a public text, which a restricted paper may have, too, or have exactly."""
        digits, held = amount.digits, self.held.get(amount.digits)
        is_rounded = held is None
        if held is None:
            if not amount.of_money or (exact := self.rounded.get(digits)) is None or amount.figures < EXACT - 1:
                return
            digits, tells = exact, amount.figures >= EXACT
        elif (amount.things and held.money) or not (amount.money or len(digits) >= _LEAST_FIGURES):
            return
        else:
            tells = held.tells and not amount.things
        if tells:
            shares.add_uses(digits, _uses(lines, number, where, amount.written, is_rounded))
        else:
            shares.rounds.setdefault(digits, amount.written)

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


def is_amount(thing: str) -> bool:
    """Whether what an index holds is an amount, and no reference."""
    return thing.replace(".", "").isdigit()


def _uses(lines: Sequence[str], number: int, where: str, written: str, is_rounded: bool = False) -> Iterator[Use]:
    for said in sentences_with(lines, number, written):
        yield Use(where, written, *said, is_rounded)


def _amounts_in(line: str) -> Iterator[Amount]:
    """The amounts of a line that are no part of a reference."""
    found = money_in(line)
    codes = [code for code, _ in references_in(line)] if found else ()
    return (amount for amount in found if amount.money or not any(amount.digits in code for code in codes))


def _place_of(where: str, line: int) -> str:
    """A place in a restricted file as a person looks for it: a line counts from 1 within what stands at `where`."""
    inner = where.rpartition(" › ")[2]
    if inner in _PARTS:
        return f"{where.removesuffix(inner)}{_PARTS[inner]} {line}"
    stem = inner.rpartition("/")[2].partition(".")[0].rstrip("0123456789")
    return _PART_NAMES.get(stem, where)
