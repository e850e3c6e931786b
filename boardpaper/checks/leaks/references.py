"""What leads to one matter and no other: references of cases, contracts and incidents, and telephone numbers.

Lines that say whom to ask about a report lead to no matter, whatever stands in them.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from boardpaper.checks.leaks.amounts import spaced_references
from boardpaper.checks.leaks.telephones import may_have_telephone, telephones_in, without_telephones
from boardpaper.checks.leaks.words import CODE, between_cuts

# A line that says whom to ask: it begins with such a word, and has a telephone number or an address for mail.
_ASKED = re.compile(
    r"\W*(?:(?:for|to) (?:any |obtain )?(?:more|further|additional|an alternative)\b|enquir\w*\b|"
    r"(?:contact|author|officer|tel|telephone|phone|mobile|fax|e-?mail|clerk|press office)s?"
    r"(?: (?:number|no|details|person|name|address|officer))?\s*[:.]|"
    r"(?:report|lead|contact|responsible|accountable|presenting) (?:author|officer|director)s?\b|"
    r"please contact\b|contact us\b|[te]:)",
    re.IGNORECASE,
)
_WEB = re.compile(r"(?:https?://|www\.)\S+|\b[\w-]+(?:\.[a-z]{2,})+(?:/\S*)?|\S+@\S+", re.IGNORECASE)
_SPACED = re.compile(r"\b[A-Z]{1,6} ?\d+ ?[/-] ?\d+(?![\w/-])")
# A number that only the word before it makes a reference: “incident number 4471”, “contract no. 318”.
_LABELLED = re.compile(
    r"\b(?:case|contract|claim|incident|crime|log|complaint|invoice|tender|file|custody|record|reference|ref|lot|"
    r"purchase order|request)\.?(?: (?P<said>(?:number|no|ref|reference|id)\b\.?)| ?(?P<sign>[:#№]))?[ :#]{1,2}"
    r"(?P<number>(?-i:[A-Z]{1,5}[ /-]?)?\d[\d/-]+\d)(?![\w/%-]|[.,]\d)",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"(?<![\w.,/-])\d+(?:(?: ?/ ?\d{2,})+|(?:-\d{2,}){2,})(?![\w/-])")
_DATE = re.compile(r"(?:19|20)\d\d ?/ ?(?:(?:19|20)?\d\d)|\d{1,2}([/-])\d{1,2}\1(?:19|20)?\d\d|(?:19|20)\d\d-\d\d-\d\d")
_OF_LAW = re.compile(r"(?:\bS\.?I\.?|\bE[UC]\)?|\bNo\.?|Directive|Regulations?|Order)\s*$")
# What looks like a reference and is in papers of any matter.
_COMMON = re.compile(
    r"(?:19|20)\d\ds|"  # a decade
    # Standards and the like.
    r"(?:iso|bs|nhs|en|iec|si|ssi|ec|eu|pas|wcag|pdf|covid|isa|ifrs|ias|frs|ipsas|sorp|gdpr|utc|gmt|ukas)+\d+\w?|"
    r"[a-z]+(?:19|20)\d\d(?:\d\d)?|(?:19|20)\d\d(?:\d\d)?[a-z]+|[qhpm]\d(?:19|20)\d\d(?:\d\d)?|"  # years and quarters
    r"(?:19|20)\d{6}t\d*z?|"  # times
    r"[abm]\d{1,4}|"  # roads
    r"[a-z]{1,2}\d[a-z\d]?\d[a-z]{2}|"  # postcodes
    r"\d+(?:st|nd|rd|th|mph|km|kg|mm|cm|ml|[kmgt]?wh|[kmg]w|[kmgt]b|hrs?|hours|pm|am|k|m|bn|mn|p|pc|fte|wte|t?co2e?|x\d+)|"
    r"\d+x\d+m*|(?:gbp|eur|usd)\d+[kmb]?n?"  # measures and money
)
_FEWEST_FIGURES, _SHORTEST, _LONGEST, _LEAST_NUMBERS = 3, 6, 24, 6
_LABELLED_FIGURES, _BARE_FIGURES = 3, 4
_YEAR = re.compile(r"(?:19|20)\d\d")
_ANY_FIGURE = re.compile(r"\d")
_NO_FIGURE, _NO_SIGN = re.compile(r"\D"), re.compile(r"[^A-Za-z0-9]")


@lru_cache(maxsize=2**14)
def says_whom_to_ask(line: str) -> bool:
    """Whether a line is one of those that say how to reach an author."""
    return bool(_ASKED.match(line)) and ("@" in line or may_have_telephone(line))


@lru_cache(maxsize=2**16)
def references_in(line: str) -> tuple[tuple[str, str], ...]:
    """The telephone numbers and references of a line: in comparable form, and as they are written."""
    if not _ANY_FIGURE.search(line):
        return ()
    found = {f"telephone {figures}": written for figures, written in telephones_in(line)}
    rest = without_telephones(_WEB.sub(" \0 ", line), " \0 ")
    for match in (*CODE.finditer(rest), *_SPACED.finditer(rest)):
        if _leads(code := _NO_SIGN.sub("", match.group()).casefold()):
            found.setdefault(code, match.group())
    for match in _NUMBERS.finditer(rest):
        code = _NO_FIGURE.sub("", match.group())
        if len(code) >= _LEAST_NUMBERS and not (
            _DATE.fullmatch(match.group()) or _OF_LAW.search(rest[: match.start()])
        ):
            found.setdefault(f"number {code}", match.group())
    for code, written in _labelled(rest):
        found.setdefault(code, written)
    return tuple(found.items())


@lru_cache(maxsize=2**16)
def mentioned_in(line: str) -> tuple[tuple[str, str], ...]:
    """The same with what has spaces between its parts, which may be a reference."""
    if not _ANY_FIGURE.search(line):
        return ()
    found = dict(references_in(line))
    rest = without_telephones(_WEB.sub(" \0 ", line), " \0 ")
    for code in spaced_references(" \0 ".join(between_cuts(rest))):
        if _leads(code):
            found.setdefault(code, code.upper())
    return tuple(found.items())


def _labelled(line: str) -> Iterator[tuple[str, str]]:
    """Numbers that the word before them makes references."""
    for match in _LABELLED.finditer(line):
        code = _NO_FIGURE.sub("", match["number"])
        sure = match["said"] or match["sign"]
        if not match["number"][0].isdigit() and _leads(_NO_SIGN.sub("", match["number"]).casefold()):
            continue
        if len(code) >= (_LABELLED_FIGURES if sure else _BARE_FIGURES) and (sure or not _YEAR.fullmatch(code)):
            yield f"number {code}", match.group()


def _leads(code: str) -> bool:
    """Whether letters and figures are a reference that leads to one matter."""
    figures = sum(map(str.isdigit, code))
    return _SHORTEST <= len(code) <= _LONGEST and _FEWEST_FIGURES <= figures < len(code) and not _COMMON.fullmatch(code)
