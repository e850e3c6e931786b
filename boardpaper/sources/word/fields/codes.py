"""Fields: their instructions, which the publication works out anew, and what the others leave in the text."""

import re

from msgspec.structs import replace

from boardpaper.model.document import Bookmark, Break, Field, Inline, Link, NoteMark, Run, RunFormat, Tab, plain_text
from boardpaper.model.numerals.formats import looks_like_number
from boardpaper.ooxml.names import VAL, Element, W
from boardpaper.rules import publication
from boardpaper.rules import word as rules
from boardpaper.sources.word.look.symbols import to_unicode
from boardpaper.sources.word.look.values import is_on, whole
from boardpaper.sources.word.story.reports import report
from boardpaper.sources.word.story.state import Line, OpenField, Story

# Numbers that only a layout knows.
RECOMPUTED = ("PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF", "SECTION")
# What is worked out once the whole document is read.
_REFERENCES = ("REF", "NOTEREF", "STYLEREF", "SEQ")
# The results of these hold copies of fields that stand elsewhere, and are not counted.
_COPIES = ("REF", "TOC", "INDEX", "TOA")
# Their page numbers are words, which nothing ties to a page.
_INDEXES = ("INDEX", "TOA")
# Word shows the day on which it last worked these out.
_DATES = ("DATE", "TIME")
# Who wrote, saved or opened the file, and what it and its template are called (17.16.5).
_PRIVATE = frozenset({"AUTHOR", "FILENAME", "LASTSAVEDBY", "TEMPLATE", "USERADDRESS", "USERINITIALS", "USERNAME"})
# The same among the properties that INFO and DOCPROPERTY print, by all their names (ECMA-376 part 1, 15.2.12), and the
# custom ones that Word proposes for people. Title, subject and keywords name what a paper is about: headers print them.
_PRIVATE_PROPERTIES = _PRIVATE | {
    "CHECKEDBY", "EDITOR", "FORWARDTO", "HYPERLINKBASE", "LASTAUTHOR", "MAILSTOP", "MANAGER", "OWNER", "RECEIVEDFROM",
    "RECORDEDBY", "TELEPHONENUMBER", "TYPIST",
}  # fmt: skip
# What File, Info keeps for remarks.
_REMARKS = "COMMENTS"
# Marks for indexes and the like, which show nothing where they stand.
_INVISIBLE = ("XE", "TC", "TA", "RD", "BOOKMARK", "SET", "ASK", "PRIVATE", "NEXT", "ADVANCE", "PRINT", "DATA")
# The fields that Word knows (17.16.5); the code of any other is the name of a bookmark, as if REF stood before it.
_KNOWN = (
    "ADDIN ADDRESSBLOCK ADVANCE ASK AUTHOR AUTONUM AUTONUMLGL AUTONUMOUT AUTOTEXT AUTOTEXTLIST BARCODE BIBLIOGRAPHY "
    "BIDIOUTLINE CITATION COMMENTS COMPARE CONTROL CREATEDATE DATABASE DATE DDE DDEAUTO DISPLAYBARCODE DOCPROPERTY "
    "DOCVARIABLE EDITTIME EMBED EQ FILENAME FILESIZE FILLIN FORMCHECKBOX FORMDROPDOWN FORMTEXT GLOSSARY GOTOBUTTON "
    "GREETINGLINE HTMLACTIVEX HYPERLINK IF IMPORT INCLUDE INCLUDEPICTURE INCLUDETEXT INDEX INFO KEYWORDS LASTSAVEDBY "
    "LINK LISTNUM MACROBUTTON MERGEFIELD MERGEREC MERGESEQ NEXT NEXTIF NOTEREF NUMCHARS NUMPAGES NUMWORDS PAGE PAGEREF "
    "PRINT PRINTDATE PRIVATE QUOTE RD REF REVNUM SAVEDATE SECTION SECTIONPAGES SEQ SET SHAPE SKIPIF STYLEREF SUBJECT "
    "SYMBOL TA TC TEMPLATE TIME TITLE TOA TOC USERADDRESS USERINITIALS USERNAME XE"
)
_NAMES = frozenset(_KNOWN.split())
# Word never works these out to nothing: without words they have not been worked out.
_NEVER_EMPTY = ("TOC", "INDEX", "TOA", "SEQ", "REF", "STYLEREF", "NOTEREF")
_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"|“([^”]*)”|(\S+)')
_ESCAPE = re.compile(r"\\(.)")
# A page number behind other words: the last one, or one between dashes.
_LAST = re.compile(r"(?:[-–] \S+ [-–]|\S+)\s*\Z")
# What stands in the result of a reference that is nothing but words.
_WORDS = (Run, Tab, Break, Bookmark, NoteMark)
_BOX = {True: "☒", False: "☐"}


def begin_field(story: Story, line: Line, element: Element) -> None:
    """A `w:fldChar` of type begin."""
    story.fields.append(OpenField(line.format, element.find(f"{W}ffData"), locked=is_locked(element)))


def is_locked(element: Element) -> bool:
    """Whether an author has locked the field, so that Word leaves its result as it is (17.16.18)."""
    return element.get(f"{W}fldLock") in ("1", "true", "on")


def separate_field(story: Story, line: Line) -> None:
    """Where the instruction ends and the result begins."""
    if story.fields:
        begin_result(story.fields[-1], line)


def begin_result(entry: OpenField, line: Line) -> None:
    """The result of `entry` begins in `line`."""
    line.seal()
    entry.in_result = True
    entry.link = _link("".join(entry.instruction))
    entry.out, entry.start = line.out, len(line.out)


def end_field(story: Story, line: Line) -> None:
    """Where the field ends: a result that the publication works out becomes a `Field`, others stay as text."""
    if not story.fields:
        return
    entry = story.fields.pop()
    line.seal()
    instruction = " ".join("".join(entry.instruction).split())
    name = _name(instruction)
    if not story.shows:
        story.fields[-1].by_page |= entry.by_page or name in RECOMPUTED
        return
    in_line = entry.out is line.out
    empty = in_line and len(line.out) == entry.start and name in _NEVER_EMPTY
    if not entry.in_result or empty:
        _show_without_result(story, line, entry, instruction)
    elif in_line:
        _collapse(story, line, entry, instruction)
        _report_kept(story, line, entry, name)
    if entry.in_result:
        _report_private(story, line, entry if in_line else None, instruction)
    if name in _INDEXES and entry.in_result:
        _report_index(story, name)
    if name == "TOC" and len(line.out) > (entry.start if in_line else 0):
        line.contents = instruction
    line.seal()


def open_contents(story: Story) -> str:
    """The instruction of the contents list that is being read; empty where there is none."""
    for entry in story.fields:
        if entry.in_result:
            instruction = " ".join("".join(entry.instruction).split())
            if _name(instruction) == "TOC":
                return instruction
    return ""


def add_instruction(story: Story, text: str) -> None:
    """A piece of a field's instruction."""
    if story.fields and not story.fields[-1].in_result:
        story.fields[-1].instruction.append(text)


def field_link(story: Story) -> Link | None:
    """Where the innermost field that is a link leads."""
    return next((entry.link for entry in reversed(story.fields) if entry.link), None)


def _name(instruction: str) -> str:
    """A field's name in capitals: PAGEREF."""
    return instruction.split(maxsplit=1)[0].upper() if instruction.split() else ""


def _tokens(instruction: str) -> list[str]:
    """The words of a field's code, quotation marks and backslashes before them taken off."""
    found = []
    for match in _TOKEN.finditer(instruction):
        quoted = match[1] if match[1] is not None else match[2]
        found.append(match[3] if quoted is None else _ESCAPE.sub(r"\1", quoted))
    return found


def _link(instruction: str) -> Link | None:
    """Where HYPERLINK, and a cross-reference with the switch \\h, leads (17.16.5.25)."""
    tokens = _tokens(instruction)
    name = tokens[0].upper() if tokens else ""
    if name == "HYPERLINK":
        return _hyperlink(tokens[1:])
    if name in ("REF", "PAGEREF", "NOTEREF") and len(tokens) > 1 and "\\h" in tokens[2:]:
        return Link(bookmark=tokens[1])
    return None


def _hyperlink(tokens: list[str]) -> Link | None:
    """Where a HYPERLINK field leads."""
    address = anchor = ""
    rest = iter(tokens)
    for part in rest:
        if part == "\\l":
            anchor = next(rest, "")
        elif part in ("\\o", "\\t"):
            next(rest, "")
        elif not part.startswith("\\"):
            address = address or part
    return make_link(address, anchor)


def make_link(address: str, anchor: str) -> Link | None:
    """A link outside, with its fragment, or to a bookmark; None where it leads nowhere."""
    if address:
        return Link(address=f"{address}#{anchor}" if anchor else address)
    return Link(bookmark=anchor) if anchor else None


def _report_index(story: Story, name: str) -> None:
    """An index names pages of Word's layout, which need not be those of the publication."""
    report(rules.INDEX_PAGES, story, what="An index" if name == "INDEX" else "A table of authorities")


def _report_private(story: Story, line: Line, entry: OpenField | None, instruction: str) -> None:
    """A field that prints who has the file, or where; `entry` is None where its result began in another line."""
    tokens = [token.upper() for token in _tokens(instruction)] or [""]
    name, rest = tokens[0], [token for token in tokens[1:] if not token.startswith("\\")]
    asks = name in ("INFO", "DOCPROPERTY") and bool(rest)
    asked = rest[0] if asks else name
    shown = " ".join(plain_text(line.out[entry.start if entry else 0 :]).split())
    private = asked.replace(" ", "") in (_PRIVATE_PROPERTIES if asks else _PRIVATE)
    if shown and (private or asked == _REMARKS):
        rule = publication.PRIVATE_FIELD if private else publication.REMARK_IN_FIELD
        report(rule, story, line, name=f"{name} {asked}" if asks else name, shown=shown)


def _report_kept(story: Story, line: Line, entry: OpenField, name: str) -> None:
    """Words that Word works out anew each time or on each page, and boardpaper leaves as they are."""
    shown = " ".join(plain_text(line.out[entry.start :]).split())
    if entry.by_page and name not in RECOMPUTED:
        what = "A sum" if name.startswith("=") else f"The field {name}"
        report(rules.DEPENDS_ON_PAGES, story, what=what, shown=shown)
    # It reads no clock.
    if name in _DATES and shown and not entry.locked:
        report(rules.FIELD_DATE, story, line, name=name, shown=shown)


def _collapse(story: Story, line: Line, entry: OpenField, instruction: str) -> None:
    """Makes a field of the result where it is to be worked out: at once, or once all is read. Other results stay."""
    name = _name(instruction)
    if name in _REFERENCES or not (name in _NAMES or name.startswith("=")):
        _keep_for_later(story, line, entry, instruction, name)
    result = line.out[entry.start :]
    if name not in RECOMPUTED or not all(isinstance(inline, Run | Tab) for inline in result):
        return
    kept, number = _split_number(result) if name == "PAGEREF" else ([], result)
    if result and not number:
        return
    line.out[entry.start :] = [*kept, _field_for(entry, instruction, number)]
    story.reading.refers |= name == "PAGEREF"


def _keep_for_later(story: Story, line: Line, entry: OpenField, instruction: str, name: str) -> None:
    """A reference with what Word last showed, until what it refers to is known."""
    copied = name == "SEQ" and any(_name("".join(outer.instruction)) in _COPIES for outer in story.fields)
    result = line.out[entry.start :]
    if entry.locked or copied or not all(isinstance(inline, _WORDS) for inline in result):
        return
    line.out[entry.start :] = [replace(_field_for(entry, instruction, result), shown=tuple(result))]
    story.reading.refers = True


def _field_for(entry: OpenField, instruction: str, result: list[Inline]) -> Field:
    """A field that stands for its result, in the format of its first words."""
    first = next((inline for inline in result if isinstance(inline, Run)), None)
    link = entry.link or (first.link if first else None)
    return Field(instruction, plain_text(result), first.format if first else entry.format, link)


def _split_number(result: list[Inline]) -> tuple[list[Inline], list[Inline]]:
    """What stands before the page number, and the number; LibreOffice puts whole lines of a contents list inside."""
    if all(isinstance(inline, Run) for inline in result) and looks_like_number(plain_text(result)):
        return [], result
    kept, number = list(result), list[Inline]()
    while kept:
        last = kept.pop()
        if not isinstance(last, Run):
            kept.append(last)
            break
        ending = _LAST.search(last.text)
        before = last.text[: ending.start()] if ending else ""
        number.insert(0, replace(last, text=last.text[len(before) :]))
        if before:
            kept.append(replace(last, text=before))
            break
    return (kept, number) if looks_like_number(plain_text(number)) else (result, [])


def _show_without_result(story: Story, line: Line, entry: OpenField, instruction: str) -> None:
    """What stands for a field that Word has not worked out: its result later, now, or a finding."""
    name = _name(instruction)
    if entry.format.hidden or name in _INVISIBLE or not name:
        return
    if name in _REFERENCES and not entry.locked:
        line.out.append(Field(instruction, "", entry.format, _link(instruction)))
        story.reading.refers = True
        return
    shown = _computed(entry, name, instruction)
    if shown is not None:
        line.out.append(shown)
        return
    report(rules.FIELD_NOT_WORKED_OUT, story, line, name=name)


def _computed(entry: OpenField, name: str, instruction: str) -> Inline | None:
    """What a field without a result shows, where its instruction alone says so."""
    if name in RECOMPUTED:
        return Field(instruction, "", entry.format, _link(instruction))
    tokens = _tokens(instruction)
    if name == "MACROBUTTON":
        return Run(" ".join(tokens[2:]), entry.format)
    if name == "SYMBOL":
        return _symbol(tokens, entry.format)
    if entry.data is not None and name in ("FORMCHECKBOX", "FORMDROPDOWN"):
        return Run(_form_text(entry.data), entry.format)
    return None


def _symbol(tokens: list[str], form: RunFormat) -> Run | None:
    """SYMBOL 183 \\f "Symbol": the character's code, and the font that it counts in (17.16.5.66)."""
    if len(tokens) < 2:
        return None
    try:
        code = int(tokens[1], 0)
    except ValueError:
        return None
    font = tokens[tokens.index("\\f") + 1] if "\\f" in tokens[:-1] else form.font
    return Run(to_unicode(chr(code), font), form) if 32 <= code < 0x110000 else None


def _form_text(data: Element) -> str:
    """What a form's tick box or drop-down list shows."""
    box = data.find(f"{W}checkBox")
    if box is not None:
        state = box.find(f"{W}checked")
        state = box.find(f"{W}default") if state is None else state
        return _BOX[state is not None and is_on(state)]
    entries = [entry.get(VAL, "") for entry in data.iterfind(f"{W}ddList/{W}listEntry")]
    chosen = data.find(f"{W}ddList/{W}result")
    index = (whole(chosen.get(VAL)) if chosen is not None else 0) or 0
    return entries[index] if 0 <= index < len(entries) else ""
