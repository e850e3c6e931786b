"""Footnotes and endnotes: their numbers as printed, and their text without the number."""

from collections.abc import Sequence

from msgspec.structs import replace

from boardpaper.model.document import Block, Note, Paragraph, Run, Tab
from boardpaper.model.numerals.formats import format_number, is_known_format
from boardpaper.ooxml.names import Element, W
from boardpaper.rules import word as rules
from boardpaper.sources.word.blocks import blocks_of, read_story
from boardpaper.sources.word.look.numbering import number_format
from boardpaper.sources.word.look.values import child_value, whole
from boardpaper.sources.word.revisions import watch
from boardpaper.sources.word.story.state import Reading, Story

_FORMATS = {"footnote": "decimal", "endnote": "lowerRoman"}
_PLACES = {"footnote": "a footnote", "endnote": "an endnote"}


def read_notes(reading: Reading, sections: Sequence[Element], settings: Element | None) -> dict[str, Note]:
    """The notes that the text refers to, in the order of their marks, by the key that `NoteMark` holds."""
    notes: dict[str, Note] = {}
    # A note may bear marks of its own, which are met only while it is read.
    while met := [key for key in reading.notes.sections if key not in notes]:
        for kind in _FORMATS:
            numbers = _numbers(reading, kind, sections, settings)
            for key, blocks in _read_part(reading, kind, [key for key in met if key in numbers]).items():
                notes[key] = Note(_without_number(blocks, reading.notes.custom.get(key, "")), numbers[key], kind)
    _warn_of_pages(reading, settings)
    return {key: notes[key] for key in reading.notes.sections}


def _read_part(reading: Reading, kind: str, keys: list[str]) -> dict[str, tuple[Block, ...]]:
    """The blocks of notes by key; one that the file does not hold is empty, and an error."""
    root = reading.word.related_root(reading.word.main, f"{kind}s")
    elements = {} if root is None else {note.get(f"{W}id", ""): note for note in root.iterchildren(f"{W}{kind}")}
    part = next(iter(reading.word.related(reading.word.main, f"{kind}s")), "")
    story = Story(reading, part, _PLACES[kind], reading.widths[0])
    found: dict[str, tuple[Block, ...]] = {}
    for key in keys:
        element = elements.get(key.partition("-")[2])
        if element is None:
            where = reading.notes.missing.get(key, reading.word.name)
            reading.findings.append(rules.WORD_MISSING_NOTE.at(where, kind=kind, called=_PLACES[kind]))
            found[key] = ()
        else:
            watch(reading, element)
            found[key] = blocks_of(read_story(element, story))
    return found


def _numbers(reading: Reading, kind: str, sections: Sequence[Element], settings: Element | None) -> dict[str, str]:
    """Each note's number as printed, by its key."""
    general = None if settings is None else settings.find(f"{W}{kind}Pr")
    own_settings = [section.find(f"{W}{kind}Pr") for section in sections]
    numbers: dict[str, str] = {}
    number, current = 0, -1
    for key, section in reading.notes.sections.items():
        if not key.startswith(f"{kind}-"):
            continue
        own = own_settings[section] if section < len(own_settings) else None
        if current < 0 or (section != current and _setting(own, general, "numRestart") == "eachSect"):
            number = whole(_setting(own, general, "numStart")) or 1
        current = section
        if key in reading.notes.custom:
            numbers[key] = reading.notes.custom[key].strip()
            continue
        numbering, pattern = number_format(own) or number_format(general) or (_FORMATS[kind], "")
        numbers[key] = format_number(number, numbering, pattern)
        if not is_known_format(numbering, pattern):
            _warn_of_format(reading, kind, numbering, numbers[key])
        number += 1
    return numbers


def _setting(own: Element | None, general: Element | None, name: str) -> str:
    """A setting of notes: the section's own, else the document's; "" for neither."""
    return child_value(own, f"{W}{name}") or child_value(general, f"{W}{name}") or ""


def _warn_of_format(reading: Reading, kind: str, numbering: str, shown: str) -> None:
    """A finding, once for each kind of notes, where their numbers are not in Word's format."""
    tally = reading.tally(f"format {numbering} of {kind}s")
    if not tally.count:
        reading.findings.append(rules.NOTE_FORMAT.at(_PLACES[kind], format=numbering, shown=shown))
    tally.count += 1


def _warn_of_pages(reading: Reading, settings: Element | None) -> None:
    """A finding where notes count anew on each page of Word's, which the publication does not have."""
    for kind in dict.fromkeys(key.partition("-")[0] for key in reading.notes.sections):
        general = None if settings is None else settings.find(f"{W}{kind}Pr")
        if _setting(None, general, "numRestart") == "eachPage":
            reading.findings.append(rules.WORD_NOTE_NUMBERS.at(reading.word.name, kind=kind))


def _without_number(blocks: tuple[Block, ...], mark: str) -> tuple[Block, ...]:
    """The note's blocks without its custom mark and without the space or tab that Word puts after the number."""
    if not blocks or not isinstance(blocks[0], Paragraph):
        return blocks
    first = blocks[0]
    inlines = list(first.inlines)
    if mark.strip() and inlines and isinstance(inlines[0], Run):
        inlines[0] = replace(inlines[0], text=inlines[0].text.removeprefix(mark.strip()))
    while inlines and (isinstance(inlines[0], Tab) or _is_blank(inlines[0])):
        inlines.pop(0)
    if inlines and isinstance(inlines[0], Run):
        inlines[0] = replace(inlines[0], text=inlines[0].text.lstrip(" \t"))
    return (replace(first, inlines=tuple(inlines)), *blocks[1:])


def _is_blank(inline: object) -> bool:
    """Whether an inline is spaces alone, as Word puts after a note's number."""
    return isinstance(inline, Run) and not inline.text.strip(" \t")
