"""Words made comparable, and those that can tell one paper from another: names, amounts, references, addresses."""

import re
import unicodedata
from collections.abc import Collection, Iterator
from enum import StrEnum
from functools import lru_cache

from boardpaper.checks.leaks.amounts import Amount, amounts_in, spaced_references, split_amounts, without_money
from boardpaper.checks.leaks.telephones import groups_in, without_groups

# Dates, times, shares and what stands on every page are worded anew in each output: no passage runs across them.
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
# All but a template's tags begin where a word does, and with one of these letters: elsewhere nothing is tried.
_CUT = re.compile(
    r"\{\{.*?\}\}|\{%.*?%\}|\b(?=[0-9adfijmnopstw])(?:"
    rf"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:\b\d{{1,2}}(?:st|nd|rd|th)?\s+)?\b{_MONTH}\s+(?:19|20)\d\d\b|"
    rf"\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}\b|"
    r"(?:19|20)\d\d-\d\d(?:-\d\d)?(?:t[\d:.]+(?:z|[+-]\d\d:?\d\d)?)?\b|\d{1,2}/\d{1,2}/(?:19|20)?\d\d\b|"
    r"(?:19|20)\d\d\s?[/–-]\s?\d\d(?:\d\d)?\b|d:\d{8,14}\b|\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\b)?|\d{1,2}\s?[ap]m\b|"
    r"(?:agenda )?item(?: no\.?| number)? ?\d+\b|page \d+(?: of \d+)?\b|paragraphs? \d+\b|"
    r"\d+(?:\.\d+)?\s?(?:%|per ?cent|percentage points?))",
    re.IGNORECASE,
)
# Two quick looks: most lines have no figure and no brace. Then a figure beside a space or a sign, or a template's tag.
_ANY_FIGURE = re.compile(r"[\d{]")
_MAY_CUT = re.compile(r"\d(?:[\W_]|[ap]\.?m|st|nd|rd|th)|[\W_]\d|\{[{%]", re.IGNORECASE)
_NOT_LETTER = re.compile(r"[^\w\0]+|_+")
_BROKEN_WORD = re.compile(r"(\w)(?:[-\u2010\u00ad]\s*\n\s*|\u00ad|\u200b|\u200c|\u200d|\ufeff)(\w)")
# What is in every such: most texts have none.
_MAY_BE_BROKEN = re.compile("[-\u2010\u00ad]\\s*\n|[\u00ad\u200b\u200c\u200d\ufeff]")
_HYPHENS = {0x2010: "-", 0x2011: "-"}

# Four figures close together, or two beside a letter.
_MAY_TELL = re.compile(r"\d\D?\d\D?\d\D?\d|[A-Za-z][-/._:]?\d\D?\d|\d\D?\d[-/._:]?[A-Za-z]|[A-Za-z]\d[A-Za-z]")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NUMBER = re.compile(
    r"(?<![\w.,])[£$€]?\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?:\.\d+)?(?![\w])|(?<![\w.])[£$€]?\d+(?:\.\d+)?"
)
CODE = re.compile(r"(?<!\w)(?=[A-Za-z/._:-]*\d)[A-Za-z0-9]+(?:[-/._:][A-Za-z0-9]+)*(?!\w)")
"""Letters and figures, or figures alone, in one word: what may be a reference."""
_POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)\s(\d[A-Z]{2})\b")
# A word with a hyphen that stayed when its line was set anew.
_IN_TWO = re.compile(r"(?<![^\W\d_])([^\W\d_]+)[-\u2010\u2011][ \t]?([^\W\d_]+)(?![^\W\d_])")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_NAMED = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_INSIDE = re.compile(r"[^\W\d_A-Z][,;:)]? (?=([^\W\d_]+(?:['’][^\W\d_]+)*))")
# No heading and no cell, which are shorter, goes on in the next line.
_OVER_LINES = re.compile(rf"^.{{30,}} ({_NAMED.pattern}) *(?=\n *({_NAMED.pattern}))", re.MULTILINE)
_YEAR = re.compile(r"(?:19|20)\d\d")

# What files say without anybody having written it, and so tells nothing of a paper: no words of any board's business.
_OF_PROGRAMS = """
acrobat adobe anonymous arial arimo auto caladea calibri cambria carlito chrome courier default distiller docx email
false helvetica liberation libreoffice microsoft normal null opensource openpyxl pdfsharp python quartz reportlab
roman skia standard times true unchanged unknown unspecified untitled update updated version word writer
"""
_OF_FILES = """
article artifact attachment attachments author blank bold bookmark caption chart columns contains contents continued
cover created creator date details document documents endnotes english error field figure figures file files final
finding findings footer footnote footnotes format formats formula general generated glossary group hash header
heading heads hidden image index info input italic label labels landscape language large layer legal length letter
level line link links list location main marked meta metadata mode modified name nine none number numbering numbers
object open original outline output owner pack page pages paragraph paragraphs part part1 part2 parts path portrait
print produced producer properties right root rotate section sections sheet size slip small sources span stable
stamp start started structure styles symbol symbols system table tables template text through title titles type
value values volume work workbook writing
"""
# How boardpaper words a change, and the heads of its scorecard.
_OF_FIGURES = """
assessed change changes compared decrease decreased free front increase increased indicator latest percent
percentage period point points status total
"""
_OF_CALENDARS = """
january february march april june july august september october november december monday tuesday wednesday thursday
friday saturday sunday hour hours month monthly today first second one two twice three four five six seven eight
eighth ten following nothing appendix
"""
STOCK_WORDS = frozenset(f"{_OF_PROGRAMS}{_OF_FILES}{_OF_FIGURES}{_OF_CALENDARS}".split())


class Kind(StrEnum):
    """What a single telling word is."""

    NAME = "a name or a word"
    FULL_NAME = "a name"
    NUMBER = "a number"
    REFERENCE = "a reference"
    EMAIL = "an e-mail address"


# Papers stand in the pack, by themselves and among the inputs: most lines are met again.
@lru_cache(maxsize=2**16)
def squeeze(line: str) -> str:
    """Letters and digits alone, in lower case, without accents and ligatures; U+0000 where no passage may cross."""
    line = "\0".join(between_cuts(line))
    if not line.isascii():
        line = unicodedata.normalize("NFKD", line)
    return _NOT_LETTER.sub("", line.casefold())


@lru_cache(maxsize=2**16)
def between_cuts(line: str) -> tuple[str, ...]:
    """The line without what any paper may say, cut there: dates, times, page numbers, percentages, template tags."""
    return tuple(_CUT.split(line)) if _ANY_FIGURE.search(line) and _MAY_CUT.search(line) else (line,)


def plain(text: str) -> str:
    """The text with words that were broken at a line's end made whole, and every hyphen the same."""
    if ("-" in text or not text.isascii()) and _MAY_BE_BROKEN.search(text):
        text = _BROKEN_WORD.sub(r"\1\2", text)
    return text if text.isascii() else text.translate(_HYPHENS)


def tokens(text: str, *, every: bool = False) -> Iterator[tuple[Kind, str, bool]]:
    """The single telling words of a text: kind, comparable form, and whether it is written as a name is.

    A number has five digits or more, or a currency's sign or a thousands separator and four, or with `every`
    just four; a reference has letters and two digits or more.
    """
    text = _even(text)
    for line in text.split("\n"):
        if "@" in line or (_ANY_FIGURE.search(line) and _MAY_TELL.search(line)):
            yield from _telling(line, every)
    for match in _WORD.finditer(text):
        word = match.group()
        yield Kind.NAME, _folded(word), word[:1].isupper()


def figures(text: str, *, every: bool = False) -> Iterator[tuple[Kind, str]]:
    """The telling words of `text` that are no plain words: numbers, references, addresses."""
    for line in _even(text).split("\n"):
        if "@" in line or (_ANY_FIGURE.search(line) and _MAY_TELL.search(line)):
            yield from ((kind, word) for kind, word, _ in _telling(line, every))


def other_forms(text: str, kinds: Collection[Kind] = (Kind.NUMBER, Kind.REFERENCE)) -> Iterator[tuple[Kind, str]]:
    """The numbers and references of `text`, those of `kinds`, in forms that `figures` does not know: see `amounts`."""
    if not kinds or not _ANY_FIGURE.search(text):
        return
    text = _even(text)
    if Kind.REFERENCE in kinds:
        yield from ((Kind.REFERENCE, code) for line in text.split("\n") for code in spaced_references(line))
    if Kind.NUMBER in kinds:
        for line in text.split("\n"):
            numbers = (each for each in money_in(line) if len(each.digits) >= (4 if each.money else 5))
            yield from ((Kind.NUMBER, each.digits) for each in numbers)
        yield from ((Kind.NUMBER, each.digits) for each, _ in split_amounts(text) if len(each.digits) >= 5)


@lru_cache(maxsize=2**16)
def money_in(line: str) -> tuple[Amount, ...]:
    """The numbers of a line, but for those of telephones, dates, times, shares and places in a paper."""
    if not _ANY_FIGURE.search(line):
        return ()
    found: list[Amount] = []
    rest = without_money(_even(line), found)
    rest = without_groups(" \0 ".join(between_cuts(rest)), " \0 ")
    return (*found, *amounts_in(rest))


def words_of(text: str) -> list[str]:
    """The plain words of a text in comparable form, each as often as it stands there."""
    if text.isascii() and "'" not in text:
        return _WORD.findall(text.lower())
    return [_folded(word) for word in _WORD.findall(_even(text))]


def cased_words(text: str) -> tuple[set[str], set[str]]:
    """The words of a text, in comparable form, that stand in it with a capital, and those that do without."""
    capitals, plain_ones = set[str](), set[str]()
    for word in set(_WORD.findall(_even(text))):
        (plain_ones if word.islower() else capitals).add(_folded(word))
    return capitals, plain_ones


def names_inside(line: str) -> Iterator[str]:
    """The words of a line that are written as names are and begin no sentence, as they stand there."""
    for match in _INSIDE.finditer(line):
        if match[1][0].isupper():
            yield match[1]


def folded(word: str) -> str:
    """A word in comparable form: without case, accents, marks and a genitive's s."""
    return _folded(_even(word))


def without_addresses(text: str) -> str:
    """The text cut where an e-mail address stands: how to reach an author is no part of a passage."""
    return _EMAIL.sub(" \0 ", text) if "@" in text else text


def words_in_two(text: str) -> Iterator[str]:
    """The words that two parts with a hyphen between them make, in comparable form."""
    at = 0
    while ("-" in text or not text.isascii()) and (match := _IN_TWO.search(text, at)):
        yield _folded(match[1] + match[2])
        at = match.start(2)


def pairs_over_lines(text: str) -> Iterator[str]:
    """Neighbouring words at the end of a line that runs on and at the beginning of the next, written as names are."""
    for match in _OVER_LINES.finditer(text):
        if match[1][0].isupper() and match[2][0].isupper():
            yield f"{_folded(match[1])} {_folded(match[2])}"


def pairs(line: str) -> Iterator[tuple[str, bool]]:
    """Neighbouring words of a text with nothing but a space between, and whether both are written as names are."""
    before: re.Match[str] | None = None
    for match in _NAMED.finditer(line):
        if before is not None and line[before.end() : match.start()].isspace():
            one, other = before.group(), match.group()
            yield f"{_folded(one)} {_folded(other)}", one[:1].isupper() and other[:1].isupper()
        before = match


def _even(text: str) -> str:
    """Apostrophes, digits and ligatures in their plain form."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFKC", text).replace("\u2019", "'")


@lru_cache(maxsize=2**16)
def _telling(line: str, every: bool) -> tuple[tuple[Kind, str, bool], ...]:
    """What `_found` finds, kept for lines that come again."""
    return tuple(_found(line, every))


def _found(line: str, every: bool) -> Iterator[tuple[Kind, str, bool]]:
    """Each address, number, postcode or code of a line with its kind, all written as names are: see `tokens`."""
    if "@" in line:
        for match in _EMAIL.finditer(line):
            yield Kind.EMAIL, match.group().casefold().rstrip("."), True
    text = " \0 ".join(between_cuts(line))
    for digits in groups_in(text):
        yield Kind.NUMBER, digits, True
    for match in _NUMBER.finditer(text):
        if len(match.group()) > 3:
            yield from _number(match.group(), every)
    for match in _POSTCODE.finditer(text):
        yield Kind.REFERENCE, "".join(match.groups()).casefold(), True
    for match in CODE.finditer(text):
        code = re.sub(r"[^a-z0-9]", "", match.group().casefold())
        if len(code) >= 5 and sum(map(str.isdigit, code)) >= 2 and not code.isdigit() and len(code) <= 80:
            yield Kind.REFERENCE, code, True


def _number(written: str, every: bool) -> Iterator[tuple[Kind, str, bool]]:
    """A number without its signs and separators, if it is long enough to tell something, and as a paper rounds it."""
    whole, point, rest = re.sub(r"[^\d.]", "", written).partition(".")
    whole = whole.lstrip("0")
    marked = every or written[0] in "£$€" or re.search(r"\D", written.partition(".")[0].lstrip("£$€")) is not None
    if len(whole) >= (4 if marked else 5) and not (len(whole) == 4 and _YEAR.fullmatch(whole) and not marked):
        yield Kind.NUMBER, whole, True
    if point and len(whole) + len(rest) >= 5:
        yield Kind.NUMBER, f"{whole}.{rest}", True
        # A workbook holds 1234567.89 where a paper prints 1,234,568.
        if len(whole) >= 5:
            yield Kind.NUMBER, str(round(float(f"{whole}.{rest[:6]}"))), True


@lru_cache(maxsize=2**14)
def _folded(word: str) -> str:
    """A word without case, accents, marks and a genitive's s."""
    if word.isascii() and "'" not in word and "-" not in word:
        return word.lower()
    folded = unicodedata.normalize("NFKD", word.casefold())
    letters = "".join(char for char in folded if char.isalpha())
    return letters[:-1] if folded.endswith(("'s", "’s")) else letters
