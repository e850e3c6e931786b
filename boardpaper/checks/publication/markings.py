"""Markings that a paper is not for the public: OFFICIAL-SENSITIVE, not for publication, exempt under Schedule 12A.

A marking stands by itself: in a header, on a line of its own, as the answer to a label, or in a sentence about *this*
paper. The same words inside other sentences are no marking: “exempt information” and “restricted” are ordinary words of
public papers.
"""

import re
from collections.abc import Iterable, Iterator

from boardpaper.model.document import Paragraph, Row, Table, words_of
from boardpaper.model.paragraphs import Part, Spot

# A front sheet, a title and a box; markings of a single word are looked for no further.
_FRONT = 25

_SENSITIVE = re.compile(r"\bofficial\s*[-–—:/(\s]\s*sensitive\)?", re.IGNORECASE)
_SEPARATORS = re.compile(r"\s*[|–—:;•·()\[\]]\s*|\s+[-/]\s+|,\s+|[.!]\s*$")
_STRONG = (
    r"official-sensitive|not for (?:publication|public|disclosure|(?:public |wider )?(?:release|circulation))|"
    r"(?:private (?:and|&) |strictly (?:private (?:and|&) )?|highly )confidential|strictly private|"
    r"(?:commercial(?:ly)? )?in confidence|top secret|"
    r"(?:the )?press and (?:the )?public (?:(?:to be|are|is) )?excluded|"
    r"(?:the )?public (?:and (?:the )?press )?(?:to be|are|is) excluded|embargoed|embargo until\b.*|"
    r"(?:legally|legal professional(?:ly)?) privileged?|subject to legal (?:professional )?privilege"
)
_WEAK = r"confidential|restricted|secret|exempt|(?:closed|private) session"
# The second part of an agenda, as offices number it.
_PART_2 = re.compile(
    r"part (?:2|ii|two|b)\b\W*(?:closed|private|exempt|confidential|not (?:open|for publication))"
    r"(?: (?:to the public|session|business|items?|agenda|reports?|papers?|meeting|part))?\W*",
    re.IGNORECASE,
)
_NOUNS = r"report|paper|document|item|appendix|annex|session|business"
_TAIL = (
    rf"(?:,? (?:{_NOUNS}|when complete|once complete|personal|commercial|locsen|"
    r"(?:until|by virtue|under|on the grounds|due to|because|pursuant|in accordance|as it|as this|paragraph|schedule)\b"
    r".*))*"
)
_STRONG_MARK = re.compile(rf"(?:{_STRONG}){_TAIL}", re.IGNORECASE)
# Those that mark wherever they stand: trends in confidence are a subject.
_CLEAR = re.compile(rf"\b(?:{_STRONG.replace('(?:commercial(?:ly)? )?in', 'commercial(?:ly)? in')})\b", re.IGNORECASE)
_CAPITALS = re.compile(r"(?<!un)\b(?:CONFIDENTIAL|RESTRICTED|EXEMPT|SECRET)\b|\b(?i:confidential)$")
_WEAK_MARK = re.compile(rf"(?:{_WEAK}){_TAIL}|exempt information", re.IGNORECASE)
_THIS_PAPER = re.compile(
    rf"\bthis (?:{_NOUNS}) (?:is|are|remains|contains|includes|must be|should be)\s+"
    r"(?:(?:therefore|considered|deemed|classed|marked|treated|as|an?|some|currently|private|strictly|highly|and)\s+)*"
    r"(?:exempt|confidential|not for publication|official-sensitive|restricted(?! to))\b",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:(?:government |security |protective |document )*(?:classification|marking)s?|gpms|gsc|"
    r"(?P<asks>(?:(?:is|does) (?:this|the) (?:report|paper|item|document) .*|reasons? for )?"
    r"\b(?:exempt|exemption|confidential|confidentiality|restricted|not for publication)\b.{0,40}))"
    r"\s*[:|?][\s:|?]*(?P<value>.*)",
    re.IGNORECASE,
)
_YES = re.compile(r"yes\b|y$|paragraphs? \d|.*\bschedule 12a\b", re.IGNORECASE)
# The key of a statistical table says what a mark means, as in “[c] confidential”; it marks no paper.
_SHORTHAND = re.compile(r"\[[bcekprxz]\]\s+[a-z][a-z ]*")
# A quick look at most paragraphs is enough: without one of these, in lower case, nothing marks the paper.
_HINTS = ("sensitive", "not for ", "confiden", "restricted", "secret", "exempt", "schedule 12a", "strictly private",
          "excluded", "embargo", "privilege", "session", "part ii", "part 2", "part two", "part b")  # fmt: skip
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\ufeff]")
_BLANK = "[ \u00a0\u2000-\u200a\u202f\u3000]"
# Letters set apart, as typewriters did: C O N F I D E N T I A L.
_SET_APART = re.compile(rf"(?<!\w)(?:\w{_BLANK})+\w(?!\w)")
# What they spell where the words are no further apart than the letters.
_SPELLED = {
    words.replace(" ", ""): words
    for words in (
        "not for publication", "private and confidential", "strictly confidential", "strictly private and confidential",
        "in confidence", "commercial in confidence", "official sensitive", "press and public excluded",
        "press and public to be excluded", "closed session", "private session", "legally privileged", "top secret",
    )
}  # fmt: skip
# In a file's name all signs part words, and a number stands in front of them.
_PARTED = re.compile(r"[\W_]*(?:[-–—_()\[\],;.+]|\b\d[\w.]*\b)[\W_]*")


def marked_spots(spots: Iterable[Spot]) -> Iterator[tuple[Spot, str]]:
    """The paragraphs that mark the paper as not for the public, each with the words that do."""
    for spot in spots:
        if not spot.in_table or spot.part in (Part.HEADER, Part.FOOTER):
            marking = marking_in(spot.words, spot.part, spot.paragraph.number, spot.paragraph.outline_level)
        else:
            marking = _match(_STRONG_MARK, _evenly(spot.words)) if spot.words.isupper() else ""
        if marking:
            yield spot, marking


def marked_rows(tables: Iterable[Table]) -> Iterator[tuple[Spot, str]]:
    """The rows of a label and its value that say so: “Classification | Restricted”."""
    for table in tables:
        for row in table.rows:
            if len(row.cells) == 1 and len(table.columns) > 1:
                # A line right across a front sheet; a longer text there is no marking.
                yield from _marked_line(row)
            if len(row.cells) != 2:
                continue
            words = " | ".join(_cell_words(row))
            first = next(_paragraphs(row), None)
            if first and len(words) < 300 and _may_mark(words) and (answer := _answer(_plain(words))):
                yield Spot(first, in_table=True), answer


def _marked_line(row: Row) -> Iterator[tuple[Spot, str]]:
    """The cells of a row that say a marking, though not in capitals."""
    for block in _paragraphs(row):
        spot = Spot(block, in_table=True)
        if not spot.words.isupper() and (marking := _match(_STRONG_MARK, _plain(spot.words))):
            yield spot, marking


def marking_in(words: str, part: Part, number: int = 0, level: int = 0) -> str:
    """The words of a paragraph that mark the paper, or nothing; `number` and `level` as `Paragraph` has them."""
    words = _evenly(words)
    if not _may_mark(words):
        return ""
    words = _plain(_SHORTHAND.sub("", words))
    if _PART_2.fullmatch(words):
        return words
    if (match := _LABEL.fullmatch(words)) is not None and match["value"]:
        return _answer(words)
    if match := _THIS_PAPER.search(words):
        return match.group()
    segments = [segment for segment in _SEPARATORS.split(words) if segment]
    if part in (Part.HEADER, Part.FOOTER):
        return _furniture_marking(words, segments)
    for segment in segments:
        if marking := _match(_STRONG_MARK, segment):
            return marking
    return _weak_marking(words, segments, number, level)


def marking_in_name(name: str) -> str:
    """The words of a title, or of a file's or folder's name, that mark what it names, or nothing."""
    words = _evenly(name.replace("_", " "))
    if not _may_mark(words):
        return ""
    for pattern in (_PART_2, _CLEAR, _CAPITALS):
        if found := pattern.search(_plain(words)):
            return found.group().strip()
    parts = [part for part in _PARTED.split(_evenly(name)) if part]
    return next((part for part in parts if _match(_STRONG_MARK, part) or _match(_WEAK_MARK, part)), "")


def _evenly(words: str) -> str:
    """The words without signs that nobody sees, and with letters set apart put together."""
    words = _UNSEEN.sub("", words)
    if _SET_APART.search(words):
        words = _SET_APART.sub(lambda match: re.sub(_BLANK, "", match.group()), words)
        words = _SPELLED.get(words.strip().casefold(), words)
    return re.sub(rf"{_BLANK}+", " ", words)


def _may_mark(words: str) -> bool:
    """Whether the words hold any of those that markings are made of, which is quick to tell."""
    folded = words.casefold()
    return any(map(folded.__contains__, _HINTS))


def _furniture_marking(words: str, segments: list[str]) -> str:
    """In a header, a strong marking may stand anywhere: nobody writes sentences there."""
    found = re.search(_STRONG, words, re.IGNORECASE) or re.search(r"(?<!un)\b(?:CONFIDENTIAL|RESTRICTED)\b", words)
    if found is not None and not re.search(r"\bnot\s+$", words[: found.start()], re.IGNORECASE):
        return found.group()
    if re.search(r"\bschedule 12a\b", words, re.IGNORECASE):
        return words
    return next((marking for segment in segments if (marking := _match(_WEAK_MARK, segment))), "")


def _weak_marking(words: str, segments: list[str], number: int, level: int) -> str:
    """One ordinary word marks a paper only on a line of its own in front or in capitals, or at a heading's end."""
    if level:
        segments = segments[1:] if not words.isupper() else segments
    elif not (0 < number <= _FRONT or words.isupper()):
        return ""
    return next((marking for segment in segments if (marking := _match(_WEAK_MARK, segment))), "")


def _answer(words: str) -> str:
    """The value after a label such as “Classification” or “Is this report exempt?”, where it marks the paper."""
    match = _LABEL.fullmatch(words)
    if match is None:
        return ""
    value = match["value"].strip(" |:?")
    segments = [segment for segment in _SEPARATORS.split(value) if segment]
    marked = any(_match(_STRONG_MARK, segment) or _match(_WEAK_MARK, segment) for segment in segments)
    return words if marked or (match["asks"] and _YES.match(value)) else ""


def _plain(words: str) -> str:
    """The words with every way to write OFFICIAL-SENSITIVE as one."""
    return _SENSITIVE.sub("OFFICIAL-SENSITIVE", words)


def _match(pattern: re.Pattern[str], words: str) -> str:
    """The words if all of them are a marking; "" for others."""
    return words if pattern.fullmatch(words.strip()) else ""


def _cell_words(row: Row) -> Iterator[str]:
    """The words of each cell of a row, without those of tables in it."""
    for cell in row.cells:
        yield " ".join(words_of(block.inlines) for block in cell.blocks if isinstance(block, Paragraph))


def _paragraphs(row: Row) -> Iterator[Paragraph]:
    for cell in row.cells:
        yield from (block for block in cell.blocks if isinstance(block, Paragraph))
