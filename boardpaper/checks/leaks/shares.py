"""What one public file shares with restricted ones, and where."""

from collections.abc import Iterable

from msgspec import Struct, field

from boardpaper.checks.leaks.words import squeeze

_FIRST_WORDS = 6
_ENDS = (".", "!", "?", ";", ":")
_GOOD_PART = 0.5


class Place(Struct, frozen=True):
    """A place in the restricted source number `source`, as a person says it; in `prose` stand the words of a paper."""

    source: int
    where: str
    prose: bool = False


class Stretch(Struct, frozen=True):
    """Letters of restricted texts, from one place to another, that stand in a public file at `where`.

    `text` is what the public file writes; the stretch begins after its first letters, `before` in number. It goes on
    there for so many letters to the `left` and to the `right`, which a restricted paper says first elsewhere.
    """

    start: int
    end: int
    where: str
    text: str
    before: int
    left: int = 0
    right: int = 0

    def words_from(self, at: int) -> str:
        """The first words from the restricted place `at` on, as the public file writes them."""
        return " ".join(self.words_in(max(at, self.start), self.end)[:_FIRST_WORDS])

    def sentences_of(self, start: int, end: int) -> list[str]:
        """The sentences, as the public file writes them, of which restricted letters are a good part."""
        first, last = self.start - self.left, self.end + self.right
        found, sentence, at = list[str](), list[str](), first
        for word in (*self.words_in(first, last), ""):
            sentence.append(word)
            if word.endswith(_ENDS) or not word:
                stop = at + sum(len(squeeze(each)) for each in sentence)
                met = min(stop, end) - max(at, start)
                if met > 0 and met >= _GOOD_PART * min(stop - at, end - start):
                    found.append(" ".join(sentence).strip())
                sentence, at = [], stop
        return found

    def words_in(self, start: int, end: int) -> list[str]:
        """The words from one restricted place to another, as far as the public file has them, as it writes them."""
        words, skipped, left = list[str](), self.before + start - self.start, end - start
        for word in self.text.split():
            letters = len(squeeze(word))
            if skipped <= 0 and left > 0:
                words.append(word)
                left -= letters
            skipped -= letters
        return words


class Use(Struct, frozen=True):
    """Where a public file says an amount or a reference: as it is `written`, in the letters of which `sentence`.

    `before` and `after` are the letters right beside it. An amount may be `rounded`.
    """

    where: str
    written: str
    sentence: str
    before: str = ""
    after: str = ""
    rounded: bool = False


class Reworded(Struct, frozen=True):
    """A restricted sentence, by its number, that a public file says at `where` in nearly the same words: `text`."""

    number: int
    where: str
    text: str


class Shares(Struct):
    """What one public file shares: amounts, references and names by their comparable form.

    `stretches` lie where a restricted paper says them first, and `spans` where the file's words were met.
    `uses` are amounts and references that can be known again, `rounds` amounts that two papers may both have by
    chance, as they are written. `reworded` are sentences of nearly the same words. `plain` are words
    of names that the file writes in small letters. `files` and `pictures` are restricted ones that it holds; `wordless`
    are its pages that nobody can search.
    """

    stretches: list[Stretch] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    uses: dict[str, list[Use]] = field(default_factory=dict)
    rounds: dict[str, str] = field(default_factory=dict)
    reworded: list[Reworded] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    plain: set[str] = field(default_factory=set)
    files: dict[int, str] = field(default_factory=dict)
    pictures: dict[int, str] = field(default_factory=dict)
    wordless: list[str] = field(default_factory=list)

    def add_uses(self, thing: str, uses: Iterable[Use]) -> None:
        """Adds the places where `thing` is said, one for each sentence."""
        known = self.uses.setdefault(thing, [])
        for use in uses:
            if all(use.sentence != each.sentence for each in known):
                known.append(use)
