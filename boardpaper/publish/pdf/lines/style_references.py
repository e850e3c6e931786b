"""What STYLEREF shows in headers and footers: words of the page that stand in a style (ECMA-376, 17.16.5.59)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from boardpaper.model.document import Block, Document, Field, Paragraph, Section, words_of
from boardpaper.model.fields.code import asks_for_number, number_asked, parse_field_code, style_asked
from boardpaper.model.paragraphs import paragraphs_of

# A style and whether the page is searched from its end (`\l`).
Asked = tuple[str, bool]


def styles_asked(document: Document) -> frozenset[str]:
    """The styles, in lower case, whose words headers and footers repeat."""
    found: set[str] = set()
    for section in document.sections:
        for paragraph in paragraphs_of(_furniture(section)):
            for inline in paragraph.inlines:
                if isinstance(inline, Field) and inline.name == "STYLEREF":
                    found.add(style_asked(parse_field_code(inline.instruction)))
    return frozenset(found)


def has_style(paragraph: Paragraph, styles: frozenset[str]) -> bool:
    """Whether the paragraph has words in one of these styles."""
    return not styles.isdisjoint(paragraph.style.lower().split(",")) and bool(_words(paragraph))


def longest_in(document: Document, styles: frozenset[str]) -> dict[Asked, Paragraph]:
    """For each style the paragraph with most to say, for which a header must have room."""
    found: dict[Asked, Paragraph] = {}
    if not styles:
        return found
    for paragraph in paragraphs_of(block for section in document.sections for block in section.blocks):
        for style in styles.intersection(paragraph.style.lower().split(",")):
            known = found.get((style, False))
            if known is None or len(_words(paragraph)) > len(_words(known)):
                found[style, False] = found[style, True] = paragraph
    return found


def by_page(pages: Sequence[Sequence[Paragraph]], styles: frozenset[str]) -> list[dict[Asked, Paragraph]]:
    """What each page shows: its own first or last such paragraph, else the last before it, else the first behind it."""
    own = [_by_style(page, styles) for page in pages]
    # Before a style is first met, the first that is to come stands in.
    known = {style: found[0] for page in reversed(own) for style, found in page.items()}
    made: list[dict[Asked, Paragraph]] = []
    for page in own:
        first = known | {style: found[0] for style, found in page.items()}
        known |= {style: found[-1] for style, found in page.items()}
        made.append({(style, last): (known if last else first)[style] for style in known for last in (False, True)})
    return made


def _by_style(paragraphs: Iterable[Paragraph], styles: frozenset[str]) -> dict[str, list[Paragraph]]:
    """The paragraphs of each style that is asked for, by its name or one of its others."""
    found: dict[str, list[Paragraph]] = {}
    for paragraph in paragraphs:
        for style in styles.intersection(paragraph.style.lower().split(",")):
            found.setdefault(style, []).append(paragraph)
    return found


def styled_text(asked: Field, shown: Mapping[Asked, Paragraph]) -> str:
    """The field's words, or its number; Word's last result where no page is known or nothing is in the style."""
    code = parse_field_code(asked.instruction)
    paragraph = shown.get((style_asked(code), code.has("l")))
    if paragraph is None:
        return asked.result
    if asks_for_number(code):
        return number_asked(paragraph.label, code) if paragraph.label else "0"
    return _words(paragraph)


def _words(paragraph: Paragraph) -> str:
    return words_of(paragraph.heading, pictures=False)


def _furniture(section: Section) -> Iterator[Block]:
    for furniture in (section.headers, section.footers):
        for blocks in (furniture.default, furniture.first, furniture.even):
            yield from blocks or ()
