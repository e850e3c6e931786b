"""Words that somebody meant to replace: TBC, XX, [insert ...], a template's tags, a prompt, a reference that broke."""

import re
from typing import NamedTuple

from boardpaper.rules import publication as rules
from boardpaper.rules.rule import Rule

# What counts in Roman numbers up to XX; “Table XX” or “paragraph XX” is far more often a number still to come.
_ROMAN_BEFORE = "annex|article|book|chapter|part|protocol|title|volume|louis"
_VERBS = "insert|enter|add|type|delete|replace|confirm|check|complete|update|include|provide"
_NOUNS = "name|date|title|figure|figures|number|amount|author|text here|job title|percentage|placeholder"

# How many letters around XX decide what it is.
_NEAR = 30

# A quick look at most paragraphs is enough: without one of these, in lower case, none of the patterns below can match.
_HINTS = ("tbc", "tba", "tbd", "xx", "[", "<", "{", "}", "lorem", "click", "choose", "error!")
# Firms are called TBC too.
_TO_BE = re.compile(r"(?<![\w&.])(?:TBC|TBA|TBD)(?![\w&])(?!\s+(?:Inc|LLP|Limited|Ltd|PLC|plc)\b)")
_CROSSES = re.compile(r"(?<![A-Za-z])X{2,}(?![A-Za-z])")
_ROMAN = re.compile(rf"(?:\b(?:{_ROMAN_BEFORE})s?|[IVXLC]{{2,}}\s*(?:[-–—,&]|and\b|to\b))\s*$", re.IGNORECASE)
_BRACKETS = re.compile(
    rf"[\[<]\s*(?:insert\b[^\]>]{{0,200}}|drafting note\b[^\]>]{{0,200}}|note to \w+\b[^\]>]{{0,200}}|"
    rf"to be (?:confirmed|added|completed|inserted|updated|agreed)\b[^\]>]{{0,200}}|"
    rf"(?:{_VERBS})\s+[^\]>]{{1,200}}|(?:{_NOUNS})\s*)[\]>]",
    re.IGNORECASE,
)
_LOREM = re.compile(r"\blorem ipsum\b", re.IGNORECASE)
_PROMPT = re.compile(
    r"\bclick or tap (?:here )?to (?:enter|add|insert)\b|"
    r"\bclick here to (?:enter|add|insert) (?:a |the )?(?:text|date)\b|^choose an item\.?$",
    re.IGNORECASE,
)
_TAG = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_BROKEN_REFERENCE = re.compile(
    r"\berror! (?:reference|bookmark|hyperlink|no |not |unknown|main )[^.]{0,80}", re.IGNORECASE
)


class Leftover(NamedTuple):
    """Words that should not be published, and the rule that they break."""

    rule: Rule
    words: str


def leftovers(words: str) -> list[Leftover]:
    """What in a paragraph's words was meant to be replaced before publication."""
    folded = words.casefold()
    if not any(map(folded.__contains__, _HINTS)):
        return []
    found = [
        Leftover(rule, match.group().strip())
        for rule, pattern in (
            (rules.PLACEHOLDER_TEXT, _TO_BE),
            (rules.PLACEHOLDER_TEXT, _BRACKETS),
            (rules.PLACEHOLDER_TEXT, _LOREM),
            (rules.PLACEHOLDER_TEXT, _PROMPT),
            (rules.TEMPLATE_TAG, _TAG),
            (rules.BROKEN_REFERENCE, _BROKEN_REFERENCE),
        )
        if (match := pattern.search(words))
    ]
    crosses = next((match for match in _CROSSES.finditer(words) if not _is_roman(words, match)), None)
    if crosses is not None:
        found.append(Leftover(rules.PLACEHOLDER_TEXT, crosses.group()))
    return found


def _is_roman(words: str, match: re.Match[str]) -> bool:
    """Whether XX or XXX is a number: “Part XX”, “XIX–XX”, “XX. General provisions”, “(XX) any other person”."""
    if len(match.group()) > 3:
        return False
    start, end = match.span()
    before, after = words[max(0, start - _NEAR) : start], words[end : end + _NEAR]
    if before[-1:].isdigit() or before[-1:] in ("£", "€", "$"):
        return False
    typed_label = start < _NEAR and not before.strip(" (") and re.match(r"[.)]\s", after) is not None
    followed = re.match(
        r"\s*[-–—&]\s*[IVXLC]{2,}\b|\s+(?:century|and\s+[IVXLC]+\b|chromosome|olympi)", after, re.IGNORECASE
    )
    return typed_label or followed is not None or _ROMAN.search(before) is not None
