"""A form that asks for its fields to be drawn anew: they are, and the pack may not claim to conform."""

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from boardpaper.model.document import Properties
from boardpaper.model.pack import Pack, PackOptions
from boardpaper.pack.merging import merge_pack
from tests.support.finished_pdfs import changed, part, publication


def bound(asks: bool | None) -> Pack:
    def with_field(pdf: Pdf) -> None:
        box = Array([90, 90, 190, 110])
        field = Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("name"), V=String("Ann"), Rect=box
        )
        field.DA, field.F = String("/Helv 9 Tf 0 g"), 4
        made = pdf.make_indirect(field)
        pdf.pages[0].obj.Annots = Array([made])
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
        form = Dictionary(Fields=Array([made]), DA=field.DA, DR=Dictionary(Font=Dictionary(Helv=font)))
        if asks is not None:
            form.NeedAppearances = asks
        pdf.Root.AcroForm = form

    paper = part(changed(publication(), with_field), "5")
    return merge_pack([paper], properties=Properties(), language="en-GB", options=PackOptions(), claim_conformance=True)


@pytest.mark.parametrize("asks", [None, False, True])
def test_fields_are_drawn_anew_where_the_form_asks(asks: bool | None) -> None:
    rules = [finding.rule for finding in bound(asks).findings]
    assert ("pack-field-not-shown" in rules) is not bool(asks)
    claims = [finding.message for finding in bound(asks).findings if finding.rule == "pack-claims-nothing"]
    assert any("(its form fields were drawn anew)" in message for message in claims) is bool(asks)
    assert bound(asks).conforms is not bool(asks)
