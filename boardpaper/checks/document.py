"""What a Word document must say of itself before its PDF may claim to be accessible."""

from collections.abc import Iterable, Iterator

from boardpaper.model.document import Block, Document, Drawing, Paragraph, Table
from boardpaper.model.finding import Finding, warning


def check_document(document: Document) -> tuple[Finding, ...]:
    """Title, language, heading order, alternative text and table headers (ISO 14289-1, 7.1 to 7.5)."""
    blocks = [block for section in document.sections for block in section.blocks]
    return (
        *_check_properties(document),
        *_check_headings(blocks),
        *_check_pictures(blocks),
        *_check_tables(blocks),
    )


def _check_properties(document: Document) -> Iterator[Finding]:
    if not document.properties.title.strip():
        hint = "In Word: File, Info, Properties, Title."
        yield warning("title-missing", "the document has no title", "document properties", hint)
    if not document.properties.language.strip():
        hint = "In Word: Review, Language, Set Proofing Language."
        yield warning("language-missing", "the document does not say what language it is in", "document", hint)


def _check_headings(blocks: Iterable[Block]) -> Iterator[Finding]:
    above = 0
    for paragraph in _paragraphs(blocks):
        level = paragraph.outline_level
        if not level or not _words(paragraph):
            continue
        if level > above + 1:
            yield warning(
                "heading-skips-level",
                f"the heading “{_words(paragraph)}” is of level {level}, with none of level {level - 1} above it",
                f"paragraph {paragraph.number}",
                f"Give it the style Heading {above + 1}.",
            )
        above = level


def _check_pictures(blocks: Iterable[Block]) -> Iterator[Finding]:
    for paragraph in _paragraphs(blocks):
        for inline in paragraph.inlines:
            if isinstance(inline, Drawing) and not inline.alt.strip() and not inline.decorative:
                yield warning(
                    "image-without-alt",
                    "a picture has no alternative text",
                    f"paragraph {paragraph.number}",
                    "In Word: right-click the picture, View Alt Text, and say what it shows.",
                )


def _check_tables(blocks: Iterable[Block]) -> Iterator[Finding]:
    for table in _tables(blocks):
        if table.rows and not any(row.header for row in table.rows) and not table.first_column:
            first = next((words for p in _paragraphs([table]) if (words := _words(p))), "")
            yield warning(
                "table-without-header",
                f"the table that begins “{first}” has no header row",
                "",
                "In Word: select its first row, Layout, Repeat Header Rows.",
            )


def _paragraphs(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from _paragraphs(cell.blocks)


def _tables(blocks: Iterable[Block]) -> Iterator[Table]:
    for block in blocks:
        if isinstance(block, Table):
            yield block
            for row in block.rows:
                for cell in row.cells:
                    yield from _tables(cell.blocks)


def _words(paragraph: Paragraph) -> str:
    return "".join(getattr(inline, "text", "") for inline in paragraph.inlines).strip()
