"""What was found while a document is laid out, and where."""

from collections.abc import Iterator, Mapping

from msgspec import Struct, field

from boardpaper.model.document import Paragraph
from boardpaper.model.finding import Finding
from boardpaper.model.messages import counted, listed
from boardpaper.model.paragraphs import place_of
from boardpaper.rules import pages as rules

# A text in a script that no font has is known by its first characters.
_MOST_CHARACTERS = 40


class Notices(Struct, eq=False):
    """The findings of one pass of layout. `stands` is where the next ones are, in words or a paragraph of the body.

    `numbers` says whose numbers are being set, where words come from a number format and not from an author.
    """

    stands: str | Paragraph = ""
    numbers: str = ""
    findings: list[Finding] = field(default_factory=list)
    _reported: set[tuple[str, str]] = field(default_factory=set)
    _missing: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def place(self) -> str:
        """Where the next findings say that they are."""
        return place_of(self.stands) if isinstance(self.stands, Paragraph) else self.stands

    def report(self, finding: Finding, *, once_for: str = "") -> None:
        """Collects a finding; with `once_for`, only the first of its rule about that thing."""
        if once_for:
            if (finding.rule, once_for) in self._reported:
                return
            self._reported.add((finding.rule, once_for))
        self.findings.append(finding)

    def report_missing_glyph(self, character: str) -> None:
        """Notes that no shipped font can show `character`, and where it was first met."""
        missing = self._missing.setdefault(self.numbers, {})
        if character not in missing:
            missing[character] = self.place

    def all_findings(self) -> tuple[Finding, ...]:
        """What was found, with one finding for all characters that the fonts lack, and one for each kind of numbers."""
        lacking = (_missing_numbers(whose, found) for whose, found in self._missing.items() if whose)
        return (*self.findings, *_missing_glyphs(self._missing.get("", {})), *lacking)

    def report_broken_word(self, word: str) -> None:
        """Says that a column is narrower than a word; addresses and codes are broken without a finding."""
        bare = word.strip(" .,;:!?()[]“”‘’\"'-–—")
        if bare.isalpha():
            self.report(rules.WORD_BROKEN.at(self.place, word=bare), once_for=bare)

    def report_unreadable_image(self, image: str) -> None:
        """Says that a picture cannot be shown."""
        self.report(rules.IMAGE_UNREADABLE.at(self.place, name=image), once_for=image)


def _missing_numbers(whose: str, missing: Mapping[str, str]) -> Finding:
    """The error that the numbers of a list, of notes or of pages are in characters that no font has."""
    characters = listed(map(_named, missing), _MOST_CHARACTERS)
    return rules.NUMBERS_MISSING.at(next(iter(missing.values())), numbers=whose, characters=characters)


def _missing_glyphs(missing: Mapping[str, str]) -> Iterator[Finding]:
    """One error for all characters that no font has, each with the place where it was first met."""
    if not missing:
        return
    first = next(iter(missing.values()))
    named = [_named(character) for character in missing]
    if len(named) == 1:
        yield rules.GLYPH_MISSING.at(first, character=named[0])
        return
    places = [
        name if place == first or not place else f"{name}, first in {place}"
        for name, place in zip(named, missing.values(), strict=True)
    ]
    shown = listed(places, _MOST_CHARACTERS, "; ")
    yield rules.GLYPHS_MISSING.at(first, count=counted(len(places), "character"), characters=shown)


def _named(character: str) -> str:
    """A character as it is and by its number, since whoever reads of it may lack it too."""
    return f"“{character}” (U+{ord(character):04X})"
