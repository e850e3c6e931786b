"""Finished PDFs as they come: what they are, and what a secretary is told of them."""

import io
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Pdf, String

from boardpaper.model.finding import Severity
from boardpaper.model.pack import PdfFacts
from boardpaper.sources.pdf.findings import MANY_PAGES, texts_findings
from boardpaper.sources.pdf.reader import read_pdf, read_pdf_texts
from tests.support.finished_pdfs import (
    changed,
    cropped,
    publication,
    scripted,
    signed,
    turned,
    untagged,
    with_attachment,
    with_form,
    with_layers,
    with_roles,
    without_outline,
)


def facts_of(content: bytes) -> PdfFacts:
    facts, _ = read_pdf(content, name="paper.pdf")
    return facts


def rules_of(content: bytes) -> list[str]:
    _, found = read_pdf(content, name="paper.pdf")
    assert all(finding.where == "paper.pdf" and finding.hint for finding in found)
    return [finding.rule for finding in found]


def test_a_publication_has_nothing_to_find(tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(publication())
    facts, found = read_pdf(path, name="paper.pdf")
    assert found == ()
    assert (facts.tagged, facts.ua, facts.pdfa, facts.conforms) == (True, "1", "2a", True)
    assert (facts.title, facts.language) == ("Performance report", "en-GB")
    assert facts.outline == ("Performance report", "Part 1 of Performance report", "Part 2 of Performance report")
    assert [(page.width, page.height, page.rotation, page.cropped) for page in facts.pages] == [
        (595.3, 841.9, 0, False)
    ] * 2  # fmt: skip
    assert len(facts.sha256) == 64


def test_an_untagged_file_claims_nothing() -> None:
    facts = facts_of(untagged())
    assert (facts.tagged, facts.conforms, facts.title, len(facts.pages)) == (False, False, "Scanned letter", 2)
    assert rules_of(untagged()) == ["pdf-untagged"]


def test_pages_are_as_large_as_they_are_seen() -> None:
    [page, *_] = facts_of(changed(publication(), turned(90), cropped(20, 30, 420, 630))).pages
    assert (page.width, page.height, page.rotation, page.cropped) == (600, 400, 90, True)


@pytest.mark.parametrize(("rotation", "found"), [(-90, []), (450, []), (45, ["pdf-rotation"])])
def test_pages_turn_by_quarters(rotation: int, found: list[str]) -> None:
    assert rules_of(changed(publication(), turned(rotation))) == found


def test_headings_are_read_where_there_is_no_outline() -> None:
    headings = facts_of(changed(publication(), without_outline, with_roles("/Kop", "/H2"))).headings
    assert [(heading.level, heading.title) for heading in headings] == [
        (1, "Performance report"),
        (2, "Part 1 of Performance report"),
        (2, "Part 2 of Performance report"),
    ]
    assert headings[0].top is not None
    assert 600 < headings[0].top < 842


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (scripted, "pdf-scripted"),
        (signed, "pdf-signed"),
        (with_attachment, "pdf-attachments"),
        (with_form, "pdf-form"),
        (with_layers, "pdf-hidden-layers"),
    ],
)
def test_what_a_pack_cannot_take_as_it_is_has_one_finding(change: Any, rule: str) -> None:
    assert rules_of(changed(publication(), change)) == [rule]


def test_scripts_are_named_with_their_places() -> None:
    scripts = facts_of(changed(publication(), scripted)).extras.scripts
    assert scripts == ("JavaScript when it is opened", "JavaScript on page 1", "Launch on page 2")


def comment(pdf: Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([0, 0, 9, 9]), Contents=String("Is this so?"))
    pdf.pages[0].obj.Annots = Array([*pdf.pages[0].obj.get(Name.Annots, Array()), pdf.make_indirect(note)])


def no_language(pdf: Pdf) -> None:
    del pdf.Root.Lang


def portfolio(pdf: Pdf) -> None:
    pdf.Root.Collection = Dictionary(View=Name.T)


def xfa(pdf: Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(Fields=Array(), XFA=pdf.make_stream(b"<xdp/>"))


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (comment, "pdf-comments"),
        (no_language, "pdf-no-language"),
        (portfolio, "pdf-portfolio"),
        (xfa, "pdf-xfa"),
    ],
)
def test_other_odd_files(change: Any, rule: str) -> None:
    assert rules_of(changed(publication(), change)) == [rule]


def redaction(pdf: Pdf) -> None:
    comment(pdf)
    pdf.pages[0].obj.Annots[-1].Subtype = Name.Redact


def hidden_field(pdf: Pdf) -> None:
    field = pdf.make_indirect(Dictionary(FT=Name.Tx, T=String("a"), V=String("Plover")))
    form = pdf.Root.get(Name.AcroForm, Dictionary(Fields=Array()))
    pdf.Root.AcroForm = Dictionary(Fields=Array([*form.Fields, field]))


def personal_link(pdf: Pdf) -> None:
    local_link(pdf)
    pdf.pages[0].obj.Annots[-1].A.URI = String("https://avon-my.sharepoint.com/personal/jo_bloggs/a.docx")


def test_a_link_to_somebodys_own_files_is_told() -> None:
    (told,) = read_pdf(changed(publication(), personal_link), name="a.pdf")[1]
    assert told.rule == "pdf-personal-links"
    assert "https://avon-my.sharepoint.com/personal/jo_bloggs/a.docx" in told.message


def local_link(pdf: Pdf) -> None:
    comment(pdf)
    link = pdf.pages[0].obj.Annots[-1]
    link.Subtype = Name.Link
    link.A = Dictionary(S=Name.URI, URI=String("file:///C:/Users/jo/a.xlsx"))


def test_what_was_marked_to_be_blacked_out_stands_there_still() -> None:
    (finding,) = read_pdf(changed(publication(), redaction, redaction), name="a.pdf")[1]
    assert (finding.rule, finding.severity) == ("pdf-redaction", Severity.ERROR)
    assert finding.message.startswith("The file has 2 redactions that")


def test_what_is_taken_out_is_told() -> None:
    found = read_pdf(changed(publication(), hidden_field, local_link), name="a.pdf")[1]
    told = {finding.rule: finding.message for finding in found}
    assert set(told) == {"pdf-form", "pdf-hidden-values", "pdf-local-links"}
    assert "with 1 field that" in told["pdf-hidden-values"]
    assert told["pdf-local-links"].endswith("are taken out: file:///C:/Users/jo/a.xlsx.")


def test_a_signed_file_is_told_as_any_other_and_that_its_copy_is_not_signed() -> None:
    found = read_pdf(changed(publication(), signed, hidden_field, local_link, with_attachment), name="a.pdf")[1]
    assert {finding.rule for finding in found} == {
        "pdf-attachments", "pdf-form", "pdf-hidden-values", "pdf-local-links", "pdf-signed",
    }  # fmt: skip
    (only,) = read_pdf(changed(publication(), signed), name="a.pdf")[1]
    assert (only.rule, only.blocks, "is not signed any more" in only.message) == ("pdf-signed", False, True)


def test_pages_without_tags_among_tagged_ones_are_counted() -> None:
    def untag(pdf: Pdf) -> None:
        del pdf.pages[1].obj.StructParents
        del pdf.Root.Metadata

    assert facts_of(changed(publication(), untag)).untagged_pages == (1,)
    assert rules_of(changed(publication(), untag)) == ["pdf-partly-untagged"]


def test_a_mark_without_any_tag_is_no_tagged_file() -> None:
    def empty(pdf: Pdf) -> None:
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        pdf.Root.StructTreeRoot = Dictionary(Type=Name.StructTreeRoot, ParentTree=Dictionary(Nums=Array()))

    assert not facts_of(changed(untagged(), empty)).tagged


def locked(owner: str, user: str) -> bytes:
    return changed(publication(), encryption=pikepdf.Encryption(owner=owner, user=user))


def blank_file(pages: int) -> bytes:
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page()
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (locked("a", "b"), "pdf-encrypted"),
        (b"", "pdf-damaged"),
        (b"<html>no</html>", "pdf-damaged"),
        (b"%PDF-1.7\nnothing more", "pdf-damaged"),
        (blank_file(0), "pdf-no-pages"),
    ],
)
def test_files_that_cannot_be_used_block(content: bytes, rule: str) -> None:
    facts, [finding] = read_pdf(content, name="paper.pdf")
    assert (finding.rule, finding.where, finding.severity) == (rule, "paper.pdf", Severity.ERROR)
    assert finding.hint
    assert facts.pages == ()


def test_a_missing_file_blocks(tmp_path: Path) -> None:
    facts, [finding] = read_pdf(tmp_path / "none.pdf", name="none.pdf")
    assert (facts.readable, finding.rule, finding.blocks) == (False, "pdf-missing", True)


def test_a_file_that_only_forbids_changes_can_be_read() -> None:
    facts, found = read_pdf(locked("a", ""), name="paper.pdf")
    assert (facts.encrypted, facts.tagged) == (True, True)
    assert [finding.rule for finding in found] == ["pdf-protected"]


def test_a_very_long_file_is_told_of() -> None:
    assert "pdf-many-pages" in rules_of(blank_file(MANY_PAGES))


def test_a_file_that_was_cut_off_is_mended_and_told_of() -> None:
    assert rules_of(publication()[:-600])[-1:] in (["pdf-repaired"], ["pdf-damaged"])


@settings(max_examples=60, derandomize=True)
@given(st.integers(0, len(publication()) - 1), st.binary(min_size=1, max_size=12))
def test_garbled_files_are_facts_or_findings_and_never_a_crash(at: int, noise: bytes) -> None:
    content = publication()
    facts, found = read_pdf(content[:at] + noise + content[at + len(noise) :], name="paper.pdf")
    assert facts.readable or any(finding.blocks for finding in found)


def test_all_words_are_told_drawn_or_not() -> None:
    def hide(pdf: Pdf) -> None:
        pdf.pages[-1].obj.Annots[0].Contents = String("a hidden remark")
        pdf.pages[0].contents_add(b"/Span <</ActualText (words for a reader)>> BDC EMC")

    texts = read_pdf_texts(changed(publication("Budget"), hide, with_attachment))
    assert "Budget 3: word120x word121xx word122xxx" in texts.pages[0].replace("\n", " ")
    said = {text for _, text in texts.strings}
    assert {"a hidden remark", "words for a reader", "salaries.xlsx", "The Board Secretary"} <= said
    assert any("Arimo" in text for text in said)
    assert texts.unreadable == 0


def test_words_of_untagged_pages_are_read_too() -> None:
    assert read_pdf_texts(untagged()).pages == ("Scanned letter, page 1", "Scanned letter, page 2")


def written(pdf: Pdf) -> None:
    """A line that runs up the page beside the others."""
    pdf.pages[0].contents_add(b"q 0 1 -1 0 30 100 cm Q")


def sideways(pdf: Pdf) -> None:
    """All that the first page draws, turned by a quarter: no entry of the page says so."""
    pdf.pages[0].contents_add(b"q 0 1 -1 0 700 0 cm", prepend=True)
    pdf.pages[0].contents_add(b"Q")


def pages_told(*changes: Any) -> list[tuple[str, str]]:
    texts = read_pdf_texts(changed(publication(), *changes))
    return [(finding.rule, finding.message) for finding in texts_findings(texts, name="paper.pdf")]


@pytest.mark.parametrize("change", [turned(180), turned(90), turned(270)])
def test_pages_that_are_turned_away_from_their_text_are_told(change: Any) -> None:
    assert pages_told(change) == [("pdf-turned-pages", "Text does not stand upright on page 1, 2.")]


def test_text_that_is_drawn_sideways_is_told() -> None:
    assert pages_told(sideways) == [("pdf-turned-pages", "Text does not stand upright on page 1.")]
    assert pages_told(sideways, turned(90)) == [("pdf-turned-pages", "Text does not stand upright on page 2.")]


def test_a_page_as_it_should_be_is_not_told() -> None:
    assert pages_told() == pages_told(written) == pages_told(cropped(0, 0, 595.3, 841.9)) == []
    assert pages_told(cropped(20, 20, 575, 822)) == []


def test_what_a_crop_hides_is_told() -> None:
    first, second = pages_told(cropped(0, 0, 595, 400))
    assert (first[0], second[0]) == ("pdf-unseen-words", "pdf-unseen-words")
    assert first[1].startswith("“Part 1 of Performance report 1.")
    assert "is outside the part of page 1 that is shown" in first[1]
    assert "page 2" in second[1]


def test_words_that_a_crop_cuts_through_are_told() -> None:
    told = pages_told(cropped(0, 0, 450, 842))
    assert {rule for rule, _ in told} == {"pdf-unseen-words"}


def test_a_crop_that_may_hide_a_picture_is_told() -> None:
    texts = read_pdf_texts(changed(untagged(), cropped(0, 500, 595, 842)))
    (finding,) = texts_findings(texts, name="scan.pdf")
    assert finding.rule == "pdf-cropped"
    assert "what lies outside the shown part" in finding.message
