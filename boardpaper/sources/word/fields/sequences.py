"""Captions and other things counted by the field SEQ, numbered anew in the order of the text (17.16.5.56)."""

import re
from collections.abc import Iterable

from msgspec import Struct, field

from boardpaper.model.document import Field, Paragraph
from boardpaper.model.field_code import FieldCode, in_letters, parse_field_code
from boardpaper.model.numerals import format_number
from boardpaper.sources.word.look.values import whole

_HEADING_LEVELS = 9
_LONGEST_PICTURE = 64
# `\* roman` and `\* alphabetic` show capitals where they are written with one.
_BY_CASE = {"roman": ("lowerRoman", "upperRoman"), "alphabetic": ("lowerLetter", "upperLetter")}
_FORMATS = {"arabic": "decimal", "ordinal": "ordinal", "hex": "hex", "arabicdash": "numberInDash"}
_IN_WORDS = {"cardtext": "cardinalText", "ordtext": "ordinalText"}
_LETTERS = frozenset({"mergeformat", "charformat", "upper", "lower", "firstcap", "caps"})
_PICTURE = re.compile(r"([^#0,]*)([#0,]*[#0])([^#0.]*)")


class _Counts(Struct):
    """How far each sequence has counted, and how many headings of each level stood above when it last did."""

    values: dict[str, int] = field(default_factory=dict)
    above: dict[str, tuple[int, ...]] = field(default_factory=dict)
    headings: list[int] = field(default_factory=lambda: [0] * _HEADING_LEVELS)


def number_sequences(paragraphs: Iterable[Paragraph]) -> dict[int, str]:
    """What each SEQ field of the body shows, by the identity of its `Field`; without those that stay as they are."""
    counts, shown = _Counts(), dict[int, str]()
    for paragraph in paragraphs:
        if paragraph.outline_level:
            counts.headings[paragraph.outline_level - 1] += 1
        for inline in paragraph.inlines:
            if isinstance(inline, Field) and inline.name == "SEQ":
                number = _count(counts, parse_field_code(inline.instruction))
                if number is not None:
                    shown[id(inline)] = number
    return shown


def sequence_of(code: FieldCode) -> str:
    """The name of the sequence that SEQ counts; Word does not mind capitals."""
    return code.arguments[0].lower() if code.name == "SEQ" and code.arguments else ""


def _count(counts: _Counts, code: FieldCode) -> str | None:
    name = sequence_of(code)
    if not name or len(code.arguments) > 1:
        # A second argument asks for the number at a bookmark, and counts nothing.
        return None
    value = counts.values.get(name, 0)
    if code.has("s"):
        above = tuple(counts.headings[: whole(code.value("s")) or 0])
        if counts.above.get(name, above) != above:
            value = 0
        counts.above[name] = above
    if code.has("r"):
        value = whole(code.value("r")) or 0
    elif not code.has("c"):
        value += 1
    counts.values[name] = value
    if code.has("h") and not any(name.lower() not in _LETTERS for name in code.formats):
        return ""
    return number_shown(value, code)


def number_shown(value: int, code: FieldCode) -> str | None:
    r"""A whole number as `\*` or `\#` shows it (17.16.4.1 and 17.16.4.3); None where boardpaper does not know how."""
    if code.has("#"):
        return _by_picture(value, code.value("#"))
    numbering, worded = "decimal", False
    for written in code.formats:
        asked = written.lower()
        if asked in _BY_CASE:
            numbering = _BY_CASE[asked][written[:1].isupper()]
        elif asked in _IN_WORDS:
            numbering, worded = _IN_WORDS[asked], True
        elif asked in _FORMATS:
            numbering = _FORMATS[asked]
        elif asked not in _LETTERS:
            return None
    number = format_number(value, numbering)
    return in_letters(number.lower() if worded else number, code)


def _by_picture(value: int, picture: str) -> str | None:
    """Noughts, commas and the words around them; decimals and signs belong to sums."""
    match = _PICTURE.fullmatch(picture.replace("'", ""))
    if match is None or value < 0 or len(picture) > _LONGEST_PICTURE:
        return None
    before, digits, after = match.groups()
    number = f"{value:,}" if "," in digits else str(value)
    return before + number.rjust(digits.count("0"), "0") + after
