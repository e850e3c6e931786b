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
    r"official-sensitive|not for (?:publication|public|disclosure|(?:the )?web(?:site)?|"
    r"(?:(?:public|wider|onward|general|external|further) )?(?:release|circulation|distribution))|"
    r"do not (?:publish|circulate|copy|distribute|share|forward|disclose)(?: (?:or|and) \w+)?|"
    r"not to be (?:published|disclosed|circulated|copied|shared|released|made public)|"
    r"exempt from (?:publication|disclosure|release)|"
    r"(?:private (?:and|&) |strictly (?:private (?:and|&) )?|highly |nhs |privileged (?:and|&) )confidential|"
    r"strictly private|confidential (?:and|&) privileged|"
    r"(?:commercial(?:ly)?[ -])?in[ -]confidence|commercially (?:sensitive|confidential)|top secret|"
    r"(?:the )?press and (?:the )?public (?:(?:to be|are|is) )?excluded|"
    r"(?:the )?public (?:and (?:the )?press )?(?:(?:to be|are|is) )?excluded|"
    r"not open to (?:the )?(?:press and (?:the )?)?public|embargoed|embargo until\b.*|"
    r"(?:legally|legal professional(?:ly)?) privileged?|legal advice privilege|"
    r"subject to legal (?:professional )?privilege|"
    r"(?:for )?(?:members|internal use)['’]?(?: eyes)? only|pink (?:papers?|pages?|sheets?)|"
    # In Welsh: confidential, exempt, not for publication.
    r"cyfrinachol|eithriedig|gwybodaeth eithriedig|nid i['’]w gyhoeddi"
)
# What a whole meeting, or a part of one, is called that the public does not attend.
_CLOSED_PART = (
    r"(?:closed|private|reserved|non-public|in[- ]committee) (?:session|meeting|board(?: of \w+)?|business|agenda|"
    r"items?|minutes|papers?|reports?|part)"
)
_WEAK = (
    rf"confidential|restricted|secret|exempt|{_CLOSED_PART}|in[ -]camera|embargo|"
    r"(?:full )?\(?un-?redacted\)?(?: version| copy)?"
)
# The second part of an agenda, as offices number it.
_PART_2 = re.compile(
    r"part (?:2|ii|two|b)\b\W*(?:closed|private|exempt|confidential|not (?:open|for publication))"
    r"(?: (?:to the public|session|business|items?|agenda|reports?|papers?|meeting|part|board))?\W*",
    re.IGNORECASE,
)
_NOUNS = r"report|paper|document|item|appendix|annexe?|session|business|minutes|agenda|meeting|briefing|letter"
_TAIL = (
    rf"(?:,? (?:{_NOUNS}|when complete|once complete|personal|commercial|locsen|"
    r"(?:until|by virtue|under|on the grounds|due to|because|pursuant|in accordance|as it|as this|paragraph|schedule)\b"
    r".*))*"
)
# At the top of a paper, or where each page says it; elsewhere “private” is who owns a house.
_TOP_MARK = r"private|non-public|without prejudice(?:,? (?:and )?subject to contract)?"
_HEADED = rf"{_TOP_MARK}|closed"
_TOPPED_MARK, _HEADED_MARK = re.compile(_TOP_MARK, re.IGNORECASE), re.compile(_HEADED, re.IGNORECASE)
_PART_2_ALONE = re.compile(r"part (?:2|ii|two)", re.IGNORECASE)
_BY_VIRTUE = re.compile(
    r"(?:exempt(?: information| report| item)?\W{0,3})?(?:by virtue of|under|pursuant to) "
    r"(?:category|categories|paragraphs?)(?: ?\(s\))? ?[\d, and&()]{1,20} of (?:part \w+ of )?schedule 12a\b"
    r"(?:(?: \(as amended\)| (?:of|to) the)? ?local government act 1972(?:,? \(?as amended\)?)?)?\W*",
    re.IGNORECASE,
)
_STRONG_MARK = re.compile(rf"(?:{_STRONG}){_TAIL}", re.IGNORECASE)
# Those that mark wherever they stand: trends in confidence are a subject.
_CLEAR = re.compile(
    rf"\b(?:{_STRONG.replace('(?:commercial(?:ly)?[ -])?in', 'commercial(?:ly)?[ -]in')})\b(?! clubs?\b)", re.IGNORECASE
)
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
    r"(?:public|open|part 1)\W{1,3}(?:or\W)?(?:private|closed|exempt|confidential|part 2)"
    r"(?: (?:meeting|session|report|item))?|"
    r"(?P<asks>(?:(?:is|does) (?:this|the) (?:report|paper|item|document) .*|reasons? for )?"
    r"\b(?:exempt|exemption|confidential|confidentiality|restricted|not for publication)\b.{0,40}))"
    r"\s*[:|?][\s:|?]*(?P<value>.*)",
    re.IGNORECASE,
)
_YES = re.compile(r"yes\b|y$|(?:paragraphs?|sections?) \d|.*\bschedule 12a\b", re.IGNORECASE)
# The key of a statistical table says what a mark means, as in “[c] confidential”; it marks no paper.
_SHORTHAND = re.compile(r"\[[bcekprxz]\]\s+[a-z][a-z ]*")
# A quick look at most paragraphs is enough: without one of these, in lower case, nothing marks the paper.
_HINTS = (
    "sensitive", "not for ", "not to be ", "not open ", "not public", "do not ", "confiden", "restricted", "secret",
    "exempt", "12a", "private", "closed", "reserved", "excluded", "embargo", "privilege", "prejudice", "session",
    "part ii", "part 2", "part two", "part b", "part2", "pt 2", "pt ii", "pt2", "ptii", "only", "pink", "redacted",
    "camera", "committee", "non-public", "non public", "withheld", "cyfrinachol", "eithriedig", "gyhoeddi",
)  # fmt: skip
_SECOND = r"(?:part|pt)\.? ?(?:2|ii|two)"
# What marks the name of a file, a folder or an item wherever it stands there.
_NAMED = re.compile(
    rf"\b(?:(?:exempt|confidential|restricted|secret|sensitive) (?:{_NOUNS}|papers|reports|appendices|items|part)|"
    rf"{_CLOSED_PART}|"
    r"(?:closed|private) (?:trust|governing|public|council|audit|cabinet) (?:board|body|meeting|committee)|"
    r"un-?redacted|not redacted|non[ -]public|not public|in camera|schedule 12a|sch\.? ?12a|"
    r"foi exempt|exempt(?: under)? (?:s|sections?|paras?|paragraphs?)\.? ?\d+|legal(?:ly)? privileged?|"
    rf"minutes\W+{_SECOND}|(?<!of ){_SECOND} (?:minutes|agenda|reports?|papers?|items|business|appendi(?:x|ces)))\b|"
    # The second part of the agenda, in front of a paper's own name.
    rf"^[\W\d]*(?:\([a-z]\)\W*)?{_SECOND}(?=\s*[-–—:(]|\s*$)|"
    r"^[\W\d]*confidential (?!report|inquir|enquir|waste|help|counsel|service|information|data|support|advice|line|"
    r"contact|shred|hotline|disposal|disclos|survey|adviser|advisor)(?=\w)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^[\W\d_]+")
_NAMED_CAPITALS = re.compile(r"\b(?:PRIVATE|CLOSED)\b")
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
# “Appendix B (exempt)” in a list of what is attached tells of another paper; at the top of a page it is its heading.
_ATTACHED = re.compile(
    r"(?:appendix|appendices|annexe?s?|attachments?|enclosures?|background|list of)\b", re.IGNORECASE
)
_TOP = 3
_SENTENCE, _FEWEST_WORDS = re.compile(r"[.!?]\W*$"), 6
# Where commas part words of a sentence as well.
_WEAK_SEPARATORS = re.compile(r"\s*[|–—:;•·()\[\]]\s*|\s+[-/]\s+|[.!]\s*$")
# In a file's name all signs part words, and a number stands in front of them.
_PARTED = re.compile(r"[\W_]*(?:[-–—_()\[\],;.+]|\b\d[\w.]*\b)[\W_]*")

_NAMED_PART = re.compile(
    rf"(?:.* )?(?:board|committee|minutes|agenda|session|meeting|reports?|papers?) (?:private|closed|exempt|{_SECOND})|"
    rf"{_HEADED}|withheld|sensitive|members only|internal(?: use)? only|(?:part|pt) ?(?:2|ii|two|b)|reserved",
    re.IGNORECASE,
)
_PART_MARKS = (_STRONG_MARK, _WEAK_MARK, _NAMED_PART)


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
        return _furniture_marking(words, segments, number)
    return _line_marking(words, segments, number, level)


def marking_in_name(name: str) -> str:
    """The words of a title, or of a file's or folder's name, that mark what it names, or nothing."""
    words = _evenly(name.replace("_", " "))
    if not _may_mark(words):
        return ""
    words = _plain(words)
    patterns = (_PART_2, _CLEAR, _CAPITALS, _NAMED, *(() if words.isupper() else (_NAMED_CAPITALS,)))
    if found := next(filter(None, (pattern.search(words) for pattern in patterns)), None):
        return _NUMBERED.sub("", found.group()).strip(" -–—_:([)]")
    parts = [part for part in _PARTED.split(_evenly(name)) if part]
    return next((part for part in parts if any(_match(pattern, part) for pattern in _PART_MARKS)), "")


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


def _furniture_marking(words: str, segments: list[str], number: int) -> str:
    """In a header, a strong marking may stand anywhere: nobody writes sentences there.

    The `number` of a page's line tells that it may be a header; those of Word have none.
    """
    found = re.search(_STRONG, words, re.IGNORECASE) or re.search(r"(?<!un)\b(?:CONFIDENTIAL|RESTRICTED)\b", words)
    if found is not None and not re.search(r"\bnot\s+$", words[: found.start()], re.IGNORECASE):
        return found.group()
    if re.search(r"\bschedule 12a\b", words, re.IGNORECASE) or (not number and _match(_PART_2_ALONE, words)):
        return words
    patterns = (_WEAK_MARK, _HEADED_MARK) if number <= _TOP else (_WEAK_MARK,)
    return next((segment for segment in segments if any(_match(pattern, segment) for pattern in patterns)), "")


def _line_marking(words: str, segments: list[str], number: int, level: int) -> str:
    """A marking in a line of the paper itself: inside a sentence the same words say something else."""
    if _SENTENCE.search(words) and words.count(" ") >= _FEWEST_WORDS:
        segments = segments[:1]
    for segment in segments:
        if marking := _match(_STRONG_MARK, segment):
            return marking
    return _weak_marking(words, number, level, sentence=len(segments) == 1)


def _weak_marking(words: str, number: int, level: int, *, sentence: bool) -> str:
    """One ordinary word marks a paper only on a line of its own in front or in capitals, or at a line's end.

    It opens or ends the line, and what is a `sentence` it opens.
    """
    capitals = words.isupper()
    segments = [segment for segment in (_SEPARATORS if capitals else _WEAK_SEPARATORS).split(words) if segment]
    front = 0 < number <= (_TOP if _ATTACHED.match(words) else _FRONT)
    if level:
        segments = segments[1:][-1:] if not capitals else segments
    elif not (front or capitals):
        return ""
    else:
        segments = segments[:1] if sentence else [*segments[:1], *segments[-1:]]
        if front and _BY_VIRTUE.fullmatch(words):
            return words
    patterns = (_WEAK_MARK, _TOPPED_MARK) if 0 < number <= _TOP else (_WEAK_MARK,)
    return next((segment for segment in segments if any(_match(pattern, segment) for pattern in patterns)), "")


def _answer(words: str) -> str:
    """The value after a label such as “Classification” or “Is this report exempt?”, where it marks the paper."""
    match = _LABEL.fullmatch(words)
    if match is None:
        return ""
    value = match["value"].strip(" |:?")
    segments = [segment for segment in _SEPARATORS.split(value) if segment]
    patterns = (_STRONG_MARK, _WEAK_MARK, _TOPPED_MARK)
    marked = any(_match(pattern, segment) for segment in segments for pattern in patterns)
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
