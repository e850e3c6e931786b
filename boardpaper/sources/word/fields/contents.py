"""Contents lists: page numbers that the publication works out, and where they no longer agree with the document."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from boardpaper.model.document import Bookmark, Field, Inline, Link, Paragraph, Run, Tab, plain_text, words_of
from boardpaper.model.fields.code import FieldCode, parse_field_code
from boardpaper.model.finding import Finding
from boardpaper.model.messages import listed
from boardpaper.rules import word as rules
from boardpaper.sources.word.look.values import whole

_PAGE = re.compile(r"\s*(?:\d+|[ivxlcdm]+|[A-Za-z]|[\w.]+[-–]\d+)\s*", re.IGNORECASE)
_SIGNS = re.compile(r"[\W_]+")
_HEADING = re.compile(r"heading ([1-9])")
_MOST_TOLD = 5
# No paper has more kinds of lists than these; a file made to waste time may.
_MOST_LISTS = 20
_WORDS_TOLD = 12
_LONGEST_NAME = 6
_LONGEST_PAGE = 40


class _Body(Struct):
    """The paragraphs of the body, which are replaced in place, and where bookmarks and words stand.

    `captions` are the names of the sequences that each paragraph counts, by its index.
    """

    paragraphs: list[Paragraph]
    captions: Mapping[int, frozenset[str]]
    bookmarks: dict[str, int] = field(default_factory=dict)


class _Entry(Struct, frozen=True):
    """A line of a list: its index in the body, its words without the page, and where it leads, if known."""

    at: int
    words: str
    target: int | None


def check_contents(
    paragraphs: Sequence[Paragraph], captions: Mapping[int, frozenset[str]], name: str
) -> tuple[list[Paragraph], tuple[Finding, ...]]:
    """The body's paragraphs with every page number of a contents list as a field, and what those lists get wrong.

    `captions` are the names, in lower case, of the sequences that a paragraph counts; `name` is the file's.
    """
    body = _Body(list(paragraphs), captions)
    for at, paragraph in enumerate(body.paragraphs):
        for inline in paragraph.inlines:
            if isinstance(inline, Bookmark):
                body.bookmarks.setdefault(inline.name, at)
    lists: dict[str, list[int]] = {}
    for at, paragraph in enumerate(body.paragraphs):
        if paragraph.contents and plain_text(paragraph.inlines).strip():
            lists.setdefault(paragraph.contents, []).append(at)
    checked = list(lists.items())[:_MOST_LISTS]
    findings = [found for code, lines in checked for found in _check_list(body, code, lines, name)]
    return body.paragraphs, tuple(findings)


def _check_list(body: _Body, instruction: str, lines: list[int], name: str) -> Iterator[Finding]:
    """Gives the lines of one list their pages, and tells where its words differ from the headings or captions."""
    code = parse_field_code(instruction)
    wanted = [at for at in range(len(body.paragraphs)) if _belongs(body, at, code)]
    by_words = _by_words(body, wanted, without_labels=code.has("a"))
    entries = [entry for entry in (_entry(body, at, by_words) for at in lines) if entry.words]
    if not entries:
        return
    for entry in entries:
        if entry.target is not None or not _has_marks(code):
            _give_page(body, entry)
    wrong = list(_differences(body, code, wanted, entries))
    if wrong:
        where = f"{name} › {body.paragraphs[lines[0]].called}, “{_short(entries[0].words)}”"
        yield rules.CONTENTS_OUTDATED.at(where, differences=listed(wrong, _MOST_TOLD, "; "))


def _by_words(body: _Body, wanted: Sequence[int], *, without_labels: bool) -> dict[str, int]:
    """The places of paragraphs by the words that a list may call them; the first of two that are alike."""
    by_words = {key: at for at in reversed(wanted) for key in _keys(body.paragraphs[at])}
    if without_labels:
        # Such a list leaves out what comes before a caption's words.
        by_words |= {_key(words): at for at in wanted for words in _endings(heading_words(body.paragraphs[at]))}
    return by_words


def _belongs(body: _Body, at: int, code: FieldCode) -> bool:
    """Whether a paragraph should be in the list: a caption (`c`), a heading (`o`, `u`), or in a style named (`t`)."""
    paragraph = body.paragraphs[at]
    if paragraph.contents:
        return False
    caption = code.value("c") or code.value("a")
    if caption:
        return caption.lower() in body.captions.get(at, ())
    return _is_listed(paragraph, code) and bool(heading_words(paragraph))


def _is_listed(paragraph: Paragraph, code: FieldCode) -> bool:
    """Whether the list takes in paragraphs of this style or outline level."""
    styles = paragraph.style.lower().split(",")
    if any(style in _named_styles(code) for style in styles):
        return True
    levels = _levels(code)
    built_in = next((int(match[1]) for style in styles if (match := _HEADING.fullmatch(style))), 0)
    if built_in and (code.has("o") or not any(code.has(letter) for letter in "utf")):
        return built_in in levels
    return code.has("u") and paragraph.outline_level in levels


def _named_styles(code: FieldCode) -> list[str]:
    r"""The styles of `\t`, each of which stands before its level."""
    return [part.strip().lower() for part in re.split("[;,]", code.value("t"))[::2]]


def _levels(code: FieldCode) -> range:
    """The levels of headings that the list takes in."""
    first, _, last = code.value("o").partition("-")
    return range(whole(first) or 1, (whole(last) or 9) + 1)


def _keys(paragraph: Paragraph) -> set[str]:
    """What an entry for this paragraph may say, in letters and figures alone: with its number or without."""
    words = heading_words(paragraph)
    label = paragraph.label.text if paragraph.label else ""
    return {_key(words), _key(label + words)}


def _endings(words: str) -> Iterator[str]:
    """The words from each of the first few on: a caption's name and number are not more than these."""
    parts = words.split()
    return (" ".join(parts[at:]) for at in range(min(len(parts), _LONGEST_NAME)))


def _key(words: str) -> str:
    """The words as two are compared: letters and digits, without case, and (2) as ⑵."""
    return _SIGNS.sub("", unicodedata.normalize("NFKC", words)).casefold()


def heading_words(paragraph: Paragraph) -> str:
    """The words of a heading or caption, in one line."""
    return words_of(paragraph.heading, pictures=False)


def _entry(body: _Body, at: int, by_words: Mapping[str, int]) -> _Entry:
    """A line of the list; where it leads is told by its link or, without one, its words."""
    inlines = body.paragraphs[at].inlines
    words = words_of(inlines[: _page_at(inlines)], pictures=False)
    named = _bookmark_of(inlines)
    target = body.bookmarks.get(named) if named else None
    return _Entry(at, words, by_words.get(_key(words)) if target is None else target)


def _page_at(inlines: Sequence[Inline]) -> int:
    """Where an entry's page begins: at its PAGEREF, or behind its last tab; at the end where it has none."""
    behind = ""
    for at in range(len(inlines) - 1, -1, -1):
        inline = inlines[at]
        if isinstance(inline, Field):
            return at if inline.name == "PAGEREF" and not behind.strip() else len(inlines)
        if isinstance(inline, Tab):
            return at + 1 if _PAGE.fullmatch(behind) else len(inlines)
        if len(behind) > _LONGEST_PAGE:
            break
        behind = plain_text([inline]) + behind
    return len(inlines)


def _bookmark_of(inlines: Sequence[Inline]) -> str:
    """Where an entry leads: its link, or the bookmark that its page number is asked for."""
    for inline in inlines:
        if isinstance(inline, Run | Field) and inline.link is not None and inline.link.bookmark:
            return inline.link.bookmark
    pages = (parse_field_code(inline.instruction) for inline in inlines if isinstance(inline, Field))
    return next((code.arguments[0] for code in pages if code.name == "PAGEREF" and code.arguments), "")


def _give_page(body: _Body, entry: _Entry) -> None:
    """Makes the entry lead to its heading, and its page number one that the publication works out."""
    paragraph = body.paragraphs[entry.at]
    if entry.target is None:
        unlinked = tuple(_leading(inline, None, "") for inline in paragraph.inlines)
        body.paragraphs[entry.at] = replace(paragraph, inlines=unlinked)
        return
    name = _bookmark_of(paragraph.inlines)
    if body.bookmarks.get(name) != entry.target:
        name = _place(body, entry.target)
    at = _page_at(paragraph.inlines)
    before, page = paragraph.inlines[:at], list(paragraph.inlines[at:])
    number = next((inline for inline in page if isinstance(inline, Run)), None)
    if number is not None and not any(isinstance(inline, Field) for inline in page):
        words = plain_text(page).strip()
        page = [Field(f"PAGEREF {name} \\h", words, number.format, number.link)]
    made = tuple(_leading(inline, Link(bookmark=name), name) for inline in (*before, *page))
    body.paragraphs[entry.at] = replace(paragraph, inlines=made)


def _place(body: _Body, at: int) -> str:
    """A bookmark in a paragraph: its own, or one at its beginning whose name has a sign that Word allows in none."""
    own = next((inline.name for inline in body.paragraphs[at].inlines if isinstance(inline, Bookmark)), "")
    if body.bookmarks.get(own) == at:
        return own
    name = f"contents-{at}"
    if name not in body.bookmarks:
        body.bookmarks[name] = at
        paragraph = body.paragraphs[at]
        run_in = paragraph.run_in + 1 if paragraph.run_in else 0
        body.paragraphs[at] = replace(paragraph, inlines=(Bookmark(name), *paragraph.inlines), run_in=run_in)
    return name


def _leading(inline: Inline, link: Link | None, name: str) -> Inline:
    """An entry's words with the link, unless they lead outside; without one, its page number is what Word showed."""
    if isinstance(inline, Field) and inline.name == "PAGEREF":
        if link is None:
            return Run(inline.result, inline.format)
        return replace(inline, instruction=f"PAGEREF {name} \\h", link=link)
    if isinstance(inline, Run) and not (inline.link and inline.link.address):
        return replace(inline, link=link)
    return inline


def _differences(body: _Body, code: FieldCode, wanted: list[int], entries: list[_Entry]) -> Iterator[str]:
    """What a reader of the list is told wrongly, in the order of the list, then of the document."""
    for entry in entries:
        if entry.target is None:
            if not _has_marks(code):
                yield f"“{_short(entry.words)}” is not in the document"
        elif not _agrees(body.paragraphs[entry.target], entry.words, code):
            yield f"“{_short(entry.words)}” is now “{_short(_shown(body.paragraphs[entry.target]))}”"
    if code.has("b"):
        return
    listed = {entry.target for entry in entries}
    for at in wanted:
        if at not in listed:
            yield f"“{_short(_shown(body.paragraphs[at]))}” is missing"


def _has_marks(code: FieldCode) -> bool:
    """Whether the list takes in words of hidden TC fields, which only Word knows."""
    return code.has("f") or code.has("l")


def _agrees(paragraph: Paragraph, words: str, code: FieldCode) -> bool:
    """Whether the list calls the paragraph by its own words."""
    if code.has("a"):
        return _key(heading_words(paragraph)).endswith(_key(words))
    return _key(words) in _keys(paragraph)


def _shown(paragraph: Paragraph) -> str:
    """A heading with its number, as a finding quotes it."""
    label = paragraph.label.text if paragraph.label else ""
    return f"{label} {heading_words(paragraph)}".strip()


def _short(words: str) -> str:
    """As many words as a finding quotes."""
    parts = words.split()
    return " ".join(parts[:_WORDS_TOLD]) + (" …" if len(parts) > _WORDS_TOLD else "")
