"""Captions and other things counted by the field SEQ, numbered anew in the order of the text (17.16.5.56)."""

from collections.abc import Iterable

from msgspec import Struct, field

from boardpaper.model.document import Field, Paragraph
from boardpaper.model.fields.code import FieldCode, parse_field_code
from boardpaper.model.fields.numbers import formats_number, number_shown
from boardpaper.sources.word.look.values import whole

_HEADING_LEVELS = 9


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
    """Counts a SEQ field and returns the number it shows: "" for a hidden one, None for what is no such field."""
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
    if code.has("h") and not formats_number(code):
        return ""
    return number_shown(value, code)
