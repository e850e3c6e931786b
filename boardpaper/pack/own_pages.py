"""Tagged pages that a pack makes itself."""

import io
from collections.abc import Sequence

import pikepdf

from boardpaper.model.document import Block, Document, PageGeometry, Properties, Section
from boardpaper.model.finding import Finding
from boardpaper.model.pack import PackPart, PdfFacts, PdfPage
from boardpaper.publish.pdf.render import render_pdf

PAGE = PageGeometry()


def own_part(title: str, blocks: Sequence[Block], language: str) -> tuple[PackPart, tuple[Finding, ...]]:
    """Pages that show `blocks`, as a part that conforms to PDF/UA-1 and PDF/A-2a, and what they cannot show."""
    document = Document((Section(tuple(blocks), PAGE),), properties=Properties(title, language=language))
    content, findings = render_pdf(document, claim_conformance=True)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pages = (PdfPage(PAGE.width, PAGE.height),) * len(pdf.pages)
    facts = PdfFacts(title, pages=pages, tagged=True, ua="1", pdfa="2a", title=title, language=language)
    return PackPart(facts, content, title), findings
