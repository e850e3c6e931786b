"""Packs held against veraPDF: PDF/UA-1 and PDF/A-2a where all parts say that they conform."""

from pathlib import Path

import pytest

from boardpaper.model.document import Properties
from boardpaper.model.pack import FrontNumbering, PackLink, PackOptions
from boardpaper.pack.contents import contents_list
from boardpaper.pack.merging import merge_pack
from boardpaper.pack.slips import with_slips
from tests.support.finished_pdfs import (
    changed,
    cropped,
    open_pack,
    part,
    plain_headings,
    publication,
    scripted,
    tagged_words,
    turned,
    unbalanced,
    untagged,
    with_attachment,
    with_form,
    with_identifiers,
    with_layers,
    with_roles,
    words_by_part,
)
from tests.support.outside_tools import CheckPdfSyntax, ConvertOffice, ValidatePdf
from tests.support.structure_faults import structure_faults

ABOUT = Properties("Public pack", "Meeting of the Board", "The Board Secretary")
EXPORT = (
    'pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"},'
    '"SelectPdfVersion":{"type":"long","value":"2"}}'
)
PAPER = """<html lang="en-GB"><head><title>Foreign paper</title></head><body><h1>Foreign paper</h1>
<p>Some words, <a href="https://example.org/">a link</a>.</p><h2>Costs</h2><ul><li>one</li><li>two</li></ul>
<table><tr><th>Name</th><th>Value</th></tr><tr><td>Rent</td><td>2</td></tr></table><h2>Risks</h2><p>End.</p></body></html>"""


@pytest.fixture(scope="session")
def foreign(soffice: ConvertOffice, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A tagged paper that LibreOffice exports as PDF/UA and PDF/A-2b."""
    folder = tmp_path_factory.mktemp("foreign")
    source = folder / "foreign.html"
    source.write_text(PAPER, encoding="utf-8")
    text = soffice(source, "odt:writer8", folder)
    return soffice(text, EXPORT, folder).read_bytes()


def test_a_pack_of_every_kind_of_paper_conforms(
    foreign: bytes, verapdf: ValidatePdf, qpdf: CheckPdfSyntax, tmp_path: Path
) -> None:
    plain = publication()
    papers = [
        plain,
        foreign,
        changed(plain, turned(90), cropped(20, 20, 500, 700)),
        changed(plain, with_form),
        changed(plain, scripted, with_attachment),
        changed(plain, with_layers),
        changed(plain, plain_headings),
        changed(plain, with_roles("/Kop", "/H2")),
        changed(plain, with_roles("/Kop", "/P"), with_identifiers),
        changed(plain, with_identifiers, unbalanced),
        untagged(),
        foreign,
    ]
    parts = [part(content, str(item), original="papers/7.pdf") for item, content in enumerate(papers, 1)]
    options = PackOptions(
        dividers=True, double_sided=True, front=FrontNumbering.ROMAN, contact="the secretary", contents_over=21
    )
    going_in = with_slips(tuple(parts), language="en-GB", options=options)
    contents = contents_list(going_in, front_pages=1, language="en-GB", options=options)
    assert contents is not None
    pack = merge_pack(
        parts,
        front=part(publication("Agenda", 1)),
        contents=contents,
        links=[PackLink(0, (72, 300, 200, 312), 3, "Item 4")],
        properties=ABOUT,
        language="en-GB",
        options=options,
        claim_conformance=True,
    )
    assert pack.conforms
    assert structure_faults(pack.content) == []
    with open_pack(pack) as pdf:
        assert pdf.check_pdf_syntax() == []
    path = tmp_path / "pack.pdf"
    path.write_bytes(pack.content)
    assert verapdf(path) == []
    assert qpdf(path) == []


def test_a_foreign_paper_stays_tagged(foreign: bytes) -> None:
    made = part(foreign, "5")
    assert made.facts.conforms
    pack = merge_pack([part(publication(), "4"), made], properties=ABOUT, language="en-GB", claim_conformance=True)
    assert pack.conforms
    [_, (title, found)] = words_by_part(pack.content)
    assert title == "Foreign paper"
    assert found == tagged_words(foreign)
    assert ("H2", "Risks") in found
